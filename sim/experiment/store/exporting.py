"""Export: stored values as one file, streamed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.base.faults import Fault, InputError
from sim.experiment.store.files import alone, drafted
from sim.experiment.store.manifest import fault, unwritable
from sim.experiment.store.reading import WHOLE, batches, refuse_broken
from sim.experiment.store.rows import VALUES
from sim.experiment.store.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa


def _to_parquet(path: Path, schema: pa.Schema) -> Any:
    from pyarrow import parquet

    return parquet.ParquetWriter(path, schema, compression="zstd")


def _to_csv(path: Path, schema: pa.Schema) -> Any:
    from pyarrow import csv

    return csv.CSVWriter(path, schema, write_options=csv.WriteOptions(quoting_style="needed"))


WRITERS = {".parquet": _to_parquet, ".csv": _to_csv}
"""How an export is written, by the ending of its name."""


def export(folder: Path, out: Path, measures: Sequence[str] = (), by: Sequence[str] = ()) -> int:
    """Write stored values of the whole organisation, and of the splits in `by`; gives the rows.

    measures: none means all. The same content gives the same rows in the same order. Raises
    InputError for another ending than .parquet or .csv, a measure that is not stored, a broken
    part, or a file that cannot be written.
    """
    if out.suffix not in WRITERS:
        message = f"ends in neither of {', '.join(WRITERS)}: one of them says what is written"
        raise InputError(Fault(str(out), "", message))
    values = Shelf(folder, VALUES)
    refuse_broken(values)
    _check(folder, values, measures)
    try:
        with alone(folder), drafted(out) as draft:
            return _written(draft, out.suffix, values, measures, by)
    except OSError as error:
        raise unwritable(out, error) from error


def _check(folder: Path, values: Shelf, measures: Sequence[str]) -> None:
    stored = {
        name: None
        for _, places in values.everything()
        for place in places.values()
        for name in place.part.names
    }
    unknown = [name for name in measures if name not in stored]
    if not stored:
        raise fault(folder, "holds no values")
    if unknown:
        allowed = ", ".join(stored)
        raise InputError(
            [Fault("--measure", "", f"{name!r} is not stored: {allowed}") for name in unknown]
        )


def _written(
    draft: Path, ending: str, values: Shelf, measures: Sequence[str], by: Sequence[str]
) -> int:
    writer, rows = None, 0
    try:
        for table in batches(values, measures, (*WHOLE, *by)):
            writer = writer or WRITERS[ending](draft, table.schema)
            writer.write_table(table)
            rows += len(table)
    finally:
        if writer is not None:
            writer.close()
    if writer is None:
        raise fault(values.folder.parent, "holds no values of this version of the model")
    return rows
