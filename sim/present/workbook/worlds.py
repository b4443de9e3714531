"""The sheet of single worlds: who doubts a mean can make it again."""

from __future__ import annotations

import numpy as np
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from sim.measures import HEADLINE, MEASURES
from sim.present import labels
from sim.present.formats import cell_code
from sim.present.subject import Subject
from sim.present.workbook.sheets import FIRST, Entry, Head, Sheets
from sim.tables.results import Key

NAME = "Worlds"
HEADS = (Head("Measure", 34), Head("Name in data", 22), Head("World", 8))
Checks = dict[tuple[str, int], tuple[str, str, str]]
"""(measure, candidate) -> formulas of difference, low and high, over the rows of its worlds."""


def worlds_sheet(sheets: Sheets) -> None:
    """One row for every headline measure and world: the value of each side, and differences."""
    subject = sheets.subject
    about = "One row a world, the same luck in every column; a difference is candidate less base"
    sheet = sheets.add(NAME, "Headline measures in every single world", about)
    rows = []
    for place, (measure, values) in enumerate(_values(subject).items()):
        unit = MEASURES[measure].unit
        code, change = (cell_code(unit, subject.currency, change=c) for c in (False, True))
        for world, number in enumerate(subject.base.result.replications):
            found = [float(each[world]) for each in values]
            row = FIRST + place * subject.worlds + world
            rows.append(
                (
                    Entry(sheets.said(labels.full_label(measure))),
                    Entry(measure),
                    Entry(number, "0"),
                    *(Entry(value, code) for value in found),
                    *(_less(row, k, found, change) for k in range(1, len(found))),
                )
            )
    sides = tuple(Head(side.name, 16) for side in subject.sides)
    less = tuple(Head(f"{s.name} less {subject.base.name}", 18) for s in subject.candidates)
    sheets.table(sheet, (*HEADS, *sides, *less), rows, fixed=3)


def checks(subject: Subject) -> Checks:
    """Formulas that make difference and interval again from the sheet of worlds."""
    found: Checks = {}
    for place, measure in enumerate(_values(subject)):
        first = FIRST + place * subject.worlds
        for candidate in range(len(subject.candidates)):
            column = len(HEADS) + len(subject.sides) + candidate
            cells = f"{NAME}!{xl_range_abs(first, column, first + subject.worlds - 1, column)}"
            mean = f"AVERAGE({cells})"
            half = f"TINV(0.05,COUNT({cells})-1)*STDEV({cells})/SQRT(COUNT({cells}))"
            found[measure, candidate] = (f"={mean}", f"={mean}-{half}", f"={mean}+{half}")
    return found


def _values(subject: Subject) -> dict[str, list[np.ndarray]]:
    """Headline measures with the values of every side, (replications,) each."""
    found = {}
    for measure in labels.in_order(list(HEADLINE)):
        every = [side.result.values.get(Key(measure)) for side in subject.sides]
        if any(values is not None for values in every):
            none = np.full(subject.worlds, np.nan)
            found[measure] = [none if v is None else np.asarray(v, float) for v in every]
    return found


def _less(row: int, side: int, found: list[float], code: str) -> Entry:
    """The difference of a side from the base, as a formula where both have a value."""
    difference = found[side] - found[0]
    if not np.isfinite(difference):
        return Entry(None)
    base, other = (xl_rowcol_to_cell(row, len(HEADS) + k) for k in (0, side))
    return Entry(difference, code, formula=f"={other}-{base}")
