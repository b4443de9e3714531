"""Rules of the book, the work and the calendar."""

from __future__ import annotations

import math
from datetime import date

from sim.base.units import shown
from sim.scenario.book_file import MAX_ACCOUNTS
from sim.scenario.guess import nearest
from sim.scenario.paths import keys_of
from sim.scenario.rule import Broken, Rule
from sim.scenario.tree import Scenario, Segment

FIRST_YEAR, LAST_YEAR = 1970, 2200
ALIKE = 0.8


def calendar(scenario: Scenario) -> Broken:
    """The run lies in years that a calendar can tell, and outlasts its warm-up."""
    start = date.fromisoformat(scenario.start)
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        allowed = f"a date from {FIRST_YEAR} to {LAST_YEAR}"
        yield ("start",), f"'{scenario.start}' is not allowed: {allowed}"
    if scenario.warmup >= scenario.years:
        yield ("warmup",), "leaves nothing of the run: shorter than years"


def segments(scenario: Scenario) -> Broken:
    """There is a segment; and accounts that are drawn add up to the opening ARR."""
    book = scenario.book
    if not book.segments:
        yield ("book", "segments"), "no segments: at least one"
    elif book.file is None and not book.accounts:
        lacking = [name for name, one in book.segments.items() if one.arr_share is None]
        for name in lacking:
            allowed = "a share of book.arr, or a book.file with the accounts"
            yield ("book", "segments", name, "arr_share"), f"missing: {allowed}"
        shares = [one.arr_share or 0.0 for one in book.segments.values()]
        if not lacking and abs(math.fsum(shares) - 1) > 1e-3:
            message = f"the arr_share of all segments add up to {math.fsum(shares):.4g}: 1 in all"
            yield ("book", "segments"), message


def size_of_book(scenario: Scenario) -> Broken:
    """The number of accounts that would be drawn can be simulated, and there is one."""
    book = scenario.book
    if book.file is not None or book.accounts:
        return
    drawn = sum((one.arr_share or 0.0) * book.arr / one.acv for one in book.segments.values())
    if drawn > MAX_ACCOUNTS:
        message = f"makes {drawn:,.0f} accounts at this acv: at most {MAX_ACCOUNTS:,}"
        yield ("book", "arr"), message
    elif drawn < 0.5 and book.segments:
        yield ("book", "arr"), "makes a book with no accounts: at least the acv of one account"


def accounts(scenario: Scenario) -> Broken:
    """Accounts that are written out (in a dump) are unique and in a known segment."""
    seen: set[str] = set()
    for at, row in enumerate(scenario.book.accounts):
        path = ("book", "accounts", at)
        if row.account in seen:
            yield (*path, "account"), f"'{row.account}' is given twice: each account once"
        if row.segment not in scenario.book.segments:
            known = ", ".join(scenario.book.segments)
            yield (*path, "segment"), f"no segment is called '{row.segment}': {known}"
        seen.add(row.account)


def attributes(scenario: Scenario) -> Broken:
    """Attributes of a segment are plain values, and not misspelt keys."""
    for name, segment in scenario.book.segments.items():
        for key, value in segment.attributes.items():
            path = ("book", "segments", name, key)
            near = nearest(key, keys_of(Segment), ALIKE)
            if near is not None:
                yield path, f"unknown key; did you mean {near}?"
            elif not isinstance(value, (str, int, float)) or not _finite(value):
                yield path, f"{shown(value)} is not allowed: text, a number, on or off"


def _finite(value: str | float) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def sources(scenario: Scenario) -> Broken:
    """What other teams owe is shared out whole."""
    total = math.fsum(scenario.work.sources.values())
    if scenario.work.scope_creep > 0 and abs(total - 1) > 1e-3:
        yield ("work", "sources"), f"the shares add up to {total:.4g}: 1 in all"


def kinds(scenario: Scenario) -> Broken:
    """There is a kind of work."""
    if not scenario.work.kinds:
        yield ("work", "kinds"), "no kinds of work: at least one"


BOOK = (
    Rule(("start", "years", "warmup"), calendar),
    Rule(("book.segments", "book.file"), segments),
    Rule(("book.segments", "book.file", "book.arr"), size_of_book),
    Rule(("book.accounts", "book.segments"), accounts),
    Rule((), attributes),
    Rule(("work.sources", "work.scope_creep"), sources),
    Rule(("work.kinds",), kinds),
)
