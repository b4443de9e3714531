"""`Data` as columns of a sheet: its numbers, and behind them what only the chart needs.

What the chart needs (the parts of a band, the arms of an interval) are formulas, so that the chart
moves with the numbers when somebody edits them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sim.present.charts.data import Data, Number
from sim.present.formats import DATE, GENERAL, cell_code
from sim.present.native.axes import day_of, is_dated, known, numbers_of
from sim.present.package import cut

BANDS = 2
"""Most bands that one chart can show; with more, each line has its interval once a year."""
LONGEST = 60
"""Characters of a series' name, which must leave room for the plot."""
YEAR = 13
"""Four-week blocks of a year."""


class Part(NamedTuple):
    """A slice of stacked areas that together make the bands of one or two lines.

    formula: of the limits {0} to {1}, and {2} to {3} of the second line; value: the same here.
    of: the lines whose bands it belongs to; with none it is not filled.
    """

    name: str
    of: tuple[int, ...]
    formula: str
    value: Callable[..., float]


ALONE = (
    Part("below", (), "={0}", lambda a, b: a),
    Part("band", (0,), "={1}-{0}", lambda a, b: b - a),
)
BOTH = (
    Part("below", (), "=MIN({0},{2})", lambda a, b, c, d: min(a, c)),
    Part("lower, first", (0,), "=MAX(0,MIN({1},{2})-{0})", lambda a, b, c, d: min(b, c) - a),
    Part("lower, second", (1,), "=MAX(0,MIN({3},{0})-{2})", lambda a, b, c, d: min(d, a) - c),
    Part("gap", (), "=MAX(0,MAX({0},{2})-MIN({1},{3}))", lambda a, b, c, d: max(a, c) - min(b, d)),
    Part(
        "both", (0, 1), "=MAX(0,MIN({1},{3})-MAX({0},{2}))",
        lambda a, b, c, d: min(b, d) - max(a, c),
    ),
    Part("upper, first", (0,), "=MAX(0,{1}-MAX({3},{0}))", lambda a, b, c, d: b - max(d, a)),
    Part("upper, second", (1,), "=MAX(0,{3}-MAX({1},{2}))", lambda a, b, c, d: d - max(b, c)),
)  # fmt: skip
"""Areas of one kind can only be stacked, so bands that overlap are cut where one begins or ends."""


@dataclass(frozen=True)
class Column:
    """A column: its head, its values, how they are written.

    formulas: in place of the values, where they follow from other columns; `{3}` stands for the
    cell of column 3 in the same row, '' for none.
    """

    head: str
    values: Sequence[Number | str | date]
    code: str = GENERAL
    formulas: Sequence[str] = ()


@dataclass(frozen=True)
class Table:
    """The columns of a `Data`, and which is what; helpers: what only the chart needs.

    category, values, lows and highs are positions among the columns; bands are positions among the
    helpers, arms those of plus and minus by the position of their series.
    """

    columns: tuple[Column, ...]
    helpers: tuple[Column, ...]
    category: int
    values: tuple[int, ...]
    bands: tuple[tuple[Part, int], ...]
    arms: dict[int, tuple[int, int]]
    banded: tuple[int, ...]


def table(data: Data, start: str, currency: str) -> Table:
    """The columns of `data`; start: of the run, from which months are counted."""
    columns = _categories(data, start)
    category = len(columns) - 1
    values, limits = [], {}
    how = cell_code(data.unit, currency)
    for place, series in enumerate(data.series):
        values.append(len(columns))
        name = cut(series.name, LONGEST)
        columns.append(Column(name, series.values, how))
        if series.low and series.high:
            limits[place] = (len(columns), len(columns) + 1)
            columns.append(Column(f"{name}, low", series.low, how))
            columns.append(Column(f"{name}, high", series.high, how))
    helpers: list[Column] = []
    bands: list[tuple[Part, int]] = []
    arms = {}
    if data.form == "lines" and 0 < len(limits) <= BANDS and is_dated(data):
        bands = _bands(data, limits, helpers)
    else:
        for turn, place in enumerate(limits):
            arms[place] = (len(helpers), len(helpers) + 1)
            helpers += _arms(data, place, values[place], limits[place], turn)
    return Table(
        tuple(columns), tuple(helpers), category, tuple(values), tuple(bands), arms, tuple(limits)
    )


def yearly(data: Data) -> bool:
    """Whether there are more bands than a chart can show, so that there are arms once a year."""
    banded = sum(bool(series.low and series.high) for series in data.series)
    return data.form == "lines" and is_dated(data) and banded > BANDS


def drawn(data: Data, table: Table) -> Iterator[float]:
    """Every number that the chart reaches: values, bands and arms; of a stack the totals."""
    if data.form == "stack":
        for place in range(len(data.categories)):
            column = known(series.values[place] for series in data.series)
            yield sum(v for v in column if v > 0)
            yield sum(v for v in column if v < 0)
        return
    for place, series in enumerate(data.series):
        yield from known(series.values)
        if place in table.arms:
            for helper, sign in zip(table.arms[place], (1, -1), strict=True):
                arms = table.helpers[helper].values
                for value, arm in zip(series.values, arms, strict=True):
                    if value is not None and isinstance(arm, (int, float)):
                        yield value + sign * arm
        elif place in table.banded:
            yield from known((*series.low, *series.high))


def _categories(data: Data, start: str) -> list[Column]:
    columns = [Column(data.axis, data.categories)]
    if is_dated(data):
        days = [day_of(start, month) for month in numbers_of(data.categories)]
        columns.append(Column("Date", days, DATE))
    return columns


def _bands(
    data: Data, limits: dict[int, tuple[int, int]], helpers: list[Column]
) -> list[tuple[Part, int]]:
    """The slices of the bands, added to the helpers, each with its position there."""
    cells = [f"{{{column}}}" for pair in limits.values() for column in pair]
    ends = [values for p in limits for values in (data.series[p].low, data.series[p].high)]
    found = []
    for part in ALONE if len(limits) == 1 else BOTH:
        named = Part(part.name, tuple(list(limits)[k] for k in part.of), part.formula, part.value)
        values, formulas = [], []
        for row in zip(*ends, strict=True):
            whole = all(v is not None for v in row)
            size = part.value(*row) if whole else None
            values.append(size if size is None or part.name == "below" else max(0.0, size))
            formulas.append(part.formula.format(*cells) if whole else "")
        found.append((named, len(helpers)))
        helpers.append(Column(f"Chart: {part.name}", values, formulas=formulas))
    return found


def _arms(
    data: Data, place: int, value: int, limits: tuple[int, int], turn: int
) -> tuple[Column, Column]:
    """How far an interval reaches above and below each value that has one drawn."""
    series = data.series[place]
    drawn = _rows_with_arms(data, turn)
    up: list[Number] = []
    down: list[Number] = []
    for row, (v, low, high) in enumerate(zip(series.values, series.low, series.high, strict=True)):
        if v is None or low is None or high is None or row not in drawn:
            up.append(None)
            down.append(None)
        else:
            up.append(max(0.0, high - v))
            down.append(max(0.0, v - low))
    above = [f"={{{limits[1]}}}-{{{value}}}" if v is not None else "" for v in up]
    below = [f"={{{value}}}-{{{limits[0]}}}" if v is not None else "" for v in down]
    name = f"Chart: {cut(series.name, LONGEST)}"
    return (
        Column(f"{name}, up", up, formulas=above),
        Column(f"{name}, down", down, formulas=below),
    )


def _rows_with_arms(data: Data, turn: int) -> set[int]:
    """All rows; of lines over months those next to the end of each year, one line after another."""
    count = len(data.categories)
    if not yearly(data):
        return set(range(count))
    years = max(1, math.floor(count / YEAR))
    return {round(count * (k + 1) / years) - 1 - turn for k in range(years)}
