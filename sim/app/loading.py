"""Several scenario files at once: all their faults, or all their scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.base.faults import Fault, InputError
from sim.scenario import load
from sim.scenario.tree import Scenario


def load_all(
    files: Sequence[str | Path], overrides: Mapping[str, str] | None = None
) -> list[Scenario]:
    """The scenarios in the files, all with the same overrides.

    Raises InputError with every fault of all of them, each once.
    """
    found: list[Scenario] = []
    faults: dict[Fault, None] = {}
    for file in files:
        try:
            found.append(load(file, dict(overrides or {})))
        except InputError as error:
            faults.update(dict.fromkeys(error.faults))
    if faults:
        raise InputError(faults)
    return found
