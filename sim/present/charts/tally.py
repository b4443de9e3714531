"""Tallies: one panel a scenario, in each a few named bars with their numbers, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sim.present.charts.panels import across
from sim.present.charts.picture import INK, SOFT, Canvas, shortened, text_width
from sim.present.subject import Colour

ROW, HEAD, NOTE, AIR = 0.205, 0.24, 0.17, 0.26
SIZE = 8.0
GAP = 0.35
"""Inches between panels beside each other."""


class Bar(NamedTuple):
    """A named bar: its length, the number in words, how strong its colour is (0-1)."""

    name: str
    value: float
    words: str
    shade: float = 0.75


class Tally(NamedTuple):
    """A panel: whose it is, a line about the whole, its bars."""

    name: str
    colour: Colour
    note: str
    bars: tuple[Bar, ...]


def tally_height(tally: Tally) -> float:
    """Inches that a panel needs."""
    return HEAD + (NOTE if tally.note else 0.0) + ROW * len(tally.bars)


def tallies_height(tallies: Sequence[Tally], width: float) -> float:
    """Inches that all panels need."""
    rows = _rows(tallies, width)
    return sum(max(map(tally_height, row)) + AIR for row in rows) - AIR


def draw_tallies(canvas: Canvas, tallies: Sequence[Tally], y: float) -> None:
    """The panels in rows, from `y` inches below the top of the body on."""
    columns = across(canvas.width, len(tallies))
    wide = (canvas.width - GAP * (columns - 1)) / columns
    bars = [bar for tally in tallies for bar in tally.bars]
    names = max((text_width(bar.name, SIZE) for bar in bars), default=0.0)
    numbers = max((text_width(bar.words, SIZE) for bar in bars), default=0.0)
    left = min(names + 0.1, 0.56 * wide)
    most = max((bar.value for bar in bars), default=0.0) or 1.0
    scale = max(wide - left - numbers - 0.08, 0.15) / most
    for row in _rows(tallies, canvas.width):
        for place, tally in enumerate(row):
            _draw(canvas, tally, place * (wide + GAP), y, (wide, left, scale))
        y += max(map(tally_height, row)) + AIR


def _rows(tallies: Sequence[Tally], width: float) -> list[Sequence[Tally]]:
    columns = across(width, len(tallies))
    return [tallies[i : i + columns] for i in range(0, len(tallies), columns)]


def _draw(
    canvas: Canvas, tally: Tally, x: float, y: float, sizes: tuple[float, float, float]
) -> None:
    wide, left, scale = sizes
    name = shortened(tally.name, wide, 9, "bold")
    canvas.text(x, y + 0.14, name, weight="bold", color=tally.colour.text)
    down = y + HEAD
    if tally.note:
        canvas.text(x, y + HEAD + 0.07, shortened(tally.note, wide, SIZE), size=SIZE, color=SOFT)
        down += NOTE
    for bar in tally.bars:
        middle = down + ROW / 2
        canvas.text(x, middle + 0.04, shortened(bar.name, left - 0.05, SIZE), size=SIZE, color=INK)
        long = max(bar.value, 0.0) * scale
        canvas.box(x + left, down + 0.03, long, ROW - 0.06, tally.colour.line, bar.shade)
        canvas.text(x + left + long + 0.05, middle + 0.04, bar.words, size=SIZE, color=INK)
        down += ROW
