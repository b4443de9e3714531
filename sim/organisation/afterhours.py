"""Hero work: evenings and Saturdays, how many hours somebody adds, and what they yield."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from sim.base.dates import DAY_HOURS, DAY_START
from sim.organisation.leaves import SMALL

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.culture.norms import Norms
    from sim.organisation.items import Item
    from sim.organisation.people import Person
    from sim.organisation.world import World

LINEAR_TO = 49.0
PEAK_SPAN = 14.0
NOMINAL_WEEK = 40.0
HERO_INCLINATION = 0.9
SATURDAY_MOST = 5.0


def marginal_output(after: float) -> float:
    """Output of the next hour, relative to a normal one, after `after` hours of overtime this week.

    Output of h weekly hours is h up to 49 and 49 + x - x^2/28 above (x = h - 49), so the next hour
    yields 1 - x/14; it reaches 0 at 63 hours (Pencavel 2014).
    """
    beyond = NOMINAL_WEEK + after - LINEAR_TO
    return 1.0 if beyond <= 0.0 else max(0.05, 1.0 - beyond / PEAK_SPAN)


def own_inclination(norms: Norms, person: Person) -> float:
    """Inclination of somebody by nature and culture (0-1), before drift."""
    return max(norms.inclination, HERO_INCLINATION) if person.traits.hero else norms.inclination


def inclination(norms: Norms, person: Person) -> float:
    """Inclination that acts: with drift, boundaries and the leader's example (0-1)."""
    drifted = max(0.0, own_inclination(norms, person) + person.drift)
    return min(1.0, drifted * norms.restraint)


def evening_hours(person: Person, world: World, now: float, saturday: bool = False) -> float:
    """Hours this person adds now: inclination x (pace needed - a day's capacity), within limits.

    The need is a pace (what must be done by when), not the length of the queue.
    """
    if not world.scenario.mechanisms.overtime:
        return 0.0
    norms = world.norms
    budget = norms.most - person.week.after
    most = min(budget, norms.saturday if saturday else norms.most / 4)
    if most <= 0.0:
        return 0.0
    if world.arrivals.next_time <= world.env.now:
        world.arrivals.catch_up(world.env.now)
    capacity = DAY_HOURS * person.attention
    inbox, *others = person.queues
    waiting = inbox.hours
    for queue in others:
        waiting += queue.hours / queue.members
    speed = person.speed
    if person.left + waiting / speed <= capacity:
        return 0.0
    pace = inbox.pace(now)
    for queue in others:
        if queue.entries:
            pace += queue.pace(now) / queue.members
    # What is left of the item in hand is in this person's own hours, switching included.
    need = pace / speed
    if person.current is not None:
        need += person.left / max(1.0, (person.current.due - now) * (5 / 7))
    if need <= capacity:
        return 0.0
    return max(0.0, min(most, inclination(norms, person) * (need - capacity)))


def evening(person: Person, end: float) -> Generator[Event, None, float]:
    """After the day, perhaps on Saturday: work on; returns the time up to which."""
    clock = end
    hours = evening_hours(person, person.world, end)
    if hours > 0.0:
        clock = yield from overtime(person, end, hours)
    if person.current is not None and saturday(person, clock):
        hours = evening_hours(person, person.world, person.world.env.now, saturday=True)
        if hours > 0.0:
            clock = yield from overtime(person, int(clock) + 1 + DAY_START, hours)
    return clock


def overtime(person: Person, clock: float, hours: float) -> Generator[Event, None, float]:
    """Work items after hours from `clock` on; returns the time at which it ends."""
    env = person.world.env
    pace = marginal_output(person.week.after)
    per_day = 24.0 * pace
    end = clock + hours / 24
    while person.current is not None or person.take(env.now):
        item: Item = person.current  # type: ignore[assignment]
        needed, room = person.left, (end - clock) * per_day
        if needed > room + SMALL:
            person.left -= room
            person.spend(item, room, pace)
            return end
        clock += needed / per_day
        yield person.nap.of(clock - env.now)
        if not person.employed:
            break
        person.complete(item, needed, pace, env.now)
    return clock


def saturday(person: Person, clock: float) -> bool:
    """Whether tomorrow is a free Saturday that still belongs to the job."""
    tomorrow = int(clock // 1) + 1
    return not person.world.calendar.is_workday(tomorrow) and person.last_day > tomorrow
