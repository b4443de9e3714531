"""Axes of native charts: limits, ticks and number formats, the same in every program.

They are set and not left to the program, because an automatic axis cuts error bars off, and every
program has another one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from matplotlib.ticker import MaxNLocator

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts.data import Data, Number
from sim.present.formats import code
from sim.present.words import Scale, tick_scale

FROM_ZERO = ("columns", "bars", "stack")
"""Forms whose lengths are read, so that their axis has 0 on it."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between ticks."""


class Axis(NamedTuple):
    """An axis of numbers: limits, distance of ticks, how they are written."""

    low: float
    high: float
    step: float
    how: Scale

    @property
    def code(self) -> str:
        """The number format of the ticks."""
        return code(self.how)

    @property
    def longest(self) -> str:
        """The longer of the outer ticks, as it is written."""
        return max((self.how.plain(end) for end in (self.low, self.high)), key=len)


def value_axis(form: str, unit: str, drawn: Iterable[float], currency: str, most: int) -> Axis:
    """The axis of all that is drawn of a unit, with about `most` steps.

    It begins at 0 where that costs little, and where lengths are read.
    """
    found = list(drawn)
    low, high = min(found, default=0.0), max(found, default=1.0)
    if form in FROM_ZERO or 0 <= low < 0.35 * high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    return _axis(low, high, unit, currency, most)


def number_axis(data: Data) -> Axis:
    """The axis of categories that are numbers."""
    found = numbers_of(data.categories)
    return _axis(min(found, default=0.0), max(found, default=1.0), "-", "USD", 8)


def _axis(low: float, high: float, unit: str, currency: str, most: int) -> Axis:
    whole = unit == "people" and high - low >= most
    places = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=whole)
    ticks = [float(tick) for tick in places.tick_values(low, high)]
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    if len(ticks) > 2 and ticks[1] <= low:
        ticks = ticks[1:]
    if len(ticks) > 2 and ticks[-2] >= high:
        ticks = ticks[:-1]
    clean = [round(tick / step) * step for tick in ticks]
    return Axis(
        _short(clean[0]), _short(clean[-1]), _short(step), tick_scale(unit, clean, currency)
    )


def _short(value: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{value:.12g}")


def known(values: Iterable[Number]) -> list[float]:
    """The values that are there."""
    return [float(v) for v in values if v is not None and math.isfinite(v)]


def numbers_of(categories: Iterable[str | float]) -> list[float]:
    """Categories as numbers; empty where one of them is a name."""
    found = list(categories)
    if any(isinstance(each, str) for each in found):
        return []
    return [float(each) for each in found]


def is_dated(data: Data) -> bool:
    """Whether the categories are months since the start, and so dates."""
    return data.axis == "Month" and bool(numbers_of(data.categories))


def day_of(start: str, months: float) -> date:
    """The day that lies `months` after the start."""
    return date.fromisoformat(start) + timedelta(days=round(months * DAYS_PER_MONTH))


def opening_day(start: str) -> date:
    """The first of the month in which a run starts, as the eye takes it: 31 December is January."""
    day = date.fromisoformat(start)
    return (day + timedelta(days=20 if day.day > 15 else 0)).replace(day=1)


def month_step(months: float, width: float, label: float) -> int:
    """Whole months between ticks whose labels are `label` inches wide, on `width` inches."""
    return next((s for s in STEPS if width / (months / s + 1) > label), 240)
