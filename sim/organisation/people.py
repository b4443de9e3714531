"""People: a process for each, that works its queues through real days.

A person's life: first day, working days (items by priority, one at a time), evenings when the day
was too short, leave, perhaps resigning, last day. The process sleeps until the next thing that
concerns it; there is no process for an item of work.
"""

from __future__ import annotations

from collections.abc import Generator
from heapq import heappop
from typing import TYPE_CHECKING

from sim.organisation.afterhours import evening
from sim.organisation.items import NEVER, Item, Queue
from sim.organisation.leaves import SMALL, Leaves
from sim.organisation.nap import Nap
from sim.organisation.person_week import Week
from sim.tables.words import EXIT_CAUSES

if TYPE_CHECKING:
    from simpy import Event, Process

    from sim.organisation.roles import Desk, Pod
    from sim.organisation.traits import Traits
    from sim.organisation.world import World


class Person:
    """Somebody in a seat. Hours in hours, times in days, state between 0 and 1.

    carried: accounts that the person still owns although another role leads them now. moved_at:
    when a reorganisation last changed their role, role_before: what it was; dip: speed lost that
    day. parked: works in CS operations. structured: was brought in by structured onboarding.
    """

    __slots__ = (
        "acute", "alarm", "attention", "book", "burnout", "carried", "current", "desk", "dip",
        "drift", "employed", "hazard", "hired", "inbox", "last_account", "last_day", "last_kind",
        "leaves", "left", "load", "moved_at", "nap", "occupant", "parked", "pod", "practice",
        "process", "queues", "ramp", "rates", "resigned", "resigning", "role_before", "row",
        "seat", "speed", "structured", "traits", "tray", "waiting", "week", "whole", "world",
    )  # fmt: skip

    def __init__(
        self,
        world: World,
        row: int,
        seat: int,
        occupant: int,
        desk: Desk,
        hired: float,
        traits: Traits,
    ) -> None:
        self.world = world
        self.row = row
        self.seat = seat
        self.occupant = occupant
        self.desk = desk
        self.hired = hired
        self.traits = traits
        self.employed = True
        self.resigning = False
        self.resigned = NEVER
        self.last_day = NEVER
        self.acute = 0.0
        self.burnout = 0.0
        self.ramp = 1.0
        self.speed = 1.0
        self.hazard = [0.0] * (1 + len(EXIT_CAUSES))
        self.drift = 0.0
        self.practice = [0.0] * len(world.kinds)
        self.rates = [1.0] * len(world.kinds)
        self.week = Week(len(world.kinds))
        self.attention = 1.0
        self.book: dict[int, None] = {}
        self.carried: dict[int, Desk] = {}
        self.load = 0.0
        self.inbox = self.tray = Queue(desk.index)
        self.pod: Pod | None = None
        self.queues: list[Queue] = [self.inbox]
        self.nap = Nap(world.env)
        self.waiting: Event | None = None
        self.alarm = NEVER
        self.current: Item | None = None
        self.left = 0.0
        self.whole = 0.0
        self.last_account = -1
        self.last_kind = -1
        self.leaves = Leaves()
        self.process: Process | None = None
        self.role_before = ""
        self.moved_at = -NEVER
        self.dip = 0.0
        self.parked = False
        self.structured = False

    # --- the process ---------------------------------------------------------------------------

    def live(self) -> Generator[Event, None, None]:
        """Work day after day until no longer employed.

        `clock` is the person's own time. It runs ahead of the world's through evenings and nights
        with an item in hand, because nothing is decided there; the process sleeps until the next
        moment at which something is.
        """
        env = self.world.env
        nap = self.nap.of
        clock = now = env.now
        while True:
            clock, end = self.leaves.next_day(self.world.calendar, clock)
            if self.current is None and clock > now:
                yield nap(clock - now)
                now = env.now
            per_day = 24.0 * self.attention
            while self.employed:
                if self.current is None and not self.take(now):
                    self.rest()
                    yield self.waiting  # type: ignore[misc]
                    clock = now = env.now
                    if clock >= end - SMALL or self.on_leave(clock):
                        break
                    continue
                item: Item = self.current  # type: ignore[assignment]
                needed = self.left
                if needed <= (end - clock) * per_day + SMALL:
                    clock += needed / per_day
                    delay = clock - now
                    yield nap(delay)
                    now += delay
                    if self.employed:
                        self.complete(item, needed, 0.0, now)
                    continue
                # The day is too short: what is left of it goes into the item, then the evening.
                room = (end - clock) * per_day
                yield nap(max(0.0, end - now))  # the clock may be past `now` by a rounding
                if self.employed:
                    self.left -= room
                    self.spend(item, room, 0.0)
                    clock = yield from evening(self, end)
                now = env.now
                break
            if not self.employed:
                return

    # --- choosing and beginning work -----------------------------------------------------------

    def take(self, now: float) -> bool:
        """Pick the most urgent item of all one's queues, else help another role. False: none."""
        arrivals = self.world.arrivals
        if arrivals.next_time <= now:
            arrivals.catch_up(now)
        while True:
            best: Queue | None = None
            for queue in self.queues:
                if queue.entries and (best is None or queue.entries[0] < best.entries[0]):
                    best = queue
            if best is None:
                best = self.desk.queue_to_help(self.world.own_kinds) if self.desk.helps else None
                if best is None:
                    return False
            item = heappop(best.entries)[3]
            best.hours -= item.remaining
            if item.expires < now:
                self.world.outcomes.drop(item)
                continue
            self.begin(item, now, best.role != self.desk.index)
            return True

    def begin(self, item: Item, now: float, helping: bool) -> None:
        """Work out what the item takes: effort, context and switching, in client hours."""
        world = self.world
        settings = world.settings
        account, kind = item.account, item.kind
        effort = item.remaining / self.rates[kind]
        if account >= 0:
            desk = self.desk
            effort *= desk.friction[world.accounts.segment[account]]
            if helping or now < desk.fresh_until[account]:
                effort *= settings.stranger
                if helping:
                    effort /= desk.help_speed
            if account != self.last_account:
                effort += settings.switch_account
        if kind != self.last_kind:
            effort += settings.switch_kind
            self.last_kind = kind
        self.last_account = account
        if item.person < 0:
            item.started = now
        item.person = self.row
        self.current = item
        self.left = self.whole = effort

    def complete(self, item: Item, hours: float, after_pace: float, now: float) -> None:
        """The last `hours` of an item are done."""
        self.current = None
        self.left = 0.0
        if after_pace:
            self.spend(item, hours, after_pace)
        else:
            # `spend` for the day, written out: saves a call for nearly every item.
            week = self.week
            week.kinds[item.kind] += hours
            item.hours += hours
            week.client += hours
            if item.source:
                week.scope += hours
        self.world.outcomes.finish(item, self, now)

    def spend(self, item: Item, hours: float, after_pace: float) -> None:
        """Book hours of output on an item and on the week.

        After hours (at `after_pace` output an hour; 0: by day) they take longer than they yield.
        """
        week = self.week
        week.kinds[item.kind] += hours
        if after_pace:
            hours /= after_pace
            unlogged = hours * (1.0 - self.world.norms.logging)
            item.after += hours
            item.unlogged += unlogged
            week.after += hours
            week.unlogged += unlogged
        item.hours += hours
        week.client += hours
        if item.source:
            week.scope += hours

    # --- idling and the calendar ---------------------------------------------------------------

    def rest(self) -> None:
        """Wait for something to come in."""
        world = self.world
        self.waiting = world.env.event()
        self.alarm = NEVER
        world.resting[self] = None
        for queue in self.queues:
            queue.idle[self] = None
        self.desk.idle[self] = None
        world.arrivals.watch(self)

    def wake_up(self) -> None:
        """Stop waiting; does nothing for somebody who is not."""
        event = self.waiting
        if event is None:
            return
        self.waiting = None
        self.world.resting.pop(self, None)
        for queue in self.queues:
            queue.idle.pop(self, None)
        self.desk.idle.pop(self, None)
        event.succeed()

    def hand_back(self) -> list[Item]:
        """The item in hand, with what is left of it; none where there is none."""
        item = self.current
        if item is None:
            return []
        item.remaining *= self.left / self.whole if self.whole > 0 else 0.0
        self.current = None
        return [item]

    def on_leave(self, now: float) -> bool:
        """Whether this moment falls into a leave."""
        return self.leaves.cover(self.world.calendar, now)
