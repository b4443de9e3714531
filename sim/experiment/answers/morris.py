"""Morris screening: which of many assumptions matter at all, in few points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.base.quantiles import normal_quantile
from sim.base.statistics import LEVEL
from sim.experiment.answers.bridges import problem
from sim.experiment.answers.placing import cloud, place_of, position, whole
from sim.experiment.answers.question import Question, complete, number
from sim.experiment.points import Evaluate, Point
from sim.scenario.study.factors import Factor

LEVELS = 4
STEP = LEVELS / (2 * (LEVELS - 1))
"""Length of an elementary step, as a part of the range: 2/3."""
RESAMPLES = 1000
Z = normal_quantile((1 + LEVEL) / 2)
FOLDED = float(np.sqrt(2 / np.pi))
"""Mean of |Z| for a standard normal Z."""


@dataclass(frozen=True)
class Screened:
    """One factor, in units of the answer over the whole range (between both levels of a list).

    mu_star: mean size of the elementary effects, `mu_star_half` half its 95 % interval (bootstrap
    over trajectories); mu: their mean with sign; sigma: their spread, which says that the effect
    is bent or depends on other factors. luck: the mu_star that luck alone would give a factor
    without any effect.
    """

    factor: str
    mu_star: float
    mu_star_half: float
    mu: float
    sigma: float
    luck: float


@dataclass(frozen=True)
class Morris:
    """Screened factors, the strongest first."""

    rows: tuple[Screened, ...]
    trajectories: int
    points: int

    def document(self) -> dict[str, Any]:
        """Plain data: `rows` with mu_star, lo, hi, mu, sigma and luck."""
        return {
            "method": "morris",
            "trajectories": self.trajectories,
            "points": self.points,
            "rows": [
                {
                    "factor": row.factor,
                    "mu_star": number(row.mu_star),
                    "lo": number(max(0.0, row.mu_star - row.mu_star_half)),
                    "hi": number(row.mu_star + row.mu_star_half),
                    "mu": number(row.mu),
                    "sigma": number(row.sigma),
                    "luck": number(row.luck),
                }
                for row in self.rows
            ],
        }


def morris_points(
    factors: Sequence[Factor], trajectories: int, seed: int
) -> tuple[list[Point], np.ndarray]:
    """Points along SALib's trajectories, trajectories x (factors + 1), and their positions.

    Raises InputError for a list of more than two levels, since steps of equal length have no
    meaning between categories, and for a range of fewer whole numbers than a trajectory has levels.
    """
    from SALib.sample import morris as sampling  # type: ignore[import-untyped]

    faults = [Fault("", f.name, message) for f in factors if (message := _refusal(f))]
    if faults or not factors:
        raise InputError(faults or "nothing is varied: name at least one factor")
    where = sampling.sample(problem(factors), trajectories, num_levels=LEVELS, seed=seed)
    return cloud(factors, where), where


def _refusal(factor: Factor) -> str:
    """Why Morris cannot step along a factor; '' where it can."""
    if len(factor.levels) > 2:
        return (
            f"lists {len(factor.levels)} levels, and Morris steps along a range or between two: "
            "give it as {from: , to: }, list two levels, or use --method tornado"
        )
    width = max((abs(b - a) for a, b in zip(factor.low, factor.high, strict=True)), default=0)
    if whole(factor) and width + 1 < LEVELS:
        return (
            f"has {int(width) + 1} whole numbers in its range, and Morris needs {LEVELS}: widen "
            "it, list two of them, or use --method tornado"
        )
    return ""


def morris(
    factors: Sequence[Factor],
    question: Question,
    evaluate: Evaluate,
    replications: int,
    *,
    trajectories: int = 10,
    seed: int = 1,
) -> Morris:
    """Elementary effects of the mean over replications. Raises InputError.

    An effect is the change of the answer over the step that was really made: whole numbers are
    rounded from where SALib steps to, so that its own analysis, which divides by one length for
    all, would be wrong for them.
    """
    points, where = morris_points(factors, trajectories, seed)
    values = complete(question.of(evaluate(points, replications)), question.measure, least=1)
    again = np.random.default_rng([seed, 0]).integers(trajectories, size=(RESAMPLES, trajectories))
    rows = []
    for i, factor in enumerate(factors):
        single = _effects(i, factor, points, where, values)
        found = single.mean(axis=1)
        sizes = np.abs(found)
        half = Z * float(sizes[again].mean(axis=1).std(ddof=1))
        sigma = float(found.std(ddof=1)) if trajectories > 1 else float("nan")
        mu_star, mu = float(sizes.mean()), float(found.mean())
        rows.append(Screened(factor.name, mu_star, half, mu, sigma, _luck(single)))
    rows.sort(key=lambda row: -row.mu_star)
    return Morris(tuple(rows), trajectories, len(points))


def _effects(
    i: int, factor: Factor, points: Sequence[Point], where: np.ndarray, values: np.ndarray
) -> np.ndarray:
    """Effects of factor i over its whole range, shape (trajectories, replications)."""
    inside = np.arange(1, len(where)) % (where.shape[1] + 1) != 0
    made = np.flatnonzero(inside & (np.abs(np.diff(where[:, i])) > STEP / 2))
    if factor.listed:
        place = np.array([position(factor, point.at[factor.name]) for point in points])
    else:
        pairs = zip(where[:, i].tolist(), points, strict=True)
        place = np.array([place_of(factor, u, point) for u, point in pairs])
    steps = place[made + 1] - place[made]
    return np.asarray((values[made + 1] - values[made]) / steps[:, None])


def _luck(effects: np.ndarray) -> float:
    """The mean size of the elementary effects of one factor that are luck alone.

    effects: (trajectories, replications). The standard error of an effect's mean over
    replications, averaged over trajectories, times the mean of |Z|. NaN with one replication.
    """
    replications = effects.shape[1]
    if replications < 2:
        return float("nan")
    return FOLDED * float(np.sqrt(effects.var(axis=1, ddof=1).mean() / replications))
