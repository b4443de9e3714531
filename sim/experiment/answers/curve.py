"""A curve of answers along one factor, and where it crosses zero, with an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.base.quantiles import t_quantile
from sim.base.statistics import LEVEL, mean_interval

FINE = 4001
"""Places at which the fitted curve is looked at."""
BESIDE = 1.5
"""How far beside a bracket the fit is believed, in widths of the bracket."""
ENOUGH = 4
"""Points from which a parabola is fitted; fewer give a straight line."""


class Bracket(NamedTuple):
    """Two places of a curve, by number, with a crossing between them.

    rises: the answer goes from below zero to above. open_low, open_high: whether that end is the
    end of the range, where the sign is not clear: the crossing may lie beyond.
    """

    first: int
    last: int
    rises: bool
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True)
class Curve:
    """us: places in [0, 1], rising, shape (points,). values: (points, replications), whole.

    Replication i met the same luck at every place.
    """

    us: np.ndarray
    values: np.ndarray

    def signs(self) -> list[int]:
        """1 or -1 where the 95 % interval of the mean excludes zero, else 0."""
        found = [mean_interval(row) for row in self.values]
        return [1 if f.lo > 0 else -1 if f.hi < 0 else 0 for f in found]

    def brackets(self) -> list[Bracket]:
        """Every crossing that the points show, from the lowest on.

        Between two clear places of different sign lies a crossing. At an end of the range that is
        not clear there is one if the mean there has another sign than the nearest clear place.
        """
        signs = self.signs()
        clear = [i for i, sign in enumerate(signs) if sign]
        if not clear:
            return []
        found = [Bracket(i, j, signs[j] > 0) for i, j in pairwise(clear) if signs[i] != signs[j]]
        last = len(self.us) - 1
        average = self.values.mean(axis=1)
        first, final = clear[0], clear[-1]
        if first > 0 and average[0] * signs[first] < 0:
            found.insert(0, Bracket(0, first, signs[first] > 0, open_low=True))
        if final < last and average[last] * signs[final] < 0:
            found.append(Bracket(final, last, signs[final] < 0, open_high=True))
        return found

    def ends(self, bracket: Bracket) -> tuple[float, float]:
        """The two places of a bracket."""
        return float(self.us[bracket.first]), float(self.us[bracket.last])

    def within(self, low: float, high: float) -> Curve:
        """The part of the curve between two places."""
        kept = (self.us >= low) & (self.us <= high)
        return Curve(self.us[kept], self.values[kept])


def crossing(curve: Curve, low: float, high: float, bracket: Bracket) -> tuple[float, float, float]:
    """Estimate, lo and hi of the place between `low` and `high` where the mean of a curve is zero.

    A parabola (a line with fewer than four points) is fitted to all points of `curve` in each
    replication. The estimate is the root of the mean fit; the 95 % interval holds the places
    around it at which the t interval of the fit over replications holds zero (Fieller's way: as
    wide as it must be on each side). NaN where the interval reaches an open end of the range.
    """
    powers = np.arange(3 if len(curve.us) >= ENOUGH else 2)
    x = (curve.us - low) / (high - low)
    fit = np.linalg.lstsq(x[:, None] ** powers, curve.values, rcond=None)[0]
    first = max(-BESIDE, -low / (high - low))
    last = min(1 + BESIDE, (1 - low) / (high - low))
    at = np.linspace(first, last, FINE)
    mean, half = _band(at[:, None] ** powers, fit)
    root = _root(at, mean if bracket.rises else -mean)
    lo, hi = (_reach(at, np.abs(mean) - half, root, step) for step in (-1, 1))
    if bracket.open_low and lo <= first:
        lo = math.nan
    if bracket.open_high and hi >= last:
        hi = math.nan
    return low + (high - low) * root, low + (high - low) * lo, low + (high - low) * hi


def _band(basis: np.ndarray, fit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean of the fitted curves and half their t interval, at every row of `basis`."""
    n = fit.shape[1]
    spread = np.einsum("ij,jk,ik->i", basis, np.atleast_2d(np.cov(fit)), basis)
    half = t_quantile((1 + LEVEL) / 2, n - 1) * np.sqrt(np.maximum(spread, 0.0) / n)
    return basis @ fit.mean(axis=1), half


def _root(at: np.ndarray, rising: np.ndarray) -> float:
    """Where a curve that is below zero at first and above it at last crosses: the middle crossing.

    A fit that does not cross at all is nearest to zero at one of its places; that one.
    """
    steps = np.flatnonzero((rising[:-1] < 0) & (rising[1:] >= 0))
    if not len(steps):
        return float(at[np.argmin(np.abs(rising))])
    i = int(steps[len(steps) // 2])
    return float(at[i] + (at[i + 1] - at[i]) * rising[i] / (rising[i] - rising[i + 1]))


def _reach(at: np.ndarray, beyond: np.ndarray, root: float, step: int) -> float:
    """How far from the root, in the direction of `step`, zero stays within the band."""
    order: Sequence[int] = range(len(at)) if step > 0 else range(len(at) - 1, -1, -1)
    place, held = root, 0.0
    for i in order:
        if (at[i] - root) * step <= 0:
            continue
        if beyond[i] > 0:
            gone = float(beyond[i])
            return place + (float(at[i]) - place) * (-held / (gone - held))
        place, held = float(at[i]), float(beyond[i])
    return place
