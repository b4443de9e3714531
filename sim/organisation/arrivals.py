"""Arrivals: the work that accounts bring, got ready a week at a time and delivered in time."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.beats import Beats
from sim.organisation.items import NEVER, Item
from sim.organisation.planes import Points

if TYPE_CHECKING:
    from simpy import Event

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
        self.asleep: Event | None = None

    # --- dispatching ---------------------------------------------------------------------------

    def open_week(self, start: float) -> None:
        """Get the arrivals of the week that begins at `start` ready."""
        self.rows = self.week(start)
        self.rows.append(NO_MORE)
        self.place = 0
        self.next_time = self.rows[0][0]
        if self.world.resting:
            self.somebody_rests()

    def catch_up(self, now: float) -> None:
        """Deliver everything that has arrived by now.

        Arrivals need no event of their own while everybody is busy: they are delivered before
        anybody looks into a queue. While somebody rests, `dispatch` delivers them on time.
        """
        world = self.world
        alive, priorities = world.accounts.alive_list, world.priorities
        deliver, number = world.office.deliver, world.next_item
        while self.next_time <= now:
            row = self.rows[self.place]
            self.place += 1
            self.next_time = self.rows[self.place][0]
            time, kind, account, source, due, expires, demand, tag = row
            if alive[account]:
                priority = priorities[kind]
                deliver(
                    Item(number(), kind, account, source, priority, time, due, expires, demand, tag)
                )

    def dispatch(self) -> Generator[Event, None, None]:
        """The process that delivers arrivals on time while somebody is resting."""
        env = self.world.env
        while True:
            if self.world.resting and self.next_time < NEVER:
                if self.next_time > env.now:
                    yield env.timeout(self.next_time - env.now)
                self.catch_up(env.now)
            else:
                self.asleep = env.event()
                yield self.asleep

    def somebody_rests(self) -> None:
        """Wake the dispatcher."""
        if self.asleep is not None:
            event, self.asleep = self.asleep, None
            event.succeed()

    # --- the arrivals of a week ----------------------------------------------------------------

    def week(self, start: float) -> list[Arrival]:
        """Arrivals of the week that begins at `start`, in order of time."""
        first = self.world.calendar.to_work(start)
        together = np.concatenate((*self.beats.week(first), self.points.week(first)), axis=1)
        rows = together[:, np.argsort(together[0], kind="stable")]
        whole = rows[1:4].astype(int).tolist()
        return list(zip(rows[0].tolist(), *whole, *rows[4:].tolist(), strict=True))
