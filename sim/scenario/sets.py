"""Overrides: dotted path = value, as a layer over all files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sim.base.faults import Fault, InputError
from sim.base.units import shown
from sim.scenario.documents import Document, Keys, Spot
from sim.scenario.reading import read_value


def split(path: str) -> Keys:
    """The keys of a dotted path; what follows `timeline.NAME.set.` is one key, a path itself."""
    parts = path.split(".")
    if len(parts) > 4 and parts[0] == "timeline" and parts[2] == "set":
        parts = [*parts[:3], ".".join(parts[3:])]
    return tuple(parts)


def override_layer(overrides: Mapping[str, Any]) -> Document:
    """The overrides as a document; text is read as YAML. Raises `InputError` with every fault."""
    layer = Document({}, values={(): Spot("--set")})
    faults: list[Fault] = []
    for path, given in overrides.items():
        try:
            place = Spot(f"--set {path}={given if isinstance(given, str) else shown(given)}"[:200])
            value = read_value(given, str(place)) if isinstance(given, str) else _plain(given)
            _put(layer, path, value, place)
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return layer


def sets_layer(sets: Mapping[str, Any], place: Spot | None = None) -> Document:
    """Dotted path -> value as it is, as a document. Raises `InputError` for a path that is none.

    place: where all of it was written; None: each value is its own place.
    """
    layer = Document({}, values={(): Spot("")})
    for path, value in sets.items():
        _put(layer, path, _plain(value), place or Spot(path))
    return layer


def document(data: Mapping[str, Any], name: str) -> Document:
    """Plain Python data as a document whose every place is `name`."""
    made = Document(_plain(data))
    _mark(made, (), made.data, Spot(name))
    return made


def _put(layer: Document, path: object, value: Any, place: Spot) -> None:
    if not isinstance(path, str) or not all(part.strip() for part in path.split(".")):
        message = "no path: names with dots between, such as book.arr"
        raise InputError(Fault(str(place), "", message))
    keys = split(path)
    if keys[0] == "extends":
        message = "cannot be overridden: write a file that extends another"
        raise InputError(Fault(str(place), path, message))
    data = layer.data
    for depth, key in enumerate(keys[:-1], 1):
        if not isinstance(data.get(key), dict):
            data[key] = {}
        layer.keys[keys[:depth]] = layer.values[keys[:depth]] = place
        data = data[key]
    data[keys[-1]] = value
    _mark(layer, keys, value, place)


def _mark(layer: Document, path: Keys, value: Any, place: Spot) -> None:
    """Everything in `value` came from `place`."""
    layer.keys[path] = layer.values[path] = place
    pairs: Any = ()
    if isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        _mark(layer, (*path, key), inner, place)


def _plain(value: Any) -> Any:
    """A Python value as the reader of files would give it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        value = value.item()
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
