"""The floor table, from the rules that the tests hold the imports to; constants of the model."""

from __future__ import annotations

import importlib

from docs.refresh.markdown import table
from tests.floors import HOMES, MAY_USE

FLOOR = {
    "base": 0, "scenario": 1, "tables": 2, "organisation": 3, "measures": 3, "experiment": 4,
    "claims": 5, "present": 6, "app": 7, "studio": 8, "cli": 9,
}  # fmt: skip
"""Which floor a room is on."""


def floors() -> str:
    """One row a room: floor, folder, what it is, the rooms it may use and the libraries at home."""
    rows = [
        (str(floor), f"`{room}/`", _line(room), _rooms(room), _libraries(room))
        for room, floor in FLOOR.items()
    ]
    return table(("floor", "room", "what it is", "may use", "home of"), rows)


def _line(room: str) -> str:
    """The first sentence of the room's docstring."""
    doc = importlib.import_module(f"sim.{room}").__doc__ or ""
    return doc.split("\n\n")[0].strip().removesuffix(".")


def _rooms(room: str) -> str:
    return ", ".join(MAY_USE[room].split()) or "nothing"


def _libraries(room: str) -> str:
    hidden = {"pydantic_core", "markupsafe", "concurrent"}
    return ", ".join(name for name in HOMES.get(room, "").split() if name not in hidden)


def constants(*names: str) -> str:
    """Constants of the model that no scenario sets: `module.NAME` with their values."""
    found = []
    for name in names:
        module, _, constant = name.rpartition(".")
        value = getattr(importlib.import_module(f"sim.organisation.{module}"), constant)
        found.append(f"`{name}` {value:g}")
    return "*Constants:* " + " · ".join(found) + "."
