"""Named structures: the preset role tables and the catalogue of roles (`structures.yaml`)."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from sim.scenario.default_sets import NEWEST, put_back
from sim.scenario.reading import read_file

FILE = Path(__file__).with_name("structures.yaml")
FIRST = "generalist"
"""The structure of a scenario that names none."""


@cache
def _tables(defaults: int = NEWEST) -> dict[str, Any]:
    """The file as the default set has it."""
    data: dict[str, Any] = read_file(FILE, FILE.name).data
    for _, old in put_back(defaults, "structures"):
        data = _over(data, old)
    return data


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """`above` laid over `below`, mapping by mapping."""
    both = {
        key: _over(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }
    return {**below, **both}


def names() -> tuple[str, ...]:
    """The named structures."""
    return tuple(_tables()["structures"])


def catalogue() -> tuple[str, ...]:
    """The roles of the catalogue."""
    return tuple(_tables()["roles"])


def parts() -> tuple[str, ...]:
    """The keys of `team` beside `roles` that a structure may set, and a change of it resets."""
    keys = (key for preset in _tables()["structures"].values() for key in preset)
    return tuple(dict.fromkeys(key for key in keys if key != "roles"))


def preset(structure: object, defaults: int = NEWEST) -> dict[str, Any]:
    """What a structure puts under `team`: its role table, and keys such as `coordination`.

    Empty roles for `custom` and for a name that is not known (the tree refuses that one).
    """
    known = _tables(defaults)["structures"]
    found = known.get(structure, {}) if isinstance(structure, str) else {}
    table = deepcopy({key: value for key, value in found.items() if key != "roles"})
    rows = found.get("roles", {})
    table["roles"] = {name: row_of(name, row, defaults) for name, row in rows.items()}
    return table


def row_of(name: str, row: dict[str, Any], defaults: int) -> dict[str, Any]:
    """A new row over the catalogue's entry of its name (or of `like`); `handles` replaces."""
    entry = entry_for(name, row, defaults)
    if "handles" in row:
        entry.pop("handles", None)
    return {**entry, **deepcopy(row)}


def entry_for(name: str, row: dict[str, Any], defaults: int) -> dict[str, Any]:
    """The catalogue's entry for a row, or an empty one; the caller's own, to write into."""
    like = row.get("like") or name
    entry = _tables(defaults)["roles"].get(like, {}) if isinstance(like, str) else {}
    return deepcopy(entry)
