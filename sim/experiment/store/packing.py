"""Packing: many small files of parts become few large ones, in canonical order.

Equal content gives equal files with equal names, in whatever steps it was made. New files stand
before old ones go: killed at any moment nothing is lost, and the next packing clears up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from sim.experiment.provenance import sha256
from sim.experiment.store.files import alone, draft_of, drafts_in, remove
from sim.experiment.store.manifest import unwritable
from sim.experiment.store.parts import About, PartsFile
from sim.experiment.store.reader import RowReader
from sim.experiment.store.reading import broken
from sim.experiment.store.rows import KINDS
from sim.experiment.store.shelf import PACKED, Places, Shelf

FILE_ROWS = 2_000_000
"""Rows from which on a packed file ends and the next begins."""

Wanted = Callable[[About], bool]


def compact(folder: Path) -> None:
    """Pack all parts of a folder. Others who write there wait meanwhile.

    Raises InputError where a part is broken (nothing is touched then) or the disk is full.
    """
    with alone(folder) as locked:
        for draft in drafts_in(folder) if locked else ():
            remove(draft)
        for kind in KINDS:
            shelf = Shelf(folder, kind)
            try:
                repack(shelf, shelf.files())
            except OSError as error:
                raise unwritable(folder, error) from error


def repack(shelf: Shelf, sources: Sequence[Path], wanted: Wanted = lambda about: True) -> None:
    """Write the wanted parts of some files into new packed files, and remove the files.

    A file of which nothing can be read stays. Raises InputError where a wanted part is broken, and
    OSError; every file is as before then.
    """
    packing = _Packing(shelf)
    try:
        for about, places in shelf.everything(sources):
            if wanted(about):
                packing.add(about, places)
        made = packing.finish()
    finally:
        packing.clear_up()
    for path in sources:
        if path not in made and shelf.parts_in(path):
            remove(path)


class _Packing:
    """New packed files, drafts until all of them are written."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.folder = shelf, shelf.folder / PACKED
        self.reader = RowReader(shelf.kind)
        self.drafts: list[tuple[Path, PartsFile]] = []

    def add(self, about: About, places: Places) -> None:
        """Add a part to the last file, or to the next where that is full."""
        block = self.shelf.rows(places, self.reader)
        for replication, place in places.items():
            if replication not in block:
                raise broken(place.path)
        if not self.drafts or self.drafts[-1][1].rows >= FILE_ROWS:
            self._begin()
        self.drafts[-1][1].add(about, block)

    def _begin(self) -> None:
        if self.drafts:
            self.drafts[-1][1].close()
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = draft_of(self.folder / f"{len(self.drafts)}")
        self.drafts.append((draft, PartsFile(self.shelf.kind, draft)))

    def finish(self) -> set[Path]:
        """Give every file its name, which comes from what is in it."""
        if self.drafts:
            self.drafts[-1][1].close()
        made = set()
        for draft, file in self.drafts:
            name = sha256([asdict(part) for part in file.parts])[:16]
            path = self.folder / f"{name}.parquet"
            draft.replace(path)
            made.add(path)
        return made

    def clear_up(self) -> None:
        """Close what is open, and remove drafts that got no name."""
        self.reader.close()
        for draft, file in self.drafts:
            file.abandon()
            remove(draft)
