"""CS operations: heads without accounts, and who in the team joins them.

Nobody simulates their days. Those who join from a role keep their row; the others have one each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.base.dates import WEEK
from sim.organisation.person_week import Week, settle
from sim.organisation.speed import refresh_person
from sim.scenario.heads import OPERATIONS, operations_heads

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World


@dataclass
class Stay:
    """A head in CS operations who was never anything else: first and last day (infinity: none)."""

    begin: float
    end: float = float("inf")


class Operations:
    """The heads of CS operations: `stays` of their own, and people `parked` with their seats."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stays: list[Stay] = []
        self.parked: list[tuple[Person, Seat]] = []

    @property
    def post(self) -> tuple[str, float, bool]:
        """Role, loaded cost and payer."""
        return OPERATIONS, self.world.scenario.team.operations_cost, True

    @property
    def heads(self) -> int:
        """How many there are now."""
        return len(self.parked) + sum(s.end == float("inf") for s in self.stays)

    def open(self) -> None:
        """Day 0: as many as the tree in force has, here since before."""
        heads = operations_heads(self.world.scenario)
        self.stays = [Stay(self.world.begins) for _ in range(heads)]

    def park(self, person: Person, seat: Seat) -> None:
        """Somebody joins from a role; their seat goes with them."""
        settle(self.world, person)
        person.week = Week(len(self.world.kinds))
        person.employed = False
        person.parked = True
        person.wake_up()
        self.parked.append((person, seat))

    def resize(self, heads: int) -> list[Seat]:
        """More heads are hired; fewer: people go back to the team, and the last of the others go.

        Returns the seats of those who go back. Somebody who joined this week stays.
        """
        now = self.world.env.now
        self.stays += [Stay(now) for _ in range(heads - self.heads)]
        back = []
        while self.heads > heads and self.parked and self.parked[-1][0].moved_at <= now - WEEK:
            person, seat = self.parked.pop()
            person.parked = False
            person.employed = True
            person.resigning = False
            back.append(seat)
        for stay in reversed(self.stays):
            if self.heads > heads and stay.end == float("inf"):
                stay.end = now
        return back

    def resume(self, seats: list[Seat]) -> None:
        """Those who went back, and have a role again, work on."""
        for seat in seats:
            person = seat.person
            if person is not None and person.process is not None and not person.process.is_alive:
                refresh_person(self.world, person)
                self.world.staffing.start(person)
