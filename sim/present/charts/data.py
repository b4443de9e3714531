"""The numbers behind a picture, as numbers: what a spreadsheet and a native chart are made of.

A picture is drawn from arrays; a deck and a workbook need the same values as cells. `Data` holds
them in the unit of the measure, unrounded, so that page, deck, workbook and `--json` agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from sim.base.statistics import Interval
from sim.present.charts.lines import band, mean_known, weeks_in_months
from sim.present.subject import Colour, Group

Form = Literal["lines", "columns", "bars", "stack", "points"]
Number = float | None
WEEKS = 4
"""Lines over time have a cell for every fourth week: enough for a chart, and to be read."""


class Series(NamedTuple):
    """One row of numbers with a name and a colour, and what lies around each of them.

    values, low, high: one for each category, None where there is none; low and high empty where
    nothing is known around the values. dash: a second kind of line in the same colour.
    """

    name: str
    colour: Colour
    values: tuple[Number, ...]
    low: tuple[Number, ...] = ()
    high: tuple[Number, ...] = ()
    dash: bool = False


@dataclass(frozen=True)
class Data:
    """One plot of a picture as numbers.

    form: lines over an axis of numbers, columns or horizontal bars by name (with their intervals),
    a stack (columns on each other; of an axis of numbers: areas), or points. title: what is
    plotted, for a sheet. unit: of all values, as in the table of measures. axis: what the
    categories are. around: what low and high are, in words ('95 % interval', '8 worlds of 10').
    """

    form: Form
    title: str
    unit: str
    axis: str
    categories: tuple[str | float, ...]
    series: tuple[Series, ...]
    around: str = ""


def over_time(
    title: str,
    unit: str,
    groups: Sequence[Group],
    around: str = "8 worlds of 10",
    *,
    every: int = WEEKS,
) -> Data:
    """Means and bands of weekly series at the end of every `every`-th week, months as the axis."""
    spans = [band(group.values) for group in groups]
    weeks = kept_weeks(groups[0].values.shape[1], every)
    alone = groups[0].values.shape[0] < 2
    series = tuple(
        Series(
            group.name,
            group.colour,
            numbers(over.mean[weeks]),
            () if alone else numbers(over.low[weeks]),
            () if alone else numbers(over.high[weeks]),
        )
        for group, over in zip(groups, spans, strict=True)
    )
    return Data("lines", title, unit, "Month", months_at(weeks), series, "" if alone else around)


class Line(NamedTuple):
    """A line of means over time without a band: its name, its colour, one value a week."""

    name: str
    colour: Colour
    weekly: np.ndarray
    dash: bool = False


def means_over_time(title: str, unit: str, lines: Sequence[Line]) -> Data:
    """Lines at the end of every fourth week."""
    weeks = kept_weeks(lines[0].weekly.size)
    series = tuple(
        Series(line.name, line.colour, numbers(line.weekly[weeks]), dash=line.dash)
        for line in lines
    )
    return Data("lines", title, unit, "Month", months_at(weeks), series)


def four_week_means(title: str, unit: str, lines: Sequence[Line]) -> Data:
    """Means of blocks of four weeks, each at the end of its block."""
    series = tuple(
        Series(line.name, line.colour, numbers(blocks(line.weekly)), dash=line.dash)
        for line in lines
    )
    ends = months_at(kept_weeks(lines[0].weekly.size))
    return Data("lines", title, unit, "Month", ends, series)


def blocks(weekly: np.ndarray) -> np.ndarray:
    """Means of blocks of four weeks; the last may be shorter."""
    starts = range(0, weekly.size, WEEKS)
    return np.array([mean_known(weekly[start : start + WEEKS]) for start in starts])


def four_weeks(weekly: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(months, means) of the same blocks, the first and the last drawn out to the edges."""
    ends, means = weeks_in_months(weekly.size), blocks(weekly)
    middles = np.array([ends[i : i + WEEKS].mean() for i in range(0, weekly.size, WEEKS)])
    x = np.concatenate(([0.0], middles, ends[-1:]))
    return x, np.concatenate((means[:1], means, means[-1:]))


def kept_weeks(weeks: int, every: int = WEEKS) -> np.ndarray:
    """Positions of every `every`-th week, the last week always among them."""
    return np.unique(np.append(np.arange(every - 1, weeks, every), weeks - 1))


def months_at(weeks: np.ndarray) -> tuple[float, ...]:
    """The ends of these weeks in months since the start, to a hundredth."""
    if not len(weeks):
        return ()
    ends = weeks_in_months(int(weeks[-1]) + 1)
    return tuple(round(float(ends[week]), 2) for week in weeks)


def with_intervals(name: str, colour: Colour, found: Sequence[Interval]) -> Series:
    """A series of means with the intervals around them."""
    mean, low, high = (numbers(list(part)) for part in list(zip(*found, strict=True))[:3])
    return Series(name, colour, mean, low, high)


def numbers(values: Sequence[float] | np.ndarray) -> tuple[Number, ...]:
    """Values as plain floats, None where there is none."""
    return tuple(float(v) if math.isfinite(v) else None for v in values)
