"""When leaders act: books on a rhythm of their own, tiers and triage at headcount reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.leading.rebalancing import rebalance
from sim.organisation.leading.tiers import retier

if TYPE_CHECKING:
    from sim.organisation.world import World


def lead_on(world: World, week: int, review: bool) -> None:
    """Monday morning. week: number of the week; review: whether headcount is reviewed in it."""
    leadership = world.scenario.leadership
    if week and leadership.rebalance and week % max(1, round(leadership.rebalance)) == 0:
        rebalance(world)
    if review and leadership.retier:
        retier(world)
    if review and leadership.triage_at is not None:
        triage(world)


def wants_triage(backlog: float, heads: int, limit: float) -> bool:
    """Whether the visible backlog a head (hours) is beyond the limit at which leaders triage."""
    return backlog > limit * max(1, heads)


def triage(world: World) -> None:
    """Begin to send out-of-scope work back, where the visible backlog says so."""
    leadership = world.scenario.leadership
    if leadership.triage_at is None or leadership.triage >= leadership.triage_to:
        return
    desks = world.office.desks
    backlog = sum(desk.backlog() for desk in desks)
    heads = sum(len(desk.people) for desk in desks)
    if wants_triage(backlog, heads, leadership.triage_at):
        world.enact({"leadership.triage": leadership.triage_to})
