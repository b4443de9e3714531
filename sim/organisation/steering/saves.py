"""Save plays: extra planned work for accounts whose reported health is below a line.

It makes up for service that was missed, and counts as service done late. What leaders do not see
they do not save: detection earns something here. Sources: M38, M63.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK

if TYPE_CHECKING:
    from sim.organisation.world import World

FIRST = 1
"""Priority of a save play."""
PAUSE_WEEKS = 13.0
"""Least time between two save plays for an account."""


class Saves:
    """When each account had its last save play."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.last = np.full(len(world.accounts), -np.inf)

    def week(self) -> None:
        """Begin the save plays of the week."""
        world = self.world
        kind = world.kind_for("planned")
        scenario = world.scenario
        if not scenario.leadership.save_plays or kind < 0 or scenario.work.volume == 0.0:
            return
        now = world.env.now
        low = world.ledger.reported < scenario.leadership.save_line
        rested = self.last <= now - PAUSE_WEEKS * WEEK
        for account in np.flatnonzero(world.accounts.alive & low & rested).tolist():
            self.last[account] = now
            self._begin(account, kind, now)

    def _begin(self, account: int, kind: int, now: float) -> None:
        world = self.world
        work = world.calendar.to_work(now) + world.kind_rows[kind].due
        due, expires = world.calendar.from_work(work), world.expiry(kind, work)
        hours = world.scenario.leadership.save_effort * float(world.accounts.due[account])
        item = world.new_item(kind, account, due, expires, hours)
        item.priority = FIRST
        item.late = True  # it is owed already: done, it counts as late work does
        world.recorder.event("save play", account=account)
        world.office.deliver(item)
