"""The workbook as a file: its sheets in their order, the same bytes for the same results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.present.charts.picture import Picture
from sim.present.package import same_zip, write_whole
from sim.present.subject import Subject
from sim.present.workbook.inputs import differences_sheet, inputs_sheet
from sim.present.workbook.measures import all_measures_sheet, headline_sheet, split_sheets
from sim.present.workbook.pictures import picture_sheets
from sim.present.workbook.readme import fill_readme, provenance_sheet, readme_sheet
from sim.present.workbook.sheets import Sheets
from sim.present.workbook.worlds import worlds_sheet


def write_workbook(subject: Subject, pictures: Sequence[Picture], path: Path) -> Path:
    """The workbook of a run or a comparison at `path`, written whole or not at all.

    Read me, headline, all measures, splits, a sheet with a native chart for every picture that has
    numbers, inputs, what differs, worlds, provenance. Raises OSError where it cannot be written.
    """
    sheets = Sheets(subject)
    first = readme_sheet(sheets)
    headline_sheet(sheets)
    all_measures_sheet(sheets)
    split_sheets(sheets)
    picture_sheets(sheets, list(pictures))
    differences_sheet(sheets)
    inputs_sheet(sheets)
    worlds_sheet(sheets)
    provenance_sheet(sheets)
    fill_readme(sheets, first)
    return write_whole(same_zip(sheets.book.content()), path)
