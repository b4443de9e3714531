"""Tornado: one assumption at a time, from its low to its high end, all others as in the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import Interval, mean_interval, paired_interval
from sim.experiment.answers.placing import ends
from sim.experiment.answers.question import Question, means, told
from sim.experiment.designs.design import point_at
from sim.experiment.points import Evaluate, Point
from sim.scenario.study.factors import Factor

YES, NO, UNCLEAR = "yes", "no", "unclear"


@dataclass(frozen=True)
class End:
    """One end of a factor. answer: there; change: from the base's own value, world by world."""

    at: Any
    answer: Interval
    change: Interval


@dataclass(frozen=True)
class Bar:
    """One factor. swing: the high end less the low end, world by world.

    flips: whether the sign of the answer changes between the base's own value and the ends: 'yes'
    where intervals lie on both sides of 0, 'no' where all lie on one, else 'unclear'. The ends
    are looked at and nothing between them.
    """

    factor: str
    unit: str
    low: End
    high: End
    swing: Interval
    flips: str


@dataclass(frozen=True)
class Tornado:
    """Bars, the widest first. own: the answer where every factor is as in the base."""

    own: Interval
    bars: tuple[Bar, ...]

    def document(self) -> dict[str, Any]:
        """Plain data: `own` and `rows`."""
        return {
            "method": "tornado",
            "own": told(self.own),
            "rows": [
                {
                    "factor": bar.factor,
                    "unit": bar.unit,
                    "low": _end(bar.low),
                    "high": _end(bar.high),
                    "swing": told(bar.swing),
                    "flips": bar.flips,
                }
                for bar in self.bars
            ],
        }


def tornado(
    factors: Sequence[Factor], question: Question, evaluate: Evaluate, replications: int
) -> Tornado:
    """The answer at both ends of every factor, 1 + 2 points a factor (a list: all its levels).

    The ends of a list of numbers are its least and its greatest; of more than two categories,
    those with the lowest and the highest mean, so that the swing of such a list is a little too
    wide by luck. Intervals are 95 % t intervals over replications. Raises InputError.
    """
    if not factors:
        raise InputError("nothing is varied: name at least one factor")
    points, rows = _points(factors)
    found = question.of(evaluate(points, replications))
    own = found[0]
    average = means(found, question.measure)
    bars = []
    for factor, numbers in zip(factors, rows, strict=True):
        low, high = _ends(factor, points, numbers, average)
        bars.append(_bar(factor, points, found, own, low, high))
    bars.sort(key=lambda bar: -abs(bar.swing.mean))
    return Tornado(mean_interval(own), tuple(bars))


def _points(factors: Sequence[Factor]) -> tuple[list[Point], list[list[int]]]:
    """The base's own point, then the ends of every factor; and the numbers of each factor's."""
    points = [Point(0, {}, {})]
    rows: list[list[int]] = []
    for factor in factors:
        rows.append([])
        for u in ends(factor):
            rows[-1].append(len(points))
            points.append(point_at((factor,), (u,), len(points)))
    return points, rows


def _ends(
    factor: Factor, points: Sequence[Point], numbers: Sequence[int], average: np.ndarray
) -> tuple[int, int]:
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    ats = [points[i].at[factor.name] for i in numbers]
    ordered = all(isinstance(at, (int, float)) and not isinstance(at, bool) for at in ats)
    rank = dict(zip(numbers, ats, strict=True)) if ordered else dict(enumerate(average.tolist()))
    return min(numbers, key=rank.__getitem__), max(numbers, key=rank.__getitem__)


def _bar(
    factor: Factor,
    points: Sequence[Point],
    found: np.ndarray,
    own: np.ndarray,
    low: int,
    high: int,
) -> Bar:
    ends = [
        End(points[i].at[factor.name], mean_interval(found[i]), paired_interval(own, found[i]))
        for i in (low, high)
    ]
    swing = paired_interval(found[low], found[high])
    answers = [mean_interval(own), ends[0].answer, ends[1].answer]
    return Bar(factor.name, factor.unit, ends[0], ends[1], swing, _flips(answers))


def _flips(answers: Sequence[Interval]) -> str:
    above = [found.lo > 0 for found in answers]
    below = [found.hi < 0 for found in answers]
    if any(above) and any(below):
        return YES
    return NO if all(above) or all(below) else UNCLEAR


def _end(end: End) -> dict[str, Any]:
    return {"at": end.at, "answer": told(end.answer), "change": told(end.change)}
