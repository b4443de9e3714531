"""A CSV export as rows of text, each with the line it begins on.

Exports come with a byte-order mark or without, with commas, semicolons or tabs, with line ends of
any system. What is not UTF-8, empty, or of uneven rows is refused with the line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.importing.columns import Column, locate, missing, plain, wanted
from sim.scenario.importing.trouble import Trouble

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Row:
    """One record of the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """An export whose needed columns are there."""

    file: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    places: dict[str, int]
    """Where each known column stands."""

    def cell(self, row: Row, name: str) -> str:
        """The text in a column, without outer blanks; empty if the file has no such column."""
        return row.cells[self.places[name]].strip() if name in self.places else ""

    def heading(self, name: str) -> str:
        """What the file itself calls a column."""
        return self.header[self.places[name]].strip() if name in self.places else name

    def at(self, row: Row, name: str) -> str:
        """`file:line:column` of a cell; the column is counted in cells, as a spreadsheet does."""
        return f"{self.file}:{row.line}:{self.places.get(name, 0) + 1}"


def read_table(file: Path, columns: tuple[Column, ...], trouble: Trouble) -> Table | None:
    """The export in `file`, or None after adding to `trouble` what is wrong with it."""
    text = _text(file, trouble)
    if text is None:
        return None
    records = _records(file, text, trouble)
    if not records:
        return None
    header, rows = records[0].cells, tuple(records[1:])
    _check_header(file, records[0], trouble)
    places = locate(header, columns)
    if absent := missing(places, columns):
        needed = "; ".join(wanted(column, columns) for column in absent)
        found = ", ".join(heading.strip() or "(blank)" for heading in header)
        trouble.add(
            f"{file}:{records[0].line}:1",
            ", ".join(column.name for column in absent),
            f"no such column: needed {needed}; found {found}",
        )
        return None
    return Table(file, header, rows, places)


def _text(file: Path, trouble: Trouble) -> str | None:
    """The file as text without a byte-order mark, or None after adding why not."""
    try:
        data = file.read_bytes()
    except OSError as error:
        trouble.add(str(file), "", f"cannot be read: {(error.strerror or 'no reason').lower()}")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        trouble.add(str(file), "", "is UTF-16: save it as 'CSV UTF-8'")
        return None
    if data.startswith(b"PK\x03\x04"):
        trouble.add(str(file), "", "is a spreadsheet or an archive: save it as 'CSV UTF-8'")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        trouble.add(f"{file}:{line}:1", "", "is not UTF-8: save it as 'CSV UTF-8'")
        return None
    if not text.strip():
        trouble.add(str(file), "", "is empty: a header and one row for each record are needed")
        return None
    return text


def _records(file: Path, text: str, trouble: Trouble) -> list[Row]:
    """Header and rows as cells; empty after adding a fault. Blank lines are left out."""
    head = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Row] = []
    try:
        records.extend(row for row in _numbered(reader) if any(map(str.strip, row.cells)))
    except csv.Error as error:
        trouble.add(f"{file}:{reader.line_num}:1", "", f"is not CSV from here on: {error}")
        return []
    if len(records) == 1:
        trouble.add(str(file), "", "has a header and no rows: one row for each record is needed")
    width = len(records[0].cells)
    for row in records[1:]:
        if len(row.cells) != width:
            trouble.add(
                f"{file}:{row.line}:1",
                "",
                f"has {len(row.cells)} cells: {width}, as the header has",
            )
    return [row for row in records if len(row.cells) == width]


def _numbered(reader: Iterator[list[str]]) -> Iterator[Row]:
    """Each record with the line it begins on (a quoted cell may run over several)."""
    line = 1
    for cells in reader:
        yield Row(line, tuple(cells))
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _check_header(file: Path, header: Row, trouble: Trouble) -> None:
    """Adds a fault for each heading that stands twice: which of the two is meant?"""
    headings = [plain(heading) for heading in header.cells]
    for position, heading in enumerate(headings):
        if heading and heading in headings[:position]:
            trouble.add(
                f"{file}:{header.line}:{position + 1}",
                heading,
                "stands twice in the header: each heading once",
            )
