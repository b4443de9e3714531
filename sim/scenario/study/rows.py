"""`design: file`: points from a CSV, a column a dotted path and a row a point."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.base.faults import Fault, InputError
from sim.scenario.documents import Spot
from sim.scenario.reading import read_value
from sim.scenario.study.factors import Factor
from sim.scenario.study.notes import Notes
from sim.scenario.study.paths import RESERVED, allowed_path, disjoint
from sim.scenario.study.study import Origin
from sim.scenario.study.trials import Trial
from sim.scenario.study.values import facts_at, numeric
from sim.scenario.study.varying import Varied

MAX_BYTES = 200_000_000
Row = tuple[int, list[str]]
"""Line number and cells."""


class Listed(NamedTuple):
    """What the CSV says: factors with the distinct values of each column, and the points."""

    varied: Varied
    rows: tuple[tuple[int, ...], ...]


NOTHING = Listed(Varied((), ()), ())


def rows_of(notes: Notes, origins: Sequence[Origin], file: Path, name: str, asked: Spot) -> Listed:
    """The points in a CSV; what is wrong goes to the notes with row and column.

    name: what messages call the file. asked: where the study names it.
    """
    try:
        rows = list(_lines(file))
    except (OSError, ValueError, csv.Error) as error:
        notes.add(asked, "file", f"{name} is no CSV that can be read ({_why(error)}): {NEEDED}")
        return NOTHING
    if not rows:
        notes.add(Spot(name, 1, 1), "", f"empty: {NEEDED}")
        return NOTHING
    paths = [cell.strip() for cell in rows[0][1]]
    places = [(path, Spot(name, rows[0][0], column)) for column, path in enumerate(paths, 1)]
    known = [_known(path, spot, notes, origins) for path, spot in places]
    disjoint([place for place, good in zip(places, known, strict=True) if good], notes)
    if len(rows) == 1:
        notes.add(Spot(name, rows[0][0], 1), "", "no points: at least one row below the header")
    for line, cells in rows[1:]:
        if len(cells) != len(paths):
            message = f"{len(cells)} cells for {len(paths)} columns: as many as in the header"
            notes.add(Spot(name, line, 1), "", message)
    whole = [row for row in rows[1:] if len(row[1]) == len(paths)]
    return _listed(notes, name, paths, whole) if all(known) else NOTHING


NEEDED = "a row of dotted paths, and below it a row of values for each point"


def _known(path: str, spot: Spot, notes: Notes, origins: Sequence[Origin]) -> bool:
    if path in RESERVED:
        notes.add(spot, path, "a column of the results: a dotted path, such as book.arr")
        return False
    return allowed_path(path, spot, notes, origins)


def _listed(notes: Notes, name: str, paths: Sequence[str], rows: Sequence[Row]) -> Listed:
    """Columns as factors, and rows as numbers of levels."""
    factors, trials, numbers = [], [], []
    for column, path in enumerate(paths):
        seen: dict[str, int] = {}
        levels: list[tuple[Any, ...]] = []
        tries: list[Trial] = []
        for line, cells in rows:
            text = cells[column].strip()
            if text not in seen:
                seen[text] = len(seen)
                spot = Spot(name, line, column + 1)
                value = _value(text, path, spot, notes)
                levels.append((value,))
                tries.append(Trial(spot, {path: value}))
        facts = facts_at(path)
        unit = facts.unit if facts is not None and numeric(path) else ""
        factors.append(Factor(path, (path,), levels=tuple(levels), unit=unit))
        trials.append(tuple(tries))
        numbers.append([seen[cells[column].strip()] for _, cells in rows])
    points = tuple(zip(*numbers, strict=True))
    return Listed(Varied(tuple(factors), tuple(trials)), points)


def _value(text: str, path: str, spot: Spot, notes: Notes) -> Any:
    """A cell, as a scenario file would read it; an empty one is noted."""
    if not text:
        notes.add(spot, path, "empty: a value in every cell")
        return None
    try:
        return read_value(text, str(spot))
    except InputError as error:
        notes.take(Fault(str(spot), path, fault.message) for fault in error.faults)
        return None


def _lines(file: Path) -> Iterator[Row]:
    """Rows that are not blank, with the number of the line in which each ends."""
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES:,} bytes")
    reader = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""), strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)
