"""`load`: a scenario file to a checked `Scenario`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.checking import checked
from sim.scenario.inherit import asking, lineage, merge, resolve
from sim.scenario.sets import document
from sim.scenario.tree import Scenario


def load(path: str | Path, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """The scenario in a file (or a shipped preset), with its ancestors and overrides.

    overrides: dotted path -> value, as text or as a Python value. Raises `InputError` with every
    fault: `file:line:column: dotted path: what is wrong: what is allowed`.
    """
    return checked(resolve(path, overrides))


def load_parent(path: str | Path) -> Scenario | None:
    """The scenario that a file extends, or None. Raises `InputError`."""
    *layers, _ = lineage(path)
    return checked(merge(asking(layers))) if layers else None


def from_data(data: Mapping[str, Any], name: str = "") -> Scenario:
    """The scenario in plain data, such as a dump. Raises `InputError`."""
    return checked(merge([document(data, name)]))


def restored(tree: Mapping[str, Any]) -> Scenario | None:
    """The scenario of a resolved tree, as results keep it; None where this version refuses it."""
    try:
        return Scenario.model_validate(tree)
    except ValidationError:
        return None
