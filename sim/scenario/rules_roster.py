"""Rules of the roster: seats that there are, and dates inside the run."""

from __future__ import annotations

from collections import Counter

from sim.base.units import DAYS_PER_YEAR
from sim.scenario.guess import meant
from sim.scenario.heads import heads_by_role
from sim.scenario.rule import Broken, Rule
from sim.scenario.tree import Scenario
from sim.scenario.when import change_day


def roster(scenario: Scenario) -> Broken:
    """Names have roles that there are, no more of them than seats, and dates that can be."""
    roles = scenario.team.roles
    for name, row in scenario.people.roster.items():
        path = ("people", "roster", name)
        if row.role is not None and row.role not in roles:
            yield (
                (*path, "role"),
                f"no role is called '{row.role}': {', '.join(roles)}{meant(row.role, roles)}",
            )
        if row.since is not None and row.since > scenario.start:
            yield (*path, "since"), f"{row.since} is after the start: {scenario.start} or before"
        if row.exit is not None and (message := outside(scenario, row.exit)):
            yield (*path, "exit"), message
        for leave, absence in row.leave.items():
            if message := outside(scenario, absence.at):
                yield (*path, "leave", leave, "at"), message


def seats(scenario: Scenario) -> Broken:
    """No more names than the opening team has seats."""
    heads = heads_by_role(scenario)
    named = Counter(row.role for row in scenario.people.roster.values())
    for role, count in named.items():
        there = heads.get(role, count) if role is not None else sum(heads.values())
        wanted = count if role is not None else sum(named.values())
        if wanted > there:
            of = f" of {role}" if role is not None else ""
            yield ("people", "roster"), f"{wanted} names for the {there} seats{of}: one seat each"


def seats_by_place(scenario: Scenario) -> Broken:
    """A place is one of the role's seats, and has one name."""
    heads = heads_by_role(scenario)
    named: dict[tuple[str | None, int], str] = {}
    for name, row in scenario.people.roster.items():
        if row.place is None:
            continue
        path = ("people", "roster", name, "place")
        there = sum(heads.values()) if row.role is None else heads.get(row.role, row.place)
        if row.place > there:
            yield path, f"{row.place} is not allowed: 1 to {there}, the seats there are"
        elif (row.role, row.place) in named:
            yield path, f"{row.place} is the seat of {named[row.role, row.place]}: another one"
        named.setdefault((row.role, row.place), name)


def outside(scenario: Scenario, at: str) -> str:
    """Says that a moment ('2026-07-01', 'month 7') is not in the run; '' where it is."""
    if 0 <= change_day(scenario.start, at) < scenario.years * DAYS_PER_YEAR:
        return ""
    return f"'{at}' is not in the run: {scenario.start} and the {scenario.years:g} years after it"


ROSTER = (
    Rule(("team.roles", "people.roster", "start", "years"), roster),
    Rule(("team", "people.roster"), seats),
    Rule(("team", "people.roster"), seats_by_place),
)
