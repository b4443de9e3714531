"""Parts of a results folder as Parquet files: outcomes to bytes and back.

Three kinds of file, each of which `pandas.read_parquet` opens by itself, the first two also as a
whole folder: `values/KEY.parquet` (one row a measure and level), `weekly/KEY.parquet` (one row a
series and week), `tables/KEY/TABLE.parquet` with `tables/KEY/run.json` (the first replications).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment.worlds import Kept, Outcome
from sim.tables.columns import TABLES
from sim.tables.results import Key

if TYPE_CHECKING:
    import pyarrow as pa

MARK = b"reorg"
"""Where a Parquet file of ours carries what it is of, as JSON."""


class UnusableError(Exception):
    """A file is not there, not whole or not ours; it is computed again."""


def write_outcome(folder: Path, key: str, about: dict[str, Any], outcome: Outcome) -> None:
    """Write an outcome under `folder`. The values come last: where they are, all the rest is.

    about: what the outcome is of (names, digests, replication); repeated in every row of values.
    Raises OSError.
    """
    mark = json.dumps({"key": key, **about}, ensure_ascii=False)
    if outcome.kept is not None:
        _write_kept(folder / "tables" / key, outcome.kept, mark)
    weekly = {
        "series": [name for name, x in outcome.weekly.items() for _ in range(len(x))],
        "week": np.concatenate(
            [_numbers(len(x)) for x in outcome.weekly.values()] or [_numbers(0)]
        ),
        "value": np.concatenate([*outcome.weekly.values(), np.empty(0)]),
    }
    write_table(folder / "weekly" / f"{key}.parquet", _repeated(about, weekly), mark)
    values = {
        "measure": [k.measure for k in outcome.values],
        "by": [k.by for k in outcome.values],
        "level": [k.level for k in outcome.values],
        "value": np.array(list(outcome.values.values()), np.float64),
    }
    write_table(folder / "values" / f"{key}.parquet", _repeated(about, values), mark)


def read_outcome(folder: Path, key: str, *, with_tables: bool) -> Outcome:
    """The outcome as it was written. Raises UnusableError."""
    values = read_table(folder / "values" / f"{key}.parquet", key)
    weekly = read_table(folder / "weekly" / f"{key}.parquet", key)
    try:
        keys = zip(*(values[c].to_pylist() for c in ("measure", "by", "level")), strict=True)
        numbers = values["value"].to_numpy().tolist()
        outcome = {Key(*k): x for k, x in zip(keys, numbers, strict=True)}
        series = _series(weekly["series"].to_pylist(), weekly["value"].to_numpy())
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableError(str(error)) from error
    return Outcome(
        outcome, series, _read_kept(folder / "tables" / key, key) if with_tables else None
    )


def _series(names: list[str], values: np.ndarray) -> dict[str, np.ndarray]:
    """Series by name, from rows in which each series stands together."""
    starts = [i for i, name in enumerate(names) if i == 0 or name != names[i - 1]]
    ends = [*starts[1:], len(names)]
    return {names[a]: np.array(values[a:b], np.float64) for a, b in zip(starts, ends, strict=True)}


def _numbers(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int32)


def _repeated(about: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    """The columns, with what they are of before them in every row."""
    rows = len(columns["value"])
    return {**{name: [value] * rows for name, value in about.items()}, **columns}


def _write_kept(folder: Path, kept: Kept, mark: str) -> None:
    for name, columns in kept.tables.items():
        write_table(folder / f"{name}.parquet", columns, mark)
    rest = {
        "days": kept.days,
        "labels": kept.labels,
        "names": kept.names,
        "provenance": kept.provenance,
    }
    write_whole(folder / "run.json", _json(rest))


def _read_kept(folder: Path, key: str) -> Kept:
    """The tables of a run; raises UnusableError."""
    try:
        rest = json.loads((folder / "run.json").read_text("utf-8"))
        tables = {
            name: _columns(read_table(folder / f"{name}.parquet", key), name) for name in TABLES
        }
        return Kept(
            tables,
            {name: tuple(words) for name, words in rest["labels"].items()},
            tuple(rest["names"]),
            float(rest["days"]),
            rest["provenance"],
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnusableError(str(error)) from error


def _columns(table: pa.Table, name: str) -> dict[str, np.ndarray]:
    """Columns of a table by name, in the types of the column dictionary."""
    return {c.name: table[c.name].to_numpy().astype(c.dtype, copy=False) for c in TABLES[name]}


def write_table(path: Path, columns: dict[str, Any], mark: str) -> None:
    """Write columns as one Parquet file, whole or not at all."""
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table(columns).replace_schema_metadata({MARK: mark.encode()})
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    write_whole(path, sink.getvalue())


def read_table(path: Path, key: str) -> pa.Table:
    """A Parquet file that was written for `key`. Raises UnusableError."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(path).read()
        mark = json.loads((table.schema.metadata or {})[MARK])
        if mark["key"] != key:
            raise UnusableError(f"{path.name} holds another part")
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException) as error:
        raise UnusableError(str(error)) from error
    return table


def write_whole(path: Path, content: Any) -> None:
    """Write bytes under a temporary name in the same folder, then give them their own name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _json(data: object) -> bytes:
    """JSON text with sorted keys where order means nothing, one item a line."""
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
