"""Versioned sets of defaults: what an old scenario is resolved with after defaults have changed.

The code, the presets and `structures.yaml` always hold the newest set. `defaults/N.yaml` holds what
puts set N back where set N + 1 differs, so an old file is never edited again: to come from the
newest set to set N the files are laid over it one after the other, newest first.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from sim.scenario.reading import read_file

FOLDER = Path(__file__).with_name("defaults")
PARTS = ("tree", "presets", "structures", "programmes")


def newest() -> int:
    """Number of the set that the code holds."""
    return max(int(path.stem) for path in FOLDER.glob("*.yaml"))


NEWEST = newest()
"""The set that a file gets which does not say `defaults`."""


def put_back(number: int, part: str) -> list[tuple[str, dict[str, Any]]]:
    """What to lay over the newest values of a part (`PARTS`) to come to a set, in that order.

    Pairs of the file's name and a mapping of its own; none for the newest set.
    """
    steps = range(newest() - 1, number - 1, -1)
    return [
        (f"{step}.yaml", deepcopy(_read(FOLDER / f"{step}.yaml").get(part, {}))) for step in steps
    ]


@cache
def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = read_file(file, file.name).data
    return data
