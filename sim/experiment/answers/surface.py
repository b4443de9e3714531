"""Surface: an answer over a grid of two assumptions, for a heat map with its zero line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import mean_interval
from sim.experiment.answers.placing import lead, levels, stands, unit_of, world
from sim.experiment.answers.question import Question, number
from sim.experiment.points import Samples
from sim.scenario.study.factors import Factor


@dataclass(frozen=True)
class Surface:
    """Means with their 95 % intervals. xs, ys: coordinates in order; arrays: (ys, xs)."""

    x: Factor
    y: Factor
    xs: tuple[Any, ...]
    ys: tuple[Any, ...]
    mean: np.ndarray
    lo: np.ndarray
    hi: np.ndarray

    def document(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "method": "heat",
            "x": _axis(self.x, self.xs),
            "y": _axis(self.y, self.ys),
            **{
                name: [[number(value) for value in row] for row in getattr(self, name)]
                for name in ("mean", "lo", "hi")
            },
        }


def surface(x: Factor, y: Factor, samples: Samples, question: Question) -> Surface:
    """The answer at every pair of coordinates of two factors, over all replications there.

    Points that differ in other factors only are put together: their mean in each replication, over
    which the interval then is, since they share its luck. Points that rounding made equal are one
    point. Raises InputError where a pair of
    coordinates has no point: only a grid makes a surface.
    """
    values = question.of(samples)
    xs, ys = _order(x, samples), _order(y, samples)
    shape = (len(ys), len(xs))
    found = {name: np.full(shape, np.nan) for name in ("mean", "lo", "hi")}
    rows: dict[tuple[int, int], list[int]] = {}
    for i, point in enumerate(samples.points):
        cell = ys.index(stands(y, point)), xs.index(stands(x, point))
        rows.setdefault(cell, []).append(i)
    if len(rows) < len(xs) * len(ys):
        raise InputError(
            f"{x.name} and {y.name} make no grid: {len(rows)} of {len(xs) * len(ys)} pairs of "
            "their values were tried; a heat map needs them all (design: grid)"
        )
    for place, numbers in rows.items():
        once = {world(samples.points[i]): i for i in reversed(numbers)}
        interval = mean_interval(_pooled(values[sorted(once.values())]))
        for name, array in found.items():
            array[place] = getattr(interval, name)
    return Surface(x, y, tuple(xs), tuple(ys), **found)


def _pooled(values: np.ndarray) -> np.ndarray:
    """Mean over the points in each replication, of (points, replications); NaN where any has none.

    Leaving a point out of a replication would compare replications of different points.
    """
    return np.asarray(values.mean(axis=0))


def _order(factor: Factor, samples: Samples) -> list[Any]:
    """Coordinates in rising order; levels in the order of the list."""
    seen = list(dict.fromkeys(stands(factor, point) for point in samples.points))
    if factor.listed:
        return [level for level in levels(factor) if level in seen]
    return sorted(seen)


def _axis(factor: Factor, at: Sequence[Any]) -> dict[str, Any]:
    return {
        "factor": factor.name,
        "unit": unit_of(factor, factor.paths[lead(factor)]),
        "scale": factor.scale,
        "listed": factor.listed,
        "at": list(at),
    }
