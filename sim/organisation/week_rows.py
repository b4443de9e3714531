"""Rows that are written once a week: people, accounts and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.organisation.world import World


def record_week(world: World, people: list[tuple[float, ...]]) -> None:
    """Weekly rows of people, accounts and roles."""
    recorder = world.recorder
    for row in people:
        recorder.sheets["weekly_people"].add(row)
    accounts = world.accounts
    alive = np.flatnonzero(accounts.alive)
    now = world.env.now
    recorder.sheets["weekly_accounts"].add_columns(
        time=np.full(len(alive), now),
        account=alive,
        arr=np.asarray(accounts.arr)[alive],
        health=accounts.health[alive],
        trust=accounts.trust[alive],
        firm=accounts.firm[alive],
        served=accounts.served[alive],
        lead=np.asarray(accounts.lead)[alive],
        reported=world.ledger.reported[alive],
    )
    for desk in world.office.desks:
        vacant = sum(1 for s in world.staffing.seats if s.desk is desk and s.person is None)
        recorder.sheets["weekly_roles"].add(
            (now, desk.index, len(desk.people), vacant, desk.backlog(), world.documented)
        )
    recorder.tidy()
