"""Contracts: the customer's process, from signing through renewals to the end.

Each account has one process that sleeps from one contract date to the next. Churn is decided on
the contract date by one uniform the account drew for it, so in a worse world the same customer
leaves on an earlier date; the terms without which it would have stayed are kept as its causes.
"""

from __future__ import annotations

from collections.abc import Generator
from math import log
from typing import TYPE_CHECKING

from sim.base.dates import WEEK, YEAR
from sim.organisation import churn
from sim.organisation.books import NEW_LOGO
from sim.organisation.churn import HEALTHY, YEARLY_LEAST, expit, logit
from sim.organisation.items import NEVER, Item
from sim.scenario.workload import by_segment
from sim.tables.words import RENEWAL

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World

RENEWED, CONTRACTED, CHURNED = (RENEWAL.index(w) for w in RENEWAL)


class Contracts:
    """Signing, renewal and expansion of all accounts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._odds = churn.Odds(world)

    @property
    def odds(self) -> churn.Odds:
        """Numbers of churn in force; worked out anew where the scenario is another."""
        if self._odds.scenario is not self.world.scenario:
            self._odds = churn.Odds(self.world)
        return self._odds

    # --- the customer's process ----------------------------------------------------------------

    def life(self, account: int, first_renewal: float) -> Generator[Event, None, None]:
        """An account from its first contract date on: prepare, decide, until it leaves.

        Short contracts have their renewal work once a year, around the day they signed.
        """
        world = self.world
        env = world.env
        term = world.accounts.term[account] * YEAR
        kind = world.kind_for("renewal")
        lead = world.kind_rows[kind].lead * WEEK if kind >= 0 else 0.0
        arrived = world.accounts.arrived[account]
        date, number = first_renewal, 0
        while True:
            birthday = (date - arrived) // YEAR > (date - term - arrived) // YEAR
            if kind >= 0 and (term >= YEARLY_LEAST * YEAR or birthday):
                yield env.timeout(max(0.0, date - lead - env.now))
                self._prepare(account, kind, date)
            yield env.timeout(max(0.0, date - env.now))
            if not self._decide(account, number):
                return
            world.accounts.prepared[account] = False
            world.steering.selling.settle(account)
            number += 1
            date = first_renewal + number * term

    def sign(self, account: int) -> None:
        """A new logo signs: it gets a lead and its onboarding begins."""
        world = self.world
        world.accounts.set_alive(account, True)
        world.steering.selling.welcome(account)
        world.recorder.event("signed", account=account)
        world.books.welcome(account, NEW_LOGO)
        world.onboarding.begin(account)

    # --- renewal -------------------------------------------------------------------------------

    def _prepare(self, account: int, kind: int, date: float) -> None:
        """Deliver the renewal work, due on the contract date."""
        world = self.world
        if not world.accounts.alive[account]:
            return
        row = world.kind_rows[kind]
        segment = world.segments[world.accounts.segment[account]]
        hours = by_segment(row.hours, segment)
        volume = world.scenario.work.volume
        if hours <= 0.0 or volume <= 0.0:
            world.accounts.prepared[account] = True
            return
        mark = world.sizes.mark(kind, account, int((date + 40 * YEAR) / YEAR))
        demand = world.sizes.effort(row, hours * volume, mark)
        expires = date if world.scenario.mechanisms.expiry else NEVER
        world.office.deliver(world.new_item(kind, account, date, expires, demand))

    def _decide(self, account: int, number: int) -> bool:
        """The contract date: churn, shrink or renew. False: the customer is gone."""
        world = self.world
        accounts = world.accounts
        now = world.env.now
        luck = world.fates.renewal(account, number)
        term = accounts.term[account]
        terms = churn.terms_of(world, account, now)
        probability = churn.probability(world, account, terms, term)
        arr = accounts.arr[account]
        if luck[0] < probability:
            causes = churn.causes_of(world, account, terms, term, luck[0])
            world.recorder.renewal(account, CHURNED, arr, 0.0, probability, luck[0], causes)
            world.recorder.event("churned", account=account, causes=causes)
            self._leave(account)
            return False
        after = churn.shrunk(world, account, arr, luck[1], luck[2], term)
        outcome = CONTRACTED if after < arr else RENEWED
        accounts.arr[account] = after
        world.recorder.renewal(account, outcome, arr, after, probability, luck[0], 0)
        if outcome == CONTRACTED:
            world.recorder.event("contracted", account=account)
        return True

    def _leave(self, account: int) -> None:
        """The customer is gone for good."""
        world = self.world
        accounts = world.accounts
        world.arrivals.catch_up(world.env.now)
        accounts.set_alive(account, False)
        accounts.ended[account] = world.env.now
        accounts.arr[account] = 0.0
        accounts.onboarding[account] = -1
        world.books.farewell(account)

    # --- expansion -----------------------------------------------------------------------------

    def close_expansion(self, item: Item, person: Person) -> None:
        """An expansion that was worked on succeeds by health and trust."""
        world = self.world
        accounts = world.accounts
        c = world.scenario.customers
        account = item.account
        wanted = world.scenario.mechanisms.expansion and accounts.alive[account]
        if not wanted or world.env.now < 0.0:
            return
        health = float(accounts.health[account])
        odds = min(max(c.expansion_odds, 1e-9), 1.0 - 1e-9)
        odds = logit(odds) + c.churn_health * (health - HEALTHY)
        odds += 2.0 * c.churn_trust * (accounts.trusted(account) - 0.5)
        weeks = accounts.since_change(account, world.env.now)
        if world.scenario.mechanisms.continuity and weeks < c.change_memory:
            odds -= log(2.0)
        selling = world.steering.selling
        pushed = odds + selling.pressure
        probability = expit(pushed) if c.expansion_odds > 0.0 else 0.0
        before = accounts.arr[account]
        if item.tag < probability:
            accounts.arr[account] = before * (1.0 + c.expansion_size * selling.size(person))
            world.recorder.event("expanded", account=account, person=person.row)
            if item.tag >= expit(odds):
                selling.sell(account, person)
        world.recorder.expansion(account, person, before, accounts.arr[account], probability)
