"""The tidy tables of a sweep: one row per point, side, replication and value.

Rows come in the order of points, sides, replications and keys, in batches of the same size, so that
the bytes of a file depend on the study and the versions alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sim.experiment.points import Point
from sim.experiment.store.files import digest_of, draft_of
from sim.experiment.sweeps.members import member_of
from sim.scenario.study import Study
from sim.tables.results import Key

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 200_000
"""Rows that are put together at once; what the writer needs does not grow with the sweep."""
FILE_ROWS = 10_000_000
"""Rows of one file; a sweep with more is a folder of several."""


class Known(Protocol):
    """What is known of the points of a study."""

    def keys(self) -> list[Key]:
        """Everything that some world has, in order."""
        ...

    def values(self, point: Point, keys: Sequence[Key], replications: int) -> np.ndarray:
        """Values of one point, float64 (sides, replications, keys)."""
        ...


def point_rows(study: Study, points: Sequence[Point]) -> Iterator[pa.Table]:
    """One row a point: its number, the coordinate of every factor, and every linked path.

    A factor of several paths has a column under its own name and one for each path.
    """
    import pyarrow as pa

    linked = [path for f in study.factors if len(f.paths) > 1 for path in f.paths]
    for start in range(0, len(points), BATCH_ROWS):
        some = points[start : start + BATCH_ROWS]
        columns: dict[str, Any] = {"point": pa.array([p.number for p in some], pa.int32())}
        for factor in study.factors:
            columns[factor.name] = _typed(pa, [p.at[factor.name] for p in some])
        for path in linked:
            columns[path] = _typed(pa, [p.overrides[path] for p in some])
        yield pa.table(columns)


def value_rows(
    study: Study,
    points: Sequence[Point],
    known: Known,
    replications: int,
) -> Iterator[pa.Table]:
    """The values of every world as tables of at most `BATCH_ROWS` rows or one point.

    Columns: point, each factor, side (0: the base), scenario, replication, measure, by, level,
    value (null where a world has none); with an ensemble also `member`, the number of the
    parameter set, after `replication`. known: what is known of each point.
    """
    import pyarrow as pa

    keys = [key for key in known.keys() if key.measure in study.measures]  # noqa: SIM118
    each = len(study.origins) * replications * len(keys)
    size = max(1, BATCH_ROWS // max(each, 1))
    kinds = [_typed(pa, [p.at[f.name] for p in points]) for f in study.factors]
    for start in range(0, len(points), size):
        some = range(start, min(start + size, len(points)))
        at = [column.slice(start, len(some)) for column in kinds]
        values = np.stack([known.values(points[i], keys, replications) for i in some])
        yield _table(pa, study, [points[i].number for i in some], at, keys, values)


def _table(
    pa: Any,
    study: Study,
    numbers: Sequence[int],
    at: Sequence[Any],
    keys: Sequence[Key],
    values: np.ndarray,
) -> pa.Table:
    """Rows of some points. values: (points, sides, replications, keys)."""
    point, side, replication, key = (axis.ravel() for axis in np.indices(values.shape))
    flat = values.ravel()
    columns = {
        "point": pa.array(np.asarray(numbers, np.int32)[point]),
        **{f.name: c.take(pa.array(point)) for f, c in zip(study.factors, at, strict=True)},
        "side": pa.array(side.astype(np.int8)),
        "scenario": pa.array(study.names).take(pa.array(side)),
        "replication": pa.array(replication.astype(np.int32)),
        **_members(pa, study, replication),
        **{
            name: pa.array([getattr(k, name) for k in keys], pa.string()).take(pa.array(key))
            for name in Key._fields
        },
        "value": pa.array(flat, mask=np.isnan(flat)),
    }
    return pa.table(columns)


def _members(pa: Any, study: Study, replication: np.ndarray) -> dict[str, Any]:
    """The column that says which parameter set of the ensemble each row has; none without one."""
    if not study.ensemble:
        return {}
    return {"member": pa.array(member_of(replication, len(study.ensemble)).astype(np.int32))}


def _typed(pa: Any, values: Sequence[Any]) -> Any:
    """A column of numbers, of on/off, or else of text."""
    if all(isinstance(value, bool) for value in values):
        return pa.array(values, pa.bool_())
    if all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values):
        return pa.array([float(value) for value in values], pa.float64())
    return pa.array([str(value) for value in values], pa.string())


def write(tables: Iterable[pa.Table], folder: Path, name: str) -> dict[str, str]:
    """Write tables as `NAME.parquet`, or as `NAME/part-00000.parquet`, ... where they are many.

    Each file is written whole or not at all; whoever calls is alone in the folder: another's first
    look would take drafts for those of a killed process. Returns its name in the folder -> sha256.
    What an earlier sweep left under these names is gone. Raises OSError.
    """
    from pyarrow import parquet

    parts: list[Path] = []
    writer: Any = None
    rows = 0
    try:
        for table in tables:
            if writer is None or rows >= FILE_ROWS:
                if writer is not None:
                    writer.close()
                parts.append(draft_of(folder / f"{name}-{len(parts):05d}"))
                writer, rows = parquet.ParquetWriter(parts[-1], table.schema, compression="zstd"), 0
            writer.write_table(table)
            rows += table.num_rows
        if writer is not None:
            writer.close()
        return _named(parts, folder, name)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _named(parts: Sequence[Path], folder: Path, name: str) -> dict[str, str]:
    """Give finished files their names, and take away what an earlier sweep had there."""
    targets = [f"{name}.parquet"]
    if len(parts) > 1:
        targets = [f"{name}/part-{i:05d}.parquet" for i in range(len(parts))]
        (folder / name).mkdir(exist_ok=True)
    for old in [folder / f"{name}.parquet", *sorted((folder / name).glob("part-*.parquet"))]:
        if str(old.relative_to(folder).as_posix()) not in targets:
            old.unlink(missing_ok=True)
    digests = {}
    for part, target in zip(parts, targets, strict=True):
        digests[target] = digest_of(part)
        part.replace(folder / target)
    return digests
