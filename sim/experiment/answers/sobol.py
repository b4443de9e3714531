"""Sobol indices: which share of the answer's variance each assumption is responsible for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import InputError
from sim.experiment.answers.bridges import problem
from sim.experiment.answers.luck import Spread, spread_of
from sim.experiment.answers.placing import cloud
from sim.experiment.answers.question import Question, complete, means, number
from sim.experiment.designs.samples import power_of_two
from sim.experiment.points import Evaluate, Point
from sim.scenario.study.factors import Factor

LEAST = 8
"""Samples below which the indices and their intervals would say nothing."""


@dataclass(frozen=True)
class Index:
    """One factor, as shares of the variance between points, each with half its 95 % interval.

    first: by itself. total: with everything that it does together with others.
    """

    factor: str
    first: float
    first_half: float
    total: float
    total_half: float


@dataclass(frozen=True)
class Sobol:
    """Indices, the largest total first. samples: of the design, a power of 2.

    sd: standard deviation of the means over points. spread: luck beside ignorance, None with one
    replication.
    """

    rows: tuple[Index, ...]
    samples: int
    points: int
    mean: float
    sd: float
    spread: Spread | None

    def document(self) -> dict[str, Any]:
        """Plain data: `rows` with first and total, each estimate, lo and hi."""
        return {
            "method": "sobol",
            "samples": self.samples,
            "points": self.points,
            "mean": number(self.mean),
            "sd": number(self.sd),
            "rows": [
                {
                    "factor": row.factor,
                    "first": _share(row.first, row.first_half),
                    "total": _share(row.total, row.total_half),
                }
                for row in self.rows
            ],
            "spread": None if self.spread is None else self.spread.document(),
        }


def sobol_points(factors: Sequence[Factor], samples: int, seed: int) -> list[Point]:
    """Saltelli's design: samples x (factors + 2) points; samples is rounded up to a power of 2."""
    from SALib.sample import sobol as sampling  # type: ignore[import-untyped]

    if not factors:
        raise InputError("nothing is varied: name at least one factor")
    if samples < LEAST:
        raise InputError(
            f"{samples} samples are too few for Sobol indices: {LEAST} at least, better 256 "
            "(samples, or --samples)"
        )
    n = power_of_two(samples)
    where = sampling.sample(problem(factors), n, calc_second_order=False, seed=seed)
    return cloud(factors, where)


def sobol(
    factors: Sequence[Factor],
    question: Question,
    evaluate: Evaluate,
    replications: int,
    *,
    samples: int = 256,
    seed: int = 1,
) -> Sobol:
    """First- and total-order indices of the mean over replications.

    The noise that is left in the means counts as variance; `spread` says how much that is. Where
    nothing varies all indices are 0. Raises InputError.
    """
    points = sobol_points(factors, samples, seed)
    values = question.of(evaluate(points, replications))
    average = means(values, question.measure)
    block = len(factors) + 2
    independent = np.sort(np.r_[0 : len(points) : block, block - 1 : len(points) : block])
    spread = None
    if replications > 1:
        spread = spread_of(complete(values, question.measure)[independent])
    return Sobol(
        tuple(sorted(_indices(factors, average, seed), key=lambda row: -row.total)),
        power_of_two(samples),
        len(points),
        float(average[independent].mean()),
        float(average[independent].std(ddof=1)),
        spread,
    )


def _indices(factors: Sequence[Factor], average: np.ndarray, seed: int) -> list[Index]:
    from SALib.analyze import sobol as analysis  # type: ignore[import-untyped]

    if np.ptp(average) == 0:
        return [Index(factor.name, 0.0, 0.0, 0.0, 0.0) for factor in factors]
    # SALib takes a seed of 0 for none and then draws from numpy's global state.
    found = analysis.analyze(
        problem(factors), average, calc_second_order=False, num_resamples=500, seed=seed + 1
    )
    keys = ("S1", "S1_conf", "ST", "ST_conf")
    return [
        Index(factor.name, *(float(found[key][i]) for key in keys))
        for i, factor in enumerate(factors)
    ]


def _share(estimate: float, half: float) -> dict[str, Any]:
    return {
        "estimate": number(estimate),
        "lo": number(estimate - half),
        "hi": number(estimate + half),
    }
