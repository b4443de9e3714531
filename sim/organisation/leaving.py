"""Leaving: the hazard of quitting, resigning, the notice and the last day."""

from __future__ import annotations

from collections.abc import Generator
from math import ceil
from typing import TYPE_CHECKING

from sim.base.dates import WEEK, YEAR
from sim.organisation.items import NEVER
from sim.organisation.person_week import settle
from sim.tables.words import EXIT_CAUSES

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World


class Leaving:
    """Exits of the run; `exits` are the times of resigning."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.exits: list[float] = []

    def resign(self, person: Person, at: float, causes: int) -> Generator[Event, None, None]:
        """Resign at a time, work the notice, leave."""
        world = self.world
        env = world.env
        yield env.timeout(max(0.0, at - env.now))
        if not person.employed or person.resigned < NEVER:
            return
        notice = world.scenario.people.notice
        person.resigned = env.now
        person.last_day = float(ceil(env.now + notice * WEEK))
        because = world.recorder.event("resigned", person=person.row, causes=causes)
        world.continuity.prepare(person)
        self.exits.append(env.now)
        world.staffing.review(because)
        yield env.timeout(person.last_day - env.now)
        if person.employed:
            self.leave(person, because)

    def leave(self, person: Person, because: int = -1, what: str = "left") -> None:
        """The last day is over: accounts and work go to colleagues. what: the event's word."""
        world = self.world
        world.arrivals.catch_up(world.env.now)
        person.employed = False
        world.recorder.because = world.recorder.event(what, person=person.row, because=because)
        in_hand = person.hand_back()
        desk = person.desk
        world.books.hand_on(person)
        desk.remove(person)
        for item in in_hand:
            world.books.return_item(item)
        world.books.pass_down(desk)
        if not desk.people:
            world.arrivals.watch_all()  # What comes in for the role goes elsewhere from now on.
        world.recorder.because = -1
        seat = next(s for s in world.staffing.seats if s.number == person.seat)
        seat.person = None
        seat.desk = seat.wanted
        seat.vacant = world.env.now
        person.wake_up()
        settle(world, person)

    def hazard_week(self, person: Person, hazards: tuple[float, ...], weeks: float = 1.0) -> None:
        """Integrate the hazard of the coming week; where it reaches the threshold, they resign."""
        world = self.world
        years = weeks * WEEK / YEAR
        if world.named.waits(person) or world.named.stays(person):
            return
        before = person.hazard[0]
        threshold = person.traits.threshold
        person.hazard = [x + h * years for x, h in zip(person.hazard, hazards, strict=True)]
        if person.resigning or person.hazard[0] < threshold or hazards[0] <= 0.0:
            return
        at = world.env.now + max(0.0, threshold - before) / hazards[0] * YEAR
        causes = sum(1 << i for i in range(len(EXIT_CAUSES)) if person.hazard[i + 1] < threshold)
        person.resigning = True
        world.env.process(self.resign(person, at, causes))
