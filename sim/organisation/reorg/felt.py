"""What a reorganisation does to people: those with a new role ramp anew, and everybody may quit."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from sim.base.dates import WEEK
from sim.organisation.speed import newness

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

NEVER_YET = -float("inf")


class Felt:
    """The shock of the last reorganisation that moved anybody or any account.

    day: when, for everybody; those whose role changed have a day of their own (`moved_at`).
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.day = NEVER_YET
        self.moved = False

    def struck(self, moved: list[Person], *, everybody: bool) -> None:
        """A reorganisation happened: the day on which people learn of it.

        everybody: all feel it; else only those whose role changed (a pilot).
        """
        self.moved = self.moved or bool(moved)
        if everybody:
            self.day = self.world.env.now

    def new_role(self, person: Person, before: str) -> None:
        """Somebody has another role from now on: some of it is new to them."""
        people = self.world.scenario.people
        person.role_before = before
        person.moved_at = self.world.env.now
        person.dip = people.reramp * newness(self.world, person) * (1.0 - people.ramp_start)
        self.world.recorder.event("moved", person=person.row)

    def shock(self, person: Person) -> float:
        """Factor on the hazard of quitting: (1 + shock + more for the moved) x retention pay.

        Both fade with `reorg_shock_weeks`. Retention pay is felt as pay above the market's (E7).
        """
        if self.day == NEVER_YET and not self.moved:
            return 1.0
        scenario, now = self.world.scenario, self.world.env.now
        people = scenario.people
        time = people.reorg_shock_weeks * WEEK
        fading, own = exp((self.day - now) / time), exp((person.moved_at - now) / time)
        pay = exp(-people.pay_gap_effect * scenario.money.retention * own)
        return (1.0 + people.reorg_shock * fading + people.reorg_shock_moved * own) * pay
