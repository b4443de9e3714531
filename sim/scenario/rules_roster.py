"""Rules of the roster: seats that there are, and dates inside the run."""

from __future__ import annotations

from collections import Counter

from sim.scenario.heads import heads_by_role
from sim.scenario.rule import Broken, Rule
from sim.scenario.rules_names import unknown_name
from sim.scenario.tree import Scenario
from sim.scenario.when import outside


def roster(scenario: Scenario) -> Broken:
    """Names have roles that there are, no more of them than seats, and dates that can be."""
    roles = scenario.team.roles
    for name, row in scenario.people.roster.items():
        path = ("people", "roster", name)
        if row.role is not None and row.role not in roles:
            yield unknown_name((*path, "role"), "role", row.role, roles)
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


ROSTER = (
    Rule(("team.roles", "people.roster", "start", "years"), roster),
    Rule(("team", "people.roster"), seats),
    Rule(("team", "people.roster"), seats_by_place),
)
