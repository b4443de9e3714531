"""Outcomes of worlds as rows, and back: the two kinds of rows that a store keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.experiment.worlds import Outcome
from sim.tables.results import Key

if TYPE_CHECKING:
    import pyarrow as pa

Block = Mapping[int, "pa.Table"]
"""Rows of some replications of a block, by replication."""

WORLD = ("scenario", "digest", "opening", "seed", "replication")
"""Columns that say in every row of a file which world it is of."""


class Kind(NamedTuple):
    """One kind of rows.

    folder: where they are kept. names: the column whose names a part must have. columns: type of
    each column by name. rows_of: outcome -> one list or array a column.
    """

    folder: str
    names: str
    columns: Mapping[str, str]
    rows_of: Callable[[Outcome], list[object]]

    def rows(self, outcome: Outcome) -> pa.Table:
        """The rows of an outcome."""
        import pyarrow as pa

        arrays = [
            pa.array(column, pa.type_for_alias(alias))
            for column, alias in zip(self.rows_of(outcome), self.columns.values(), strict=True)
        ]
        return pa.table(dict(zip(self.columns, arrays, strict=True)))


def _value_rows(outcome: Outcome) -> list[object]:
    measures, splits, levels = zip(*outcome.values, strict=True) if outcome.values else ((),) * 3
    return [measures, splits, levels, np.array(list(outcome.values.values()), np.float64)]


def _weekly_rows(outcome: Outcome) -> list[object]:
    series = outcome.weekly
    names = [name for name, x in series.items() for _ in range(len(x))]
    weeks = [np.arange(len(x), dtype=np.int32) for x in series.values()]
    none = np.empty(0, np.float64)
    return [
        names,
        np.concatenate([*weeks, none.astype(np.int32)]),
        np.concatenate([*series.values(), none]),
    ]


VALUES = Kind(
    "values",
    "measure",
    {"measure": "string", "by": "string", "level": "string", "value": "float64"},
    _value_rows,
)
WEEKLY = Kind(
    "weekly", "series", {"series": "string", "week": "int32", "value": "float64"}, _weekly_rows
)
KINDS = (VALUES, WEEKLY)


def values_of(rows: pa.Table) -> dict[Key, float]:
    """Values by key from the rows of one world."""
    texts = (rows[column].to_pylist() for column in ("measure", "by", "level"))
    keys = map(Key._make, zip(*texts, strict=True))
    return dict(zip(keys, rows["value"].to_pylist(), strict=True))


def weekly_of(rows: pa.Table) -> dict[str, np.ndarray]:
    """Series by name from the rows of one world, in which each series stands together."""
    values, start = rows["value"].to_numpy(), 0
    series = {}
    for name, same in groupby(rows["series"].to_pylist()):
        end = start + sum(1 for _ in same)
        series[name] = np.array(values[start:end], np.float64)
        start = end
    return series


def names_in(kind: Kind, block: Block) -> tuple[str, ...]:
    """Names (of measures, of series) that every replication of a block has."""
    each = [dict.fromkeys(rows[kind.names].unique().to_pylist()) for rows in block.values()]
    return tuple(name for name in each[0] if all(name in names for names in each))


def fingerprint(kind: Kind, rows: pa.Table) -> str:
    """sha256 of what the rows say, whatever the file that they are in is written by."""
    seen = hashlib.sha256(str(len(rows)).encode())
    for name, alias in kind.columns.items():
        column = rows[name].combine_chunks()
        if alias == "string":
            column = column.dictionary_encode()
            seen.update(json.dumps(column.dictionary.to_pylist()).encode())
            column = column.indices
        seen.update(np.ascontiguousarray(column.to_numpy(zero_copy_only=False)).tobytes())
    return seen.hexdigest()
