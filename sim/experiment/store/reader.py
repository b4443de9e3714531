"""Reading files of parts: what they say of themselves, and rows by their numbers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment.store.files import ChangedError, Stamp, UnusableError, stamp_of
from sim.experiment.store.parts import FORMAT, Part, schema_of
from sim.experiment.store.rows import Kind

if TYPE_CHECKING:
    import pyarrow as pa

TAIL = 1 << 14
"""Bytes at the end of a file that mostly hold the footer of one part."""

BEGINNING = b'{"format":'
"""How a mark begins. Texts within it have their quotation marks escaped."""


def read_footer(path: Path) -> tuple[Part, ...]:
    """The parts of a file, without its rows. Raises UnusableError.

    What a file says of itself is looked for in the bytes of its footer: a Parquet reader takes ten
    times as long, which is seconds where there are 10,000 files. Whoever reads rows checks more.
    """
    with unusable(path):
        footer = _footer(path)
        text = footer[footer.rindex(BEGINNING) :].decode("utf-8", "replace")
        mark, _ = json.JSONDecoder().raw_decode(text)
        if mark["format"] != FORMAT:
            raise UnusableError(f"{path.name} is of another format")
        return tuple(Part.read(data) for data in mark["parts"])


def _footer(path: Path) -> bytes:
    """The footer of a Parquet file: its length and `PAR1` are the last eight bytes."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()
        length = int.from_bytes(tail[-8:-4], "little") + 8
        if tail[-4:] != b"PAR1" or length > size:
            raise UnusableError(f"{path.name} is cut short")
        if length > len(tail):
            file.seek(size - length)
            tail = file.read()
        return tail[-length:]


class RowReader:
    """Rows of one file at a time by their numbers; the row group read last is kept."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._path: Path | None = None
        self._file: Any = None
        self._starts: list[int] = []
        self._group: tuple[int, Any] = (-1, None)

    def read(self, path: Path, start: int, stop: int, stamp: Stamp | None = None) -> pa.Table:
        """Rows `start` to `stop` of a file; stamp: as it was when its footer was read.

        Raises UnusableError, ChangedError where the file is another one by now.
        """
        import pyarrow as pa

        with unusable(path):
            if path != self._path:
                self._open(path, stamp)
            pieces = [
                self._read_group(i)[max(start - first, 0) : max(stop - first, 0)]
                for i, first in enumerate(self._starts[:-1])
                if first < stop and self._starts[i + 1] > start
            ]
            table = pa.concat_tables(pieces or [self._read_group(0)[:0]])
            if len(table) != stop - start:
                raise UnusableError(f"{path.name} has fewer rows than it says")
            return table

    def _open(self, path: Path, stamp: Stamp | None) -> None:
        from pyarrow import parquet

        self.close()
        self._file = parquet.ParquetFile(path, page_checksum_verification=True)
        # Asked after opening: the same stamp means that the file that was opened is the old one.
        if stamp is not None and stamp_of(path) != stamp:
            raise ChangedError(f"{path.name} was written again")
        if not self._file.schema_arrow.equals(schema_of(self.kind)):
            raise UnusableError(f"{path.name} has other columns")
        footer = self._file.metadata
        sizes = [footer.row_group(i).num_rows for i in range(footer.num_row_groups)]
        self._starts = [0, *np.cumsum(sizes, dtype=int).tolist()]
        self._path, self._group = path, (-1, None)

    def _read_group(self, number: int) -> Any:
        if self._group[0] != number:
            table = self._file.read_row_group(number, use_threads=False)
            self._group = (number, table)
        return self._group[1]

    def close(self) -> None:
        """Close the file that was read last."""
        if self._file is not None:
            self._file.close()
        self._file, self._path = None, None


class unusable:  # noqa: N801 - reads as a word of a sentence
    """Within the block whatever a damaged file makes readers raise is an UnusableError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: Any, _: object) -> None:
        import pyarrow as pa

        damage = (OSError, LookupError, TypeError, ValueError, ArithmeticError, pa.ArrowException)
        if isinstance(error, damage):
            raise UnusableError(f"{self.path.name}: {error}") from error


def own_rows(kind: Kind, table: pa.Table) -> pa.Table:
    """The columns of a kind, texts as plain text: what a block is made of."""
    import pyarrow as pa

    types = {name: pa.type_for_alias(alias) for name, alias in kind.columns.items()}
    return pa.table({name: table[name].cast(to) for name, to in types.items()})


def spans(parts: tuple[Part, ...]) -> Iterator[tuple[Part, int, int, int]]:
    """Each replication of a file in order: its part, its number, its first row and its end."""
    row = 0
    for part in parts:
        for replication, count in zip(part.replications, part.rows, strict=True):
            yield part, replication, row, row + count
            row += count
