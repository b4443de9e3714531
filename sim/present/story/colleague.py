"""All moments of one person in one world."""

from __future__ import annotations

from sim.present.story import exits, load
from sim.present.story.moment import Moment, Part, in_order
from sim.present.story.world import World

PARTS: tuple[Part, ...] = (
    load.opening,
    load.moves,
    load.burnout,
    load.hardest,
    load.leave,
    load.gains,
    load.losses,
    exits.colleagues,
    exits.resigns,
    exits.last_day,
    exits.successors,
    exits.afterwards,
    exits.ending,
)
"""What can happen to a person, in the order in which it is told of one time."""


def person_moments(world: World, person: int) -> tuple[Moment, ...]:
    """Every moment of a person, in order of time."""
    return in_order(m for part in PARTS for m in part(world, person))
