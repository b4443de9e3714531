"""Accounts: who the customers are, as columns, and their slow state, stepped exactly each week.

Row i is the account; `segment` is its group: the segment, where there is no pilot. New logos of
the whole run have rows from the beginning and come alive when they sign. `served_done` and
`served_due` collect the week's hours of service. What is written one account at a time and read
as a column every week is an `array`, which numpy reads in place.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK
from sim.organisation.strain import kept

if TYPE_CHECKING:
    from sim.organisation.opening import Roster
    from sim.organisation.world import World

LONG_AGO = -1e9
OPENING_SERVICE = 0.9
PRIOR_HOURS = 0.5
HOURS_MEMORY = 26.0
"""Weeks over which it is remembered who did an account's work."""


class Accounts:
    """Columns of all accounts; H, P, F between 0 and 1; `lead` is a person's row or -1."""

    def __init__(self, roster: Roster) -> None:
        n = len(roster.names)
        self.names = roster.names
        self.segment: list[int] = roster.segment.tolist()
        self.segment_array = roster.segment.copy()
        self.arr = array("d", roster.arr.tolist())
        self.arr_signed = roster.arr
        self.term: list[float] = roster.term.tolist()
        self.arrived = roster.arrived
        self.fit = roster.fit
        self.alive = np.zeros(n, bool)
        self.alive_list: list[bool] = [False] * n
        self.ended: list[float] = [np.nan] * n
        self.live: list[float] = [np.nan] * n
        self.onboarding = array("l", [-1] * n)
        self.delay = np.zeros(n)
        self.health = np.full(n, 0.75)
        self.trust = np.zeros(n)
        self.firm = np.zeros(n)
        self.done = np.full(n, OPENING_SERVICE * PRIOR_HOURS)
        self.due = np.full(n, PRIOR_HOURS)
        self.hours_lead = np.full(n, 1e-6)
        self.hours_other = np.zeros(n)
        self.served_done = array("d", bytes(8 * n))
        self.served_due = array("d", bytes(8 * n))
        self.week_lead = array("d", bytes(8 * n))
        self.week_other = array("d", bytes(8 * n))
        self.lead = array("l", [-1] * n)
        self.changed: list[float] = [LONG_AGO] * n
        self.change_force: list[float] = [0.0] * n
        self.warm: list[bool] = [False] * n
        self.vacated: list[bool] = [False] * n
        self.prepared: list[bool] = [False] * n
        self.treated = np.zeros(n, bool)
        self.moved = np.zeros(n, bool)

    def __len__(self) -> int:
        return len(self.names)

    def set_alive(self, account: int, alive: bool) -> None:
        """The account is a customer now, or no longer."""
        self.alive[account] = self.alive_list[account] = alive

    def regroup(self, account: int, group: int) -> None:
        """The account belongs to another group from now on (`reorg.groups`)."""
        self.segment[account] = group
        self.segment_array[account] = group

    @property
    def served(self) -> np.ndarray:
        """Served share of each account, averaged over the service memory."""
        return np.minimum(1.0, self.done / self.due)

    def step(self, world: World) -> None:
        """One week of service, trust and health for every account alive."""
        customers = world.scenario.customers
        self._collect(kept(customers.service_memory))
        served = self.served
        keep = kept(customers.trust_time)
        has_lead = np.asarray(self.lead) >= 0
        target = np.where(has_lead, served, 0.0)
        self.trust = target + (self.trust - target) * keep
        breadth = self.hours_other / (self.hours_lead + self.hours_other)
        breadth = world.steering.sharing.breadth(breadth)
        alone, shared = customers.firm_trust_alone, customers.firm_trust_shared
        target = served * (alone + (shared - alone) * breadth)
        self.firm = target + (self.firm - target) * keep
        if world.scenario.mechanisms.service:
            deserved = self.deserved(world, served)
            keep = kept(customers.health_time)
            self.health = deserved + (self.health - deserved) * keep

    def deserved(self, world: World, served: np.ndarray) -> np.ndarray:
        """Deserved health H*: floor + service + fit - slow onboarding - burnout + trust - shock."""
        customers = world.scenario.customers
        burnout = world.burnout_by_account()
        trust = np.maximum(self.trust, self.firm)
        out = (
            customers.health_floor
            + customers.health_service * served
            + self.fit
            - customers.slow_onboarding * self.delay
            - world.scenario.burnout.health_effect * burnout
            + customers.trust_health * (trust - 0.5)
            - world.office.digital_penalty()
            - customers.product_shock
        )
        return np.minimum(1.0, np.maximum(0.0, out))

    def trusted(self, account: int) -> float:
        """Trust that holds the account: in the lead or in the firm, whichever is more."""
        return max(self.trust.item(account), self.firm.item(account))

    def _collect(self, memory: float) -> None:
        """Fold the week's hours into the running averages and clear them."""
        n = len(self)
        self.done = self.done * memory + np.asarray(self.served_done)
        self.due = self.due * memory + np.asarray(self.served_due)
        # Some old service is always remembered, so that a quiet account keeps its average.
        floor = self.due < PRIOR_HOURS
        if floor.any():
            factor = PRIOR_HOURS / self.due[floor]
            self.done[floor] *= factor
            self.due[floor] = PRIOR_HOURS
        long = kept(HOURS_MEMORY)
        self.hours_lead = self.hours_lead * long + np.asarray(self.week_lead)
        self.hours_other = self.hours_other * long + np.asarray(self.week_other)
        self.served_done = array("d", bytes(8 * n))
        self.served_due = array("d", bytes(8 * n))
        self.week_lead = array("d", bytes(8 * n))
        self.week_other = array("d", bytes(8 * n))

    def since_change(self, account: int, now: float) -> float:
        """Weeks since the lead changed."""
        return (now - self.changed[account]) / WEEK
