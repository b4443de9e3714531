"""What a forest plot shows: one row a measure, one interval a candidate, better to the right.

Every row has its own scale (its widest interval just fits), because points of retention and
dollars have none in common; the sizes stand beside the marks, in their units.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.present import labels
from sim.present.reading import Reading, headline
from sim.present.subject import Side, Subject

SHAPES = ("o", "s", "^", "D", "v", "P", "X")
"""Marks of the candidates; colour is for better and worse."""


class Mark(NamedTuple):
    """One interval of the plot, on the row's own scale: 0 is no difference, right is better.

    shape: of the candidate, as matplotlib calls it.
    """

    side: Side
    shape: str
    reading: Reading
    at: float
    low: float
    high: float


class Row(NamedTuple):
    """A measure, as it is called, with one mark for each candidate."""

    measure: str
    name: str
    marks: tuple[Mark, ...]


def forest(subject: Subject) -> list[Row]:
    """Rows of the plot: headline measures in the order of the verdict, a mark a candidate."""
    found: dict[str, list[tuple[Side, str, Reading]]] = {}
    for place, side in enumerate(subject.candidates):
        shape = SHAPES[place % len(SHAPES)]
        for r in headline(subject.readings(place)):
            if r.n > 1 and r.direction in ("up", "down"):
                found.setdefault(r.measure, []).append((side, shape, r))
    return [
        Row(
            name,
            subject.theme.said(labels.full_label(name)),
            tuple(_mark(*one, max(reach(r) for _, _, r in some)) for one in some),
        )
        for name, some in found.items()
    ]


def reach(r: Reading) -> float:
    """How far from 0 an interval goes."""
    return max(abs(r.lo), abs(r.hi))


def _mark(side: Side, shape: str, r: Reading, widest: float) -> Mark:
    sign = 1.0 if r.direction == "up" else -1.0
    scale = sign / (widest or 1.0)
    low, high = sorted((r.lo * scale, r.hi * scale))
    return Mark(side, shape, r, r.difference * scale, low, high)
