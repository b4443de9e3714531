"""People: a process for each, that works its queues through real days.

A person's life: first day, working days (items by priority, one at a time), evenings when the day
was too short, leave, perhaps resigning, last day. The process sleeps until the next thing that
concerns it; there is no process for an item of work.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, NamedTuple

from sim.base.dates import DAY_HOURS
from sim.organisation.afterhours import evening_hours, marginal_output
from sim.organisation.items import NEVER, Item, Queue

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.roles import Desk, Pod
    from sim.organisation.world import World

DAY = DAY_HOURS / 24
SMALL = 1e-9


class Traits(NamedTuple):
    """What somebody is like; drawn once from the luck of (seat, occupant)."""

    talent: float
    sensitivity: float
    hero: bool
    threshold: float


class Week:
    """Hours of one person in the current week."""

    __slots__ = ("after", "client", "kinds", "scope", "unlogged")

    def __init__(self, kinds: int) -> None:
        self.client = 0.0
        self.after = 0.0
        self.unlogged = 0.0
        self.scope = 0.0
        self.kinds = [0.0] * kinds


class Person:
    """Somebody in a seat. Hours in hours, times in days, state between 0 and 1."""

    def __init__(self, world: World, row: int, seat: int, occupant: int, desk: Desk, hired: float,
                 traits: Traits) -> None:
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
        self.hazard = [0.0] * 5
        self.practice = [0.0] * len(world.kinds)
        self.rates = [1.0] * len(world.kinds)
        self.week = Week(len(world.kinds))
        self.attention = 1.0
        self.book: dict[int, None] = {}
        self.load = 0.0
        self.inbox = Queue(desk.index)
        self.pod: Pod | None = None
        self.queues: list[Queue] = [self.inbox]
        self.waiting: Event | None = None
        self.current: Item | None = None
        self.left = 0.0
        self.whole = 0.0
        self.last_account = -1
        self.last_kind = -1
        self.leaves: list[tuple[int, int]] = []

    # --- the process ---------------------------------------------------------------------------

    def live(self) -> Generator[Event, None, None]:
        """Work day after day until no longer employed."""
        env = self.world.env
        while self.employed:
            start, end = self.next_day(env.now)
            if start > env.now:
                yield env.timeout(start - env.now)
                if not self.employed:
                    return
            busy = yield from self.stretch(end, self.attention, False)
            if busy and self.employed:
                yield from self.after_hours()

    def stretch(self, end: float, pace: float, after: bool) -> Generator[Event, None, bool]:
        """Work items until `end`, at `pace` client hours an hour. True: still busy at the end."""
        env = self.world.env
        per_day = 24.0 * pace
        while True:
            if self.current is None and not self.take():
                if after:
                    return False
                self.rest()
                yield self.waiting  # type: ignore[misc]
                if env.now >= end - SMALL or self.on_leave(env.now) or not self.employed:
                    return False
                continue
            room = (end - env.now) * per_day
            if self.left <= room + SMALL:
                spent = self.left
                yield env.timeout(spent / per_day)
                item = self.current
                self.current = None
                self.left = 0.0
                self.spend(item, spent, pace if after else 0.0)  # type: ignore[arg-type]
                self.world.outcomes.finish(item, self)  # type: ignore[arg-type]
            else:
                yield env.timeout(end - env.now)
                self.left -= room
                self.spend(self.current, room, pace if after else 0.0)  # type: ignore[arg-type]
                return True

    def after_hours(self) -> Generator[Event, None, None]:
        """Evenings, and Saturday morning, as far as inclination and limits go."""
        world = self.world
        env = world.env
        friday = not world.calendar.is_workday(int(env.now) + 1)
        hours = evening_hours(self, world, env.now)
        if hours > 0.0:
            yield from self.stretch(env.now + hours / 24, marginal_output(self.week.after), True)
        if friday and self.current is not None:
            hours = evening_hours(self, world, env.now, saturday=True)
            if hours > 0.0:
                morning = int(env.now) + 1 + 9 / 24
                yield env.timeout(morning - env.now)
                pace = marginal_output(self.week.after)
                yield from self.stretch(morning + hours / 24, pace, True)

    # --- choosing and beginning work -----------------------------------------------------------

    def take(self) -> bool:
        """Pick the most urgent item of all one's queues, else help another role. False: none."""
        world = self.world
        now = world.env.now
        while True:
            best: Queue | None = None
            for queue in self.queues:
                if queue.entries and (best is None or queue.entries[0] < best.entries[0]):
                    best = queue
            if best is None:
                best = self.desk.queue_to_help()
                if best is None:
                    return False
            item = best.pop()
            if item.expires < now:
                world.outcomes.drop(item)
                continue
            self.begin(item, best.role != self.desk.index)
            return True

    def begin(self, item: Item, helping: bool) -> None:
        """Work out what the item takes: effort, context and switching, in client hours."""
        world = self.world
        settings = world.settings
        account = item.account
        effort = item.remaining / self.rates[item.kind]
        if account >= 0:
            desk = self.desk
            effort *= desk.friction[world.accounts.segment[account]]
            if helping or world.env.now < desk.fresh_until[account]:
                effort *= settings.stranger
                if helping:
                    effort /= desk.help_speed
            if account != self.last_account:
                effort += settings.switch_account
        if item.kind != self.last_kind:
            effort += settings.switch_kind
        self.last_account = account
        self.last_kind = item.kind
        if item.started != item.started:
            item.started = world.env.now
        item.person = self.row
        self.current = item
        self.left = self.whole = effort

    def spend(self, item: Item, hours: float, after_pace: float) -> None:
        """Book client hours on an item and on the week; after hours at this pace, 0: by day."""
        week = self.week
        item.hours += hours
        week.client += hours
        week.kinds[item.kind] += hours
        if item.source:
            week.scope += hours
        if after_pace:
            clock = hours / after_pace
            unlogged = clock * (1.0 - self.world.scenario.culture.logging)
            item.after += clock
            item.unlogged += unlogged
            week.after += clock
            week.unlogged += unlogged

    # --- idling and the calendar ---------------------------------------------------------------

    def rest(self) -> None:
        """Wait for something to come in."""
        self.waiting = self.world.env.event()
        for queue in self.queues:
            queue.idle[self] = None
        self.desk.idle[self] = None

    def wake_up(self) -> None:
        """Stop waiting; does nothing for somebody who is not."""
        event = self.waiting
        if event is None:
            return
        self.waiting = None
        for queue in self.queues:
            queue.idle.pop(self, None)
        self.desk.idle.pop(self, None)
        event.succeed()

    def put_back(self) -> None:
        """Return the item in hand, with what is left of it, to its queue."""
        item = self.current
        if item is not None:
            item.remaining *= self.left / self.whole if self.whole > 0 else 0.0
            self.current = None
            self.world.office.deliver(item)

    def next_day(self, now: float) -> tuple[float, float]:
        """Start and end of the present or next working day that is not leave."""
        calendar = self.world.calendar
        work = calendar.to_work(now)
        day = int((work + SMALL) // 1)
        while self.leaves and self.leaves[0][1] <= day - 1:
            self.leaves.pop(0)
        for first, last in self.leaves:
            if first <= day < last:
                day = last
        opens = calendar.from_work(float(day))
        return (max(now, opens), opens + DAY)

    def on_leave(self, now: float) -> bool:
        """Whether this moment falls into a leave."""
        day = int((self.world.calendar.to_work(now) + SMALL) // 1)
        return any(first <= day < last for first, last in self.leaves)

    def away_days(self, first: int, last: int) -> int:
        """Working days of leave among working days first <= day < last."""
        return sum(max(0, min(b, last) - max(a, first)) for a, b in self.leaves)
