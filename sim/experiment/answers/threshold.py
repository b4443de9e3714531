"""Threshold: where along one assumption an answer crosses zero, or a target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.base.statistics import Interval, mean_interval
from sim.experiment.answers.curve import Bracket, Curve, crossing
from sim.experiment.answers.ensemble import first_crossings
from sim.experiment.answers.placing import lead, place_of, stands, unit_of, whole, world
from sim.experiment.answers.question import Question, complete, number, told
from sim.experiment.designs.design import point_at
from sim.experiment.points import Evaluate, Point
from sim.scenario.study.factors import Factor

GRID = 9
"""Points of the first look over the range."""
INSIDE = 4
"""Points that a round puts into a bracket."""
ROUNDS = 3
FRESH = 6
"""Points of the last look, from which alone the crossing is told."""
LUCK_RULES = 3
"""Unclear points within a bracket after which a closer look only looks at luck."""
RISES, FALLS, ABOVE, BELOW, UNCLEAR = "rises", "falls", "stays above", "stays below", "unclear"


@dataclass(frozen=True)
class Crossing:
    """Where the answer crosses, in the unit of the factor, with its 95 % interval.

    lo, hi: NaN where the interval goes on beyond the range. rises: from below to above.
    """

    estimate: float
    lo: float
    hi: float
    rises: bool


@dataclass(frozen=True)
class Threshold:
    """Every crossing within the range, from the low end on, and the points that were tried.

    direction: 'rises' or 'falls' at the first crossing; without any, on which side of the target
    the answer stays where it is clear, or 'unclear'. path: whose values are told, in `unit`; of
    paths that move together the first that does not count whole things, if any: its value says
    which world it is. counts: whether all of them count, so that nothing lies between neighbours.
    by_set: with an ensemble, where each parameter set crosses first; NaN where it does not.
    """

    parameter: str
    unit: str
    scale: str
    path: str
    counts: bool
    target: float
    crossings: tuple[Crossing, ...]
    direction: str
    points: tuple[tuple[float, Interval], ...]
    by_set: tuple[float, ...] = ()

    def document(self) -> dict[str, Any]:
        """Plain data; `crossing` is the first, or None."""
        found = [_told(crossing) for crossing in self.crossings]
        return {
            "parameter": self.parameter,
            "parameter_unit": self.unit,
            "scale": self.scale,
            "path": self.path,
            "counts": self.counts,
            "target": self.target,
            "crossing": found[0] if found else None,
            "crossings": found,
            "direction": self.direction,
            "points": [{"at": at, **told(answer)} for at, answer in self.points],
            **({"crossings_by_set": [number(at) for at in self.by_set]} if self.by_set else {}),
        }


def threshold(
    factor: Factor,
    question: Question,
    evaluate: Evaluate,
    replications: int,
    *,
    target: float = 0.0,
    rounds: int = ROUNDS,
) -> Threshold:
    """Looks along the range in a grid, then ever closer at each crossing.

    Every point lives through the same replications (common random numbers), so that neighbours
    differ by the factor and little luck. A round puts four points into each bracket; it ends where
    the answers within are no longer clearly different from the target. The crossing is then told
    from six fresh points in the bracket: the points that chose it were looked at until they
    differed, and would give too narrow an interval. Raises InputError for a
    factor that is a list, or fewer than 2 replications.
    """
    _check(factor, replications)
    search = _Search(factor, question, evaluate, replications, target)
    search.look(np.linspace(0.0, 1.0, first_look(factor)).tolist())
    for _ in range(rounds):
        closer = [u for bracket in search.curve().brackets() for u in search.inside(bracket)]
        if not search.look(closer):
            break
    return search.found()


def first_look(factor: Factor) -> int:
    """Points of the first look: those of the study's grid, at least GRID."""
    return max(factor.points, GRID)


class _Search:
    """The places that were tried so far, and their values less the target."""

    def __init__(
        self,
        factor: Factor,
        question: Question,
        evaluate: Evaluate,
        replications: int,
        target: float,
    ) -> None:
        self.factor, self.question, self.evaluate = factor, question, evaluate
        self.replications, self.target = replications, target
        self.rows: dict[float, np.ndarray] = {}
        self.ats: dict[float, float] = {}
        self.worlds: set[tuple[tuple[str, str], ...]] = set()
        self.path = factor.paths[lead(factor)]
        self.ensemble = False

    def look(self, us: Sequence[float]) -> bool:
        """Tries the places that are new; says whether there were any."""
        points: list[tuple[float, Point]] = []
        for u in us:
            found = point_at((self.factor,), (u,), len(self.rows) + len(points))
            if world(found) not in self.worlds:
                self.worlds.add(world(found))
                place = place_of(self.factor, u, found)
                self.ats[place] = float(stands(self.factor, found))
                points.append((place, found))
        if points:
            samples = self.evaluate([found for _, found in points], self.replications)
            self.ensemble = bool(samples.worlds)
            for (place, _), row in zip(points, self.question.of(samples), strict=True):
                self.rows[place] = row - self.target
        return bool(points)

    def curve(self) -> Curve:
        """What is known, from the low end to the high end."""
        us = sorted(self.rows)
        values = np.array([self.rows[u] for u in us])
        return Curve(np.array(us), complete(values, self.question.measure))

    def inside(self, bracket: Bracket) -> list[float]:
        """Places for a closer look at a bracket; none where only luck is left to look at."""
        if bracket.last - bracket.first - 1 >= LUCK_RULES:
            return []
        us = self.curve().us
        return np.linspace(us[bracket.first], us[bracket.last], INSIDE + 2)[1:-1].tolist()

    def found(self) -> Threshold:
        """The answer, after a last look into every bracket."""
        searched = self.curve()
        told = [(bracket, *searched.ends(bracket)) for bracket in searched.brackets()]
        crossings = [self._crossing(*each) for each in told]
        curve, factor = self.curve(), self.factor
        points = tuple(
            (self.ats[u], mean_interval(row + self.target))
            for u, row in zip(curve.us.tolist(), curve.values, strict=True)
        )
        return Threshold(
            factor.name,
            unit_of(factor, self.path),
            factor.scale,
            self.path,
            whole(factor),
            self.target,
            tuple(crossings),
            _side(searched, crossings),
            points,
            self._by_set(curve) if self.ensemble else (),
        )

    def _by_set(self, curve: Curve) -> tuple[float, ...]:
        """Where each parameter set crosses, by all points that were tried."""
        return tuple(self._at(u) for u in first_crossings(curve.us, curve.values).tolist())

    def _crossing(self, bracket: Bracket, low: float, high: float) -> Crossing:
        """From fresh points; from all in the bracket where whole numbers leave too few of them."""
        before = set(self.rows)
        self.look((low + (high - low) * (np.arange(FRESH) + 0.5) / FRESH).tolist())
        part = self.curve().within(low, high)
        fresh = [i for i, u in enumerate(part.us.tolist()) if u not in before]
        if len(fresh) >= FRESH - 1:
            part = Curve(part.us[fresh], part.values[fresh])
        estimate, lo, hi = (self._at(u) for u in crossing(part, low, high, bracket))
        return Crossing(estimate, lo, hi, bracket.rises)

    def _at(self, u: float) -> float:
        if math.isnan(u):
            return math.nan
        sets = self.factor.place(min(max(u, 0.0), 1.0))[1]
        return float(sets[self.path])


def _side(curve: Curve, crossings: Sequence[Crossing]) -> str:
    if crossings:
        return RISES if crossings[0].rises else FALLS
    signs = set(curve.signs()) - {0}
    if not signs:
        return UNCLEAR
    return ABOVE if signs == {1} else BELOW


def _check(factor: Factor, replications: int) -> None:
    if factor.listed:
        message = "is a list, and a threshold lies on a range: give it as {from: , to: }"
        raise InputError(Fault("", factor.name, message))
    if replications < 2:
        raise InputError("a threshold needs 2 replications at least, or luck cannot be told")


def _told(crossing: Crossing) -> dict[str, Any]:
    return {
        "estimate": number(crossing.estimate),
        "lo": number(crossing.lo),
        "hi": number(crossing.hi),
        "direction": RISES if crossing.rises else FALLS,
    }
