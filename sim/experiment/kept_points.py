"""What a results folder knows of a study: outcomes of worlds, and digests of points.

The one place where sweeps touch the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sim.base.faults import Fault, InputError
from sim.base.version import MODEL_VERSION
from sim.experiment.parts import UnusableError, read_outcome
from sim.experiment.point_sides import Address
from sim.experiment.provenance import sha256
from sim.experiment.replications import units_of_measures
from sim.experiment.store import Store
from sim.experiment.worlds import Outcome, Side
from sim.scenario.study.keys import Keep


class KeptPoints:
    """The worlds and the digests of a study in a folder. Raises InputError where it is unusable.

    keep: whether the tables of the first replications are kept as well. stamp: what else than the
    settings of a point its digests depend on.
    """

    def __init__(self, folder: str | Path, keep: Keep, stamp: str) -> None:
        self.store = Store(folder)
        self.folder = self.store.folder
        self.keep_tables = keep == "tables"
        self.empty = not (self.folder / "values").is_dir()
        self._index = self.folder / f"points-{stamp[:16]}.jsonl"
        self._told: set[str] = set()

    def digests(self) -> dict[str, tuple[str, ...]]:
        """What is remembered: key of a point -> digest of each side. A torn line is left out."""
        found: dict[str, tuple[str, ...]] = {}
        try:
            lines = self._index.read_text("utf-8").splitlines()
        except OSError:
            return {}
        for line in lines:
            try:
                key, digests = json.loads(line)
                found[str(key)] = tuple(map(str, digests))
            except (ValueError, TypeError):
                continue
        self._told = set(found)
        return found

    def remember(self, digests: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Add digests of points to those that are remembered."""
        new = [(key, each) for key, each in digests if key not in self._told]
        if not new:
            return
        text = "".join(json.dumps(pair) + "\n" for pair in new)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._index.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            message = f"cannot be written: {error.strerror or error}"
            raise InputError(Fault(str(self.folder), "", message)) from error
        self._told.update(key for key, _ in new)

    def describe(self, experiment: dict[str, Any], sides: Iterable[Side]) -> None:
        """Say in the folder's manifest what the study is of: its base and candidates, unvaried."""
        self.store.describe(experiment, list(sides), units_of_measures())

    def find(self, address: Address, replication: int) -> Outcome | None:
        """The values of a world, if they are here and whole."""
        key = sha256([*address, replication, MODEL_VERSION])
        try:
            return read_outcome(self.folder, key, with_tables=False)
        except UnusableError:
            return None

    def there(self, address: Address, replication: int) -> bool:
        """Whether a world is here; looks at no row."""
        key = sha256([*address, replication, MODEL_VERSION])
        return (self.folder / "values" / f"{key}.parquet").exists()

    def keep(self, side: Side, replication: int, outcome: Outcome) -> None:
        """Write the outcome of a world."""
        kept = outcome.kept if self.keep_tables else None
        self.store.keep(side, replication, Outcome(outcome.values, outcome.weekly, kept))
