"""Positions in the unit cube and the points that lie there; coordinates and where they lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.experiment.designs.design import point_at
from sim.experiment.designs.grid import middle
from sim.experiment.designs.samples import latin_hypercube
from sim.experiment.points import Point
from sim.scenario.study.factors import Factor
from sim.scenario.study.values import coordinate, facts_at


def whole(factor: Factor) -> bool:
    """Whether the coordinate of a range is a whole number, such as the heads of a team."""
    facts = None if factor.listed else facts_at(factor.paths[0])
    return facts is not None and facts.sort == "count"


def cloud(factors: Sequence[Factor], positions: np.ndarray) -> list[Point]:
    """A point for each row of `positions`, shape (points, factors), in [0, 1]."""
    return [point_at(factors, row, number) for number, row in enumerate(positions)]


def spread(factors: Sequence[Factor], n: int, seed: int) -> list[Point]:
    """`n` points that fill the ranges evenly: a Latin hypercube."""
    return cloud(factors, latin_hypercube(len(factors), n, seed))


def ends(factor: Factor) -> list[float]:
    """The two ends of a range; the middles of all levels of a list."""
    if factor.listed:
        return [middle(i, factor) for i in range(len(factor.levels))]
    return [0.0, 1.0]


def levels(factor: Factor) -> list[Any]:
    """Coordinates of the levels of a list, as points have them."""
    return [coordinate(factor.paths[0], row[0]) for row in factor.levels]


def position(factor: Factor, at: Any) -> float:
    """Where a coordinate lies: in [0, 1] of a range, the number of the level of a list."""
    if factor.listed:
        return float(levels(factor).index(at))
    low, high = factor.low[0], factor.high[0]
    if factor.scale == "log":
        return math.log(float(at) / low) / math.log(high / low)
    return (float(at) - low) / (high - low)


def positions(factors: Sequence[Factor], points: Sequence[Point]) -> np.ndarray:
    """Positions of points, shape (points, factors)."""
    rows = [[position(factor, p.at[factor.name]) for factor in factors] for p in points]
    return np.array(rows, float).reshape(len(points), len(factors))


def named(factors: Sequence[Factor], name: str | None) -> Factor:
    """The factor of that name, or the only one. Raises InputError."""
    known = ", ".join(factor.name for factor in factors)
    if name is None and len(factors) != 1:
        raise InputError(f"the study varies {len(factors)} factors: name one of {known}")
    found = [factor for factor in factors if name in (None, factor.name)]
    if not found:
        raise InputError(Fault("", str(name), f"is not varied by the study: one of {known}"))
    return found[0]
