"""Settings that are tried before a study starts, by making the scenarios that they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from sim.base.faults import InputError
from sim.base.units import shown
from sim.scenario.documents import Spot
from sim.scenario.study.notes import Notes
from sim.scenario.study.study import Origin

MOST_CORNERS = 16
"""Combinations of ends that are tried: all of them for up to four factors."""


class Trial(NamedTuple):
    """One level, or one end of a range: the paths it sets, and where it is written."""

    spot: Spot
    sets: Mapping[str, Any]


def tried(notes: Notes, origins: Sequence[Origin], trials: Sequence[Sequence[Trial]]) -> None:
    """Make every scenario with each level or end alone, then with the corners of all.

    Faults go to the notes, at the place of the level; the corners are only tried where nothing
    else is wrong with the study.
    """
    for factor in trials:
        for trial in factor:
            _faulty(notes, origins, (trial,))
    if not notes.any():
        for corner in corners(trials):
            if _faulty(notes, origins, corner):
                return


def corners(trials: Sequence[Sequence[Trial]]) -> Iterator[tuple[Trial, ...]]:
    """Combinations of first and last levels: all, or where that is too many, two of them."""
    if len(trials) < 2:
        return
    ends = [(factor[0], factor[-1]) for factor in trials]
    if 2 ** len(ends) > MOST_CORNERS:
        yield tuple(low for low, _ in ends)
        yield tuple(high for _, high in ends)
        return
    yield from product(*ends)


def _faulty(notes: Notes, origins: Sequence[Origin], together: Sequence[Trial]) -> bool:
    """Whether a scenario cannot be with these levels; why is noted."""
    sets = {path: value for trial in together for path, value in trial.sets.items()}
    spot = together[0].spot
    said: list[tuple[str, str]] = []
    for origin in origins:
        try:
            origin.at(sets, spot)
        except InputError as error:
            for fault in error.faults:
                if (fault.path, fault.message) in said:
                    continue
                said.append((fault.path, fault.message))
                direct = fault.path in sets and fault.place == str(spot) and len(together) == 1
                path = fault.path if direct else _paths(together)
                where = (
                    "" if direct else f"{_words(sets)} in {origin.scenario.name}: {fault.path}: "
                )
                notes.add(spot, path, where + fault.message)
    return bool(said)


def _paths(together: Sequence[Trial]) -> str:
    """The paths that are set, for the head of a message."""
    return " and ".join(path for trial in together for path in trial.sets)


def _words(sets: Mapping[str, Any]) -> str:
    return " and ".join(shown(value) for value in sets.values())
