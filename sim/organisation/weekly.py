"""The week: slow state is stepped exactly, and the arrivals of the week are made ready."""

from __future__ import annotations

from collections.abc import Generator
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import DAY_HOURS, WEEK, YEAR
from sim.organisation import strain
from sim.organisation.outcomes import improvement_item
from sim.organisation.people import Week
from sim.organisation.speed import refresh_person

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World

WORKDAYS = 5
CONTRACT_HOURS = 40.0


def calendar(world: World) -> Generator[Event, None, None]:
    """The process that turns the weeks: leadership, arrivals, state."""
    env = world.env
    number = round(world.begins / WEEK)
    while True:
        start = WEEK * number
        if number == 0:
            world.begin_recording()
        open_week(world, start)
        world.arrivals.open_week(start)
        number += 1
        yield env.timeout(WEEK * number - env.now)
        close_week(world, number)


def open_week(world: World, start: float) -> None:
    """Monday morning: hazards of the coming week, improvement work, headcount review."""
    weeks = round(start / WEEK)
    people = [p for p in world.people if p.employed]
    if world.scenario.mechanisms.quitting:
        _hazards(world, people)
    for person in people:
        _improvement(world, person)
    leadership = world.scenario.leadership
    due = start >= 0.0 and weeks % max(1, round(leadership.review)) == 0
    if due and leadership.planning != "fixed":
        world.staffing.review()


def _hazards(world: World, people: list[Person]) -> None:
    scenario = world.scenario
    on = scenario.mechanisms
    since = world.env.now - strain.CONTAGION_WEEKS * WEEK
    recent = sum(1 for t in world.leaving.exits if t > since)
    share = recent / max(1, len(people))
    support = scenario.leadership.support
    for person in people:
        hazards = strain.hazards(
            scenario.people, person.burnout, support, share, on.burnout, on.contagion
        )
        world.leaving.hazard_week(person, hazards)


def _improvement(world: World, person: Person) -> None:
    """A share of the week is set aside for improvement; a small part of it is protected."""
    culture = world.scenario.culture
    if world.scenario.work.volume == 0.0:
        return
    hours = culture.improvement_share * CONTRACT_HOURS
    if hours <= 0.0:
        return
    floor = min(hours, culture.improvement_floor)
    improvement_item(world, person, floor, True)
    improvement_item(world, person, hours - floor, False)


def close_week(world: World, number: int) -> None:
    """The week is over: queues are swept, people and accounts step, rows are written."""
    now = world.env.now
    world.arrivals.catch_up(now)
    sweep(world)
    world.accounts.delay = _delays(world, now)
    unhealthy, everywhere = _unhealthy(world)
    employed = [p for p in world.people if p.employed]
    rows = []
    for person in employed:
        # Of one's own book, or of everything the role serves.
        book = person.book
        bad = sum(map(unhealthy.__getitem__, book)) / len(book) if book else everywhere
        rows.append(_step_person(world, person, number, bad))
    _learn(world)
    world.accounts.step(world)
    if world.recorder.on:
        _record(world, rows)
    world.refresh()
    for person in employed:
        person.week = Week(len(world.kinds))
        refresh_person(world, person)


def _unhealthy(world: World) -> tuple[list[bool], float]:
    """Which accounts are below the healthy line, and their share of all customers."""
    accounts = world.accounts
    unhealthy = accounts.health < world.scenario.customers.healthy_line
    alive = unhealthy[accounts.alive]
    return unhealthy.tolist(), float(alive.mean()) if len(alive) else 0.0


def sweep(world: World) -> None:
    """Find what is overdue and what expired in every queue."""
    now = world.env.now
    for desk in world.office.desks:
        for queue in desk.queues():
            if queue.entries:
                overdue, expired = queue.sweep(now)
                for item in overdue:
                    world.outcomes.overdue(item)
                for item in expired:
                    world.outcomes.drop(item)


def _delays(world: World, now: float) -> np.ndarray:
    """How late each running onboarding is: 0 on plan, 1 at twice the planned time."""
    kind = world.kind_for("onboarding")
    out = np.zeros(len(world.accounts))
    if kind >= 0:
        planned = world.kind_rows[kind].over * WEEK
        running = np.flatnonzero(np.asarray(world.accounts.onboarding) >= 0)
        begun = np.maximum(world.accounts.arrived[running], world.begins)
        out[running] = np.clip((now - begun) / planned - 1.0, 0.0, 1.0)
    return out


def _step_person(world: World, person: Person, number: int, bad: float) -> tuple[float, ...]:
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
    felt = strain.demand(
        scenario.burnout,
        person.traits.sensitivity,
        used * present / WORKDAYS,
        week.after,
        scope,
        bad,
        scenario.leadership.support,
    )
    target = strain.settled(scenario.burnout, felt)
    person.acute = strain.step(person.acute, target, 1.0, scenario.burnout.acute_time)
    person.burnout = strain.step_burnout(scenario.burnout, person.burnout, person.acute, 1.0)
    memory = float(np.exp(-1.0 / scenario.learning.memory))
    person.practice = [x * memory + h for x, h in zip(person.practice, week.kinds, strict=True)]
    worked = present * DAY_HOURS + week.after
    return (
        world.env.now,
        person.row,
        person.desk.index,
        person.acute,
        person.burnout,
        worked,
        week.client,
        available,
        week.after,
        week.unlogged,
        week.scope,
        person.inbox.hours,
        len(person.book),
        person.ramp,
        away,
    )


def presence(world: World, person: Person, end: float) -> tuple[float, int]:
    """Working days present and on leave in the week up to working time `end`."""
    begin = float(WORKDAYS * ((end - 1e-9) // WORKDAYS))
    begin = max(begin, world.calendar.to_work(person.hired))
    away = person.leaves.days(ceil(begin - 1e-9), ceil(end - 1e-9))
    return max(0.0, end - begin - away), away


def settle(world: World, person: Person) -> None:
    """The week of somebody who leaves ends early; their hours are kept."""
    week = person.week
    if world.recorder.on and week.client > 0.0:
        present, away = presence(world, person, world.calendar.to_work(world.env.now))
        world.recorder.sheets["weekly_people"].add(
            (
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
                0.0,
                0,
                person.ramp,
                away,
            )
        )


def _learn(world: World) -> None:
    """Documented knowledge grows with improvement work and goes stale."""
    if world.scenario.mechanisms.documentation:
        learning = world.scenario.learning
        heads = max(1, sum(1 for p in world.people if p.employed))
        an_hour = world.improvement / heads
        gain = learning.documentation * an_hour * (1.0 - world.documented)
        loss = learning.documentation_decay * world.documented * WEEK / YEAR
        world.documented = min(1.0, max(0.0, world.documented + gain - loss))
    world.improvement = world.operations_hours


def _record(world: World, people: list[tuple[float, ...]]) -> None:
    """Weekly rows of people, accounts and roles."""
    recorder = world.recorder
    for row in people:
        recorder.sheets["weekly_people"].add(row)
    accounts = world.accounts
    alive = np.flatnonzero(accounts.alive)
    now = world.env.now
    recorder.sheets["weekly_accounts"].add_columns(
        time=np.full(len(alive), now),
        account=alive,
        arr=np.asarray(accounts.arr)[alive],
        health=accounts.health[alive],
        trust=accounts.trust[alive],
        firm=accounts.firm[alive],
        served=accounts.served[alive],
        lead=np.asarray(accounts.lead)[alive],
    )
    for desk in world.office.desks:
        vacant = sum(1 for s in world.staffing.seats if s.desk is desk and s.person is None)
        recorder.sheets["weekly_roles"].add(
            (now, desk.index, len(desk.people), vacant, desk.backlog(), world.documented)
        )
    recorder.tidy()
