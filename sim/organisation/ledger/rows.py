"""Decisions in rows: all that a decision saw and what it decided, so that it can be replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.tables.words import HIRING, PLANNING, POLICY

if TYPE_CHECKING:
    from sim.organisation.leadership import Visible
    from sim.organisation.world import World


def record_decision(
    world: World, number: int, seen: Visible, luck: float, opened: tuple[str, ...]
) -> None:
    """Write a headcount review down: one row, one for each role, one for each team with tickets."""
    recorder = world.recorder
    if not recorder.on:
        return
    recorder.sheets["decisions"].add(
        (
            number,
            world.env.now,
            PLANNING.index(seen.planning),
            seen.size,
            seen.growth,
            seen.reported,
            seen.at_risk,
            luck,
            len(opened),
            HIRING.index(seen.hiring),
            seen.left,
        )
    )
    for desk, role in zip(world.office.desks, seen.roles, strict=True):
        recorder.sheets["visible"].add(
            (
                number,
                desk.index,
                POLICY.index(role.policy),
                role.target,
                role.heads,
                role.open,
                role.backlog,
                role.accounts,
                role.arr,
                role.held,
                role.logged,
                role.capacity,
                opened.count(role.name),
            )
        )
    for team, tickets in enumerate(seen.tickets):
        if tickets:
            recorder.sheets["visible_teams"].add((number, team, tickets))
