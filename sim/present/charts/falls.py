"""The steps of an ARR waterfall, and the numbers under its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.base.statistics import Interval, mean_interval, paired_interval
from sim.present.charts.findings import excludes_zero
from sim.present.charts.picture import INK, SOFT, Canvas, text_width, wrapped
from sim.present.subject import Group
from sim.present.words import scale

STEPS = ("Start", "New", "Expanded", "Contracted", "Churned", "End")
NAME, LINE, SMALL = 1.45, 0.155, 7.2


class Fall(NamedTuple):
    """One waterfall: steps by world, shape (STEPS, worlds), and what its churn hung on."""

    group: Group
    steps: np.ndarray
    causes: np.ndarray | None

    def mean(self, step: int) -> Interval:
        """A step over all worlds."""
        return mean_interval(self.steps[step])


def said(fall: Fall, step: int, currency: str) -> str:
    """A step in words; what moves ARR has its sign."""
    found = fall.mean(step)
    how = scale("money", [found.mean], currency=currency)
    return how.plain(found.mean) if step in (0, 5) else how.signed(found.mean)


def change(base: Fall, other: Fall, step: int, currency: str) -> tuple[str, str]:
    """The paired difference and its interval in words."""
    found = paired_interval(base.steps[step], other.steps[step])
    if np.allclose(base.steps[step], other.steps[step], rtol=1e-9, atol=0.01):
        return "no difference", ""
    half = found.half_width if found.half_width > 0 else None
    values = (found.mean, found.lo, found.hi)
    how = scale("money", values, currency=currency, change=True, finest=half)
    return how.signed(found.mean), how.span(found.lo, found.hi)


def lines_height(falls: Sequence[Fall], narrow: bool) -> float:
    """Inches for the numbers below the plot."""
    if narrow:
        return len(STEPS) * LINE * (1 + len(falls)) + 0.45
    return 0.2 + sum(_rows_of(fall, bool(place)) for place, fall in enumerate(falls)) + 0.1


def _rows_of(fall: Fall, compared: bool) -> float:
    names = len(wrapped(fall.group.name, NAME - 0.1, 8.5, "bold"))
    return max(names, 3 if compared else 1) * LINE + 0.08


def draw_numbers(canvas: Canvas, falls: Sequence[Fall], y: float, currency: str) -> float:
    """The numbers of all steps from `y` inches below the top on; returns where they end."""
    draw = _list if canvas.narrow else _table
    return draw(canvas, falls, y, currency)


def _table(canvas: Canvas, falls: Sequence[Fall], y: float, currency: str) -> float:
    """The numbers below the columns that they belong to; returns where they end."""
    wide = (canvas.width - NAME) / len(STEPS)
    y += 0.06
    for place, fall in enumerate(falls):
        colour = fall.group.colour.text
        for row, line in enumerate(wrapped(fall.group.name, NAME - 0.1, 8.5, "bold")):
            canvas.text(0, y + 0.12 + row * LINE, line, size=8.5, weight="bold", color=colour)
        for step in range(len(STEPS)):
            x = NAME + (step + 0.5) * wide
            canvas.text(x, y + 0.12, said(fall, step, currency), size=8.5, ha="center")
            if place:
                _below(canvas, (falls[0], fall), step, currency, (x, y + 0.12 + LINE, wide - 0.06))
        y += _rows_of(fall, bool(place))
    return y + 0.14


def _below(
    canvas: Canvas,
    pair: tuple[Fall, Fall],
    step: int,
    currency: str,
    at: tuple[float, float, float],
) -> None:
    """Difference and interval of a candidate, each a line in a column, dark where they are clear.

    at: the middle of the column, where the first line stands, and the width that there is.
    """
    x, y, wide = at
    base, other = pair
    clear = excludes_zero(paired_interval(base.steps[step], other.steps[step]))
    for row, text in enumerate(change(base, other, step, currency)):
        size = min(1.0, wide / max(text_width(text, SMALL), 0.01)) * SMALL
        colour = INK if clear else SOFT
        canvas.text(x, y + row * LINE, text, size=size, ha="center", color=colour)


def _list(canvas: Canvas, falls: Sequence[Fall], y: float, currency: str) -> float:
    """The same below each other, for a phone."""
    y += 0.1
    for step, name in enumerate(STEPS):
        canvas.text(0, y + 0.12, name, size=8.5, weight="bold")
        y += LINE
        for place, fall in enumerate(falls):
            text = said(fall, step, currency)
            if place:
                difference, span = change(falls[0], fall, step, currency)
                text += f"; {difference}" + (f" ({span})" if span else "")
            canvas.text(0.12, y + 0.12, text, size=8, color=fall.group.colour.text)
            y += LINE
    return y + 0.25
