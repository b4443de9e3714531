"""The table of programmes (`programmes.yaml`), and what holds for a change that names one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sim.base.units import DAYS_PER_MONTH
from sim.scenario.default_sets import NEWEST, put_back
from sim.scenario.fields import Tree, Weeks, parameter
from sim.scenario.reading import read_file
from sim.scenario.tree.programme import ProgrammeCost

if TYPE_CHECKING:
    from sim.scenario.tree import Change, Scenario

FILE = Path(__file__).with_name("programmes.yaml")


class Programme(Tree):
    """A row of the table: what a programme sets in full, what it costs and when it has come."""

    title: str
    sets: dict[str, Any]
    cost: ProgrammeCost = ProgrammeCost()
    lag: Weeks = parameter(..., ge=0)
    comes: Literal["gradually", "at_once"] = "gradually"
    mark: str = "G"
    source: str


class Cost(NamedTuple):
    """Money on the first day, a year, and a year for each head; hours a week of each person."""

    once: float
    yearly: float
    per_head: float
    hours: float


@cache
def table(defaults: int = NEWEST) -> dict[str, Programme]:
    """The rows by name, as the default set has them."""
    data: dict[str, Any] = read_file(FILE, FILE.name).data
    for _, old in put_back(defaults, "programmes"):
        data = {name: {**row, **old.get(name, {})} for name, row in data.items()}
    return {name: Programme.model_validate(row) for name, row in data.items()}


def row_of(scenario: Scenario, change: Change) -> Programme:
    """The row that a change names. Raises KeyError for a change that is no programme."""
    return table(scenario.defaults)[change.programme or ""]


def full_sets(scenario: Scenario, change: Change) -> dict[str, Any]:
    """Paths and full values of a change: of its programme, and of its own over those."""
    if change.programme is None:
        return change.set
    return {**row_of(scenario, change).sets, **change.set}


def cost_of(scenario: Scenario, change: Change) -> Cost:
    """What a change costs as a programme: its own word, then `money.programmes`, then the table."""
    if change.programme is None:
        return Cost(0.0, 0.0, 0.0, 0.0)
    told = [change.cost, scenario.money.programmes.get(change.programme)]
    told.append(row_of(scenario, change).cost)
    found = (
        next((x for c in told if c is not None and (x := getattr(c, key)) is not None), 0.0)
        for key in Cost._fields
    )
    return Cost(*found)


def lag_of(scenario: Scenario, change: Change) -> float:
    """Weeks until the full effect; 0 for a change that is no programme."""
    if change.programme is None:
        return 0.0
    return row_of(scenario, change).lag if change.lag is None else change.lag


def strength_of(change: Change) -> float:
    """Part of a programme's full effect that it has in the end."""
    return 1.0 if change.strength is None else change.strength


def step_days(scenario: Scenario, change: Change, first: float) -> list[float]:
    """Days on which the effect of a programme that begins on `first` grows, the last in full.

    Equal steps of about a month that end with the lag: the first step comes after one of them.
    """
    lag = 7.0 * lag_of(scenario, change)
    gradually = row_of(scenario, change).comes == "gradually"
    count = max(1, round(lag / DAYS_PER_MONTH)) if gradually else 1
    return [first + lag * k / count for k in range(1, count + 1)]


def part_on(days: list[float], day: float) -> float:
    """Part of the effect that has come by a day, of a programme with these step days (0-1)."""
    return sum(step <= day for step in days) / len(days)
