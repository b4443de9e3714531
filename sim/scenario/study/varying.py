"""`vary`: from what the file says to factors, and to the levels that have to be tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sim.base.units import shown
from sim.scenario.documents import Keys, Spot
from sim.scenario.study.factors import Factor
from sim.scenario.study.keys import EndsKeys, RangeKeys, TogetherKeys
from sim.scenario.study.levels import listed
from sim.scenario.study.notes import Notes
from sim.scenario.study.paths import RESERVED, allowed_path, disjoint
from sim.scenario.study.ranges import Made, documented, ranged
from sim.scenario.study.study import Origin
from sim.scenario.study.trials import Trial

SHAPES = (
    "a range {from, to, points, scale}, a list of levels, documented_range, "
    "or {together: {PATH: ..., PATH: ...}}"
)
DOCUMENTED = "documented_range"


class Varied(NamedTuple):
    """What `vary` says: factors, and for each of them its levels or ends."""

    factors: tuple[Factor, ...]
    trials: tuple[tuple[Trial, ...], ...]


def varied(notes: Notes, origins: Sequence[Origin], vary: dict[str, Any], *, grid: bool) -> Varied:
    """The factors of a study; what is wrong goes to the notes. grid: ranges are stepped through."""
    reader = _Reader(notes, origins, grid)
    found = [made for name, entry in vary.items() if (made := reader.factor(name, entry))]
    disjoint(reader.paths, notes)
    return Varied(tuple(f for f, _ in found), tuple(t for _, t in found))


class _Reader:
    """Reads entries of `vary`, and remembers which paths they name."""

    def __init__(self, notes: Notes, origins: Sequence[Origin], grid: bool) -> None:
        self.notes, self.origins, self.grid = notes, origins, grid
        self.paths: list[tuple[str, Spot]] = []

    def factor(self, name: str, entry: Any) -> Made | None:
        """One entry as a factor, with its levels or ends; None where something is wrong."""
        keys: Keys = ("vary", name)
        if name in RESERVED:
            message = f"{name} is a column of the results: another name"
            self.notes.add(self.notes.spot(keys, key=True), f"vary.{name}", message)
            return None
        if isinstance(entry, dict) and "together" in entry:
            return self._together(name, entry, keys)
        if not self._known(name, keys):
            return None
        if isinstance(entry, list):
            return listed(self.notes, name, {name: (keys, entry)})
        if isinstance(entry, dict):
            told, faulty = self.notes.keys(RangeKeys, entry, keys, name)
            return None if faulty else ranged(self.notes, name, {name: keys}, told, grid=self.grid)
        if entry == DOCUMENTED:
            return documented(self.notes, name, keys)
        self.notes.add(self.notes.spot(keys), name, f"{shown(entry)} is not allowed: {SHAPES}")
        return None

    def _known(self, path: str, keys: Keys) -> bool:
        spot = self.notes.spot(keys, key=True)
        self.paths.append((path, spot))
        return allowed_path(path, spot, self.notes, self.origins)

    def _together(self, name: str, entry: dict[str, Any], keys: Keys) -> Made | None:
        """Paths that move together, all by lists or all by ranges."""
        told, faulty = self.notes.keys(TogetherKeys, entry, keys, f"vary.{name}")
        if faulty:
            return None
        places = {path: (*keys, "together", path) for path in told.together}
        known = [self._known(path, place) for path, place in places.items()]
        entries = list(told.together.values())
        if not entries or not any(all(isinstance(e, s) for e in entries) for s in (list, dict)):
            message = "lists of one length for all paths, or a range {from, to} for each of them"
            self.notes.add(self.notes.spot((*keys, "together")), f"vary.{name}.together", message)
            return None
        if not all(known):
            return None
        if isinstance(entries[0], list):
            lists = {path: (places[path], e) for path, e in told.together.items()}
            return listed(self.notes, name, lists)
        ends = [self.notes.keys(EndsKeys, e, places[p], p)[1] for p, e in told.together.items()]
        return None if any(ends) else ranged(self.notes, name, places, told, grid=self.grid)
