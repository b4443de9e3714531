"""The book file: a CSV of accounts, read into rows.

Columns: account and arr are needed; segment, term, start, renewal and auto_renew are known; any
other column is an attribute. Where no segment is named, `min_arr` of the segments decides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from sim.base.faults import Fault, InputError
from sim.base.terms import read_date, read_flag
from sim.base.units import UnitError, read_money, shown
from sim.scenario.guess import meant
from sim.scenario.tree.book import AccountRow, Segment, Term

NEEDED = ("account", "arr")
KNOWN = ("account", "segment", "arr", "term", "start", "renewal", "auto_renew")
MAX_FAULTS = 50
MAX_SIZE = 50_000_000
MAX_ACCOUNTS = 200_000
TERMS = get_args(Term)


@dataclass
class _Reader:
    """Reads rows and collects what is wrong with them."""

    name: str
    segments: Mapping[str, Segment]
    start: date
    columns: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, column: str, message: str) -> None:
        """Note a fault at the column's position among the columns (from 1)."""
        place = f"{self.name}:{line}:{self.columns.get(column, 0) + 1}"
        self.faults.append(Fault(place, column, message))

    def row(self, line: int, cells: list[str]) -> AccountRow | None:
        """One account, or None if something is wrong with it."""
        told = {name: cells[at].strip() for name, at in self.columns.items() if at < len(cells)}
        before = len(self.faults)
        if len(cells) > len(self.columns):
            count = f"{len(cells)} cells for {len(self.columns)} columns"
            self.fault(line, "account", f"{count}: put a text with a comma in quotes")
        account = self._account(line, told.get("account", ""))
        arr = self._read(line, "arr", told.get("arr", ""), read_money)
        segment = self._segment(line, told, arr)
        facts: dict[str, Any] = {
            "account": account,
            "segment": segment,
            "arr": arr,
            "term": self._term(line, told.get("term", ""), segment),
            **self._days(line, told),
            "auto_renew": self._auto_renew(line, told.get("auto_renew", ""), segment),
            "attributes": {name: text for name, text in told.items() if name not in KNOWN},
        }
        if len(self.faults) > before:
            return None
        return AccountRow.model_construct(**facts)

    def _read(self, line: int, column: str, text: str, reader: Any) -> Any:
        try:
            return reader(text)
        except UnitError as error:
            self.fault(line, column, str(error) if text else f"empty: {error.allowed}")
            return None

    def _account(self, line: int, text: str) -> str:
        if not text:
            self.fault(line, "account", "empty: an identifier of the account")
        elif text in self.seen:
            message = f"'{text}' is also in line {self.seen[text]}: each account once"
            self.fault(line, "account", message)
        self.seen.setdefault(text, line)
        return text

    def _segment(self, line: int, told: dict[str, str], arr: float | None) -> str:
        if told.get("segment"):
            name = told["segment"]
            if name not in self.segments:
                what = f"'{name}' is not a segment of the scenario"
                known = ", ".join(self.segments)
                self.fault(line, "segment", f"{what}: {known}{meant(name, self.segments)}")
            return name
        floors = {name: segment.min_arr or 0.0 for name, segment in self.segments.items()}
        if len(set(floors.values())) < len(floors):
            known = ", ".join(self.segments)
            self.fault(line, "segment", f"empty: {known}, or another min_arr for each segment")
            return ""
        fitting = [name for name, floor in floors.items() if arr is None or floor <= arr]
        if not fitting:
            lowest = min(floors.values())
            self.fault(line, "arr", f"in no segment: the lowest min_arr is {lowest:g}")
            return ""
        return max(fitting, key=lambda name: floors[name])

    def _term(self, line: int, text: str, segment: str) -> str:
        if not text:
            return self.segments[segment].term if segment in self.segments else TERMS[0]
        term = text.lower().replace("-", "_").replace(" ", "_")
        if term not in TERMS:
            self.fault(line, "term", f"'{text}' is not a term: {', '.join(TERMS)}")
        return term

    def _auto_renew(self, line: int, text: str, segment: str) -> bool:
        if not text:
            return self.segments[segment].auto_renew if segment in self.segments else True
        return bool(self._read(line, "auto_renew", text, read_flag))

    def _days(self, line: int, told: dict[str, str]) -> dict[str, float]:
        """Days from the start of the run to the dates that are given."""
        days = {}
        for column in ("start", "renewal"):
            text = told.get(column, "")
            found = self._read(line, column, text, read_date) if text else None
            if found is not None:
                days[column] = float((date.fromisoformat(found) - self.start).days)
        if len(days) == 2 and days["renewal"] <= days["start"]:
            message = f"'{told['renewal']}' is not after the start: a later date"
            self.fault(line, "renewal", message)
        return days


def read_book(
    file: Path, name: str, segments: Mapping[str, Segment], start: str, asked_at: str = ""
) -> tuple[AccountRow, ...]:
    """The accounts of a book file. Raises `InputError` with everything that is wrong in it.

    name: what messages call the file. start: the first day of the run. asked_at: the place that
    named the file, for when it cannot be read.
    """
    lines = csv.reader(io.StringIO(_text(file, name, asked_at), newline=""), strict=True)
    reader = _Reader(name, segments, date.fromisoformat(start))
    rows: list[AccountRow] = []
    try:
        _header(reader, next(lines, []))
        for cells in _filled(lines):
            row = reader.row(lines.line_num, cells)
            if row is not None:
                rows.append(row)
            _stop_if_too_much(reader, rows)
    except csv.Error as error:
        reader.fault(lines.line_num, "", f"not a CSV ({error}): commas between, text in quotes")
    if not rows and not reader.faults:
        reader.fault(lines.line_num, "", "no accounts: at least one row below the header")
    if reader.faults:
        raise InputError(sorted(reader.faults, key=_position))
    return tuple(rows)


def _position(fault: Fault) -> tuple[int, int]:
    """Line and column of a fault."""
    line, column = fault.place.rsplit(":", 2)[1:]
    return int(line), int(column)


def _filled(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    return (cells for cells in lines if any(cell.strip() for cell in cells))


def _stop_if_too_much(reader: _Reader, rows: list[AccountRow]) -> None:
    if len(rows) > MAX_ACCOUNTS:
        message = f"too many accounts: at most {MAX_ACCOUNTS:,}"
        raise InputError([*reader.faults, Fault(reader.name, "", message)])
    if len(reader.faults) >= MAX_FAULTS:
        message = f"{MAX_FAULTS} faults found, and not read further: mend these first"
        raise InputError([*reader.faults, Fault(reader.name, "", message)])


def _header(reader: _Reader, header: list[str]) -> None:
    """Learn the columns. Raises `InputError` if the file has not the ones that are needed."""
    titles = [title.strip() for title in header]
    plain = [title.lower().replace(" ", "_") for title in titles]
    names = [low if low in KNOWN else title for low, title in zip(plain, titles, strict=True)]
    found = f"found {', '.join(titles)}" if any(titles) else "the file is empty"
    missing = [column for column in NEEDED if column not in names]
    if missing:
        message = (
            f"no column {' and no column '.join(missing)}: needed are account and arr; {found}"
        )
        raise InputError(Fault(f"{reader.name}:1:1", "", message))
    for at, column in enumerate(names):
        if column in reader.columns:
            place = f"{reader.name}:1:{at + 1}"
            raise InputError(Fault(place, column, "given twice: each column once"))
        reader.columns[column] = at
    _floors(reader)


def _floors(reader: _Reader) -> None:
    """Without a segment column, all segments but one need their own `min_arr`."""
    floors = [segment.min_arr or 0.0 for segment in reader.segments.values()]
    if "segment" not in reader.columns and len(set(floors)) < len(floors):
        message = (
            "no column segment, and min_arr does not tell the segments apart: "
            "a column segment, or another min_arr for each segment"
        )
        raise InputError(Fault(f"{reader.name}:1:1", "", message))


def _text(file: Path, name: str, asked_at: str) -> str:
    try:
        size = file.stat().st_size
        raw = file.read_bytes() if size <= MAX_SIZE else b""
    except (OSError, ValueError):
        allowed = "a CSV of accounts, beside the scenario or by its full path"
        message = f"no file {shown(name)}: {allowed}"
        raise InputError(Fault(asked_at, "book.file", message)) from None
    if size > MAX_SIZE:
        raise InputError(Fault(name, "", f"{size:,} bytes are too many: at most {MAX_SIZE:,}"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(Fault(f"{name}:{line}:1", "", "not UTF-8: save it as UTF-8")) from None
