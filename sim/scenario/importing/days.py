"""Dates of an export: which way round they are written, told from the file as a whole.

`03-04-2024` alone says nothing, but one `23-04-2024` anywhere in the file says that days come
first. If no date of the file tells, the importer asks and does not guess: the wrong guess moves
renewals by months and nobody would see it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from sim.base.units import shown

YEARS = range(1970, 2101)
"""Years an export may name: outside them is a typing error, or a 'no date' of some system."""

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?", re.A)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ]\d{1,2}:\d{2}.*)?", re.A)


class Order(Enum):
    """What a file's year-last dates show about their order."""

    DAY_FIRST = "some date can only have the day first"
    MONTH_FIRST = "some date can only have the month first"
    ANY = "there is no date in which it matters"
    AMBIGUOUS = "every date can be read both ways"
    BOTH = "some dates have the day first and some the month"


def order_of(texts: Iterable[str]) -> Order:
    """The order of day and month that fits every date of a file.

    Texts that are no dates at all are left out here; reading them one by one finds them.
    """
    pairs = [
        (int(match[1]), int(match[2]))
        for match in map(_YEAR_LAST.fullmatch, texts)
        if match is not None
    ]
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    if day_first and month_first:
        return Order.BOTH
    if day_first:
        return Order.DAY_FIRST
    if month_first:
        return Order.MONTH_FIRST
    return Order.AMBIGUOUS if any(first != second for first, second in pairs) else Order.ANY


def read_day(text: str, *, day_first: bool) -> date:
    """One date, ISO (`2024-04-23`, a time of day is left off) or year last (`23-04-2024`).

    Raises ValueError, in words, when it is no date or its year is out of `YEARS`.
    """
    read_as = "year, month, day"
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        day, month = (first, second) if day_first else (second, first)
        read_as = "day, month, year" if day_first else "month, day, year"
    else:
        raise ValueError(f"{shown(text)} is no date: 2024-04-23, 23-04-2024 or 04-23-2024")
    if year not in YEARS:
        raise ValueError(f"{shown(text)} has a wrong year: {YEARS[0]} to {YEARS[-1]}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{shown(text)} is not in the calendar: read as {read_as}") from None


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` on, or the month's last day if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def renewal_after(start: date, months: int, at: date) -> date:
    """First contract date after `at`: `start` plus the fewest whole terms that pass it.

    Counted from the start each time, so that a contract of the 31st stays one.
    """
    passed = (at.year - start.year) * 12 + at.month - start.month
    terms = max(passed // months, 1)
    while (renewal := months_later(start, terms * months)) <= at:
        terms += 1
    return renewal
