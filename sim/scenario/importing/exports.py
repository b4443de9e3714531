"""The two exports as typed records: accounts, and the subscriptions that they hold.

Here a file is only read: nothing is joined, chosen or dropped except rows that repeat another row
cell for cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sim.base.faults import Fault, InputError
from sim.scenario.importing import cells
from sim.scenario.importing.columns import ACCOUNTS, SUBSCRIPTIONS, locate, missing
from sim.scenario.importing.days import Order, order_of, read_day
from sim.scenario.importing.table import Row, Table, read_table
from sim.scenario.importing.trouble import Trouble

Value = TypeVar("Value")

UNCLEAR = {
    Order.AMBIGUOUS: "every date can be read both ways: say --day-first or --month-first",
    Order.BOTH: "some have the day first and some the month: one order, or 2024-04-23",
}
"""What is said of dates whose order the file does not tell."""

SWAPPED = (
    "has the columns of subscriptions, and the second file has not: are the two files swapped? "
    "Accounts come first, then subscriptions"
)


@dataclass(frozen=True)
class Account:
    """One customer, as the accounts export has it."""

    account: str
    name: str
    segment: str
    industry: str
    country: str
    plan: str
    seats: int | None
    trial: bool
    churned: bool


@dataclass(frozen=True)
class Subscription:
    """One contract, as the subscriptions export has it; `end` None: open."""

    line: int
    subscription: str
    account: str
    start: date
    end: date | None
    arr: float
    term: str | None
    auto_renew: bool | None
    plan: str
    seats: int | None
    trial: bool
    churned: bool


@dataclass(frozen=True)
class Exports:
    """Both files, read; `repeated_*` names the rows that were the same as an earlier one."""

    accounts: tuple[Account, ...]
    subscriptions: tuple[Subscription, ...]
    repeated_accounts: tuple[str, ...]
    repeated_subscriptions: tuple[str, ...]
    day_first: bool
    """How the dates were read."""
    headings: dict[str, str]
    """What the subscriptions export calls each column it has."""


class Reader:
    """Reads cells of one table and adds to `trouble` what cannot be read."""

    def __init__(self, table: Table, trouble: Trouble) -> None:
        self.table, self.trouble = table, trouble

    def text(self, row: Row, name: str) -> str:
        """The cell as it stands."""
        return self.table.cell(row, name)

    def value(self, row: Row, name: str, read: Callable[[str], Value], instead: Value) -> Value:
        """What the cell means; `instead`, after adding a fault, when it means nothing."""
        try:
            return read(self.table.cell(row, name))
        except ValueError as error:
            self.trouble.add(self.table.at(row, name), self.table.heading(name), str(error))
            return instead

    def key(self, row: Row, name: str) -> str:
        """An identifier, which must be there."""
        if not (text := self.table.cell(row, name)):
            self.trouble.add(
                self.table.at(row, name), self.table.heading(name), "is empty: an identifier"
            )
        return text

    def yes(self, row: Row, name: str) -> bool:
        """Whether a flag is set; an empty one is not."""
        return bool(self.value(row, name, cells.flag, None))


def read_exports(
    accounts_csv: Path, subscriptions_csv: Path, *, day_first: bool | None = None
) -> Exports:
    """Both files, checked. Raises InputError with every fault of both.

    Rows are looked at only once both files have their columns.
    """
    trouble = Trouble()
    accounts = read_table(accounts_csv, ACCOUNTS, trouble)
    subscriptions = read_table(subscriptions_csv, SUBSCRIPTIONS, trouble)
    if accounts is None or subscriptions is None:
        if accounts is not None and _swapped(accounts, subscriptions_csv):
            raise InputError(Fault(str(accounts_csv), "", SWAPPED))
        trouble.stop()
    assert accounts is not None, "else trouble has stopped"
    assert subscriptions is not None, "else trouble has stopped"
    account_rows, repeated_accounts = unique(accounts, "account", trouble)
    customers = _accounts(accounts, account_rows, trouble)
    rows, repeated_subscriptions = unique(subscriptions, "subscription", trouble)
    day_first = told_day_first(subscriptions, rows, day_first, trouble)
    contracts = _subscriptions(subscriptions, rows, day_first, trouble)
    trouble.stop()
    return Exports(
        accounts=customers,
        subscriptions=contracts,
        repeated_accounts=repeated_accounts,
        repeated_subscriptions=repeated_subscriptions,
        day_first=bool(day_first),
        headings={name: subscriptions.heading(name) for name in subscriptions.places},
    )


def _swapped(accounts: Table, other: Path) -> bool:
    """Whether what was given as accounts are subscriptions, and the other file has accounts."""
    held = not missing(locate(accounts.header, SUBSCRIPTIONS), SUBSCRIPTIONS)
    return held and read_table(other, ACCOUNTS, Trouble()) is not None


def unique(table: Table, key: str, trouble: Trouble) -> tuple[list[Row], tuple[str, ...]]:
    """The rows without those that repeat an earlier one, and the names of those.

    One identifier with two contents is a fault, for nothing says which is true.
    """
    rows: list[Row] = []
    repeated: list[str] = []
    by_cells: set[tuple[str, ...]] = set()
    line_of: dict[str, int] = {}
    for row in table.rows:
        name = table.cell(row, key)
        if row.cells in by_cells:
            repeated.append(name or f"line {row.line}")
            continue
        by_cells.add(row.cells)
        if name and name in line_of:
            trouble.add(
                table.at(row, key),
                table.heading(key),
                f"'{name}' stands on line {line_of[name]} with other values: each once",
            )
        line_of.setdefault(name, row.line)
        rows.append(row)
    return rows, tuple(repeated)


def _accounts(table: Table, rows: list[Row], trouble: Trouble) -> tuple[Account, ...]:
    """The customers, in the order of the file."""
    read = Reader(table, trouble)
    return tuple(
        Account(
            account=read.key(row, "account"),
            name=read.text(row, "name"),
            segment=read.text(row, "segment"),
            industry=read.text(row, "industry"),
            country=read.text(row, "country"),
            plan=read.text(row, "plan"),
            seats=read.value(row, "seats", cells.count, None),
            trial=read.yes(row, "trial"),
            churned=read.yes(row, "churned"),
        )
        for row in rows
    )


def told_day_first(table: Table, rows: list[Row], asked: bool | None, trouble: Trouble) -> bool:
    """Whether days come before months in this file; a fault if it can be read both ways."""
    if asked is not None:
        return asked
    order = order_of(table.cell(row, name) for row in rows for name in ("start", "end"))
    if order in UNCLEAR:
        trouble.add(str(table.file), "dates", UNCLEAR[order])
    return order is not Order.MONTH_FIRST


def _subscriptions(
    table: Table, rows: list[Row], day_first: bool, trouble: Trouble
) -> tuple[Subscription, ...]:
    """The contracts, in the order of the file."""
    read = Reader(table, trouble)

    def day(text: str) -> date:
        if not text:
            raise ValueError("is empty: a date")
        return read_day(text, day_first=day_first)

    def end(text: str) -> date | None:
        return day(text) if text else None

    def contract(row: Row) -> Subscription:
        trial = read.yes(row, "trial")
        return Subscription(
            line=row.line,
            subscription=read.text(row, "subscription") or f"line {row.line}",
            account=read.key(row, "account"),
            start=read.value(row, "start", day, date.min),
            end=read.value(row, "end", end, None),
            arr=_arr(read, row, trial),
            term=read.value(row, "term", cells.term, None),
            auto_renew=read.value(row, "auto_renew", cells.flag, None),
            plan=read.text(row, "plan"),
            seats=read.value(row, "seats", cells.count, None),
            trial=trial,
            churned=read.yes(row, "churned"),
        )

    return tuple(contract(row) for row in rows)


def _arr(read: Reader, row: Row, trial: bool) -> float:
    """ARR of a contract, or 12 x its MRR; a trial may leave it empty."""
    name, months = ("arr", 1) if "arr" in read.table.places else ("mrr", 12)
    if trial and not read.text(row, name):
        return 0.0
    return months * read.value(row, name, cells.amount, 0.0)
