"""From positions in the unit cube to points, and back from coordinates to positions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.experiment.points import Point
from sim.scenario.study.factors import Factor

WHOLE = ("people", "accounts", "count")
"""Units that come in whole numbers only."""


def whole(factor: Factor) -> bool:
    """Whether the coordinate of a range is a whole number, such as the heads of a team."""
    return not factor.listed and factor.unit in WHOLE


def placed(factor: Factor, u: float) -> tuple[Any, dict[str, Any]]:
    """Coordinate and overrides at `u` in [0, 1]; the nearest whole number where it must be one."""
    at, overrides = factor.place(u)
    found = dict(overrides)
    if whole(factor):
        at = round(at)
        found[factor.paths[0]] = at
    return at, found


def point(number: int, factors: Sequence[Factor], us: Sequence[float]) -> Point:
    """The point at positions `us`, one for each factor; factors left out stay as in the base."""
    at: dict[str, Any] = {}
    overrides: dict[str, Any] = {}
    for factor, u in zip(factors, us, strict=True):
        at[factor.name], more = placed(factor, float(u))
        overrides.update(more)
    return Point(number, at, overrides)


def cloud(factors: Sequence[Factor], positions: np.ndarray) -> list[Point]:
    """A point for each row of `positions`, shape (points, factors), in [0, 1]."""
    return [point(number, factors, row) for number, row in enumerate(positions.tolist())]


def spread(factors: Sequence[Factor], n: int, seed: int) -> list[Point]:
    """`n` points that fill the ranges evenly: a Latin hypercube."""
    from scipy.stats import qmc

    return cloud(factors, qmc.LatinHypercube(len(factors), rng=seed).random(n))


def position(factor: Factor, at: Any) -> float:
    """Where a coordinate lies: in [0, 1] of a range, the number of the level of a list."""
    if factor.listed:
        return float(next(i for i, row in enumerate(factor.levels) if row[0] == at))
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
