"""Rows of many worlds, batch by batch: a large store is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.base.faults import Fault, InputError
from sim.base.version import MODEL_VERSION
from sim.experiment.store.files import ChangedError, Stamp, UnusableError
from sim.experiment.store.manifest import fault
from sim.experiment.store.reader import RowReader
from sim.experiment.store.shelf import Place, Shelf
from sim.experiment.worlds import Address

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 50_000
"""Rows of a batch, about."""

WHOLE = ("",)
"""The split that is none: values of the whole organisation."""


def batches(
    values: Shelf,
    measures: Collection[str] = (),
    by: Collection[str] = WHOLE,
    sides: Collection[Address] = (),
) -> Iterator[pa.Table]:
    """Stored values of this version of the model in canonical order, as tables of a few MB.

    measures, by: which rows; no measures: all. sides: only their worlds; none: all. Columns:
    scenario, digest, opening, seed, replication, measure, by, level, value. Each
    world is there once. Raises InputError where a file is broken.
    """
    refuse_broken(values)
    wanted = (
        places[replication]
        for about, places in values.everything()
        if about.model == MODEL_VERSION
        and (not sides or Address(about.digest, about.opening, about.seed) in sides)
        for replication in sorted(places)
    )
    for table in _pieces(values, wanted):
        found = _filtered(table, {"measure": measures, "by": by})
        if len(found):
            yield found


def _pieces(values: Shelf, places: Iterator[Place]) -> Iterator[pa.Table]:
    """The rows at these places, some `BATCH_ROWS` at a time."""
    import pyarrow as pa

    reader, waiting = RowReader(values.kind), list[Any]()
    try:
        for path, stamp, start, stop in _stretches(places):
            try:
                waiting.append(reader.read(path, start, stop, stamp))
            except ChangedError as error:
                raise fault(path, "was written while it was read: read it again") from error
            except UnusableError as error:
                raise broken(path) from error
            if sum(map(len, waiting)) >= BATCH_ROWS:
                yield pa.concat_tables(waiting)
                waiting = []
        if waiting:
            yield pa.concat_tables(waiting)
    finally:
        reader.close()


def _stretches(places: Iterator[Place]) -> Iterator[tuple[Path, Stamp, int, int]]:
    """Places that follow each other in a file as one: file, its stamp, first row, end."""
    first = next(places, None)
    if first is None:
        return
    path, stamp, _, start, stop = first
    for place in places:
        if (place.path, place.start) != (path, stop) or stop - start >= BATCH_ROWS:
            yield path, stamp, start, stop
            path, stamp, start = place.path, place.stamp, place.start
        stop = place.stop
    yield path, stamp, start, stop


BROKEN = "is broken: reorg results prune removes it, and the next run computes it again"


def broken(path: Path) -> InputError:
    """What is said of a part that cannot be read."""
    return fault(path, BROKEN)


def refuse_broken(shelf: Shelf) -> None:
    """Raises InputError where a file is so broken that its worlds would be left out in silence."""
    paths = shelf.broken()
    if paths:
        raise InputError([Fault(str(path), "", BROKEN) for path in paths])


def _filtered(table: pa.Table, wanted: Mapping[str, Collection[str]]) -> pa.Table:
    """The rows with one of the wanted texts in each of the columns, texts as plain text."""
    import pyarrow as pa
    from pyarrow import compute

    for name, texts in wanted.items():
        if texts:
            column = table[name].cast(pa.string())
            table = table.filter(compute.is_in(column, pa.array(sorted(texts), pa.string())))
    plain = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(plain, names=table.column_names)
