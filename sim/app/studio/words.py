"""What the page shows of results: words, cells and charts, from the same rooms as the report."""

from __future__ import annotations

from typing import Any

from sim.measures import MEASURES
from sim.present import front, labels, numbers
from sim.present.charts.picture import Picture
from sim.present.charts.write import inline_svg
from sim.present.front import ALONE, COMPARED
from sim.present.report.theme import themed
from sim.present.subject import Subject


def words_of(subject: Subject) -> dict[str, Any]:
    """Verdicts, tables of measures and the foot line of results, as plain data."""
    return {
        "worlds": subject.worlds,
        "names": [side.name for side in subject.sides],
        "colours": [side.colour.line for side in subject.sides],
        "verdicts": _verdicts(subject),
        "tables": [_table(subject, place, True) for place in _places(subject)],
        "others": [_table(subject, place, False) for place in _places(subject)],
        "meanings": {name: {"unit": u, "text": t} for name, u, t in numbers.meanings(subject)},
        "measures": {labels.full_label(name): name for name in MEASURES},
        "too_few": subject.too_few(),
        "foot": subject.foot(),
    }


def chart_of(picture: Picture, width: float) -> dict[str, Any]:
    """A chart for the page: its words, its SVG in variables of the page, the table behind."""
    return {
        "title": picture.title,
        "subtitle": picture.subtitle,
        "alt": picture.alt,
        "svg": themed(inline_svg(picture, width)),
        "columns": list(picture.columns),
        "rows": [list(row) for row in picture.rows],
    }


def _places(subject: Subject) -> list[int | None]:
    return list(range(len(subject.candidates))) or [None]


def _verdicts(subject: Subject) -> list[dict[str, str]]:
    """Each verdict under the name of the scenario that it is about."""
    sides = subject.candidates or (subject.base,)
    names = [side.name for side in sides]
    return [
        {"name": names[place] if place < len(names) else found.title, "text": found.text}
        for place, found in enumerate(front.verdicts(subject))
    ]


def _table(subject: Subject, place: int | None, headline: bool) -> dict[str, Any]:
    if place is None:
        heads: tuple[str, ...] = ALONE
        lines = numbers.alone(subject, headline)
    else:
        heads = (subject.base.name, subject.candidates[place].name, *COMPARED[2:])
        lines = numbers.compared(subject, place, headline)
    return {
        "heads": list(heads),
        "lines": [
            {
                "name": line.name,
                "unit": line.unit,
                "cells": [{"text": cell.text, "kind": cell.kind} for cell in line.cells],
            }
            for line in lines
        ],
    }
