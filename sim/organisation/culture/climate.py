"""The climate: state that a team shares, stepped at the end of each week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.afterhours import inclination
from sim.organisation.culture import cynicism
from sim.organisation.culture.inclination import drift
from sim.organisation.culture.leader import Manager
from sim.organisation.strain import NEUTRAL
from sim.tables.columns import WEEKLY_PEOPLE

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

_PLACE = {column.name: place for place, column in enumerate(WEEKLY_PEOPLE)}
CLIENT, AFTER, AVAILABLE = (_PLACE[c] for c in ("client", "after_hours", "available"))


class Climate:
    """The managers' state and what the team has seen of its own pressure."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.manager = Manager()
        self.pressure = cynicism.Pressure()

    def close_week(self, people: list[Person], rows: list[tuple[float, ...]]) -> None:
        """One week of drift, managers and cynicism; then the row that is kept of it.

        people: those employed; rows: their weekly rows, in the same order.
        """
        world = self.world
        drift(world, people)
        available = sum(row[AVAILABLE] for row in rows)
        busy = sum(row[CLIENT] - row[AFTER] for row in rows) / available if available else 0.0
        seats = world.staffing.seats
        vacant = sum(1 for s in seats if s.person is None) / max(1, len(seats))
        self.manager.step(world.scenario, busy, mean_burnout(people), vacant)
        cynicism.step(world, people, self.pressure)
        if world.recorder.on:
            self._record(people)

    def _record(self, people: list[Person]) -> None:
        world = self.world
        inclined = sum(inclination(world.norms, p) for p in people) / max(1, len(people))
        self.world.recorder.sheets["weekly_climate"].add(
            (
                world.env.now,
                inclined,
                world.norms.support,
                world.cynicism,
                self.manager.acute,
                self.manager.burnout,
            )
        )


def mean_burnout(people: list[Person]) -> float:
    """Mean burnout of these people; neutral where there is nobody."""
    return sum(p.burnout for p in people) / len(people) if people else NEUTRAL


def reputation(world: World) -> float:
    """Factor on the time to fill: 1 + reputation x (mean burnout - 0.35), at least a half (M21)."""
    effect = world.scenario.people.hiring.reputation
    if effect == 0.0 or not world.scenario.mechanisms.reputation:
        return 1.0
    burnout = mean_burnout([p for p in world.people if p.employed])
    return max(0.5, 1.0 + effect * (burnout - NEUTRAL))
