"""A sweep in a few lines: by point where there are few, else by the factors that tell most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.base.statistics import mean_interval
from sim.experiment.points import Samples
from sim.experiment.summary import finite
from sim.scenario.study import Factor, Study

FEW = 24
"""So many points are told one by one."""
BINS = 4
"""Bins of a factor whose values are more than `LEVELS`."""
LEVELS = 8
MOST_TELLING = 2


def summary_of(study: Study, samples: Samples) -> list[dict[str, Any]]:
    """Groups of points: `factor` ('' for single points), `at`, `points`, and `sides`.

    at: coordinates of a single point by factor; else {factor: level} or {factor: [low, high]}.
    sides: one for each candidate (or the base alone), with `name` and `measures.NAME` as mean, lo,
    hi: of the paired difference for a candidate. The interval of a group is over replications, of
    means over its points.
    """
    if len(samples.points) <= FEW:
        return [
            _group("", dict(point.at), [i], study, samples)
            for i, point in enumerate(samples.points)
        ]
    ranked = sorted(study.factors, key=lambda factor: -_telling(factor, study, samples))
    return [
        _group(factor.name, {factor.name: at}, members, study, samples)
        for factor in ranked[:MOST_TELLING]
        for at, members in binned(factor, samples)
    ]


def _group(
    factor: str, at: dict[str, Any], members: Sequence[int], study: Study, samples: Samples
) -> dict[str, Any]:
    which = range(1, len(samples.sides)) if len(samples.sides) > 1 else [None]
    return {
        "factor": factor,
        "at": at,
        "points": len(members),
        "sides": [
            {
                "name": samples.sides[candidate or 0],
                "measures": {
                    name: _interval(samples.of(name, candidate)[list(members)])
                    for name in study.measures
                },
            }
            for candidate in which
        ],
    }


def _interval(values: np.ndarray) -> dict[str, Any]:
    """Mean and interval of values (points, replications): over replications, of point means."""
    there = ~np.isnan(values)
    count = there.sum(axis=0)
    sums = np.where(there, values, 0.0).sum(axis=0)
    means = np.divide(sums, count, out=np.full(len(count), np.nan), where=count > 0)
    found = mean_interval(means)
    return {"mean": finite(found.mean), "lo": finite(found.lo), "hi": finite(found.hi)}


def binned(factor: Factor, samples: Samples) -> list[tuple[Any, list[int]]]:
    """Points by the level of a factor, or by bins of its values that hold as many points each."""
    at = [point.at[factor.name] for point in samples.points]
    levels = list(dict.fromkeys(at))
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in levels)
    if len(levels) <= LEVELS or not numbers:
        order = sorted(levels) if numbers else levels
        return [(level, [i for i, value in enumerate(at) if value == level]) for level in order]
    ranked = np.argsort(np.asarray(at, float), kind="stable")
    parts = [part.tolist() for part in np.array_split(ranked, BINS)]
    return [([at[part[0]], at[part[-1]]], sorted(part)) for part in parts]


def _telling(factor: Factor, study: Study, samples: Samples) -> float:
    """Share of the variance between points that lies between the bins of a factor.

    Of the first measure: of the first candidate's difference, or of the base alone.
    """
    candidate = 1 if len(samples.sides) > 1 else None
    values = samples.of(study.measures[0], candidate)
    means = np.array(
        [row[~np.isnan(row)].mean() if (~np.isnan(row)).any() else 0 for row in values]
    )
    total = float(means.var())
    if total == 0.0:
        return 0.0
    parts = [means[members] for _, members in binned(factor, samples)]
    return float(sum(len(p) * (p.mean() - means.mean()) ** 2 for p in parts) / len(means) / total)
