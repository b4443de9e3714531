"""The region in which every target is met, and sets from it: the deepest, and a spread of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.claims.calibration.emulator import Emulator
from sim.claims.calibration.measured import Goal
from sim.experiment.designs import sobol

POOL = 1 << 18
"""Places that are tried on the emulator."""
POOL_SEED = 2
LEAST_ROOM = 0.02
"""Of the plausible range, looked at on either side of a region."""
DEEPEST = 0.1
"""The part of the region whose middle is its centre."""


def pool(parameters: int) -> np.ndarray:
    """Places in [0, 1], shape (POOL, parameters)."""
    return sobol(parameters, POOL, POOL_SEED)


def slack(numbers: np.ndarray, goals: Sequence[Goal], spare: np.ndarray) -> np.ndarray:
    """How far within the range of its worst target each row lies, shape (rows,).

    1 in the middle of the range, 0 at its end, below 0 outside. spare: taken off both ends of each
    range for error and luck, shape (targets,); at most nine tenths of its half.
    """
    low, high = np.array([(goal.target.low, goal.target.high) for goal in goals]).T
    half = (high - low) / 2
    room = half - np.minimum(spare, 0.9 * half)
    each = 1 - np.abs(numbers - (low + half)) / room
    found: np.ndarray = each.min(axis=1)
    return found


def region(
    found: Emulator, goals: Sequence[Goal], places: np.ndarray, spare: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The places whose targets are all met, deepest first, and their slack."""
    room = slack(found.at(places), goals, spare)
    order = np.argsort(-room, kind="stable")
    order = order[room[order] > 0]
    return places[order], room[order]


def around(places: np.ndarray, pool: np.ndarray) -> np.ndarray:
    """The pool, moved into the box about these places, half as wide again on every side.

    A region that is met by one place in ten thousand is looked at closely that way.
    """
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.maximum((high - low) / 2, LEAST_ROOM)
    low, high = np.maximum(0.0, low - room), np.minimum(1.0, high + room)
    return low + pool * (high - low)


def centre(places: np.ndarray) -> np.ndarray:
    """The middle of the deepest part of a region that is sorted by depth."""
    middle: np.ndarray = places[: max(1, round(DEEPEST * len(places)))].mean(axis=0)
    return middle


def spread(places: np.ndarray, first: np.ndarray, count: int) -> np.ndarray:
    """At most `count` of the places, each as far as can be from `first` and those before it."""
    chosen: list[int] = []
    near = np.linalg.norm(places - first, axis=1)
    while len(chosen) < min(count, len(places)):
        chosen.append(int(np.argmax(near)))
        near = np.minimum(near, np.linalg.norm(places - places[chosen[-1]], axis=1))
    return places[chosen]
