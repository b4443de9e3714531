"""When leaders act: books on a rhythm of their own, tiers and triage at headcount reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.leading.rebalancing import rebalance
from sim.organisation.leading.tiers import retier
from sim.organisation.ledger.look import look

if TYPE_CHECKING:
    from sim.organisation.leadership import Visible
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


def wants_triage(seen: Visible, limit: float) -> bool:
    """Whether the visible backlog a head (hours) is beyond the limit at which leaders triage."""
    heads = sum(role.heads for role in seen.roles)
    return sum(role.backlog for role in seen.roles) > limit * max(1, heads)


def triage(world: World) -> None:
    """Begin to send out-of-scope work back, where the visible backlog says so."""
    leadership = world.scenario.leadership
    if leadership.triage_at is None or leadership.triage >= leadership.triage_to:
        return
    if wants_triage(look(world), leadership.triage_at):
        world.enact({"leadership.triage": leadership.triage_to})
