"""Arrivals: the work that accounts bring, got ready a week at a time and delivered in time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.beats import Beats
from sim.organisation.items import NEVER, Item
from sim.organisation.planes import Points

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World

Arrival = tuple[float, int, int, int, float, float, float, float]
"""time, kind, account, source, due, expires, demand, tag."""
NO_MORE: Arrival = (NEVER, -1, -1, 0, NEVER, NEVER, 0.0, 0.0)


class Arrivals:
    """Everything that comes in by itself."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.points = Points(world)
        self.beats = Beats(world)
        self.rows: list[Arrival] = [NO_MORE]
        self.place = 0
        self.next_time = NEVER

    # --- dispatching ---------------------------------------------------------------------------

    def open_week(self, start: float) -> None:
        """Get the arrivals of the week that begins at `start` ready."""
        self.rows = self.week(start)
        self.rows.append(NO_MORE)
        self.place = 0
        self.next_time = self.rows[0][0]
        self.watch_all()

    def catch_up(self, now: float) -> None:
        """Deliver everything that has arrived by now.

        Arrivals need no event of their own: they are delivered before anybody looks into a queue,
        and to somebody who rests by an alarm (`watch`).
        """
        world = self.world
        alive, priorities = world.accounts.alive_list, world.priorities
        deliver, number = world.office.deliver, world.next_item
        order = world.steering.order.table
        classes = world.steering.order.classes
        while self.next_time <= now:
            row = self.rows[self.place]
            self.place += 1
            self.next_time = self.rows[self.place][0]
            time, kind, account, source, due, expires, demand, tag = row
            if alive[account]:
                priority = priorities[kind] if order is None else order[kind][classes[account]]
                deliver(
                    Item(number(), kind, account, source, priority, time, due, expires, demand, tag)
                )

    def forget(self) -> None:
        """Accounts changed what they ask for: rates and points are worked out anew."""
        self.points.planes.clear()
        self.points.scenario = self.beats.scenario = None

    def watch(self, person: Person) -> None:
        """Somebody rests: set an alarm for the next arrival of this week that may be theirs.

        To be called again whenever more may be theirs; an alarm that is early enough stays.
        """
        time = self._next_for(person)
        if time < person.alarm:
            person.alarm = time
            self.world.at(time, partial(self._ring, person, person.waiting, time))

    def watch_all(self) -> None:
        """Another week, or who takes what has changed: everybody who rests looks anew."""
        for person in list(self.world.resting):
            self.watch(person)

    def _ring(self, person: Person, rest: Event | None, time: float) -> None:
        """Deliver on time; where it was for somebody else, the rest goes on."""
        self.catch_up(self.world.env.now)
        if rest is not None and person.waiting is rest and person.alarm == time:
            person.alarm = NEVER
            self.watch(person)

    def _next_for(self, person: Person) -> float:
        """Time of the next arrival that could come to this person, NEVER if none does."""
        office, desk, tray = self.world.office, person.desk, person.tray
        sole, segment = office.sole, office.segment
        carried, helps = person.carried, desk.helps
        for row in self.rows[self.place : -1]:
            account = row[2]
            taker = sole[row[1]][segment[account]]
            if taker is None or not taker.people:
                return row[0]
            if taker is desk or account in carried:
                owner = taker.owner[account]
                if owner is None or owner.tray is tray:
                    return row[0]
            elif taker in helps:
                return row[0]
        return NEVER

    # --- the arrivals of a week ----------------------------------------------------------------

    def week(self, start: float) -> list[Arrival]:
        """Arrivals of the week that begins at `start`, in order of time."""
        first = self.world.calendar.to_work(start)
        together = np.concatenate((*self.beats.week(first), self.points.week(first)), axis=1)
        self.world.upstream.came_up(together)
        if self.world.steering.order.listens:
            self.world.steering.order.ranks.hear(together)
        rows = together[:, np.argsort(together[0], kind="stable")]
        whole = rows[1:4].astype(int).tolist()
        return list(zip(rows[0].tolist(), *whole, *rows[4:].tolist(), strict=True))
