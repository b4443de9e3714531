"""Staffing: resigning, notice, vacancy, requisition, backfill and ramp.

A seat outlives the people in it; (seat, occupant number) names the luck of whoever holds it.
"""

from __future__ import annotations

from collections.abc import Generator
from math import exp, floor
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK
from sim.organisation.culture.climate import reputation
from sim.organisation.items import NEVER
from sim.organisation.leadership import decide
from sim.organisation.ledger.look import look
from sim.organisation.ledger.rows import record_decision
from sim.organisation.people import Person
from sim.organisation.speed import refresh_person
from sim.organisation.traits import draw_traits, plan_leave
from sim.scenario.workload import by_segment
from sim.tables.words import REQUISITION

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.roles import Desk
    from sim.organisation.world import World

NEW_COLLEAGUE = 0.25
"""Burnout that somebody brings along on the first day (equations page, opening recipe)."""
QUARTER = 90.0
"""Days between two looks at the planning measure that show a trend."""
CAREFUL_FILL, CAREFUL_PANEL = 0.3, 2.0
"""What the most careful hiring adds to the time to fill and to panel hours, as parts of them."""
BACKFILL = REQUISITION.index("backfill")
GROWTH = REQUISITION.index("growth")
OPENING = REQUISITION.index("opening")


class Seat:
    """A place in the team: who holds it, and since when it stands empty."""

    __slots__ = ("desk", "number", "occupants", "opened", "person", "vacant", "wanted", "why")

    def __init__(self, number: int, desk: Desk) -> None:
        self.number = number
        self.desk = desk
        self.wanted = desk
        self.person: Person | None = None
        self.occupants = 0
        self.vacant = NEVER
        self.opened = NEVER
        self.why = OPENING


class Staffing:
    """All seats, and the life of whoever holds them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seats: list[Seat] = []
        self.reviews = 0
        self._growth_seen: list[tuple[float, float]] = []
        self.next_number = 0

    def add_seat(self, desk: Desk) -> Seat:
        """A seat with the next free number."""
        seat = Seat(self.next_number, desk)
        self.next_number += 1
        self.seats.append(seat)
        return seat

    # --- people --------------------------------------------------------------------------------

    def seat_person(self, seat: Seat, hired: float) -> Person:
        """Put a new person into a seat and start their process."""
        world = self.world
        person = Person(
            world,
            len(world.people),
            seat.number,
            seat.occupants,
            seat.desk,
            hired,
            draw_traits(world, seat.number, seat.occupants),
        )
        seat.occupants += 1
        seat.person = person
        seat.vacant = seat.opened = NEVER
        person.structured = world.scenario.people.onboarding == "structured"
        person.burnout = person.acute = NEW_COLLEAGUE if world.scenario.work.volume > 0.0 else 0.0
        world.people.append(person)
        refresh_person(world, person)
        plan_leave(world, person)
        seat.desk.add(person)
        return person

    def start(self, person: Person) -> None:
        """Let the person's processes run."""
        person.process = self.world.env.process(person.live())
        if person.leaves.blocks:
            self.world.env.process(self.leave_begins(person, list(person.leaves.blocks)))

    def leave_begins(
        self, person: Person, leaves: list[tuple[int, int]]
    ) -> Generator[Event, None, None]:
        """Somebody who is idle when a leave begins stops waiting for work."""
        env = self.world.env
        for first, _ in leaves:
            at = self.world.calendar.from_work(float(first))
            if at < env.now:
                continue
            yield env.timeout(at - env.now)
            if not person.employed:
                return
            person.wake_up()

    # --- decisions and hiring ------------------------------------------------------------------

    def review(self, because: int = -1) -> None:
        """Look at the team and open the requisitions that leadership decides on."""
        world = self.world
        if not world.scenario.mechanisms.hiring:
            return
        self.reviews += 1
        luck = world.luck.uniform("review", block=round(world.env.now))
        by_name = {d.name: d for d in world.office.desks}
        seen = look(world)
        opened = decide(seen, luck)
        record_decision(world, self.reviews, seen, luck, opened)
        for name in opened:
            self.requisition(by_name[name], because)

    def planned_growth(self) -> float:
        """The planning measure relative to the opening, as far ahead as leaders plan.

        Over `leadership.lead_time` it goes on as it did since the last review a quarter ago or
        longer; before there is one it stands still.
        """
        now, growth = self.world.env.now, self._growth()
        lead = self.world.scenario.leadership.lead_time * WEEK
        if lead <= 0.0:
            return growth
        before = [seen for seen in self._growth_seen if seen[0] <= now - QUARTER]
        self._growth_seen.append((now, growth))
        if not before or before[-1][1] <= 0.0:
            return growth
        when, was = before[-1]
        return float(growth * (growth / was) ** (lead / (now - when)))

    def _growth(self) -> float:
        """The planning measure relative to the opening; 1 before day 0 or where it is another."""
        world = self.world
        planning = world.scenario.leadership.planning
        if planning not in ("arr", "accounts") or not world.recorder.on:
            return 1.0
        alive = world.accounts.alive
        if planning == "accounts":
            return float(alive.sum()) / max(1, world.accounts_opening)
        arr = float(np.asarray(world.accounts.arr)[alive].sum())
        return arr / world.arr_opening if world.arr_opening > 0.0 else 1.0

    def replan(self, more: int) -> None:
        """The plan has so many heads more, counted in heads of today, and grows on from today."""
        if more == 0:
            return
        world = self.world
        growth = self._growth()
        world.size = floor(world.size * growth + 0.5) + more
        world.mark_growth()
        self._growth_seen = [(when, was / growth) for when, was in self._growth_seen]

    def requisition(self, desk: Desk, because: int = -1) -> None:
        """Open a requisition: in an empty seat if there is one, else in a new one."""
        world = self.world
        now = world.env.now
        leaving = self.left()
        same = [s for s in leaving if s.desk is desk]
        if leaving:
            seat = (same or leaving)[0]
            seat.why = BACKFILL
        else:
            seat = self.add_seat(desk)
            seat.why = GROWTH
            seat.vacant = now
        if seat.person is None:
            seat.desk = desk
        seat.opened = now
        seat.wanted = desk
        row = world.recorder.event("requisition", person=-1, because=because)
        hiring = world.scenario.people.hiring
        give_hours(world, hiring.panel_hours * (1.0 + CAREFUL_PANEL * hiring.selection))
        days = self.fill_days(seat, desk) * reputation(world)
        world.env.process(self.fill(seat, row, days))

    def left(self) -> list[Seat]:
        """Seats that somebody has left, or will, and that nobody is sought for."""
        now = self.world.env.now
        return [
            s
            for s in self.seats
            if s.opened == NEVER and (s.person is None or s.person.resigned <= now)
        ]

    def fill_days(self, seat: Seat, desk: Desk) -> float:
        """Days from requisition to first day: lognormal, by the luck of (seat, occupant)."""
        world = self.world
        hiring = world.scenario.people.hiring
        mean = desk.row.fill if desk.row.fill is not None else hiring.fill
        z = world.luck.normal("fill", f"{seat.number}.{seat.occupants}")
        spread = hiring.fill_spread
        mean *= 1.0 + CAREFUL_FILL * hiring.selection
        return mean * WEEK * exp(spread * z - spread * spread / 2)

    def fill(self, seat: Seat, because: int, days: float) -> Generator[Event, None, None]:
        """Wait for the hire (and for the seat to be free); then somebody new begins."""
        world = self.world
        env = world.env
        yield env.timeout(days)
        if seat.person is not None:
            yield env.timeout(max(0.0, seat.person.last_day - env.now) + 1e-6)
        if seat.opened == NEVER:
            return
        world.arrivals.catch_up(env.now)
        if world.scenario.people.onboarding == "structured":
            give_hours(world, world.scenario.people.trainer_hours)
        opened, vacant = seat.opened, min(seat.vacant, env.now)
        seat.desk = seat.wanted
        person = self.seat_person(seat, env.now)
        self.start(person)
        if world.recorder.on:
            world.recorder.sheets["seats"].add(
                (seat.number, seat.desk.index, opened, vacant, env.now, seat.why)
            )
        world.recorder.event("hired", person=person.row, because=because)
        world.books.share_out(person)


def give_hours(world: World, hours: float) -> None:
    """Colleagues give hours to a hire: interviews, or bringing a newcomer in. The least busy do."""
    kind = world.kind_for("hiring")
    if kind < 0 or hours <= 0.0 or world.scenario.work.volume == 0.0:
        return
    row = world.kind_rows[kind]
    each = max(0.25, by_segment(row.hours, ""))
    people = [p for p in world.people if p.employed]
    work = world.calendar.to_work(world.env.now) + row.due
    due, expires = world.calendar.from_work(work), world.expiry(kind, work)
    order = sorted(people, key=lambda p: (p.inbox.hours, p.row))
    order = order[: max(1, round(hours / each))]
    for person in order:
        item = world.new_item(kind, -1, due, expires, hours / len(order))
        item.role = person.desk.index
        person.inbox.push(item)
