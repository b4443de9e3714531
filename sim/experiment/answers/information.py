"""Value of information: which number, if known better, would change the decision, and its worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import InputError
from sim.base.quantiles import normal_quantile
from sim.base.statistics import LEVEL
from sim.experiment.answers.placing import positions
from sim.experiment.answers.question import Question, complete, means, number
from sim.experiment.answers.regression import Fit, best_fit
from sim.experiment.points import Samples
from sim.scenario.study.factors import Factor

RESAMPLES = 400
LEAST = 20
"""Points below which a regression would say nothing."""


@dataclass(frozen=True)
class Worth:
    """What it is worth to know one factor exactly before deciding, in the unit of the measure.

    lo, hi: 95 % interval (bootstrap over points). switches: share of the plausible values of the
    factor at which another side than the best of today would be chosen; NaN for all factors.
    """

    factor: str
    value: float
    lo: float
    hi: float
    switches: float


@dataclass(frozen=True)
class Information:
    """The decision as it stands, and what knowing more would be worth.

    best: the side with the best mean over all points. means: of the sides, in the unit of the
    measure. perfect: EVPI, what it is worth to know all factors; nothing that one learns of them
    can be worth more.
    """

    best: str
    sides: tuple[str, ...]
    means: tuple[float, ...]
    perfect: Worth
    rows: tuple[Worth, ...]
    points: int

    def document(self) -> dict[str, Any]:
        """Plain data; `rows` with the most valuable first."""
        return {
            "method": "information",
            "best": self.best,
            "means": dict(zip(self.sides, map(number, self.means), strict=True)),
            "points": self.points,
            "perfect": _told(self.perfect),
            "rows": [_told(row) for row in self.rows],
        }


def information(
    factors: Sequence[Factor], samples: Samples, measure: str, better: str, seed: int = 1
) -> Information:
    """The value of information for the choice between the sides of `samples`.

    better: 'up' or 'down', which way the measure is good. Points must fill the ranges by what is
    plausible (a Latin hypercube, Sobol points or a random draw); a decision looks at means over
    luck, since nobody can know that before. With NB the measure (its sign turned where less is
    better), s a side and x a factor:

        EVPI     = E[max over s of NB_s] - max over s of E[NB_s]
        EVPPI(x) = E[max over s of E(NB_s | x)] - max over s of E[NB_s]

    E(NB_s | x) is a regression on x alone: polynomials of a range, means of the levels of a list,
    or a constant, whichever foretells left-out points best, so that a factor without influence is
    worth nothing. In EVPI the luck that is left in a point's mean looks like knowledge; the part
    that shrinks with 1 / replications is taken off by comparing with half the replications. What
    else luck adds, most of it where two sides are close, stays in.
    A world that has no value on one side counts on none, so that sides are compared world by world.
    Raises InputError for a study without candidates, a measure that has no better way, or fewer
    than 2 replications.
    """
    decidable(len(samples.sides), len(samples.points), measure, better)
    Question(measure).of(samples)
    sign = 1.0 if better == "up" else -1.0
    values = _paired(sign * samples.values[measure])
    enough(values.shape[2])
    net = np.array([means(side, measure) for side in values])
    where = positions(factors, samples.points)
    gains = net - net[0]
    fits = [[best_fit(factor, where[:, i], gain) for gain in gains[1:]]
            for i, factor in enumerate(factors)]  # fmt: skip
    shape = (RESAMPLES, gains.shape[1])
    draws = np.random.default_rng([seed, gains.shape[1]]).integers(gains.shape[1], size=shape)
    rows = [_worth(f.name, fit, gains, draws) for f, fit in zip(factors, fits, strict=True)]
    best = int(np.argmax(net.mean(axis=1)))
    return Information(
        samples.sides[best],
        samples.sides,
        tuple((sign * net.mean(axis=1)).tolist()),
        _perfect(_whole(values, measure), draws),
        tuple(sorted(rows, key=lambda row: -row.value)),
        len(samples.points),
    )


def _worth(name: str, fits: Sequence[Fit], gains: np.ndarray, draws: np.ndarray) -> Worth:
    """EVPPI of one factor. gains: of each side over the first, shape (sides, points)."""
    expected = np.vstack([np.zeros(gains.shape[1]), *(fit.fitted for fit in fits)])
    value, switches = _value(expected)
    again = []
    for rows in draws:
        refitted = [fit.again(gain, rows) for fit, gain in zip(fits, gains[1:], strict=True)]
        again.append(_value(np.vstack([np.zeros(len(rows)), *refitted]))[0])
    return _with_interval(name, value, np.array(again), switches)


def _perfect(values: np.ndarray, draws: np.ndarray) -> Worth:
    """EVPI of values (sides, points, replications), less what luck of order 1 / n adds.

    How often another side is better at a point is not told: by luck alone it would be at half of
    the points where two sides are equally good.
    """
    n = values.shape[2] // 2
    parts = [values.mean(axis=2), values[:, :, :n].mean(axis=2), values[:, :, n:].mean(axis=2)]
    found = np.array([_corrected(parts, rows) for rows in draws])
    every = np.arange(values.shape[1])
    return _with_interval("everything", _corrected(parts, every), found, math.nan)


def _corrected(parts: Sequence[np.ndarray], rows: np.ndarray) -> float:
    """Twice the value with all replications less the mean value with either half of them."""
    found = [_value(part[:, rows])[0] for part in parts]
    return max(0.0, 2 * found[0] - (found[1] + found[2]) / 2)


def _value(net: np.ndarray) -> tuple[float, float]:
    """Mean of the best less the best of the means, and how often another side is the best."""
    average = net.mean(axis=1)
    best = int(np.argmax(average))
    return (
        float(max(0.0, net.max(axis=0).mean() - average[best])),
        float((net.max(axis=0) > net[best]).mean()),
    )


def _with_interval(name: str, value: float, again: np.ndarray, switches: float) -> Worth:
    """Value +- 1.96 standard deviations of the redrawn values, and not below 0.

    Quantiles would not do: where two sides are equally good, redrawn values all lie on one side of
    the truth.
    """
    half = normal_quantile((1 + LEVEL) / 2) * float(again.std(ddof=1))
    return Worth(name, value, max(0.0, value - half), value + half, switches)


def _whole(values: np.ndarray, measure: str) -> np.ndarray:
    """The replications that have a value on every side and at every point."""
    sides, points, replications = values.shape
    kept = complete(values.reshape(sides * points, replications), measure)
    return kept.reshape(sides, points, -1)


def _paired(values: np.ndarray) -> np.ndarray:
    """The values (sides, points, replications), NaN on all sides where any has none."""
    return np.where(np.isnan(values).any(axis=0), np.nan, values)


def enough(replications: int) -> None:
    """Raises InputError where luck cannot be told; to be asked before anything runs."""
    if replications < 2:
        raise InputError(
            "the value of information needs 2 replications at least, or luck looks like knowledge"
        )


def decidable(sides: int, points: int, measure: str, better: str, least: int = LEAST) -> None:
    """Raises InputError where no decision can be looked at; to be asked before anything runs."""
    if sides < 2:
        raise InputError("there is nothing to decide: name candidates in the study")
    if better not in ("up", "down"):
        raise InputError(f"{measure} has no better way, so that it decides nothing: take another")
    if points < least:
        raise InputError(
            f"{points} samples are too few: {least} at least, better 200 (samples, or --samples)"
        )


def _told(worth: Worth) -> dict[str, Any]:
    return {
        "factor": worth.factor,
        "value": number(worth.value),
        "lo": number(worth.lo),
        "hi": number(worth.hi),
        "switches": number(worth.switches),
    }
