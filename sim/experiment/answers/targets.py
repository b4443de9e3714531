"""Targets: what a setting must reach, and how one that was tried measures up to it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import Interval, mean_interval
from sim.experiment.answers.question import number, told
from sim.experiment.points import Point
from sim.scenario.study.values import coordinate

KINDS = {"at_least": 1.0, "at_most": -1.0}
"""Kind of target -> the sign with which more is better."""


@dataclass(frozen=True)
class Target:
    """A mean that must be at least, or at most, `value`.

    sure: it counts as met when the 95 % interval of the mean meets it with its less favourable
    end; else when the mean does.
    """

    measure: str
    kind: str
    value: float
    sure: bool = True

    def gap(self, found: Interval) -> float:
        """How far the mean (or the unfavourable end) falls short; 0 or less: met. inf: no value."""
        sign = KINDS[self.kind]
        seen = found.mean
        if self.sure:
            seen = found.lo if sign > 0 else found.hi
        return math.inf if math.isnan(seen) else sign * (self.value - seen)


@dataclass(frozen=True)
class Setting:
    """A point that was tried: what it costs, its measures, and the gap to every target.

    cost: the mean of what is minimised, or the value of the path that is; NaN if unknown.
    """

    point: Point
    cost: float
    measures: Mapping[str, Interval]
    gaps: Mapping[str, float]
    replications: int

    @property
    def meets(self) -> bool:
        """Whether it meets all targets."""
        return all(gap <= 0 for gap in self.gaps.values())

    def document(self) -> dict[str, Any]:
        """Plain data: at, sets (every path that is set), cost, measures, met, whether all are."""
        return {
            "at": dict(self.point.at),
            "sets": {path: coordinate(path, value) for path, value in self.point.overrides.items()},
            "cost": number(self.cost),
            "measures": {name: told(found) for name, found in self.measures.items()},
            "met": {name: gap <= 0 for name, gap in self.gaps.items()},
            "meets": self.meets,
            "replications": self.replications,
        }


def targets_of(given: Mapping[str, Mapping[str, float]], sure: bool) -> tuple[Target, ...]:
    """The targets of a study, {measure: {kind: value}}. Raises InputError where there are none."""
    found = tuple(
        Target(name, kind, value, sure)
        for name, wanted in given.items()
        for kind, value in wanted.items()
    )
    if not found:
        raise InputError("there is nothing to seek: name a target, such as grr: {at_least: 90 %}")
    return found


def setting(
    point: Point, values: Mapping[str, np.ndarray], targets: Sequence[Target], minimise: str
) -> Setting:
    """What was found at a point. values: by measure, shape (replications,).

    minimise: a measure, or a path that the point sets.
    """
    found = {name: mean_interval(row) for name, row in values.items()}
    cost: Any = found[minimise].mean if minimise in found else None
    if minimise in point.overrides:
        cost = coordinate(minimise, point.overrides[minimise])
    gaps: dict[str, float] = {}
    for target in targets:
        gap = target.gap(found[target.measure])
        gaps[target.measure] = max(gap, gaps.get(target.measure, -math.inf))
    replications = len(next(iter(values.values())))
    return Setting(point, float(cost), found, gaps, replications)


def nearest(tried: Sequence[Setting]) -> Setting:
    """The setting whose worst gap is least, each gap as a part of how far its measure moved."""

    def worst(each: Setting) -> float:
        return max(gap / reach[name] for name, gap in each.gaps.items())

    reach = {name: _reach([s.measures[name].mean for s in tried]) for name in tried[0].gaps}
    return min(tried, key=worst)


def _reach(values: Sequence[float]) -> float:
    known = [v for v in values if not math.isnan(v)]
    return (max(known) - min(known) if known else 0.0) or 1.0
