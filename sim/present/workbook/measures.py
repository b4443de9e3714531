"""Sheets of measures: the headline ones, all of them, and by segment, role and other splits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.measures import HEADLINE, MEASURES
from sim.present import labels
from sim.present.formats import cell_code
from sim.present.package import cut
from sim.present.reading import (
    BARELY,
    BETTER,
    CHANGED,
    SAME,
    UNCLEAR,
    WORSE,
    Reading,
    number,
)
from sim.present.splits import SPLITS, level_name, levels, split_means, split_readings
from sim.present.subject import BAD, GOOD
from sim.present.words import unit_words
from sim.present.workbook.sheets import Entry, Head, Sheets
from sim.present.workbook.worlds import Checks, checks

SAYS = {
    BETTER: "better",
    WORSE: "worse",
    BARELY: "barely beyond luck",
    UNCLEAR: "no clear difference",
    CHANGED: "changed",
    SAME: "the same",
}
COLOURS = {BETTER: GOOD.text, WORSE: BAD.text}
DIRECTIONS = {"up": "higher", "down": "lower"}
COMPARED = (
    Head("Candidate", 22),
    Head("Measure", 34),
    Head("Name in data", 22),
    Head("Unit", 18),
    Head("Better is", 9),
    Head("Base", 14),
    Head("Candidate's value", 14),
    Head("Difference", 14),
    Head("95 % interval, low", 14),
    Head("95 % interval, high", 14),
    Head("Share of worlds in which it is better", 14),
    Head("Worlds", 8),
    Head("What the interval allows to say", 22),
)
ALONE = (
    Head("Measure", 34),
    Head("Name in data", 22),
    Head("Unit", 18),
    Head("Better is", 9),
    Head("Mean", 14),
    Head("95 % interval, low", 14),
    Head("95 % interval, high", 14),
    Head("Standard deviation between worlds", 14),
    Head("Worlds", 8),
)
CHECKED = (
    Head("From Worlds: difference", 14),
    Head("From Worlds: low", 14),
    Head("From Worlds: high", 14),
)
DEFINITION = Head("Definition", 60)


def headline_sheet(sheets: Sheets) -> None:
    """The measures of the verdict, with the same numbers made again from the sheet Worlds."""
    about = "Columns 'From Worlds' are formulas over the sheet Worlds: they give the same numbers"
    if not sheets.subject.candidates:
        about = "Means over worlds with the 95 % interval of the mean"
    sheet = sheets.add("Headline", "Headline measures", about)
    known = checks(sheets.subject)
    if sheets.subject.candidates:
        rows = [
            (*row, *_checked(known, place, r, sheets.subject.currency))
            for place, r, row in _compared(sheets)
            if r.measure in HEADLINE
        ]
        sheets.table(sheet, (*_heads(sheets), *CHECKED), rows, fixed=2)
        return
    entries = sheets.subject.summary["measures"]
    sheets.table(sheet, ALONE, _means(sheets, {k: v for k, v in entries.items() if k in HEADLINE}))


def all_measures_sheet(sheets: Sheets) -> None:
    """Every measure of every candidate, one below the other, with its definition."""
    about = "Numbers are unrounded; a difference of shares is in points: +1.2 % is 1.2 points"
    sheet = sheets.add("All measures", "All measures", about)
    if sheets.subject.candidates:
        rows = [(*row, _definition(r.measure)) for _, r, row in _compared(sheets)]
        sheets.table(sheet, (*_heads(sheets), DEFINITION), rows, fixed=2)
        return
    entries = sheets.subject.summary["measures"]
    found = zip(_names(entries), _means(sheets, entries), strict=True)
    rows = [(*row, _definition(name)) for name, row in found]
    sheets.table(sheet, (*ALONE, DEFINITION), rows)


def split_sheets(sheets: Sheets) -> None:
    """A sheet for every split that the results have."""
    for by, title in SPLITS.items():
        rows = list(_split(sheets, by))
        if rows:
            heads = _heads(sheets) if sheets.subject.candidates else ALONE
            about = "Each measure is judged alone, without regard to how many there are"
            sheet = sheets.add(title.split(",")[0], title, about)
            sheets.table(sheet, (Head("Part", 20), *heads), rows, fixed=3)


def _heads(sheets: Sheets) -> tuple[Head, ...]:
    """The heads of a comparison, with the name of the base."""
    base = f"Base: {cut(sheets.subject.base.name, 40)}"
    return tuple(head._replace(text=base) if head.text == "Base" else head for head in COMPARED)


def _split(sheets: Sheets, by: str) -> Iterator[Sequence[Entry]]:
    subject = sheets.subject
    if not subject.candidates:
        for level in levels(subject, by):
            part = Entry(sheets.said(level_name(subject, by, level)))
            for row in _means(sheets, split_means(subject, by, level)):
                yield (part, *row)
    for side in subject.candidates:
        for level in levels(subject, by, side):
            part = Entry(sheets.said(level_name(subject, by, level)))
            for r in split_readings(subject, side, by, level):
                yield (part, *_row(sheets, side.name, r))


def _compared(sheets: Sheets) -> Iterator[tuple[int, Reading, Sequence[Entry]]]:
    for place, side in enumerate(sheets.subject.candidates):
        for r in sheets.subject.readings(place):
            yield place, r, _row(sheets, side.name, r)


def _row(sheets: Sheets, name: str, r: Reading) -> Sequence[Entry]:
    currency = sheets.subject.currency
    value, change = cell_code(r.unit, currency), cell_code(r.unit, currency, change=True)
    colour = COLOURS.get(r.kind, "")
    return (
        Entry(sheets.said(name)),
        *_about(sheets, r.measure, r.unit, r.direction),
        Entry(r.base, value),
        Entry(r.candidate, value),
        Entry(r.difference, change, colour, bool(colour)),
        Entry(r.lo, change),
        Entry(r.hi, change),
        Entry(r.p_better, "0 %"),
        Entry(r.n, "0"),
        Entry(sheets.said(SAYS[r.kind]), colour=colour, bold=bool(colour)),
    )


def _about(sheets: Sheets, measure: str, unit: str, direction: str) -> Sequence[Entry]:
    return (
        Entry(sheets.said(labels.full_label(measure))),
        Entry(measure),
        Entry(sheets.said(unit_words(unit, sheets.subject.currency))),
        Entry(DIRECTIONS.get(direction, "neither")),
    )


def _means(sheets: Sheets, entries: Mapping[str, Mapping[str, Any]]) -> list[Sequence[Entry]]:
    currency = sheets.subject.currency
    rows: list[Sequence[Entry]] = []
    for name in _names(entries):
        entry = entries[name]
        unit = str(entry.get("unit", "-"))
        # As computed, like `--json`: see `sim.present.bounds` for what is printed elsewhere.
        mean, lo, hi, sd = (number(entry.get(key)) for key in ("mean", "lo", "hi", "sd"))
        rows.append(
            (
                *_about(sheets, name, unit, str(entry.get("better", "-"))),
                *(Entry(value, cell_code(unit, currency)) for value in (mean, lo, hi, sd)),
                Entry(int(entry.get("n") or 0), "0"),
            )
        )
    return rows


def _names(entries: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Those that have a value, headline first."""
    known = [name for name, entry in entries.items() if entry.get("mean") is not None]
    return labels.in_order(known)


def _definition(measure: str) -> Entry:
    known = MEASURES.get(measure)
    return Entry(" ".join(known.definition.split()) if known else "")


def _checked(known: Checks, place: int, r: Reading, currency: str) -> Sequence[Entry]:
    """Difference and interval once more, as formulas over the worlds."""
    formulas = known.get((r.measure, place))
    if formulas is None or not math.isfinite(r.difference):
        return tuple(Entry("") for _ in CHECKED)
    code = cell_code(r.unit, currency, change=True)
    numbers = (r.difference, r.lo, r.hi)
    return tuple(
        Entry(value, code, formula=formula if math.isfinite(value) else "")
        for value, formula in zip(numbers, formulas, strict=True)
    )
