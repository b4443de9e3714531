"""When dated changes begin and end, as days of the run."""

from __future__ import annotations

from datetime import date

from sim.base.terms import read_when
from sim.base.units import DAYS_PER_YEAR
from sim.scenario.tree import Change, Scenario


def change_day(start: str, at: str) -> float:
    """Day of a date after `start`: a date, or 'month 7' (after six full months)."""
    when = read_when(at)
    if when.startswith("month"):
        return (float(when.split()[1]) - 1.0) * DAYS_PER_YEAR / 12.0
    return float((date.fromisoformat(when) - date.fromisoformat(start)).days)


def outside(scenario: Scenario, at: str) -> str:
    """Says that a date ('2026-07-01', 'month 7') is not in the run; '' where it is."""
    if 0 <= change_day(scenario.start, at) < scenario.years * DAYS_PER_YEAR:
        return ""
    span = f"{scenario.start} and the {scenario.years:g} years after it"
    return f"'{at}' is not in the run: {span}"


def days_of(scenario: Scenario, change: Change) -> tuple[float, float]:
    """First day of a change, and the day on which it no longer holds (infinity: never)."""
    ends = float("inf") if change.until is None else change_day(scenario.start, change.until)
    return change_day(scenario.start, change.at), ends


def horizon(scenario: Scenario) -> float:
    """Day on which the run ends."""
    return scenario.years * DAYS_PER_YEAR


def in_order(scenario: Scenario) -> list[tuple[str, float, float]]:
    """Name, first day and end of every change, in the order in which they are put on."""
    days = [(name, *days_of(scenario, change)) for name, change in scenario.timeline.items()]
    return sorted(days, key=lambda change: change[1])
