"""Drift of inclination: what is praised and what colleagues do draw it away over months.

`person.drift` is how far it is from the person's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.organisation import strain
from sim.organisation.afterhours import HERO_INCLINATION, own_inclination

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

TEAM_INCLINATION = 0.3
"""What praise of teamwork draws inclination down to (E3: balanced)."""

PRAISED: dict[str, Callable[[float], float]] = {
    "none": lambda own: own,
    "heroics": lambda own: max(own, HERO_INCLINATION),
    "outcomes": lambda own: own,
    "teamwork": lambda own: min(own, TEAM_INCLINATION),
}
"""Where recognition draws an inclination to (M3)."""


def drift(world: World, people: list[Person]) -> None:
    """One week of drift: exponentially towards what is praised and to the team's mean.

    target = (1 - pull) x praised(own) + pull x mean, with `inclination_time` (M3, M27).
    """
    culture = world.scenario.culture
    if not world.scenario.mechanisms.norms:
        for person in people:
            person.drift = 0.0
        return
    pull, time = culture.norm_pull, culture.inclination_time
    praised = PRAISED[culture.recognition]
    mine = [own_inclination(world.norms, p) for p in people]
    mean = sum(x + p.drift for x, p in zip(mine, people, strict=True)) / max(1, len(people))
    for person, x in zip(people, mine, strict=True):
        target = (1.0 - pull) * praised(x) + pull * mean
        person.drift = strain.step(person.drift, target - x, 1.0, time)
