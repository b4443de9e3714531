"""Titles that state the finding, and the tables behind charts over time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sim.base.statistics import Interval, mean_interval, paired_interval
from sim.present.bounds import within
from sim.present.charts.lines import FEW, band, mean_known, weeks_in_months
from sim.present.subject import Group, Subject
from sim.present.words import Scale, count_words, listed, scale
from sim.tables.results import Key


class Says(NamedTuple):
    """How a chart states its finding.

    measure: the measure that it is about, so that title and tables give the same number; where
    there is none, value: (replications, weeks) of the series -> one number a world.

    alone: a sentence on one scenario with `{v}`; more, less: what a candidate has, with `{d}`;
    noun: what does not differ.
    """

    measure: str
    value: Callable[[np.ndarray], np.ndarray]
    unit: str
    alone: str
    more: str
    less: str
    noun: str

    def of(self, group: Group) -> np.ndarray:
        """One number for each world of a group."""
        found = group.sides[0].result.values.get(Key(self.measure))
        return self.value(group.values) if found is None else np.asarray(found, float)


def at_end(values: np.ndarray) -> np.ndarray:
    """The last week of each world that has a value."""
    kept = np.flatnonzero(np.isfinite(values).any(axis=0))
    return np.asarray(values[:, kept[-1]])


def on_average(values: np.ndarray) -> np.ndarray:
    """The mean over the weeks of each world."""
    return mean_known(values, axis=1)


def finding(groups: Sequence[Group], says: Says, currency: str) -> str:
    """The title: no surer than the 95 % intervals of the (paired) means."""
    values = [says.of(group) for group in groups]
    first = groups[0]
    if len(groups) == 1:
        together = f"{first.name}: " if len(first.sides) > 1 else ""
        text = says.alone.format(v=written(says.unit, mean_interval(values[0]), currency)[0])
        return together + (text if together else text[:1].upper() + text[1:])
    clear = [
        (g, d)
        for g, v in zip(groups[1:], values[1:], strict=True)
        if excludes_zero(d := paired_interval(values[0], v))
    ]
    if not clear:
        others = listed((g.name for g in groups[1:]), "or")
        same = all(np.array_equal(values[0], v, equal_nan=True) for v in values[1:])
        word = "No" if same else "No clear"
        return f"{word} difference in {says.noun} between {first.name} and {others}"
    if len(groups) == 2:
        return f"{groups[1].name}: {_said(clear[0][1], says, currency)} than {first.name}"
    return _several(clear, says, first.name, currency)


def interval_words(groups: Sequence[Group], says: Says, currency: str) -> str:
    """The 95 % interval behind the title, for the subtitle; empty where there is none."""
    values = [says.of(group) for group in groups]
    if len(groups) == 1:
        found = mean_interval(values[0])
        words = written(says.unit, found, currency)[1]
        return f"95 % interval of the mean {words}" if found.n > 1 else ""
    if len(groups) > 2:
        return _each_interval(groups, values, says, currency)
    found = paired_interval(values[0], values[1])
    if found.n < 2 or found.lo == found.hi == 0:
        return ""
    if not excludes_zero(found):
        return f"95 % interval of the difference {written(says.unit, found, currency, True)[1]}"
    return f"95 % interval {written(says.unit, _size(found), currency, True)[1]}"


def _each_interval(
    groups: Sequence[Group], values: Sequence[np.ndarray], says: Says, currency: str
) -> str:
    """The interval of every candidate's difference, one behind the other."""
    spans = [
        f"{group.name} {written(says.unit, found, currency, True)[1]}"
        for group, other in zip(groups[1:], values[1:], strict=True)
        if (found := paired_interval(values[0], other)).n > 1
    ]
    return f"95 % intervals of the differences: {'; '.join(spans)}" if spans else ""


def written(unit: str, found: Interval, currency: str, change: bool = False) -> tuple[str, str]:
    """An estimate and its interval in words."""
    half = found.half_width
    how = scale(
        unit,
        (found.mean, found.lo, found.hi),
        currency=currency,
        change=change,
        finest=half if math.isfinite(half) and half > 0 else None,
    )
    span = (found.lo, found.hi) if change else within(found.lo, found.hi, unit)
    return how.plain(found.mean), how.span(*span)


def excludes_zero(found: Interval) -> bool:
    """Whether the interval is there and does not hold 0."""
    return found.n > 1 and (found.lo > 0 or found.hi < 0)


def _size(found: Interval) -> Interval:
    """The same difference without its sign."""
    if found.mean >= 0:
        return found
    return Interval(-found.mean, -found.hi, -found.lo, found.sd, found.n)


def _said(found: Interval, says: Says, currency: str) -> str:
    words = says.more if found.mean > 0 else says.less
    return words.format(d=written(says.unit, _size(found), currency, True)[0])


def _several(clear: Sequence[tuple[Group, Interval]], says: Says, base: str, currency: str) -> str:
    if len(clear) == 1:
        return f"Only {clear[0][0].name} differs: {_said(clear[0][1], says, currency)} than {base}"
    parts = []
    for word, sign in (("higher", 1), ("lower", -1)):
        names = [g.name for g, d in clear if sign * d.mean > 0]
        if names:
            parts.append(f"{word} with {listed(names)}")
    noun = says.noun[:1].upper() + says.noun[1:]
    return f"{noun}: {', '.join(parts)} than with {base}"


def worlds(subject: Subject) -> str:
    """'40 paired worlds'."""
    return count_words(subject.worlds, "paired world" if subject.candidates else "world")


def bands(subject: Subject) -> str:
    """What lines and bands are; empty where there is one world only."""
    if subject.worlds < 2:
        return ""
    return f"line: mean; band: {held(subject)}"


def held(subject: Subject) -> str:
    """What a band holds."""
    return "8\u00a0worlds of\u00a010" if subject.worlds >= FEW else "lowest to highest world"


def names(groups: Sequence[Group]) -> str:
    """The names of all groups, as a list in words."""
    return listed(group.name for group in groups)


def subtitle(*parts: str) -> str:
    """The parts that are there, separated."""
    return " \u00b7 ".join(part for part in parts if part)


def ends_words(groups: Sequence[Group], how: Scale) -> str:
    """Where every line ends: for those who cannot see it."""
    ends = [f"{g.name} ends at {how.plain(float(np.nanmean(at_end(g.values))))}" for g in groups]
    return f"{listed(ends)}."


def columns(groups: Sequence[Group]) -> tuple[str, ...]:
    """Head of the table behind bands."""
    head = ["Month"]
    for group in groups:
        head += [f"{group.name}, mean", "band from", "to"]
    return tuple(head)


def rows(groups: Sequence[Group], how: Scale, every: int = 3) -> tuple[tuple[str, ...], ...]:
    """The bands at the end of every third month."""
    spans = [band(group.values) for group in groups]
    return tuple(
        (str(month), *(how.plain(float(v[week])) for b in spans for v in (b.mean, b.low, b.high)))
        for month, week in months(spans[0].mean.size, every)
    )


def months(weeks: int, every: int = 3) -> list[tuple[int, int]]:
    """(month, number of the week that ends next to it) for every third month of a run."""
    ends = weeks_in_months(weeks)
    if not len(ends):
        return []
    last = int(ends[-1] + 0.25)
    return [(m, int(np.argmin(np.abs(ends - m)))) for m in range(every, last + 1, every)]
