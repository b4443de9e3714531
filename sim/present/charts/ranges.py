"""Ranges: one row a quantity, its expected range as a bar, what was found as dots on it.

Every row has its own scale, on which the range takes the middle third; what lies further away than
that is drawn at the edge, as an arrow. The numbers stand beside the dots.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.present.charts.picture import FAINT, GRID, INK, SOFT, Canvas, shortened, text_width
from sim.present.subject import Colour

LINE, AIR, SIZE, SMALL = 0.165, 0.16, 8.5, 7.5
EDGE = 0.98
"""How far from the middle third a dot may lie, in widths of the range."""
ABOVE, NAMES = 0.205, 2.2
"""Inches of a name above its row, and the widest that stands beside it."""


class Dot(NamedTuple):
    """What was found: on the row's scale 0 is the lower and 1 the upper end of the range.

    low, high: its interval on the same scale, NaN where there is none. words: its number.
    """

    name: str
    colour: Colour
    at: float
    low: float
    high: float
    words: str


class Range(NamedTuple):
    """A row: what it is of, the ends of its range in words, the dots."""

    name: str
    ends: tuple[str, str]
    dots: tuple[Dot, ...]


def on_range(value: float, low: float, high: float, *, log: bool = False) -> float:
    """Where a value lies: 0 at `low`, 1 at `high`; log: by ratios, for what is above 0."""
    if math.isnan(value):
        return math.nan
    if log:
        if value <= 0:
            return -math.inf
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def ranges_height(rows: Sequence[Range], width: float) -> float:
    """Inches that the rows need."""
    stacked = _stacked(rows, width)
    return sum(_each(row, stacked) for row in rows) + 0.05


def draw_ranges(canvas: Canvas, rows: Sequence[Range], y: float = 0.0) -> None:
    """The rows from `y` inches below the top of the body on."""
    stacked = _stacked(rows, canvas.width)
    left, right = _margins(canvas, rows, stacked)
    wide = canvas.width - left - right
    for row in rows:
        name = shortened(row.name, canvas.width if stacked else left - 0.1, SIZE, "bold")
        canvas.text(0, y + 0.16, name, size=SIZE, weight="bold")
        lines = max(len(row.dots), 1)
        top = y + 0.02 + (ABOVE if stacked else 0.0)
        axes = canvas.axes(left, top, wide, lines * LINE + AIR)
        _plot(axes, row, lines * LINE + AIR)
        for place, dot in enumerate(row.dots):
            down = top + (place + 0.5) * LINE + 0.045
            _words(canvas, dot, canvas.width - right + 0.12, down, right)
        _ends(canvas, row, (left, wide), top + lines * LINE + 0.1)
        y += _each(row, stacked)


def _stacked(rows: Sequence[Range], width: float) -> bool:
    """Whether names stand above their rows: on a phone, and where they are sentences."""
    return width < 5.5 or any(text_width(row.name, SIZE, "bold") > NAMES for row in rows)


def _each(row: Range, stacked: bool) -> float:
    return max(len(row.dots), 1) * LINE + AIR + 0.12 + (ABOVE if stacked else 0.0)


def _margins(canvas: Canvas, rows: Sequence[Range], stacked: bool) -> tuple[float, float]:
    """Inches for the names on the left and for the numbers on the right."""
    words = [_said(dot) for row in rows for dot in row.dots]
    right = 1.06 * max((text_width(text, SIZE) for text in words), default=0.0) + 0.16
    right = min(right, 0.45 * canvas.width)
    if stacked:
        return 0.0, right
    return max(text_width(row.name, SIZE, "bold") for row in rows) + 0.2, right


def _said(dot: Dot) -> str:
    return f"{dot.words}  {dot.name}" if dot.name else dot.words


def _words(canvas: Canvas, dot: Dot, x: float, y: float, room: float) -> None:
    text = shortened(_said(dot), 0.95 * (room - 0.12), SIZE)
    canvas.text(x, y, text, size=SIZE, color=dot.colour.text)


def _plot(axes: Axes, row: Range, high: float) -> None:
    """The range, and above it the dots on lanes of their own."""
    axes.set(xlim=(-1, 2), ylim=(high, 0), xticks=[], yticks=[])
    axes.set_axis_off()
    lanes = max(len(row.dots), 1) * LINE
    axes.barh(lanes / 2, 1, lanes, 0, color=GRID, lw=0, zorder=0)
    axes.plot([-1, 2], [lanes, lanes], color=FAINT, lw=0.6, zorder=1)
    for place, dot in enumerate(row.dots):
        y = (place + 0.5) * LINE
        if math.isfinite(dot.low) and math.isfinite(dot.high):
            span = [min(max(end, -1.0), 2.0) for end in (dot.low, dot.high)]
            axes.plot(span, [y, y], color=dot.colour.line, lw=2.0, solid_capstyle="butt", zorder=2)
        at = min(max(dot.at, -EDGE), 1 + EDGE)
        marker = "o" if at == dot.at else ("<" if dot.at < at else ">")
        axes.plot([at], [y], marker=marker, ms=6.5, color=dot.colour.line, zorder=3, clip_on=False)


def _ends(canvas: Canvas, row: Range, across: tuple[float, float], y: float) -> None:
    """The ends of the range in words, below it."""
    left, wide = across
    for place, text in enumerate(row.ends):
        x = left + wide * (1 + place) / 3
        canvas.text(x, y, text, size=SMALL, color=SOFT if text else INK, ha="center")
