"""Sheets of inputs: every parameter with its facts, and what differs between the scenarios."""

from __future__ import annotations

from typing import Any

from sim.present.inputs import Parameter, differing, parameters
from sim.present.workbook.sheets import Entry, Head, Sheets
from sim.scenario.leaves import Leaf, leaves

FORMS = {"share": "0.0##", "rate": "0.0##", "money": "#,##0.##", "count": "0"}
"""Formats of values by their sort; others show what is there."""
UNITS = {"share": "share (0.2 is 20 %)", "rate": "share a year (0.2 is 20 %)"}


def differences_sheet(sheets: Sheets) -> None:
    """Every parameter at which a candidate differs from the base; none for one scenario."""
    subject = sheets.subject
    if not subject.candidates:
        return
    base, *others = [side.scenario for side in subject.sides]
    found = differing(base, others)
    about = "Everything that is not listed is the same in all scenarios, and so is the luck"
    sheet = sheets.add("What differs", "What differs between the scenarios", about)
    names = [Head(side.name, 28) for side in subject.sides]
    known = {row.path: row for side in subject.sides for row in parameters(side.scenario)}
    rows = [
        (
            Entry(path, bold=True),
            *(Entry(sheets.said(value), wrap=True) for value in values),
            *_facts(sheets, known.get(path)),
        )
        for path, values in found
    ]
    heads = (Head("Parameter", 36), *names, Head("Basis", 11), Head("Source", 40))
    sheets.table(sheet, (*heads, Head("Meaning", 70)), rows)


def inputs_sheet(sheets: Sheets) -> None:
    """Every parameter of every scenario: value, unit, plausible range, basis, source."""
    subject = sheets.subject
    about = "Values as the simulation used them; basis: evidence, calibrated to a figure, or guess"
    sheet = sheets.add("Inputs", "Every input", about)
    sides = [{leaf.path: leaf for leaf in leaves(side.scenario)} for side in subject.sides]
    facts = {row.path: row for s in reversed(subject.sides) for row in parameters(s.scenario)}
    rows = [
        _row(sheets, path, [side.get(path) for side in sides], facts.get(path))
        for path in dict.fromkeys(path for side in sides for path in side)
    ]
    names = [Head(side.name, 20) for side in subject.sides]
    marked = [Head("Differs", 9)] if subject.candidates else []
    heads = [Head("Parameter", 44), *names, *marked, Head("Unit", 18), Head("Plausible from", 11)]
    heads += [Head("to", 11), Head("Basis", 11), Head("Source", 40), Head("Meaning", 70)]
    sheets.table(sheet, heads, rows)


def _row(
    sheets: Sheets, path: str, every: list[Leaf | None], known: Parameter | None
) -> tuple[Entry, ...]:
    """A parameter with its value in each scenario; bold where they differ."""
    facts = next(leaf for leaf in every if leaf is not None).facts
    values = [_value(sheets, leaf) for leaf in every]
    differ = len({str(entry.value) for entry in values}) > 1
    code = FORMS.get(facts.sort, "General")
    unit = UNITS.get(facts.sort) or facts.unit.replace("money", sheets.subject.currency)
    return (
        Entry(path, bold=differ),
        *(entry._replace(bold=differ) for entry in values),
        *([Entry("differs" if differ else "")] if sheets.subject.candidates else []),
        Entry(unit),
        Entry(facts.low, code),
        Entry(facts.high, code),
        *_facts(sheets, known),
    )


def _facts(sheets: Sheets, row: Parameter | None) -> tuple[Entry, ...]:
    if row is None:
        return (Entry(""), Entry(""), Entry(""))
    texts = (row.mark, row.source, row.meaning)
    return tuple(Entry(sheets.said(text)) for text in texts)


def _value(sheets: Sheets, leaf: Leaf | None) -> Entry:
    """A number as a number; everything else in words."""
    if leaf is None:
        return Entry("-")
    value: Any = leaf.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Entry(value, FORMS.get(leaf.facts.sort, "General"))
    return Entry(sheets.said(leaf.words))
