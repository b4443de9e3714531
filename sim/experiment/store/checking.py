"""Is every file of a results folder whole, ours, and what it says it is?

Beyond what a reader notices (cut files, checksums of pages), the rows are counted and compared
with the fingerprint of their part, and what was written by this version of pyarrow is written again
and must be the same bytes: so a single flipped bit is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.base.faults import InputError
from sim.experiment.store import tables
from sim.experiment.store.files import OURS, UnusableError
from sim.experiment.store.parts import BLOCK, MARK, Part, encoded
from sim.experiment.store.reader import RowReader, own_rows, read_footer, unusable
from sim.experiment.store.rows import KINDS, Kind
from sim.experiment.store.shelf import Shelf
from sim.experiment.store.studies import read_variants
from sim.experiment.store.swept import swept_faults

if TYPE_CHECKING:
    import pyarrow as pa


class Trouble(NamedTuple):
    """A file that is not as it should be. ours: whether its name is one of ours."""

    path: Path
    what: str
    ours: bool


def troubles(folder: Path) -> Iterator[Trouble]:
    """Everything that is broken in a results folder; every file is read."""
    for kind in KINDS:
        for path in Shelf(folder, kind).files():
            yield from _told(path, file_faults(kind, path))
    for path in table_folders(folder):
        yield from _told(path, _table_faults(folder, path))
    for path in sorted((folder / "studies").glob("*.jsonl")):
        try:
            list(read_variants(path))
        except InputError as error:
            yield from _told(path, [error.faults[0].message])
    yield from (Trouble(*each) for each in swept_faults(folder))


def table_folders(folder: Path) -> list[Path]:
    """Folders with the tables of a run."""
    return sorted(path for path in (folder / "tables").glob("*") if not path.name.startswith("."))


def _told(path: Path, faults: list[str]) -> Iterator[Trouble]:
    if faults:
        yield Trouble(path, "; ".join(faults), bool(OURS.fullmatch(path.stem)))


def file_faults(kind: Kind, path: Path) -> list[str]:
    """What is wrong with a file of parts; empty if nothing is."""
    try:
        parts = read_footer(path)
        blocks = _blocks(kind, path, parts)
        faults = [fault for part, block in zip(parts, blocks, strict=True)
                  for fault in _part_faults(kind, part, block)]  # fmt: skip
        if path.parent.name == kind.folder and [part.about.key for part in parts] != [path.stem]:
            faults.append("holds another part than its name says")
        return faults or _byte_faults(kind, path, parts, blocks)
    except UnusableError:
        return ["is not whole, or was not written by reorg"]


def _blocks(kind: Kind, path: Path, parts: tuple[Part, ...]) -> list[dict[int, Any]]:
    """The rows of each part by replication, with the columns of the world."""
    reader, row, blocks = RowReader(kind), 0, []
    for part in parts:
        blocks.append(_block(reader, path, part, row))
        row += sum(part.rows)
    reader.close()
    return blocks


def _block(reader: RowReader, path: Path, part: Part, row: int) -> dict[int, Any]:
    """The rows of a part that begins at `row`, by replication."""
    block = {}
    for replication, count in zip(part.replications, part.rows, strict=True):
        block[replication] = reader.read(path, row, row + count)
        row += count
    return block


def _part_faults(kind: Kind, part: Part, block: dict[int, pa.Table]) -> Iterator[str]:
    about = part.about
    world = [about.scenario, about.digest, about.opening, about.seed]
    names = ("scenario", "digest", "opening", "seed")
    for replication, rows in block.items():
        said = [rows[name].unique().to_pylist() for name in (*names, "replication")]
        if len(rows) and said != [[value] for value in (*world, replication)]:
            yield f"replication {replication} has rows of another world"
    own = {replication: own_rows(kind, rows) for replication, rows in block.items()}
    if Part.of(kind, about, own) != part:
        first = about.block * BLOCK
        yield f"replications {first} to {first + BLOCK - 1} have other rows than they had"


def _byte_faults(
    kind: Kind, path: Path, parts: tuple[Part, ...], blocks: list[dict[int, pa.Table]]
) -> list[str]:
    """Whether the same parts give the same bytes, as they do with the same pyarrow."""
    import pyarrow as pa
    from pyarrow import parquet

    with unusable(path):
        footer = parquet.read_metadata(path)
        written = json.loads(footer.metadata[MARK])["pyarrow"]
        if not footer.created_by.endswith(f" {written}"):
            return ["was changed"]
        if written != pa.__version__:
            return []
        own = [{i: own_rows(kind, rows) for i, rows in block.items()} for block in blocks]
        again = encoded(kind, zip((part.about for part in parts), own, strict=True))
        return [] if again.to_pybytes() == path.read_bytes() else ["was changed"]


def whole_parts(kind: Kind, path: Path) -> set[str]:
    """Keys of the parts of a file that are as they should be, whatever is wrong with the others."""
    found: set[str] = set()
    reader, row = RowReader(kind), 0
    with suppress(UnusableError):
        for part in read_footer(path):
            with suppress(UnusableError):
                if not list(_part_faults(kind, part, _block(reader, path, part, row))):
                    found.add(part.about.key)
            row += sum(part.rows)
    reader.close()
    return found


def _table_faults(folder: Path, path: Path) -> list[str]:
    """What is wrong with the tables of a run; empty if nothing is."""
    key, _, number = path.name.rpartition("-")
    if not (key and number.isdigit()):
        return ["was not written by reorg"]
    try:
        kept = tables.read_tables(folder, key, int(number))
        with unusable(path):
            ours = tables.encoded(key, int(number), kept)
            changed = [name for name, data in ours.items() if _changed(path, name, data)]
    except UnusableError:
        return ["is not whole, or was not written by reorg"]
    return [f"{name} was changed" for name in changed]


def _changed(path: Path, name: str, ours: Any) -> bool:
    """Whether a file of a run is not as this version writes it, or the version that it names."""
    import pyarrow as pa
    from pyarrow import parquet

    written = json.loads((path / tables.REST).read_text("utf-8"))["pyarrow"]
    if name != tables.REST:
        made_by = parquet.read_metadata(path / name).created_by
        if not made_by.endswith(f" {written}"):
            return True
    return written == pa.__version__ and (path / name).read_bytes() != bytes(ours)
