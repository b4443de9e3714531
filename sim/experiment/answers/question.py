"""What is asked of every point: a measure of the base, or a paired difference from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import Interval
from sim.experiment.points import Samples


@dataclass(frozen=True)
class Question:
    """One number of a world.

    measure: its name. candidate: 1 for the first candidate less the base in the same world, None
    for the base itself.
    """

    measure: str
    candidate: int | None = None

    def of(self, samples: Samples) -> np.ndarray:
        """Values (points, replications), NaN where a world has none.

        Raises InputError where there is no such measure or candidate.
        """
        if self.measure not in samples.values:
            known = ", ".join(samples.values)
            raise InputError(f"measure {self.measure!r} was not computed: one of {known}")
        if self.candidate is not None and not 1 <= self.candidate < len(samples.sides):
            raise InputError(
                f"there is no candidate {self.candidate}: the study has {len(samples.sides) - 1}"
            )
        return samples.of(self.measure, self.candidate)


def heading(
    question: Question, sides: Sequence[str], currency: str, replications: int
) -> dict[str, Any]:
    """What every answer says first: measure, unit, which way is better, whose it is, worlds."""
    from sim.measures import MEASURES

    known = MEASURES.get(question.measure)
    return {
        "measure": question.measure,
        "unit": known.unit if known else "-",
        "better": known.better if known else "-",
        "currency": currency,
        "base": sides[0],
        "candidate": None if question.candidate is None else sides[question.candidate],
        "replications": replications,
    }


def means(values: np.ndarray, measure: str) -> np.ndarray:
    """Mean over the replications of each point, shape (points,); NaN left out.

    Raises InputError where a point has no value at all.
    """
    known = ~np.isnan(values)
    empty = int((~known.any(axis=1)).sum())
    if empty:
        raise InputError(
            f"{measure} has no value in any world at {empty} of {len(values)} points: "
            "ask for a measure that every point has, or run longer worlds"
        )
    return np.asarray(np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1))


def complete(values: np.ndarray, measure: str, least: int = 2) -> np.ndarray:
    """The replications that have a value at every point, shape (points, some replications).

    Raises InputError where fewer than `least` have.
    """
    kept = values[:, ~np.isnan(values).any(axis=0)]
    if kept.shape[1] < least:
        raise InputError(
            f"{measure} has a value at every point in {kept.shape[1]} replications only: "
            f"at least {least} are needed; ask for more replications or another measure"
        )
    return np.asarray(kept)


def told(found: Interval) -> dict[str, Any]:
    """An interval as plain data: mean, lo, hi, n; None where there is none."""
    return {
        "mean": number(found.mean),
        "lo": number(found.lo),
        "hi": number(found.hi),
        "n": found.n,
    }


def number(value: float) -> float | None:
    """The value, or None where it is not a finite number."""
    return float(value) if math.isfinite(value) else None
