"""Adoption: on day 0 a candidate organisation takes over the base's people, accounts and queues.

A comparison earns its difference after the opening: nobody is a stranger, no trust is lost and no
hand-over is worked on because of the change itself. What does not differ is not touched, so a
candidate that changes nothing moves no byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.reorg.regroup import Regroup
from sim.organisation.reorg.terms import FREE
from sim.organisation.speed import refresh_person
from sim.scenario.changes import shape
from sim.scenario.heads import heads_by_role

if TYPE_CHECKING:
    from sim.organisation.world import World


def adopt(world: World) -> None:
    """Put the candidate's tree in force on day 0."""
    before = world.scenario
    world.scenario = after = world.candidate
    world.operations.open()
    world.adopt_kinds()
    world.refresh()
    if shape(before) == shape(after):
        world.office.refresh()
        world.office.reweigh()
    else:
        world.continuity.silent = True
        Regroup(world, FREE).carry_out(heads_by_role(after))
        world.continuity.silent = False
    for person in world.people:
        if person.employed:
            refresh_person(world, person)
