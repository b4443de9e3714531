"""All tables of a run: a folder of Parquet files, one a table, with `run.json` beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment.provenance import sha256
from sim.experiment.store.files import UnusableError, drafted, remove
from sim.experiment.store.reader import unusable
from sim.experiment.worlds import Kept
from sim.tables.columns import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

REST = "run.json"


def folder_of(folder: Path, key: str, replication: int) -> Path:
    """Where the tables of a replication are, by the key of its part."""
    return folder / "tables" / f"{key}-{replication}"


def have_tables(folder: Path, key: str, replication: int) -> bool:
    """Whether they are there; a folder gets its name when all of them are written."""
    return (folder_of(folder, key, replication) / REST).is_file()


def write_tables(folder: Path, key: str, replication: int, kept: Kept) -> None:
    """Write the tables of a run, all or none. Raises OSError."""
    place = folder_of(folder, key, replication)
    with drafted(place) as draft:
        draft.mkdir()
        for name, content in encoded(key, replication, kept).items():
            (draft / name).write_bytes(content)
        remove(place)


def encoded(key: str, replication: int, kept: Kept) -> dict[str, Any]:
    """The files of a run by name, as bytes."""
    import pyarrow

    rest = {
        "key": key,
        "replication": replication,
        "pyarrow": pyarrow.__version__,
        "days": kept.days,
        "labels": kept.labels,
        "names": kept.names,
        "provenance": kept.provenance,
    }
    text = (
        json.dumps({**rest, "sha256": sha256(rest)}, ensure_ascii=False, indent=1, allow_nan=False)
        + "\n"
    )
    tables = {f"{name}.parquet": _parquet(columns) for name, columns in kept.tables.items()}
    return {**tables, REST: text.encode()}


def _parquet(columns: dict[str, np.ndarray]) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns), sink, compression="zstd", write_page_checksum=True)
    return sink.getvalue()


def read_tables(folder: Path, key: str, replication: int) -> Kept:
    """The tables of a run as they were written. Raises UnusableError."""
    place = folder_of(folder, key, replication)
    with unusable(place):
        rest = json.loads((place / REST).read_text("utf-8"))
        same = rest.pop("sha256") == sha256(rest)
        if not same or (rest["key"], rest["replication"]) != (key, replication):
            raise UnusableError(f"{place.name} holds another run")
        return Kept(
            {name: _columns(_read(place / f"{name}.parquet"), name) for name in TABLES},
            {name: tuple(words) for name, words in rest["labels"].items()},
            tuple(rest["names"]),
            float(rest["days"]),
            rest["provenance"],
        )


def _read(path: Path) -> pa.Table:
    from pyarrow import parquet

    with parquet.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read()


def _columns(table: pa.Table, name: str) -> dict[str, np.ndarray]:
    """Columns of a table by name, in the types of the column dictionary."""
    return {c.name: table[c.name].to_numpy().astype(c.dtype, copy=False) for c in TABLES[name]}
