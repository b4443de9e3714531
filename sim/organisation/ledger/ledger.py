"""The ledger of what is visible: reported health, known hours, tickets, and decisions on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK
from sim.organisation.ledger.hours import KnownHours
from sim.organisation.ledger.reports import Reports

if TYPE_CHECKING:
    from sim.organisation.world import World


class Ledger:
    """What the organisation can know of itself.

    reported: reported health at the last end of a week, shape (accounts,).
    tickets: by team in the order of `world.teams`, how many items reached the team that owes them.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.reports = Reports(world.luck, world.accounts)
        self.hours = KnownHours()
        self.reported = world.accounts.health
        self.tickets = [0] * len(world.teams)

    def close_week(self, people: Sequence[tuple[float, ...]]) -> None:
        """The week is over. people: its rows of `weekly_people`."""
        self.hours.close_week(people, self.world.scenario.leadership.voice_of_employee)
        self.report()

    def report(self) -> None:
        """Health is reported anew."""
        week = round(self.world.env.now / WEEK)
        self.reports.extra_bias[:] = self.world.steering.extra_bias
        self.reported = self.reports.reported(self.world.scenario, week)

    def portfolio(self) -> tuple[float, float]:
        """Reported health, mean of all customers, and the ARR reported to be at risk."""
        accounts = self.world.accounts
        alive = accounts.alive
        arr, health = np.asarray(accounts.arr)[alive], self.reported[alive]
        risky = health < self.world.scenario.customers.healthy_line
        return float(health.mean()) if len(health) else 0.0, float(arr[risky].sum())
