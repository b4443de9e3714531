"""What a results folder knows of a study: outcomes of worlds, and digests of points.

The one place where sweeps touch the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.experiment.provenance import settings_key
from sim.experiment.replications import units_of_measures
from sim.experiment.store import Store, Variant
from sim.experiment.worlds import Address, Outcome, Side
from sim.scenario.study import Study
from sim.scenario.study.keys import Keep


class KeptPoints:
    """The worlds and the digests of a study in a folder. Raises InputError where it is unusable.

    keep: what is kept of a world. document: the study as JSON data. bases: its sides before
    anything is varied. stamp: what else the digests of its points depend on. measures: what a
    world must have values for.
    """

    def __init__(
        self,
        folder: str | Path,
        keep: Keep,
        study: Study,
        document: Mapping[str, Any],
        bases: Sequence[Side],
        stamp: str,
        measures: Sequence[str],
    ) -> None:
        self.store = Store(folder, keep, measures)
        self.folder = self.store.folder
        self._about = (study.name, dict(document), list(bases), stamp)
        self._told: set[str] = set()

    def digests(self) -> dict[str, tuple[str, ...]]:
        """What is remembered: key of a point's settings -> digest of each side."""
        name, document, bases, stamp = self._about
        found: dict[str, dict[int, str]] = {}
        for variant in self.store.told.recall_study(name, document, bases, stamp):
            key = settings_key(variant.overrides)
            found.setdefault(key, {})[variant.base] = variant.address.digest
        whole = {
            key: tuple(sides[i] for i in range(len(bases)))
            for key, sides in found.items()
            if len(sides) == len(bases)
        }
        self._told = set(whole)
        return whole

    def remember(
        self, points: Iterable[tuple[int, str, Mapping[str, Any], Sequence[Address]]]
    ) -> None:
        """Write down points that are new: number, key, settings and where its worlds are."""
        name, document, bases, stamp = self._about
        variants = []
        for number, key, settings, addresses in points:
            if key not in self._told:
                self._told.add(key)
                variants += [
                    Variant(address, settings, base, number)
                    for base, address in enumerate(addresses)
                ]
        if variants:
            self.store.told.describe_study(
                name, document, bases, variants, units_of_measures(), stamp
            )

    def describe(self) -> None:
        """Say in the folder what the study is of, before the first world is there."""
        name, document, bases, stamp = self._about
        self.store.told.describe_study(name, document, bases, [], units_of_measures(), stamp)

    def settle(self) -> None:
        """Put what was written down in order; once, when everything is."""
        name, document, bases, stamp = self._about
        self.store.told.settle_study(name, document, bases, stamp)

    def find(self, address: Address, replication: int) -> Outcome | None:
        """The outcome of a world, if it is here and whole."""
        return self.store.find(address, replication)

    def missing(self, address: Address, replications: Iterable[int]) -> list[int]:
        """Which replications are not here; looks at no row."""
        return self.store.missing(address, replications)

    def keep(self, side: Side, replication: int, outcome: Outcome) -> None:
        """Take in the outcome of a world; it is written at the next `flush` at the latest."""
        self.store.keep(side, replication, outcome)

    def flush(self) -> None:
        """Write what is not written yet."""
        self.store.flush()
