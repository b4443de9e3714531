"""What people write that is no quantity: switches, dates, points in a run.

Like the readers of `units`, these take what a person wrote and raise `UnitError`.
"""

from __future__ import annotations

import re
from datetime import date

from sim.base.units import UnitError, shown

FLAGS = {
    **dict.fromkeys(("on", "true", "yes"), True),
    **dict.fromkeys(("off", "false", "no"), False),
}

_WHEN = re.compile(r"\s*month\s*([0-9]{1,4})\s*", re.IGNORECASE)


def read_flag(value: object) -> bool:
    """A switch: on or off (or true, false, yes, no)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in FLAGS:
        return FLAGS[value.strip().lower()]
    raise UnitError(f"{shown(value)} is not a switch", "on or off")


def read_date(value: object) -> str:
    """A date, as text YYYY-MM-DD."""
    allowed = "a date as year-month-day, such as 2026-07-01"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            raise UnitError(f"{shown(value)} is not in the calendar", allowed) from None
    raise UnitError(f"{shown(value)} is not a date", allowed)


def read_when(value: object) -> str:
    """A point in a run, as text: a date, or 'month 7' (the first day of the run's 7th month)."""
    allowed = "a date such as 2026-07-01, or 'month 7' for the first day of the 7th month"
    if isinstance(value, str) and (match := _WHEN.fullmatch(value)):
        if int(match[1]) < 1:
            raise UnitError(f"{shown(value)} is not allowed", allowed)
        return f"month {int(match[1])}"
    try:
        return read_date(value)
    except UnitError as error:
        raise UnitError(error.wrong, allowed) from None
