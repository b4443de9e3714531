"""A shelf: the files of one kind of rows in a folder, found by the keys of their parts."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.experiment.store.files import OURS, Stamp, UnusableError, stamp_of, write_whole
from sim.experiment.store.parts import About, Part, encoded
from sim.experiment.store.reader import RowReader, own_rows, read_footer, spans
from sim.experiment.store.rows import Block, Kind

if TYPE_CHECKING:
    import pyarrow as pa

PACKED = "packed"
READ_BLOCKS = 64
"""Parts that are kept in memory after they were read or written."""


class Place(NamedTuple):
    """Where one replication is: the file as it was, what it says of the part, and its rows."""

    path: Path
    stamp: Stamp
    part: Part
    start: int
    stop: int


Places = dict[int, Place]
"""Places by replication."""


class Shelf:
    """The files of one kind: `KEY.parquet` with one part each, and `packed/` with many a file.

    A replication that is in both is read from the single file, which is younger.
    """

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.kind, self.folder = kind, folder / kind.folder
        self._footers: dict[Path, tuple[Stamp, dict[str, Places]]] = {}
        self._blocks: OrderedDict[str, tuple[object, dict[int, pa.Table]]] = OrderedDict()

    def single(self, key: str) -> Path:
        """The file that holds this part alone, if there is one."""
        return self.folder / f"{key}.parquet"

    def packed(self) -> list[Path]:
        """Files with many parts."""
        return _parquet_in(self.folder / PACKED)

    def files(self) -> list[Path]:
        """All files, those with many parts first."""
        return [*self.packed(), *_parquet_in(self.folder)]

    def places(self, key: str) -> Places:
        """Where the replications of a part are. A file that is not whole has none."""
        found: Places = {}
        for path in (*self.packed(), self.single(key)):
            found.update(self.parts_in(path).get(key, {}))
        return found

    def everything(self, files: Sequence[Path] | None = None) -> Iterator[tuple[About, Places]]:
        """All parts that can be found, or those in some of the files, in canonical order."""
        found: dict[str, Places] = {}
        for path in self.files() if files is None else files:
            for key, places in self.parts_in(path).items():
                found.setdefault(key, {}).update(places)
        parts = [(next(iter(places.values())).part.about, places) for places in found.values()]
        yield from sorted(parts, key=lambda each: each[0].order)

    def parts_in(self, path: Path) -> dict[str, Places]:
        """Places by key in one file; nothing where it is not there, not whole or not ours."""
        try:
            stamp = stamp_of(path)
            known = self._footers.get(path)
            if known is not None and known[0] == stamp:
                return known[1]
            found: dict[str, Places] = {}
            for part, replication, start, stop in spans(read_footer(path)):
                key = part.about.key
                found.setdefault(key, {})[replication] = Place(path, stamp, part, start, stop)
        except (OSError, UnusableError):
            return {}
        if path.parent == self.folder:
            found = {key: places for key, places in found.items() if key == path.stem}
        self._footers[path] = (stamp, found)
        return found

    def broken(self) -> list[Path]:
        """Files with our names in which no part can be found; no row is read.

        Whoever computes worlds passes over them, and writes them again.
        """
        return [
            path
            for path in self.files()
            if OURS.fullmatch(path.stem) and not self.parts_in(path) and path.is_file()
        ]

    def read(self, key: str) -> dict[int, pa.Table]:
        """The rows of a part by replication, as far as they are there and whole."""
        for _ in range(2):  # Once more where somebody has written the part meanwhile.
            places = self.places(key)
            stamps = list(dict.fromkeys((place.path, place.stamp) for place in places.values()))
            known = self._blocks.get(key)
            if known is not None and known[0] == stamps:
                return self._remember(key, *known)
            reader = RowReader(self.kind)
            block = self.rows(places, reader)
            reader.close()
            if len(block) == len(places):
                break
        return self._remember(key, stamps, block)

    def rows(self, places: Places, reader: RowReader) -> dict[int, pa.Table]:
        """Rows by replication, of those whose rows are whole."""
        block = {}
        for replication, place in places.items():
            try:
                table = reader.read(place.path, place.start, place.stop, place.stamp)
            except UnusableError:
                continue
            block[replication] = own_rows(self.kind, table)
        return block

    def _remember(self, key: str, stamp: object, block: dict[int, pa.Table]) -> dict[int, pa.Table]:
        self._blocks[key] = (stamp, block)
        self._blocks.move_to_end(key)
        while len(self._blocks) > READ_BLOCKS:
            self._blocks.popitem(last=False)
        return block

    def extend(self, about: About, block: Block) -> None:
        """Add replications to a part, and write it whole. Whoever calls is alone in the folder.

        What is in a packed file stays there. Raises OSError.
        """
        key = about.key
        path = self.single(key)
        there = self.parts_in(path).get(key, {})
        whole = {i: rows for i, rows in self.read(key).items() if i in there} if there else {}
        whole.update(block)
        write_whole(path, encoded(self.kind, [(about, whole)]))
        if not any(key in self.parts_in(file) for file in self.packed()):
            self.parts_in(path)
            self._remember(key, [(path, stamp_of(path))], whole)


def _parquet_in(folder: Path) -> list[Path]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    names = (e.name for e in entries if e.name.endswith(".parquet") and not e.name.startswith("."))
    return [folder / name for name in sorted(names)]
