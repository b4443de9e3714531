"""What hangs on one named person: measures of runs in which one seat of the roster has a name.

They are no rows of the table of measures: they say something only as paired differences between
worlds in which that person stays, leaves or is away. NaN where nobody of that name is there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.measures.costs import hourly_cost, recruiting
from sim.measures.ratios import ratio
from sim.measures.rows import Rows, within
from sim.measures.service import waits_among
from sim.measures.table import Better, Measure
from sim.measures.view import View

WEEKS_A_YEAR = YEAR / WEEK
OWN_HOURS = ("handover", "hiring")


def person_of(view: View, name: str) -> int:
    """Row of the person of this name in the roster; -1: nobody."""
    names = view.run.labels["named"]
    if name not in names:
        return -1
    found = np.flatnonzero(view.run["people"]["named"] == names.index(name))
    return int(found[0]) if len(found) else -1


def led(view: View, name: str, day: float) -> Rows:
    """Accounts that the named person leads, as at the last end of a week up to `day`."""
    person = person_of(view, name)
    rows = view.rows_between("weekly_accounts", "time", day - WEEK, day)
    return rows.where((rows["lead"] == person) & (person >= 0))


def accounts_led(view: View, name: str, day: float) -> float:
    """Accounts that the named person leads on a day (number)."""
    return float(len(led(view, name, day)))


def arr_led(view: View, name: str, day: float) -> float:
    """ARR of the accounts that the named person leads on a day (money)."""
    return float(led(view, name, day)["arr"].sum(dtype=float))


def arr_left(view: View, name: str, day: float) -> float:
    """ARR at the end of the run of the accounts that the named person led on a day (money)."""
    arr = view.ledger.arr_at(view.end)
    return float(arr[led(view, name, day)["account"]].sum())


def wait_of_led(view: View, name: str, day: float, days: float) -> float:
    """Mean wait for a first touch at the accounts that they led on a day (working hours).

    Of requests of the `days` after it; Kaplan-Meier, as `response_time`.
    """
    mine = led(view, name, day)["account"]
    rows = view.rows_between("work", "created", day, day + days)
    curve = waits_among(view, rows.where(np.isin(rows["account"], mine)))
    return curve.mean() if curve else math.nan


def health_of_led(view: View, name: str, day: float, after: float) -> float:
    """Mean true health, `after` days later, of the accounts that the named person led on a day."""
    mine = led(view, name, day)["account"]
    rows = view.rows_between("weekly_accounts", "time", day + after - WEEK, day + after)
    there = rows.where(np.isin(rows["account"], mine))
    return ratio(there["health"].sum(dtype=float), len(there))


def staffing_bill(view: View) -> float:
    """What coming and going costs (money): the direct part of replacing somebody, as a difference.

    Recruiting + pay for what people in ramp do not yet do + hours of hand-over and interviews at
    the mean hourly loaded cost. An empty seat costs its work and saves its pay: that is taken as
    even. Overtime of those who cover is not in it, since nobody is paid for it.
    """
    weeks = view.rows("weekly_people")
    cost = view.people["cost"][weeks["person"]] / WEEKS_A_YEAR
    ramping = ((1.0 - weeks["ramp"]) * cost).sum(dtype=float)
    work = view.rows("work", "finished")
    own = np.zeros(len(work), bool)
    for arrives in OWN_HOURS:
        own |= view.kinds(arrives)[work["kind"]]
    hours = (work["hours"] - work["after_hours"])[own].sum(dtype=float)
    day, amount = recruiting(view)
    hires = amount[within(day, view.start, view.end)].sum()
    return float(hires + ramping + hours * hourly_cost(view))


def opening_margin(view: View) -> float:
    """What the opening accounts bring in (money): integral of their ARR x gross margin before CS.

    Not discounted. As a difference: the revenue side of losing somebody.
    """
    opening = view.ledger.alive_at(view.origin)
    arr = view.ledger.arr_years(view.start, view.end)[opening].sum()
    return float(arr * view.scenario.money.gross_margin_before_cs)


def pay_of_named(view: View, name: str) -> float:
    """A month of the named person's loaded pay (money)."""
    person = person_of(view, name)
    return float(view.run["people"]["cost"][person]) / 12.0 if person >= 0 else math.nan


def measures_of(
    name: str, exit_day: float, leave_day: float, leave_days: float
) -> tuple[Measure, ...]:
    """All of them for one name, with the days on which that person would leave or be away."""
    rows: tuple[tuple[str, str, Better, Callable[[View], float]], ...] = (
        ("named_accounts", "accounts", "-", partial(accounts_led, name=name, day=exit_day)),
        ("named_arr", "money", "-", partial(arr_led, name=name, day=exit_day)),
        ("named_arr_left", "money", "up", partial(arr_left, name=name, day=exit_day)),
        ("named_wait", "working hours", "down",
         partial(wait_of_led, name=name, day=leave_day, days=leave_days)),
        ("named_health", "0-1", "up",
         partial(health_of_led, name=name, day=leave_day, after=4 * WEEK)),
        ("named_pay", "money", "-", partial(pay_of_named, name=name)),
        ("staffing_bill", "money", "down", staffing_bill),
        ("opening_margin", "money", "up", opening_margin),
    )  # fmt: skip
    return tuple(Measure(word, unit, better, function) for word, unit, better, function in rows)
