"""Parts: up to ten replications of one side, and the Parquet files that hold them.

Part k of a side is of replications 10k to 10k + 9, as far as they are there, in order. A file
holds one part or many, one after the other; its footer says which, under `MARK`, as JSON. The same
parts give the same bytes, however often they were extended (with one version of pyarrow).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.version import MODEL_VERSION
from sim.experiment.provenance import sha256
from sim.experiment.store.rows import WORLD, Block, Kind, fingerprint, names_in
from sim.experiment.worlds import Address

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 10
"""Replications of a full part."""

GROUP_ROWS = 100_000
"""Rows of a row group from which on the next one begins."""

MARK = b"reorg"
FORMAT = 2
"""Of parts and of the manifest; raised when older versions could not read what is written."""


@dataclass(frozen=True)
class About:
    """What the worlds of a part have in common.

    scenario: its name. digest, opening, seed: as in `Address`. model: version of the model. block:
    number of the ten replications.
    """

    scenario: str
    digest: str
    opening: str
    seed: int
    model: str
    block: int

    @property
    def key(self) -> str:
        """What the part is found by; the name of its file."""
        return key_of(Address(self.digest, self.opening, self.seed), self.block, self.model)

    @property
    def order(self) -> tuple[str, str, int, str, int]:
        """The order in which parts are put into packed files and exports."""
        return (self.digest, self.opening, self.seed, self.model, self.block)


def key_of(address: Address, block: int, model: str | None = None) -> str:
    """What a part is found by, of this version of the model unless another is named."""
    return sha256([*address, model or MODEL_VERSION, block])


@dataclass(frozen=True)
class Part:
    """What a file says of one of its parts.

    replications: in order. rows: how many each has. names: of measures or series that all of them
    have. fingerprint: of its rows.
    """

    about: About
    replications: tuple[int, ...]
    rows: tuple[int, ...]
    names: tuple[str, ...]
    fingerprint: str

    @classmethod
    def of(cls, kind: Kind, about: About, block: Block) -> Part:
        """The part that a block makes."""
        import pyarrow as pa

        order = sorted(block)
        rows = [block[replication] for replication in order]
        return cls(
            about,
            tuple(order),
            tuple(map(len, rows)),
            names_in(kind, block),
            fingerprint(kind, pa.concat_tables(rows)),
        )

    @classmethod
    def read(cls, data: dict[str, Any]) -> Part:
        """From the JSON of a footer. Raises TypeError, KeyError, ValueError."""
        part = cls(
            About(**data["about"]),
            tuple(data["replications"]),
            tuple(data["rows"]),
            tuple(data["names"]),
            data["fingerprint"],
        )
        first = part.about.block * BLOCK
        if len(part.rows) != len(part.replications) or not (
            set(part.replications) <= set(range(first, first + BLOCK))
        ):
            raise ValueError("replications of another part")
        return part


class PartsFile:
    """A Parquet file being written part by part, to a path or a buffer; whole once closed."""

    def __init__(self, kind: Kind, sink: Any) -> None:
        from pyarrow import parquet

        self.kind, self.parts, self.rows = kind, list[Part](), 0
        self._waiting: list[pa.Table] = []
        self._writer = parquet.ParquetWriter(
            sink, schema_of(kind), compression="zstd", write_page_checksum=True
        )

    def add(self, about: About, block: Block) -> None:
        """Add a part. Raises OSError."""
        part = Part.of(self.kind, about, block)
        table = _told(part, [block[replication] for replication in part.replications])
        self.parts.append(part)
        self._waiting.append(table)
        self.rows += len(table)
        if sum(map(len, self._waiting)) >= GROUP_ROWS:
            self._write_group()

    def close(self) -> None:
        """Write the footer. Raises OSError."""
        import pyarrow

        self._write_group()
        parts = [asdict(part) for part in self.parts]
        mark = {"format": FORMAT, "pyarrow": pyarrow.__version__, "parts": parts}
        text = json.dumps(mark, ensure_ascii=False, separators=(",", ":"))
        self._writer.add_key_value_metadata({MARK: text.encode()})
        self._writer.close()

    def abandon(self) -> None:
        """Close a file that nobody wants any more, whatever state it is in."""
        with suppress(OSError):
            self._writer.close()

    def _write_group(self) -> None:
        import pyarrow as pa

        if not self._waiting:
            return
        table = pa.concat_tables(self._waiting).combine_chunks()
        columns = [
            table[field.name].combine_chunks().dictionary_encode()
            if pa.types.is_dictionary(field.type)
            else table[field.name]
            for field in schema_of(self.kind)
        ]
        self._writer.write_table(pa.table(columns, schema=schema_of(self.kind)), len(table) or None)
        self._waiting.clear()


def encoded(kind: Kind, parts: Iterable[tuple[About, Block]]) -> pa.Buffer:
    """The file that holds these parts, as bytes."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    file = PartsFile(kind, sink)
    for about, block in parts:
        file.add(about, block)
    file.close()
    return sink.getvalue()


def schema_of(kind: Kind) -> pa.Schema:
    """Columns of a file: texts as categories, so that a large table stays small in memory."""
    import pyarrow as pa

    category = pa.dictionary(pa.int32(), pa.string())
    types = [category, category, category, pa.int64(), pa.int32()]
    own = [
        category if alias == "string" else pa.type_for_alias(alias)
        for alias in kind.columns.values()
    ]
    return pa.schema(list(zip((*WORLD, *kind.columns), (*types, *own), strict=True)))


def _told(part: Part, rows: list[pa.Table]) -> pa.Table:
    """The rows of a part, each with the world that it is of."""
    import pyarrow as pa

    table = pa.concat_tables(rows)
    texts = (part.about.scenario, part.about.digest, part.about.opening)
    said = [pa.repeat(pa.scalar(text, pa.string()), len(table)) for text in texts]
    seed = pa.repeat(pa.scalar(part.about.seed, pa.int64()), len(table))
    replication = pa.array(np.repeat(part.replications, part.rows).astype(np.int32))
    names = (*WORLD, *table.column_names)
    return pa.table([*said, seed, replication, *table.columns], names=list(names))
