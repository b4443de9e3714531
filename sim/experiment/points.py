"""The seam between studies and answers: points that are tried, and what was found there.

A study becomes points; somebody who can `Evaluate` lives through them; analyses (sensitivity,
threshold, seek) ask for points and read samples, and know nothing of scenarios, stores or workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np


@dataclass(frozen=True)
class Point:
    """One setting of a study.

    number: its place in the design. at: coordinate of every factor by name (a number in the unit of
    the field; text or a bool for a category). overrides: dotted path -> value, as `--set` takes
    them; what makes the scenarios of this point.
    """

    number: int
    at: Mapping[str, Any]
    overrides: Mapping[str, Any]


@dataclass(frozen=True)
class Samples:
    """What was found at some points.

    sides: names, the base first, then the candidates (none: a study of one scenario). values: by
    measure, float64 of shape (sides, points, replications), NaN where a world has no value.
    Replication i met the same luck on every side and at every point. With an ensemble of parameter
    sets the last axis is over the sets, each the mean of its worlds, so that intervals hold luck
    and ignorance; worlds: then (sides, points, sets, worlds of each), else nothing.
    """

    points: tuple[Point, ...]
    sides: tuple[str, ...]
    values: Mapping[str, np.ndarray]
    worlds: Mapping[str, np.ndarray] = field(default_factory=dict)

    def of(self, measure: str, candidate: int | None = None) -> np.ndarray:
        """Values (points, replications) of the base, or the paired differences of a candidate.

        candidate: 1 for the first candidate, None for the base itself.
        """
        return _against(self.values[measure], candidate)

    def worlds_of(self, measure: str, candidate: int | None = None) -> np.ndarray:
        """The same world by world, (points, sets, worlds of each); of an ensemble only."""
        return _against(self.worlds[measure], candidate)


def _against(values: np.ndarray, candidate: int | None) -> np.ndarray:
    difference: np.ndarray = values[0] if candidate is None else values[candidate] - values[0]
    return difference


class Evaluate(Protocol):
    """Lives through points: replications 0 .. n-1 of every side at each of them."""

    def __call__(self, points: Sequence[Point], replications: int) -> Samples:
        """Samples in the order of the points. What a store holds is not computed again."""
        ...
