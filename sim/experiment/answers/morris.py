"""Morris screening: which of many assumptions matter at all, in few points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.experiment.answers.bridges import problem
from sim.experiment.answers.placing import cloud
from sim.experiment.answers.question import Question, complete, number
from sim.experiment.points import Evaluate, Point
from sim.scenario.study.factors import Factor

LEVELS = 4
STEP = LEVELS / (2 * (LEVELS - 1))
"""Length of an elementary step, as a part of the range: 2/3."""
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

    Raises InputError for a list of more than two levels: steps of equal length have no meaning
    between categories.
    """
    from SALib.sample import morris as sampling  # type: ignore[import-untyped]

    faults = [
        Fault(
            "",
            factor.name,
            f"lists {len(factor.levels)} levels, and Morris steps along a range or between two: "
            "give it as {from: , to: }, list two levels, or use --method tornado",
        )
        for factor in factors
        if len(factor.levels) > 2
    ]
    if faults or not factors:
        raise InputError(faults or "nothing is varied: name at least one factor")
    where = sampling.sample(problem(factors), trajectories, num_levels=LEVELS, seed=seed)
    return cloud(factors, where), where


def morris(
    factors: Sequence[Factor],
    question: Question,
    evaluate: Evaluate,
    replications: int,
    *,
    trajectories: int = 10,
    seed: int = 1,
) -> Morris:
    """Elementary effects of the mean over replications. Raises InputError."""
    from SALib.analyze import morris as analysis  # type: ignore[import-untyped]

    points, where = morris_points(factors, trajectories, seed)
    values = complete(question.of(evaluate(points, replications)), question.measure, least=1)
    found = analysis.analyze(
        problem(factors), where, values.mean(axis=1), num_levels=LEVELS, seed=seed
    )
    luck = _luck(where, values)
    rows = []
    for i, factor in enumerate(factors):
        # A step of 2/3 is the whole way between the two levels of a list.
        size = STEP if factor.listed else 1.0
        effect, half, signed, sigma = (
            size * float(found[key][i]) for key in ("mu_star", "mu_star_conf", "mu", "sigma")
        )
        rows.append(Screened(factor.name, effect, half, signed, sigma, size * luck[i]))
    rows.sort(key=lambda row: -row.mu_star)
    return Morris(tuple(rows), trajectories, len(points))


def _luck(where: np.ndarray, values: np.ndarray) -> list[float]:
    """For each factor the mean size of elementary effects that are luck alone.

    The standard error of an effect's mean over replications, averaged over trajectories, times the
    mean of |Z|. NaN with one replication.
    """
    factors, replications = where.shape[1], values.shape[1]
    if replications < 2:
        return [float("nan")] * factors
    steps = np.abs(np.diff(where, axis=0))
    effects = np.diff(values, axis=0) / STEP
    inside = np.arange(1, len(where)) % (factors + 1) != 0
    found = []
    for i in range(factors):
        mine = effects[inside & (steps[:, i] > STEP / 2)]
        error = np.sqrt(mine.var(axis=1, ddof=1).mean() / replications)
        found.append(FOLDED * float(error))
    return found
