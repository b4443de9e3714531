"""Speed: how fast somebody works at each kind of work, and how much of the day clients get."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from sim.base.dates import WEEK
from sim.organisation.strain import NEUTRAL, step
from sim.scenario.workload import account_hours, hours_aside

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.organisation.world import World

LEAST_SPEED = 0.1
RAMPED = 0.8
"""Speed that `people.ramp` leads to."""


def ramp(start: float, weeks_to_ramped: float, weeks: float) -> float:
    """Speed after `weeks`: 1 - (1 - start) e^(-t / tau), tau such that it is 0.8 when ramped."""
    if weeks_to_ramped <= 0.0 or start >= RAMPED:
        return 1.0
    tau = weeks_to_ramped / log((1.0 - start) / (1.0 - RAMPED))
    return step(start, 1.0, weeks, tau)


def lost_to_new_role(world: World, person: Person) -> float:
    """Share of speed lost since a reorganisation changed the role; fades as a newcomer's ramp."""
    if person.dip == 0.0 or not world.scenario.mechanisms.ramp:
        return 0.0
    people, row = world.scenario.people, person.desk.row
    weeks = (world.env.now - person.moved_at) / WEEK
    left = 1.0 - ramp(people.ramp_start, people.ramp if row.ramp is None else row.ramp, weeks)
    return person.dip * left / (1.0 - people.ramp_start) if people.ramp_start < 1.0 else 0.0


def newness(world: World, person: Person) -> float:
    """How new the work of a person's role is to them (0-1).

    Sum over kinds of work of its share in the role x half / (half + recent hours at it), half =
    `learning.half_hours`.
    """
    half = world.scenario.learning.half_hours
    mix = kind_mix(world, person.desk)
    return sum(m * half / (half + x) for m, x in zip(mix, person.practice, strict=True))


def kind_mix(world: World, desk: Desk) -> list[float]:
    """Share of each kind of work in what a role does for the opening book, nominally."""
    hours = [0.0] * len(world.kinds)
    for s, segment in enumerate(world.segments):
        nominal = account_hours(world.scenario, segment)
        n = world.accounts.segment[: world.roster.opening].count(s)
        for k, name in enumerate(world.kinds):
            for taker, part in world.office.routes[k][s]:
                if taker is desk:
                    hours[k] += nominal[name] * part * n
    total = sum(hours)
    return [h / total for h in hours] if total > 0.0 else hours


def skill(world: World, person: Person, role: str) -> float:
    """Practice a person has in the kinds of work a role does."""
    desk = next(d for d in world.office.desks if d.name == role)
    return sum(p * m for p, m in zip(person.practice, kind_mix(world, desk), strict=True))


def refresh_person(world: World, person: Person) -> None:
    """Speed by kind of work: talent x ramp x burnout x practice; and attention to clients."""
    scenario = world.scenario
    on = scenario.mechanisms
    row = person.desk.row
    aside = person.desk.coordination + hours_aside(scenario) + world.steering.hours(person)
    person.attention = max(0.05, row.client_share - aside / 40.0)
    weeks = max(0.0, world.env.now - person.hired) / WEEK
    ramp_weeks = row.ramp if row.ramp is not None else scenario.people.ramp
    if person.structured:
        ramp_weeks *= 1.0 - scenario.people.onboarding_effect
    person.ramp = ramp(scenario.people.ramp_start, ramp_weeks, weeks) if on.ramp else 1.0
    person.ramp *= 1.0 - lost_to_new_role(world, person)
    tired = scenario.burnout.speed_effect * (person.burnout - NEUTRAL) if on.burnout else 0.0
    base = person.traits.talent * person.ramp * (1.0 - tired)
    person.speed = max(LEAST_SPEED, base)
    if not on.learning:
        person.rates = [person.speed] * len(world.kinds)
        return
    learning = scenario.learning
    variety = world.office.variety(person)
    half = learning.half_hours * (1.0 + variety / learning.breadth)
    gain, reference = learning.gain, learning.reference
    person.rates = [
        max(LEAST_SPEED, base * (1.0 + gain * (x / (x + half) - reference)))
        for x in person.practice
    ]
