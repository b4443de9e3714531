"""Rows of many worlds, batch by batch: a large store is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.base.faults import InputError
from sim.base.version import MODEL_VERSION
from sim.experiment.store.files import UnusableError
from sim.experiment.store.manifest import fault
from sim.experiment.store.reader import RowReader
from sim.experiment.store.shelf import Place, Places, Shelf
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
    import pyarrow as pa

    waiting: list[Any] = []
    reader = RowReader(values.kind)
    try:
        for about, places in values.everything():
            address = Address(about.digest, about.opening, about.seed)
            if about.model != MODEL_VERSION or (sides and address not in sides):
                continue
            waiting += [_wanted(table, measures, by) for table in _pieces(reader, places)]
            if sum(map(len, waiting)) >= BATCH_ROWS:
                yield pa.concat_tables(waiting)
                waiting = []
        if waiting:
            yield pa.concat_tables(waiting)
    finally:
        reader.close()


def _pieces(reader: RowReader, places: Places) -> Iterator[Any]:
    """The rows of a part by replication, neighbours in one piece."""
    for path, start, stop in joined([places[replication] for replication in sorted(places)]):
        try:
            yield reader.read(path, start, stop)
        except UnusableError as error:
            raise broken(path) from error


def joined(places: list[Place]) -> Iterator[tuple[Path, int, int]]:
    """Places as stretches of rows: file, first row, end."""
    path, start, stop = places[0].path, places[0].start, places[0].start
    for place in places:
        if (place.path, place.start) != (path, stop):
            yield path, start, stop
            path, start = place.path, place.start
        stop = place.stop
    yield path, start, stop


def broken(path: Path) -> InputError:
    """What is said of a part that cannot be read."""
    return fault(
        path, "is broken: reorg results prune removes it, and the next run computes it again"
    )


def _wanted(table: Any, measures: Collection[str], by: Collection[str]) -> Any:
    """The rows of these measures and splits, texts as plain text."""
    import pyarrow as pa
    from pyarrow import compute

    texts = {"measure": measures, "by": by}
    for name, wanted in texts.items():
        if wanted:
            column = table[name].cast(pa.string())
            table = table.filter(compute.is_in(column, pa.array(sorted(wanted), pa.string())))
    plain = [
        table[name].cast(pa.string()) if pa.types.is_dictionary(table[name].type) else table[name]
        for name in table.column_names
    ]
    return pa.table(plain, names=table.column_names)
