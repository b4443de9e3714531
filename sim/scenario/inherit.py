"""From files and overrides to one tree of plain data in which every leaf knows where it came from.

A scenario is a stack of layers: the oldest ancestor first, the overrides last. Mappings are merged
key by key, anything else replaces, `null` deletes an inherited key; question, hypothesis, findings
and decision are a file's own. A layer that changes
`team.structure` starts the role table anew from that structure; rows of the same or a later layer
go over it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.base.faults import Fault, InputError
from sim.scenario import restoring, structures
from sim.scenario.default_sets import NEWEST
from sim.scenario.documents import Document, Keys, Spot
from sim.scenario.guess import meant
from sim.scenario.identity import ASKED
from sim.scenario.reading import read_file
from sim.scenario.sets import override_layer

PRESETS = Path(__file__).with_name("presets")
MAX_ANCESTORS = 20


@dataclass
class Merged:
    """The merged data, and for each key the place of the key and of its value."""

    data: dict[str, Any] = field(default_factory=dict)
    keys: dict[Keys, Spot] = field(default_factory=dict)
    values: dict[Keys, Spot] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    """Segments that a layer deleted; what ancestors say of them goes too."""
    defaults: int = NEWEST
    """The default set it is resolved with."""

    def spot(self, path: Keys, *, key: bool = False) -> Spot:
        """Where the value (or the key) at `path` was written, or the nearest thing above it."""
        table = self.keys if key else self.values
        while path and path not in table:
            path = path[:-1]
            table = self.keys
        return table.get(path) or self.values.get(path, Spot(""))


def presets() -> dict[str, Path]:
    """The shipped presets by name."""
    return {path.stem: path for path in sorted(PRESETS.glob("*.yaml"))}


def resolve(path: str | Path, overrides: Mapping[str, Any] | None = None) -> Merged:
    """The merged data of a scenario file, its ancestors and overrides. Raises `InputError`."""
    layers = asking(lineage(path))
    if overrides:
        layers.append(override_layer(overrides))
    return merge(layers)


def lineage(path: str | Path) -> list[Document]:
    """The file and its ancestors as they are written, the oldest first. Raises `InputError`."""
    layers: list[Document] = []
    seen: list[Path] = []
    file, name = _located(path)
    while True:
        document = read_file(file, name)
        document.preset = file.stem if file.parent == PRESETS else ""
        layers.insert(0, document)
        seen.append(_identity(file))
        extends = document.data.pop("extends", None)
        if extends is None:
            return layers
        spot = str(document.values[("extends",)])
        file, name = _parent(extends, file, name, spot)
        if _identity(file) in seen:
            to = "itself" if _identity(file) == seen[-1] else f"{name}, which extends this file"
            raise InputError(Fault(spot, "extends", f"it extends {to}: another file, or a preset"))
        if len(seen) > MAX_ANCESTORS:
            message = f"too many ancestors: at most {MAX_ANCESTORS}"
            raise InputError(Fault(spot, "extends", message))


def asking(layers: list[Document]) -> list[Document]:
    """The layers, of which only the last still says what it asks and has found."""
    for ancestor in layers[:-1]:
        for key in ASKED:
            ancestor.data.pop(key, None)
    return layers


def _identity(file: Path) -> Path:
    return Path(os.path.realpath(file))


def _located(path: str | Path) -> tuple[Path, str]:
    """The file that a user names: a path, or the name of a shipped preset."""
    file = Path(path)
    shipped = presets().get(str(path))
    if shipped is not None and not file.exists():
        return shipped, shipped.name
    return file, str(path)


def _parent(extends: object, file: Path, name: str, spot: str) -> tuple[Path, str]:
    """The file that `extends` names: relative to the file it stands in, absolute, or a preset."""
    allowed = f"a file beside this one, or one of the presets {', '.join(presets())}"
    if not isinstance(extends, str) or not extends.strip() or "\0" in extends:
        raise InputError(Fault(spot, "extends", f"no name of a file: {allowed}"))
    beside = file.parent / extends
    if beside.is_file():
        shown_name = os.path.normpath(Path(name).parent / extends)
        return beside, shown_name
    if extends in presets():
        return presets()[extends], presets()[extends].name
    hint = meant(extends, presets())
    raise InputError(Fault(spot, "extends", f"there is no file {extends}{hint}: {allowed}"))


def merge(layers: list[Document]) -> Merged:
    """The layers as one tree, by the default set that they name. Layers must be mappings."""
    merged = Merged(defaults=restoring.set_of(layers))
    _restructure(merged, structures.FIRST, None)
    for layer in restoring.with_set(layers, merged.defaults):
        _prepare_team(merged, layer)
        book = layer.data.get("book")
        if isinstance(book, dict) and "file" in book and "accounts" not in book:
            _drop(merged, ("book", "accounts"))
        _overlay(merged, layer, layer.data, ())
        merged.values[()] = layer.values[()]
    restoring.fill(merged.data, merged.defaults)
    return merged


def _prepare_team(merged: Merged, layer: Document) -> None:
    """Make the role table ready for a layer that changes the structure or adds rows."""
    if "team" not in layer.data:
        return
    team = layer.data["team"]
    if team is None:
        _drop(merged, ("team",))
        team = layer.data["team"] = {"structure": None}
        layer.keys[("team", "structure")] = layer.keys[("team",)]
        layer.values[("team", "structure")] = layer.values[("team",)]
        _restructure(merged, structures.FIRST, None)
    if not isinstance(team, dict):
        return
    below = merged.data.get("team")
    now = below.get("structure", structures.FIRST) if isinstance(below, dict) else None
    wanted = team.get("structure", now) or structures.FIRST
    if wanted != now or ("roles" in team and team["roles"] is None):
        place = "structure" if wanted != now else "roles"
        _restructure(merged, wanted, layer.values.get(("team", place)))
        team = {key: value for key, value in team.items() if key != "roles" or value is not None}
        layer.data["team"] = team
    if isinstance(team.get("roles"), dict):
        _new_rows(merged, layer, team["roles"])


def _restructure(merged: Merged, structure: object, spot: Spot | None) -> None:
    """Start the role table anew from `structure`, which was named at `spot`."""
    team = merged.data.get("team")
    if not isinstance(team, dict):
        team = merged.data["team"] = {}
    for key in ("roles", *structures.parts()):
        _drop(merged, ("team", key))
    team.update(structures.preset(structure, merged.defaults))
    if spot is not None:
        for key in ("roles", *structures.parts()):
            merged.keys[("team", key)] = merged.values[("team", key)] = spot


def _new_rows(merged: Merged, layer: Document, rows: dict[str, Any]) -> None:
    """Rows that a layer adds, or makes `like` another role, begin as the catalogue has them."""
    table = merged.data["team"].get("roles")
    if not isinstance(table, dict):
        table = merged.data["team"]["roles"] = {}
    for name, row in rows.items():
        if not isinstance(row, dict):
            continue
        old = table.get(name)
        if isinstance(old, dict) and row.get("like") in (None, old.get("like")):
            continue
        entry = structures.entry_for(name, row, merged.defaults)
        if "handles" in row:
            entry.pop("handles", None)
        if entry:
            _forget(merged, ("team", "roles", name))
            table[name] = entry
            spot = layer.values[("team", "roles", name)]
            merged.keys[("team", "roles", name)] = merged.values[("team", "roles", name)] = spot


def _overlay(merged: Merged, layer: Document, above: dict[str, Any], path: Keys) -> None:
    """Put the mapping `above`, which stands at `path` of the layer, over what is there."""
    below = _at(merged.data, path)
    for key, value in above.items():
        here = (*path, key)
        if value is None and not _inside_set(here):
            _drop(merged, here)
            if path == ("book", "segments"):
                merged.deleted.append(str(key))
            continue
        if isinstance(value, dict):
            if not isinstance(below.get(key), dict):
                _forget(merged, here)
                below[key] = {}
            merged.keys[here], merged.values[here] = layer.keys[here], layer.values[here]
            _overlay(merged, layer, value, here)
            continue
        _forget(merged, here)
        below[key] = value
        merged.keys[here], merged.values[here] = layer.keys[here], layer.values[here]
        if isinstance(value, list):
            _copy_places(merged, layer, value, here)


def _copy_places(merged: Merged, layer: Document, value: Any, path: Keys) -> None:
    """Keep the places of everything inside a list."""
    pairs = enumerate(value) if isinstance(value, list) else value.items()
    for key, inner in pairs:
        here = (*path, key)
        merged.keys[here] = layer.keys.get(here, layer.values[path])
        merged.values[here] = layer.values.get(here, layer.values[path])
        if isinstance(inner, (list, dict)):
            _copy_places(merged, layer, inner, here)


def _inside_set(path: Keys) -> bool:
    """Whether `path` is a path of a dated change, whose `null` is a value."""
    return len(path) > 3 and path[0] == "timeline" and path[2] == "set"


def _at(data: dict[str, Any], path: Keys) -> dict[str, Any]:
    found: Any = data
    for key in path:
        found = found[key]
    assert isinstance(found, dict)
    return found


def _drop(merged: Merged, path: Keys) -> None:
    """Delete what stands at `path`, if anything does."""
    data: Any = merged.data
    for key in path[:-1]:
        if not isinstance(data, dict) or key not in data:
            return
        data = data[key]
    if isinstance(data, dict) and path[-1] in data:
        _forget(merged, path)
        del data[path[-1]]


def _forget(merged: Merged, path: Keys) -> None:
    """Forget the places of all at and below `path`."""
    for table in (merged.keys, merged.values):
        if path in table:
            for place in [p for p in table if p[: len(path)] == path]:
                del table[place]
