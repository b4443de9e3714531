"""Points that are all combinations, and points that somebody listed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, product
from math import prod

import numpy as np

from sim.scenario.study import Factor


def grid(factors: Sequence[Factor]) -> np.ndarray:
    """Every combination of levels and steps, the last factor fastest; (points, factors)."""
    axes = [steps(factor) for factor in factors]
    flat = np.fromiter(
        chain.from_iterable(product(*axes)), np.float64, prod(map(len, axes)) * len(axes)
    )
    return flat.reshape(-1, len(axes))


def steps(factor: Factor) -> list[float]:
    """Where the levels of a factor lie in [0, 1]: middles of bins, or steps of a range."""
    if factor.listed:
        return [middle(i, factor) for i in range(len(factor.levels))]
    return [i / (factor.points - 1) for i in range(factor.points)]


def rows(factors: Sequence[Factor], numbers: Sequence[Sequence[int]]) -> np.ndarray:
    """Points given by the number of their level in each factor; (points, factors)."""
    placed = [[middle(i, f) for i, f in zip(row, factors, strict=True)] for row in numbers]
    return np.array(placed, np.float64).reshape(-1, len(factors))


def middle(level: int, factor: Factor) -> float:
    """The middle of the bin of a level."""
    return (level + 0.5) / len(factor.levels)
