"""Luck and ignorance: how much of a spread is chance, how much is not knowing the inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import LEVEL
from sim.experiment.answers.question import number

DRAWS = 2000


class Share(NamedTuple):
    """A share with its 95 % interval."""

    estimate: float
    lo: float
    hi: float


@dataclass(frozen=True)
class Spread:
    """Variances of an answer, in its unit squared.

    luck: between worlds of one point. ignorance: between the true means of points; unbiased, so it
    can be below 0 where there is none. luck_of_worlds: of the spread of single worlds, the share
    that is luck. ignorance_of_mean: of the uncertainty of the mean over `replications` worlds at
    a point that nobody knows, the share that is ignorance. Shares count a negative variance as 0.
    """

    luck: float
    ignorance: float
    points: int
    replications: int
    luck_of_worlds: Share
    ignorance_of_mean: Share

    def document(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "luck": number(self.luck),
            "ignorance": number(self.ignorance),
            "points": self.points,
            "replications": self.replications,
            "luck_of_worlds": _told(self.luck_of_worlds),
            "ignorance_of_mean": _told(self.ignorance_of_mean),
        }


def variances(values: np.ndarray) -> tuple[float, float]:
    """Luck and ignorance of `values`, shape (points, replications); both at least 2.

    The model is y[p, r] = m + a[p] + b[r] + e[p, r]: b is luck that replication r has at every
    point (common random numbers), e luck of its own, a the effect of the point. Then

        luck      = mean over p of var over r (y[p, r])                 = var b + var e
        ignorance = var over p of (mean over r of y[p, r]) - s / R      = var a
        s         = sum (y[p, r] - y[p, .] - y[., r] + y[., .])^2 / ((P - 1)(R - 1)) = var e

    with P points, R replications, variances with n - 1; both are unbiased. The plain nested
    estimator subtracts luck / R, which is right only where points share no luck: b is the same
    for all of them and does not spread their means. Where they share none, var b is 0, and the
    two agree.
    """
    points, replications = values.shape
    by_point = values.mean(axis=1)
    rest = values - by_point[:, None] - values.mean(axis=0) + values.mean()
    own = float((rest**2).sum()) / ((points - 1) * (replications - 1))
    luck = float(values.var(axis=1, ddof=1).mean())
    return luck, float(by_point.var(ddof=1)) - own / replications


def spread_of(values: np.ndarray) -> Spread:
    """Luck and ignorance of `values` (points, replications), points drawn from what is plausible.

    The intervals are generalised confidence intervals: quantiles of the shares over draws of the
    three mean squares (of points, replications and the rest), each its value x dof /
    chi-square(dof); `_tails` widens them for points with long tails. Tried with 16 to 100 points
    and 4 to 20 replications they covered 93 to 98 % where the effects of points were normal, 94 %
    and more where they were uniform, and 82 to 96 % where they were exponential.
    Raises InputError with fewer than two points or replications.
    """
    points, replications = values.shape
    if points < 2 or replications < 2:
        raise InputError("telling luck from ignorance needs 2 points and 2 replications")
    luck, ignorance = variances(values)
    limits = np.quantile(_drawn(values), [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1)
    worlds, mean = (
        _share(estimate, float(lo), float(hi))
        for estimate, lo, hi in zip(_shares(luck, ignorance, replications), *limits, strict=True)
    )
    return Spread(luck, ignorance, points, replications, worlds, mean)


def _drawn(values: np.ndarray) -> np.ndarray:
    """Both shares, in draws of what the variances may be; shape (2, DRAWS)."""
    n, k = values.shape
    random = np.random.default_rng([n, k])
    by_point = values.mean(axis=1)
    rest = values - by_point[:, None] - values.mean(axis=0) + values.mean()
    squares = (
        (k * float(by_point.var(ddof=1)), _tails(by_point)),
        (n * float(values.mean(axis=0).var(ddof=1)), k - 1.0),
        (float((rest**2).sum()) / ((n - 1) * (k - 1)), (n - 1.0) * (k - 1)),
    )
    rows, columns, own = (mean * dof / random.chisquare(dof, DRAWS) for mean, dof in squares)
    known = np.maximum(rows - own, 0.0) / k
    luck = np.maximum(columns - own, 0.0) / n + own
    shares = [_shares(*each, k) for each in zip(luck.tolist(), known.tolist(), strict=True)]
    return np.array(shares).T


def _tails(by_point: np.ndarray) -> float:
    """Degrees of freedom of the variance of points: n - 1, fewer where their tails are long.

    The variance of s^2 is sigma^4 (2 / (n - 1) + excess / n), with the excess kurtosis.
    """
    n = len(by_point)
    off = by_point - by_point.mean()
    second = float((off**2).mean())
    excess = float((off**4).mean()) / second**2 - 3 if second else 0.0
    return 2 / (2 / (n - 1) + max(excess, 0.0) / n)


def _share(estimate: float, lo: float, hi: float) -> Share:
    return Share(estimate, min(lo, estimate), max(hi, estimate))


def _shares(luck: float, ignorance: float, replications: int) -> tuple[float, float]:
    known = max(ignorance, 0.0)
    if luck + known == 0:
        return 0.0, 0.0
    return luck / (luck + known), known / (known + luck / replications)


def _told(share: Share) -> dict[str, Any]:
    return {name: number(value) for name, value in share._asdict().items()}
