"""An experiment told again from its results folder: no world is lived through.

What is there must be what this version would compute: the same scenarios, the same model, every
measure. Where it is not, it is refused with what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.base.version import MODEL_VERSION
from sim.experiment.comparison import provenance_of
from sim.experiment.provenance import named_digest
from sim.experiment.replications import Worlds
from sim.experiment.store import Store
from sim.experiment.store.contents import opened
from sim.experiment.store.manifest import fault
from sim.experiment.store.parts import About, key_of
from sim.experiment.store.rows import VALUES
from sim.experiment.store.shelf import Shelf
from sim.experiment.worlds import Side
from sim.scenario import restored
from sim.tables.results import Comparison, Result

AGAIN = "run it again with the same --out, or name another folder"


class Recalled(NamedTuple):
    """What a folder holds of one experiment. crossed: its candidates make a 2 x 2."""

    found: Result | Comparison
    crossed: bool = False


def recall(folder: str | Path, wanted: str = "") -> Recalled:
    """The results of an experiment that `run` or `compare` left in `folder`.

    wanted: the beginning of its key, as `experiments_in` gives it; not needed where there is one.
    All worlds that every side has, from the first on, are read. Raises InputError where the folder
    is no results folder, holds none or several, or is stale.
    """
    place = Path(folder)
    manifest = opened(place)
    entry = _chosen(place, manifest, wanted)
    sides = _sides(place, manifest, entry)
    worlds = Worlds(sides, store=place)
    assert worlds.store is not None
    count = min(worlds.store.held(side) for side in sides)
    if not count:
        raise fault(place, f"{_stale(place, sides, worlds.store)}: {AGAIN}")
    return Recalled(_read(worlds, place, count, entry), bool(entry.get("crossed")))


def together(
    sides: Sequence[Side], folder: str | Path, worlds: int, asked: Mapping[str, Any]
) -> Result | Comparison:
    """The first worlds of these sides, as they are in `folder`.

    asked: as `comparison.asked_of` gives it. Raises InputError where a world is not there.
    """
    return _read(Worlds(sides, store=folder), Path(folder), worlds, asked)


def _read(
    worlds: Worlds, folder: Path, count: int, asked: Mapping[str, Any]
) -> Result | Comparison:
    if not worlds.read(count):
        raise fault(folder, f"is damaged (reorg results verify {folder} says where): {AGAIN}")
    first, *others = worlds.results()
    if not others:
        return first
    told = provenance_of(worlds.sides, count, asked.get("opening") or "base", asked.get("equal"))
    return Comparison(first, tuple(others), told)


def experiments_in(folder: Path) -> dict[str, str]:
    """Key of every experiment of a folder -> its scenarios in words. Raises InputError."""
    manifest = opened(folder)
    return {key: _named(manifest, entry) for key, entry in manifest["experiments"].items()}


def _named(manifest: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    digests = [entry["base"], *(each["digest"] for each in entry["candidates"])]
    return " / ".join(manifest["scenarios"][digest]["name"] for digest in digests)


def _chosen(folder: Path, manifest: Mapping[str, Any], wanted: str) -> Mapping[str, Any]:
    every = manifest["experiments"]
    if not every:
        raise fault(folder, "holds no run and no comparison: reorg run or reorg compare makes one")
    keys = [key for key in every if key.startswith(wanted)]
    if len(keys) != 1:
        listed = "; ".join(f"{key} is {_named(manifest, every[key])}" for key in every)
        what = f"{wanted!r} names {len(keys)} of" if wanted else "holds"
        raise fault(folder, f"{what} {len(every)} experiments, name one with --of: {listed}")
    chosen: Mapping[str, Any] = every[keys[0]]
    return chosen


def _sides(folder: Path, manifest: Mapping[str, Any], entry: Mapping[str, Any]) -> list[Side]:
    """The sides as they were, if they still mean the same."""
    made = f"(written by reorg {manifest.get('reorg')}, model {manifest.get('model')})"
    named = [(entry["base"], "")] + [(e["digest"], e["opening"]) for e in entry["candidates"]]
    known = {digest: manifest["scenarios"][digest] for pair in named for digest in pair if digest}
    scenarios = {digest: restored(tree) for digest, tree in known.items()}
    changed = [
        known[digest]["name"]
        for digest, scenario in scenarios.items()
        if scenario is None or named_digest(scenario) != digest
    ]
    if changed:
        raise fault(
            folder,
            f"is stale: {', '.join(changed)} has other parameters in this version {made}: {AGAIN}",
        )
    whole = {digest: scenario for digest, scenario in scenarios.items() if scenario is not None}
    return [Side(whole[digest], whole[opening] if opening else None) for digest, opening in named]


def _stale(folder: Path, sides: list[Side], store: Store) -> str:
    """Why no world can be used."""
    addresses = {side.address for side in sides}
    shelf = Shelf(folder, VALUES)
    there: list[About] = [
        about
        for about, _ in shelf.everything()
        if (about.digest, about.opening, about.seed) in addresses
    ]
    models = sorted({about.model for about in there})
    if models and MODEL_VERSION not in models:
        return f"is stale: its worlds are of model {', '.join(models)}, this is {MODEL_VERSION}"
    lacking = _lacking(shelf, sides, store)
    if lacking:
        return f"is stale: its worlds were not asked for {', '.join(lacking)}"
    return "is stale: it holds no whole world of every scenario"


def _lacking(shelf: Shelf, sides: list[Side], store: Store) -> list[str]:
    """Measures that this version has and the first world of a side lacks."""
    for side in sides:
        place = shelf.places(key_of(side.address, 0)).get(0)
        if place is not None and (lost := store.measures - set(place.part.names)):
            return sorted(lost)
    return []
