"""The week: slow state is stepped exactly, and the arrivals of the week are made ready."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.organisation.improvement import improvement_week
from sim.organisation.leading.acting import lead_on
from sim.organisation.person_week import Week, step_person
from sim.organisation.quitting import CONTAGION_WEEKS, Case, hazards, shared
from sim.organisation.speed import refresh_person
from sim.organisation.strain import NEUTRAL
from sim.organisation.week_rows import record_week

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World


def calendar(world: World) -> Generator[Event, None, None]:
    """The process that turns the weeks: leadership, arrivals, state."""
    env = world.env
    number = round(world.begins / WEEK)
    while True:
        start = WEEK * number
        if number == 0:
            world.begin_recording()
        open_week(world, start)
        world.steering.week()
        world.arrivals.open_week(start)
        number += 1
        yield env.timeout(WEEK * number - env.now)
        close_week(world, number)


def open_week(world: World, start: float) -> None:
    """Monday morning: hazards of the coming week, improvement work, headcount review."""
    world.upstream.open_week()
    weeks = round(start / WEEK)
    people = [p for p in world.people if p.employed]
    if world.scenario.mechanisms.quitting:
        _hazards(world, people)
    improvement_week(world, people)
    leadership = world.scenario.leadership
    due = start >= 0.0 and weeks % max(1, round(leadership.review)) == 0
    if due and leadership.planning != "fixed":
        world.staffing.review()
    if start >= 0.0:
        lead_on(world, weeks, due)


def _hazards(world: World, people: list[Person]) -> None:
    since = world.env.now - CONTAGION_WEEKS * WEEK
    recent = sum(1 for t in world.leaving.exits if t > since)
    share = recent / max(1, len(people))
    support, cynicism = world.norms.support, world.cynicism
    known = shared(world.scenario, Case(NEUTRAL, False, support, share, cynicism))
    for person in people:
        shock = world.timeline.shock(person)
        case = Case(person.burnout, person.traits.hero, support, share, cynicism, shock)
        world.leaving.hazard_week(person, hazards(world.scenario, case, known))


def close_week(world: World, number: int) -> None:
    """The week is over: queues are swept, people and accounts step, rows are written."""
    now = world.env.now
    world.arrivals.catch_up(now)
    sweep(world)
    world.upstream.close_week(number)
    world.accounts.delay = _delays(world, now)
    unhealthy, everywhere = _unhealthy(world)
    employed = [p for p in world.people if p.employed]
    rows = []
    for person in employed:
        # Of one's own book, or of everything the role serves.
        book = person.book
        bad = sum(map(unhealthy.__getitem__, book)) / len(book) if book else everywhere
        rows.append(step_person(world, person, number, bad))
    world.climate.close_week(employed, rows)
    _learn(world)
    world.accounts.step(world)
    world.ledger.close_week(rows)
    if world.recorder.on:
        record_week(world, rows)
    world.refresh()
    for person in employed:
        person.week = Week(len(world.kinds))
        refresh_person(world, person)


def _unhealthy(world: World) -> tuple[list[bool], float]:
    """Which accounts are below the healthy line, and their share of all customers."""
    accounts = world.accounts
    unhealthy = accounts.health < world.scenario.customers.healthy_line
    alive = unhealthy[accounts.alive]
    return unhealthy.tolist(), np.count_nonzero(alive) / len(alive) if len(alive) else 0.0


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
        out[running] = np.minimum(1.0, np.maximum(0.0, (now - begun) / planned - 1.0))
    return out


def _learn(world: World) -> None:
    """Documented knowledge grows with improvement work and goes stale."""
    if world.scenario.mechanisms.documentation:
        learning = world.scenario.learning
        heads = max(1, sum(1 for p in world.people if p.employed))
        an_hour = world.steering.sharing.documents(world.improvement / heads)
        gain = learning.documentation * an_hour * (1.0 - world.documented)
        gain *= 1.0 - world.scenario.culture.cynicism_waste * world.cynicism
        loss = learning.documentation_decay * world.documented * WEEK / YEAR
        world.documented = min(1.0, max(0.0, world.documented + gain - loss))
    world.improvement = world.operations_hours
