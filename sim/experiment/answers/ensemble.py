"""Luck and ignorance of an answer, where a study has an ensemble of parameter sets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.base.statistics import mean_interval, wilson_interval
from sim.experiment.answers.luck import Share, spread_of
from sim.experiment.answers.question import Question, told
from sim.experiment.points import Evaluate, Point

NOWHERE = math.nan
"""A parameter set along whose curve nothing crosses."""


def told_apart(question: Question, evaluate: Evaluate, replications: int) -> dict[str, Any]:
    """Of the study's own point: the mean over the sets, and what of its spread is what.

    sets, worlds_each: how many; answer: over the sets; the rest as in `Spread`, whose points are
    the sets. Raises InputError.
    """
    samples = evaluate([Point(0, {}, {})], replications)
    worlds = samples.worlds_of(question.measure, question.candidate)[0]
    whole = worlds[~np.isnan(worlds).any(axis=1)]
    spread = spread_of(whole)
    return {
        "sets": spread.points,
        "worlds_each": spread.replications,
        "answer": told(mean_interval(whole.mean(axis=1))),
        **spread.document(),
    }


def first_crossings(us: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Where the curve of each set first crosses zero in the direction of the mean curve.

    As `rising_crossings`, or for falling curves where the mean curve begins above zero and ends
    below.
    """
    mean = values.mean(axis=1)
    return rising_crossings(us, -values if mean[0] > 0 > mean[-1] else values)


def rising_crossings(us: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Where the curve of each set first rises through zero; NaN where it does not.

    us: places, rising, shape (points,); values: (points, sets), straight lines between points. The
    luck of a set's own few worlds is in it.
    """
    return np.array([_first(us, each) for each in values.T])


def _first(us: np.ndarray, rising: np.ndarray) -> float:
    steps = np.flatnonzero((rising[:-1] < 0) & (rising[1:] >= 0))
    if not len(steps):
        return NOWHERE
    i = int(steps[0])
    part = rising[i] / (rising[i] - rising[i + 1])
    return float(us[i] + (us[i + 1] - us[i]) * part)


def share_within(places: Sequence[float], low: float, high: float) -> Share:
    """The share of the sets whose crossing lies in a range, with its 95 % interval."""
    share = float(np.mean([low <= place <= high for place in places]))
    return Share(share, *wilson_interval(share, len(places)))
