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
from sim.scenario.study.values import coordinate, facts_at, numeric


def whole(factor: Factor) -> bool:
    """Whether all paths of a range take whole numbers only, such as the heads of a team."""
    return not factor.listed and all(map(counts, factor.paths))


def counts(path: str) -> bool:
    """Whether the field at a path counts whole things."""
    facts = facts_at(path)
    return facts is not None and facts.sort == "count"


def unit_of(factor: Factor, path: str) -> str:
    """The unit of a path of the factor, '' where it has none."""
    facts = facts_at(path)
    own = path == factor.paths[0] or facts is None or not numeric(path)
    return factor.unit if own or facts is None else facts.unit


def lead(factor: Factor) -> int:
    """Which path's values tell where a factor stands, by number.

    Of paths that move together the first that does not count whole things: heads are the same over
    a stretch of a range, and its worlds are not. Of a list, or where all count, the first.
    """
    exact = [i for i, path in enumerate(factor.paths) if not factor.listed and not counts(path)]
    return exact[0] if exact else 0


def stands(factor: Factor, point: Point) -> Any:
    """The coordinate of a point that tells where a factor stands, of its `lead`."""
    path = factor.paths[lead(factor)]
    if path == factor.paths[0]:
        return point.at[factor.name]
    return coordinate(path, point.overrides[path])


def world(point: Point) -> tuple[tuple[str, str], ...]:
    """What makes the worlds of a point, after rounding: points with the same are one point.

    The coordinates would not do: of paths that move together they hold the first one only.
    """
    return tuple((path, repr(value)) for path, value in point.overrides.items())


def place_of(factor: Factor, u: float, point: Point) -> float:
    """Where in [0, 1] the point at `u` of a range lies, which is elsewhere for whole numbers.

    Of several paths that count the mean of their places, so that no two worlds share one. Where
    any path does not count, `u` itself.
    """
    if not whole(factor):
        return u
    sets = [float(point.overrides[path]) for path in factor.paths]
    ends = zip(sets, factor.low, factor.high, strict=True)
    places = [_part(at, low, high, factor.scale) for at, low, high in ends]
    return sum(places) / len(places)


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
    """Where a coordinate (of `stands`) lies: in [0, 1] of a range, the number of a list's level."""
    if factor.listed:
        return float(levels(factor).index(at))
    i = lead(factor)
    return _part(float(at), factor.low[i], factor.high[i], factor.scale)


def _part(at: float, low: float, high: float, scale: str) -> float:
    if scale == "log":
        return math.log(at / low) / math.log(high / low)
    return (at - low) / (high - low)


def positions(factors: Sequence[Factor], points: Sequence[Point]) -> np.ndarray:
    """Positions of points, shape (points, factors)."""
    rows = [[position(factor, stands(factor, p)) for factor in factors] for p in points]
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
