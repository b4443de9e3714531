"""Luck and ignorance: how much of a spread is chance, how much is not knowing the inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.base.faults import InputError
from sim.experiment.answers.question import number

RESAMPLES = 500


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


def spread_of(values: np.ndarray, seed: int) -> Spread:
    """Luck and ignorance of `values` (points, replications), points drawn from what is plausible.

    The intervals put together draws of both: ignorance by the bootstrap over points, luck as
    luck x dof / chi-square(dof) with `_dof`. Raises InputError with fewer than two points or
    replications.
    """
    points, replications = values.shape
    if points < 2 or replications < 2:
        raise InputError("telling luck from ignorance needs 2 points and 2 replications")
    luck, ignorance = variances(values)
    random = np.random.default_rng([seed, points])
    rows = random.integers(points, size=(RESAMPLES, points))
    lucks = luck * _dof(values) / random.chisquare(_dof(values), RESAMPLES)
    again = [
        _shares(drawn, variances(values[some])[1], replications)
        for drawn, some in zip(lucks.tolist(), rows, strict=True)
    ]
    limits = np.quantile(np.array(again), [0.025, 0.975], axis=0)
    shares = [
        Share(estimate, float(min(lo, estimate)), float(max(hi, estimate)))
        for estimate, lo, hi in zip(_shares(luck, ignorance, replications), *limits, strict=True)
    ]
    return Spread(luck, ignorance, points, replications, *shares)


def _dof(values: np.ndarray) -> float:
    """Degrees of freedom of luck, by Satterthwaite: R - 1 where all luck is shared by the points.

    luck = B / P + E (P - 1) / P, with the mean squares B of replications and E of the rest.
    """
    points, replications = values.shape
    shared = float(values.mean(axis=0).var(ddof=1))
    own = float(values.var(axis=1, ddof=1).mean()) - shared
    whole = (shared + own) ** 2
    if whole == 0:
        return float(replications - 1)
    parts = shared**2 / (replications - 1) + own**2 / ((points - 1) * (replications - 1))
    return whole / parts


def _shares(luck: float, ignorance: float, replications: int) -> tuple[float, float]:
    known = max(ignorance, 0.0)
    if luck + known == 0:
        return 0.0, 0.0
    return luck / (luck + known), known / (known + luck / replications)


def _told(share: Share) -> dict[str, Any]:
    return {name: number(value) for name, value in share._asdict().items()}
