"""A person's week: strain, burnout and practice after it, and the row that is kept of it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from sim.base.dates import DAY_HOURS, WEEK
from sim.organisation import strain
from sim.organisation.speed import lost_to_new_role

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

WORKDAYS = 5


class Week:
    """Hours of one person in the current week."""

    __slots__ = ("after", "client", "kinds", "scope", "unlogged")

    def __init__(self, kinds: int) -> None:
        self.client = 0.0
        self.after = 0.0
        self.unlogged = 0.0
        self.scope = 0.0
        self.kinds = [0.0] * kinds


def step_person(world: World, person: Person, number: int, bad: float) -> tuple[float, ...]:
    """Strain and burnout of one person over the past week; returns the weekly row.

    bad: share of unhealthy accounts among those the person has to do with.
    """
    scenario = world.scenario
    week = person.week
    present, away = presence(world, person, WORKDAYS * number)
    available = present * DAY_HOURS * person.attention
    used = min(1.0, (week.client - week.after) / available) if available > 0.0 else 0.0
    used = max(0.0, used)
    scope = week.scope / week.client if week.client > 0.0 else 0.0
    weights = scenario.burnout
    narrow = weights.monotony * (1.0 - person.desk.breadth)
    demand = strain.demand(
        weights,
        person.traits.sensitivity,
        used * present / WORKDAYS,
        week.after,
        scope,
        bad,
        world.norms.support,
        narrow + world.climate.manager.passed_on(weights),
    )
    target = strain.settled(weights, demand)
    recovery = 1.0 + weights.remote_slowdown * scenario.culture.remote_share
    person.acute = strain.step_acute(weights, person.acute, target, 1.0, recovery)
    person.burnout = strain.step_burnout(weights, person.burnout, person.acute, 1.0, recovery)
    memory = strain.kept(scenario.learning.memory)
    person.practice = [x * memory + h for x, h in zip(person.practice, week.kinds, strict=True)]
    return _row(world, person, present, away)


def _row(world: World, person: Person, present: float, away: int) -> tuple[float, ...]:
    """The week's row of somebody who was there on so many days and on leave on others.

    Who has left by now has neither a backlog nor accounts.
    """
    week = person.week
    return (
        world.env.now,
        person.row,
        person.desk.index,
        person.acute,
        person.burnout,
        present * DAY_HOURS + week.after,
        week.client,
        present * DAY_HOURS * person.attention,
        week.after,
        week.unlogged,
        week.scope,
        person.inbox.hours if person.employed else 0.0,
        len(person.book) + len(person.carried) if person.employed else 0,
        person.ramp,
        away,
        lost_to_new_role(world, person),
    )


def presence(world: World, person: Person, end: float) -> tuple[float, int]:
    """Working days present and on leave in the week up to working time `end`."""
    begin = float(WORKDAYS * ((end - 1e-9) // WORKDAYS))
    if person.hired > WEEK * begin / WORKDAYS:
        begin = max(begin, world.calendar.to_work(person.hired))
    away = person.leaves.days(ceil(begin - 1e-9), ceil(end - 1e-9))
    return max(0.0, end - begin - away), away


def settle(world: World, person: Person) -> None:
    """The week of somebody who leaves ends early; their hours are kept."""
    week = person.week
    if world.recorder.on and week.client > 0.0:
        present, away = presence(world, person, world.calendar.to_work(world.env.now))
        world.recorder.sheets["weekly_people"].add(_row(world, person, present, away))
