"""The first sheet, with verdict and links, and the last one: what made the numbers."""

from __future__ import annotations

from typing import Any

from sim.present import front
from sim.present.charts.picture import SOFT
from sim.present.method import how_to_read, method
from sim.present.subject import BAD, DISCLAIMER
from sim.present.workbook.sheets import FIRST, Entry, Head, Listed, Sheets

NAME, WIDE = 26, 110
"""Characters of the column of names, and of that of texts."""
NOTES = (
    "Numbers are unrounded. A share is written as per cent; a difference of shares is in points: "
    "+1.2 % is 1.2 points.",
    "Charts are native and follow their cells; the columns 'Chart: ...' far right of a chart hold "
    "what only the chart needs, as formulas.",
    "Low and high of a line hold 8 worlds of 10 where nothing else is said; intervals of measures "
    "are those of the mean, at 95 %.",
)


def readme_sheet(sheets: Sheets) -> Any:
    """An empty first sheet; it is filled when the others are there."""
    subject = sheets.subject
    about = f"{front.over(subject)}: {front.extent(subject)}"
    return sheets.add("Read me", front.title(subject), about)


def fill_readme(sheets: Sheets, sheet: Any) -> None:
    """Verdict, what was asked, sheets with links, how to read them, and what made the numbers."""
    sheet.set_column(0, 0, NAME)
    sheet.set_column(1, 1, WIDE)
    row = FIRST - 1
    for verdict in front.verdicts(sheets.subject):
        row = _line(sheets, sheet, row, verdict.title, verdict.text, verdict.colour.text)
    if few := sheets.subject.too_few():
        row = _line(sheets, sheet, row, "Few worlds", few, BAD.text)
    for name, texts in front.asked(sheets.subject):
        if texts:
            row = _line(sheets, sheet, row, name, "\u2003".join(texts))
    row = _links(sheets, sheet, row + 1, sheets.listed[1:])
    reading = how_to_read(sheets.subject)
    for place, text in enumerate((reading, *NOTES)):
        row = _line(sheets, sheet, row, "" if place else "How to read it", text)
    row = _line(sheets, sheet, row + 1, "Made with", sheets.subject.made_by())
    for side in sheets.subject.sides:
        row = _line(sheets, sheet, row, f"Digest of {side.name}", side.result.digest)
    caveat = f"It {DISCLAIMER}. The people in it are simulated; it says nothing about any real one."
    _line(sheets, sheet, row, "Caveat", caveat)


def provenance_sheet(sheets: Sheets) -> None:
    """How the numbers were made, and the digests, versions and seed that make them again."""
    about = "With these, the same command gives the same numbers"
    sheet = sheets.add("Provenance", "What made these numbers", about)
    rows = [
        (Entry(sheets.said(name), bold=True), Entry(value))
        for name, value in front.provenance(sheets.subject)
    ]
    rows += [
        (Entry("" if place else "Method", bold=True), Entry(sheets.said(text), wrap=True))
        for place, text in enumerate(method(sheets.subject))
    ]
    sheets.table(sheet, (Head("What", 34), Head("Value", WIDE)), rows)


def _line(sheets: Sheets, sheet: Any, row: int, name: str, text: str, colour: str = "") -> int:
    """A name and a text beside it; gives the next row."""
    sheets.put(sheet, row, 0, Entry(sheets.said(name), colour=colour, bold=True, wrap=True))
    sheets.put(sheet, row, 1, Entry(sheets.said(text), wrap=True))
    sheets.book.tall(sheet, row, [(name, NAME), (text, 1.1 * WIDE)])
    return row + 1


def _links(sheets: Sheets, sheet: Any, row: int, listed: list[Listed]) -> int:
    look = sheets.book.format(underline=1, font_color="#00629a")
    sheets.put(sheet, row, 0, Entry("Sheets", bold=True))
    for each in listed:
        row += 1
        sheets.book.tall(sheet, row, [(each.about, 1.1 * WIDE)])
        sheet.write_url(row, 0, f"internal:'{each.name}'!A1", look, each.name)
        sheets.put(sheet, row, 1, Entry(sheets.said(each.about), colour=SOFT, wrap=True))
    return row + 2
