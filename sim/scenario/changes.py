"""Dated changes: the tree that is in force after one."""

from __future__ import annotations

import datetime as dt

from sim.base.dates import YEAR, Calendar
from sim.base.terms import read_when
from sim.scenario.checking import changed
from sim.scenario.tree import Change, Scenario


def apply_change(scenario: Scenario, change: Change) -> Scenario:
    """The scenario from the date of `change` on. A value that already holds changes nothing.

    The accounts and the timeline are those of `scenario`. Raises `InputError` where the change was
    not checked before.
    """
    return changed(scenario, change.set)


def change_day(calendar: Calendar, at: str) -> float:
    """Day of a dated change: a date, or 'month 7' (after six full months)."""
    when = read_when(at)
    if when.startswith("month"):
        return (float(when.split()[1]) - 1.0) * YEAR / 12.0
    return float(calendar.day_of(dt.date.fromisoformat(when)))
