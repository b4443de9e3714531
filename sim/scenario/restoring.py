"""A scenario's layers and its merged data under the default set that it names."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from sim.scenario.default_sets import newest, put_back
from sim.scenario.documents import Document
from sim.scenario.paths import NAME
from sim.scenario.sets import document

KEY = "defaults"


def set_of(layers: Sequence[Document]) -> int:
    """The default set that the last layer to say so names; the newest where none does.

    A number that there is no set of counts as the newest here; the tree refuses it later.
    """
    for layer in reversed(layers):
        said = layer.data.get(KEY)
        if isinstance(said, int) and not isinstance(said, bool) and 1 <= said <= newest():
            return said
    return newest()


def with_set(layers: Sequence[Document], number: int) -> list[Document]:
    """The layers, and over each shipped preset what puts the set back."""
    out: list[Document] = []
    for layer in layers:
        out.append(layer)
        if layer.preset:
            for file, presets in put_back(number, "presets"):
                if layer.preset in presets:
                    out.append(document(presets[layer.preset], f"defaults/{file}"))
    return out


def fill(data: dict[str, Any], number: int) -> None:
    """Write the set's defaults of the tree into `data` where nothing else is said."""
    data.setdefault(KEY, number)
    for _, tree in reversed(put_back(number, "tree")):
        for path, value in tree.items():
            _fill(data, path.split("."), value)


def _fill(data: Any, keys: list[str], value: Any) -> None:
    """Set `value` below `data` unless it is there; a mapping gets the keys that it lacks."""
    if not isinstance(data, dict):
        return
    key, *rest = keys
    if key == NAME:
        for inner in data.values():
            _fill(inner, rest, value)
    elif rest:
        # A table of named items that is not there has no item to fill.
        if key in data or NAME not in rest:
            _fill(data.setdefault(key, {}), rest, value)
    elif isinstance(value, dict) and isinstance(data.get(key), dict):
        data[key] = {**deepcopy(value), **data[key]}
    else:
        data.setdefault(key, deepcopy(value))
