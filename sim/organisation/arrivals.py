"""Arrivals: the work that accounts bring, got ready a week at a time and delivered in time."""

from __future__ import annotations

from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.beats import Beats
from sim.organisation.items import NEVER, Item
from sim.organisation.planes import Points

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World

NO_MORE = Item(-1, -1, -1, 0, 0.0, NEVER, NEVER, NEVER, 0.0)
"""Stands behind the last arrival of a week."""


class Arrivals:
    """Everything that comes in by itself.

    items: those of the week in order of time, then NO_MORE; they get number and priority when they
    are delivered. place: the next of them; next_time: when it comes.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.points = Points(world)
        self.beats = Beats(world)
        self.items = [NO_MORE]
        self.place = 0
        self.next_time = NEVER

    # --- dispatching ---------------------------------------------------------------------------

    def open_week(self, start: float) -> None:
        """Get the arrivals of the week that begins at `start` ready."""
        self.items = [*self.week(start), NO_MORE]
        self.place = 0
        self.next_time = self.items[0].created
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
            item = self.items[self.place]
            self.place += 1
            self.next_time = self.items[self.place].created
            account, kind = item.account, item.kind
            if alive[account]:
                item.number = number()
                item.priority = priorities[kind] if order is None else order[kind][classes[account]]
                deliver(item)

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
        for item in self.items[self.place : -1]:
            account = item.account
            taker = sole[item.kind][segment[account]]
            if taker is None or not taker.people:
                return item.created
            if taker is desk or account in carried:
                owner = taker.owner[account]
                if owner is None or owner.tray is tray:
                    return item.created
            elif taker in helps:
                return item.created
        return NEVER

    # --- the arrivals of a week ----------------------------------------------------------------

    def week(self, start: float) -> list[Item]:
        """Arrivals of the week that begins at `start`, in order of time."""
        first = self.world.calendar.to_work(start)
        together = np.concatenate((*self.beats.week(first), self.points.week(first)), axis=1)
        self.world.upstream.came_up(together)
        if self.world.steering.order.listens:
            self.world.steering.order.ranks.hear(together)
        rows = together[:, np.argsort(together[0], kind="stable")]
        kind, account, source = rows[1:4].astype(int).tolist()
        time, due, expires, demand, tag = rows[[0, 4, 5, 6, 7]].tolist()
        none = repeat(-1)
        columns = (none, kind, account, source, none, time, due, expires, demand, tag)
        return list(map(Item, *columns))
