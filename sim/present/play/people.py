"""Who sits where: people by seat and week with their load, and the seats that stand empty."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.present.play.packing import steps, whole
from sim.present.play.weeks import at_ends, ends, ordered, week_of
from sim.present.words import named
from sim.scenario.tree import Scenario
from sim.tables import Run

LOAD = ("person", "role", "worked", "backlog", "burnout", "ramp", "away")
PERCENT = 0.01
PERMILLE = 1000


class Presence(NamedTuple):
    """One person in the film, in the weeks at whose end they are employed.

    person: row of the table. name: what they are called. seat: number of the seat. first: their
    first week. role: steps of [week, role]. worked, backlog: hours; burnout: a thousandth,
    rounded up, so that what is above a line stays above it; ramp: per cent; away: days; one number
    a week from `first` on. leaving: week of resigning, -1 for none. hero: by
    inclination.
    """

    person: int
    name: str
    seat: int
    first: int
    role: list[int]
    worked: list[int]
    backlog: list[int]
    burnout: list[int]
    ramp: list[int]
    away: list[int]
    leaving: int
    hero: bool


class Vacancy(NamedTuple):
    """A seat that nobody sits in at the ends of weeks `first` to `until` - 1."""

    seat: int
    role: int
    first: int
    until: int


def presences(run: Run) -> list[Presence]:
    """Everybody who is employed at the end of some week, by row number."""
    return [
        _presence(run, person, rows)
        for person, rows in ordered(at_ends(run, "weekly_people", LOAD), "person")
    ]


def vacancies(run: Run) -> list[Vacancy]:
    """Every time that a seat stands empty over the end of a week, in the order of the table."""
    seats, last = run["seats"], ends(run)
    first = np.searchsorted(last, seats["vacant"], side="right")
    filled = np.where(np.isnan(seats["filled"]), np.inf, seats["filled"])
    until = np.searchsorted(last, filled, side="right")
    return [
        Vacancy(int(seat), int(role), int(a), int(b))
        for seat, role, a, b in zip(seats["seat"], seats["role"], first, until, strict=True)
        if a < b
    ]


def person_name(run: Run, person: int) -> str:
    """The name in the roster of the scenario, else 'simulated person 7'."""
    people = run["people"]
    known = people["person"] == person
    code = int(people["named"][known][0]) if known.any() else -1
    return run.labels["named"][code] if code >= 0 else f"simulated person {person}"


def role_title(scenario: Scenario, role: str) -> str:
    """A role as people call it: its title in the scenario, else its name in words."""
    known = scenario.team.roles.get(role)
    if known is not None and known.title:
        return known.title
    return named(role)


def _presence(run: Run, person: int, rows: dict[str, np.ndarray]) -> Presence:
    people = run["people"]
    me = int(np.flatnonzero(people["person"] == person)[0])
    first, resigned = int(rows["week"][0]), float(people["resigned"][me])
    return Presence(
        person,
        person_name(run, person),
        int(people["seat"][me]),
        first,
        steps(rows["role"], first),
        whole(rows["worked"]),
        whole(rows["backlog"]),
        whole(np.ceil(PERMILLE * rows["burnout"])),
        whole(rows["ramp"], PERCENT),
        whole(rows["away"]),
        -1 if np.isnan(resigned) else max(0, int(week_of(np.array(resigned)))),
        bool(people["hero"][me]),
    )


def packed(presence: Presence) -> list[Any]:
    """The fields in their order, for JSON."""
    return [*presence[:-1], int(presence.hero)]
