"""Traits: what the luck of (seat, occupant) makes of a person, and when they are on leave."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

from sim.base.dates import YEAR

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World


BEST_OF_FEW = 0.8
"""Standard deviations of talent that the most careful hiring gains: the best of about three."""


class Traits(NamedTuple):
    """What somebody is like; drawn once from the luck of (seat, occupant)."""

    talent: float
    sensitivity: float
    hero: bool
    threshold: float


def draw_traits(world: World, seat: int, occupant: int) -> Traits:
    """What the luck of (seat, occupant) makes of a person."""
    who = f"{seat}.{occupant}"
    draws = world.luck.stream("person", who)
    talent, sensitivity = draws.standard_normal(2).tolist()
    hero = draws.random()
    threshold = draws.standard_exponential()
    people = world.scenario.people
    if not world.scenario.mechanisms.talent:
        return Traits(1.0, 1.0, False, threshold)
    if world.recorder.on:
        talent += BEST_OF_FEW * people.hiring.selection
    t, s = people.talent_spread, world.scenario.burnout.sensitivity_spread
    return Traits(
        exp(t * talent - t * t / 2), exp(s * sensitivity), hero < people.hero_share, threshold
    )


def plan_leave(world: World, person: Person) -> None:
    """Blocks of leave through the years, each somewhere in its part of a year."""
    people = world.scenario.people
    if not world.scenario.mechanisms.leave or people.leave <= 0:
        return
    blocks = max(1, round(people.leave / people.leave_block))
    length = max(1, round(people.leave / blocks))
    room = 260.0 / blocks
    years = int(world.days / YEAR) + 2
    for year in range(years):
        luck = world.luck.stream("leave", f"{person.seat}.{person.occupant}", year)
        for b, u in enumerate(luck.random(blocks).tolist()):
            first = int(260 * year - 130 + room * (b + u * max(0.0, 1 - length / room)))
            person.leaves.blocks.append((first, first + length))
