"""Store: one results folder, as those who compute worlds see it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.base.version import MODEL_VERSION
from sim.experiment.keeping import KEPT_RUNS, Level, kept
from sim.experiment.store import tables
from sim.experiment.store.descriptions import Descriptions
from sim.experiment.store.files import Turns, UnusableError
from sim.experiment.store.manifest import read_manifest, unwritable
from sim.experiment.store.parts import BLOCK, About, key_of
from sim.experiment.store.reading import WHOLE, batches
from sim.experiment.store.rows import VALUES, WEEKLY, values_of, weekly_of
from sim.experiment.store.shelf import Shelf
from sim.experiment.store.studies import address_of
from sim.experiment.worlds import Address, Kept, Outcome, Side

if TYPE_CHECKING:
    import pyarrow as pa

UNSAVED_SECONDS = 2.0
"""Outcomes wait at most so long for the rest of their part, as long as others come in."""


class Store:
    """The worlds of a folder. Raises InputError, in words, where it cannot be used.

    keep: what is kept, one of `KEEPS`; a world of which less is there counts as missing. measures:
    names that a world must have values for, or it counts as missing, too.

    Outcomes that were given to `keep` are written when their part is full, when two seconds have
    passed since the last time, and at `flush`, which belongs into a `finally`.

    told: what the folder says of the experiments and studies in it.
    """

    def __init__(
        self, folder: str | Path, keep: Level = "weekly", measures: Sequence[str] = ()
    ) -> None:
        self.folder = Path(folder)
        self.wants, self.measures = kept(keep), frozenset(measures)
        read_manifest(self.folder)
        self.values, self.weekly = Shelf(self.folder, VALUES), Shelf(self.folder, WEEKLY)
        self._unsaved: dict[str, tuple[About, dict[int, Outcome]]] = {}
        self._saved_at = time.monotonic()
        self._turns = Turns(self.folder)
        self.told = Descriptions(self.folder, self._turns)

    def missing(self, of: Side | Address, replications: Iterable[int]) -> list[int]:
        """Which of these replications are not here, in their order.

        Looks at the footers of files and at no row; rows that are damaged all the same are noticed
        by whoever reads them.
        """
        address = address_of(of)
        there: dict[int, set[int]] = {}
        absent = []
        for replication in replications:
            block = replication // BLOCK
            if block not in there:
                there[block] = self._there(key_of(address, block))
            if replication not in there[block]:
                absent.append(replication)
        return absent

    def held(self, of: Side | Address) -> int:
        """How many replications are here without a gap, from 0 on, with all that is wanted."""
        count = 0
        while not self.missing(of, [count]):
            count += 1
        return count

    def _there(self, key: str) -> set[int]:
        """Replications of a part that have all that is wanted of them."""
        found = {
            i for i, p in self.values.places(key).items() if self.measures <= set(p.part.names)
        }
        if found and self.wants.weekly:
            found &= self.weekly.places(key).keys()
        lacking = {
            i
            for i in found
            if self.wants.tables_of(i) and not tables.have_tables(self.folder, key, i)
        }
        _, unsaved = self._unsaved.get(key, (None, {}))
        return (found - lacking) | unsaved.keys()

    def find(self, of: Side | Address, replication: int) -> Outcome | None:
        """The outcome of a world, if all that is wanted of it is here and whole.

        Tables come with the first `KEPT_RUNS` replications only; see `tables` for the others.
        """
        key = key_of(address_of(of), replication // BLOCK)
        _, unsaved = self._unsaved.get(key, (None, {}))
        if replication in unsaved:
            return unsaved[replication]
        if replication not in self._there(key):
            return None
        values = self.values.read(key).get(replication)
        weekly = self.weekly.read(key).get(replication) if self.wants.weekly else None
        if values is None or (weekly is None and self.wants.weekly):
            return None
        run = None
        if replication < KEPT_RUNS and self.wants.tables_of(replication):
            run = self.tables(of, replication)
            if run is None:
                return None
        return Outcome(values_of(values), {} if weekly is None else weekly_of(weekly), run)

    def tables(self, of: Side | Address, replication: int) -> Kept | None:
        """All tables of a run, if they are here and whole; `Kept.run` makes the run of them."""
        key = key_of(address_of(of), replication // BLOCK)
        try:
            return tables.read_tables(self.folder, key, replication)
        except UnusableError:
            return None

    def batches(
        self,
        measures: Collection[str] = (),
        by: Collection[str] = WHOLE,
        sides: Iterable[Side | Address] = (),
    ) -> Iterator[pa.Table]:
        """Stored values as tables of a few MB, in an order that comes from what they are of.

        measures: none means all. by: splits, '' for the whole organisation. sides: none means all.
        Columns: scenario, digest, opening, seed, replication, measure, by, level, value; each
        world once. What is not flushed yet is not among them. Raises InputError where a file is
        broken.
        """
        return batches(self.values, measures, by, {address_of(side) for side in sides})

    def keep(self, side: Side, replication: int, outcome: Outcome) -> None:
        """Take in the outcome of a world. Raises InputError where it cannot be written."""
        block = replication // BLOCK
        about = About(side.scenario.name, *side.address, MODEL_VERSION, block)
        key = about.key
        _, unsaved = self._unsaved.setdefault(key, (about, {}))
        unsaved[replication] = outcome
        if time.monotonic() - self._saved_at >= UNSAVED_SECONDS:
            self.flush()
        elif len(unsaved) == BLOCK or len(self._there(key)) == BLOCK:
            self._write([key])

    def flush(self) -> None:
        """Write what is not written yet. Raises InputError where it cannot be."""
        self._write(list(self._unsaved))
        self._saved_at = time.monotonic()

    def _write(self, keys: Sequence[str]) -> None:
        if not keys:
            return
        try:
            with self._turns.alone():
                for key in keys:
                    self._write_part(key, *self._unsaved[key])
                    del self._unsaved[key]
        except OSError as error:
            # Not again at the flush that follows an error: the disk is as full as before.
            self._unsaved.clear()
            raise unwritable(self.folder, error) from error

    def _write_part(self, key: str, about: About, outcomes: Mapping[int, Outcome]) -> None:
        """The values come last: where they are, all the rest is."""
        for replication, outcome in outcomes.items():
            if outcome.kept is not None and self.wants.tables_of(replication):
                tables.write_tables(self.folder, key, replication, outcome.kept)
        shelves = (self.weekly, self.values) if self.wants.weekly else (self.values,)
        for shelf in shelves:
            shelf.extend(about, {i: shelf.kind.rows(o) for i, o in outcomes.items()})
