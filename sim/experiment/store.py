"""The results folder: parts that are computed once, and a manifest that says what they are.

A part is one world: found by a digest of scenario, opening, seed, replication and model version,
written whole or not at all. A part that is cut short or not ours counts as missing. Two folders
share nothing. Nothing in a folder depends on when, where or with how many workers it was made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.base.faults import Fault, InputError
from sim.experiment.parts import UnusableError, read_outcome, write_outcome, write_whole
from sim.experiment.provenance import resolved, versions
from sim.experiment.worlds import KEPT_RUNS, Outcome, Side

MANIFEST = "manifest.json"


class Store:
    """One results folder. Raises InputError, in words, where the folder cannot be used."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if self.folder.exists() and not self.folder.is_dir():
            raise self._fault("is a file: a folder is needed for the results")
        self._known = self._read_manifest()

    def find(self, side: Side, replication: int) -> Outcome | None:
        """The outcome of a world, if it is here and whole."""
        try:
            return read_outcome(
                self.folder, side.key(replication), with_tables=replication < KEPT_RUNS
            )
        except UnusableError:
            return None

    def keep(self, side: Side, replication: int, outcome: Outcome) -> None:
        """Write the outcome of a world."""
        about = {
            "scenario": side.scenario.name,
            "digest": side.digest,
            "opening": side.opening_digest,
            "seed": side.scenario.seed,
            "replication": replication,
        }
        try:
            write_outcome(self.folder, side.key(replication), about, outcome)
        except OSError as error:
            raise self._fault(f"cannot be written: {error.strerror or error}") from error

    def describe(self, experiment: dict[str, Any], sides: Sequence[Side], units: object) -> None:
        """Write the manifest: versions, units, this experiment, and scenarios by digest.

        Scenarios of earlier experiments in this folder stay, since their parts do.
        """
        scenarios = {**self._known.get("scenarios", {}), **_scenarios(sides)}
        manifest = {
            **versions(),
            "experiment": experiment,
            "units": units,
            "scenarios": dict(sorted(scenarios.items())),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        try:
            write_whole(self.folder / MANIFEST, text.encode())
        except OSError as error:
            raise self._fault(f"cannot be written: {error.strerror or error}") from error

    def _read_manifest(self) -> dict[str, Any]:
        """The manifest that is here, or nothing; one that is not ours is left alone."""
        path = self.folder / MANIFEST
        foreign = self._fault(
            f"holds a {MANIFEST} that was not written by reorg: name another folder with --out"
        )
        try:
            found = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._fault(f"cannot be read: {error.strerror or error}") from error
        except ValueError:
            raise foreign from None
        if not (isinstance(found, dict) and "reorg" in found and _is_tree(found.get("scenarios"))):
            raise foreign
        return found

    def _fault(self, message: str) -> InputError:
        return InputError(Fault(str(self.folder), "", message))


def _is_tree(found: object) -> bool:
    return isinstance(found, dict)


def _scenarios(sides: Sequence[Side]) -> dict[str, Any]:
    """Resolved scenarios by digest, those included in whose state a side opens."""
    found: dict[str, Any] = {}
    for side in sides:
        if side.opening is not None and side.opening_digest not in found:
            found[side.opening_digest] = resolved(side.opening)
        if side.digest not in found:
            found[side.digest] = resolved(side.scenario)
    return found
