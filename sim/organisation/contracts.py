"""Contracts: the customer's process, from signing through onboarding and renewals to the end.

Each account has one process that sleeps from one contract date to the next. Churn is decided on
the contract date by one uniform the account drew for it, so in a worse world the same customer
leaves on an earlier date; the terms without which it would have stayed are kept as its causes.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from math import exp, log
from typing import TYPE_CHECKING

from sim.base.dates import WEEK, YEAR
from sim.organisation.items import NEVER, Item
from sim.scenario.workload import by_segment
from sim.tables.columns import CHURN_CAUSES, RENEWAL

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World

HEALTHY = 0.78
"""Health at which base churn, contraction and expansion odds hold."""
CHAMPION_GAP = 26.0
"""Weeks until the customer has a new champion."""
YEARLY_LEAST = 0.9
"""Contracts shorter than this many years have renewal work once a year only."""
RENEWED, CONTRACTED, CHURNED = (RENEWAL.index(w) for w in RENEWAL)


def logit(p: float) -> float:
    """Log odds."""
    return log(p / (1.0 - p))


def expit(x: float) -> float:
    """Probability of log odds, safe for large values."""
    if x >= 0:
        return 1.0 / (1.0 + exp(-x))
    e = exp(x)
    return e / (1.0 + e)


class Contracts:
    """Signing, onboarding, renewal and expansion of all accounts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.steps = max((k.steps for k in world.kind_rows if k.arrives == "onboarding"), default=1)

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
            number += 1
            date = first_renewal + number * term

    def sign(self, account: int) -> None:
        """A new logo signs: it gets a lead and its onboarding begins."""
        world = self.world
        world.accounts.set_alive(account, True)
        world.recorder.event("signed", account=account)
        world.office.welcome(account, world.why_new)
        self.begin_onboarding(account)

    # --- onboarding ----------------------------------------------------------------------------

    def begin_onboarding(self, account: int) -> None:
        """The first step of the onboarding job, if the scenario has one."""
        world = self.world
        kind = world.kind_for("onboarding")
        if kind < 0 or world.scenario.work.volume == 0.0:
            self.go_live(account)
            return
        world.accounts.onboarding[account] = 0
        self._release_step(account, kind)

    def _release_step(self, account: int, kind: int) -> None:
        world = self.world
        row = world.kind_rows[kind]
        segment = world.segments[world.accounts.segment[account]]
        step = world.accounts.onboarding[account]
        luck = world.sizes.mark(kind, account, step)
        hours = by_segment(row.hours, segment) / row.steps * world.scenario.work.volume
        demand = world.sizes.effort(row, hours, luck)
        now = world.env.now
        work = world.calendar.to_work(now)
        due = world.calendar.from_work(work + row.due)
        world.office.deliver(
            Item(
                world.next_item(),
                kind,
                account,
                0,
                row.priority,
                now,
                due,
                world.expiry(kind, work + row.due),
                demand,
            )
        )

    def step_done(self, account: int) -> None:
        """Count a finished step; the next one follows after the customer's own pause."""
        world = self.world
        accounts = world.accounts
        step = accounts.onboarding[account]
        if step < 0:
            return
        accounts.onboarding[account] = step + 1
        if step + 1 >= self.steps:
            self.go_live(account)
        else:
            kind = world.kind_for("onboarding")
            row = world.kind_rows[kind]
            pause = 5.0 * row.over / row.steps - 0.5 * row.due
            work = world.calendar.to_work(world.env.now) + max(0.0, pause)
            world.at(world.calendar.from_work(work), partial(self._next_step, account, kind))

    def _next_step(self, account: int, kind: int) -> None:
        if self.world.accounts.alive[account]:
            self._release_step(account, kind)

    def go_live(self, account: int) -> None:
        """Onboarding is over; specialists hand the account to its lead."""
        world = self.world
        accounts = world.accounts
        accounts.onboarding[account] = -1
        accounts.delay[account] = 0.0
        if world.env.now >= 0.0:
            accounts.live[account] = world.env.now
        world.recorder.event("live", account=account)
        for desk in world.office.desks:
            if desk.transient and desk.owner[account] is not None:
                world.office.release(desk, account)
                lead = world.office.lead_desk[accounts.segment[account]]
                person = world.office.acting(lead).owner[account] if lead else None
                if person is not None:
                    world.continuity.pass_on(account, person)

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
        world.office.deliver(
            Item(
                world.next_item(),
                kind,
                account,
                0,
                row.priority,
                world.env.now,
                date,
                date if world.scenario.mechanisms.expiry else NEVER,
                demand,
            )
        )

    def _decide(self, account: int, number: int) -> bool:
        """The contract date: churn, shrink or renew. False: the customer is gone."""
        world = self.world
        accounts = world.accounts
        now = world.env.now
        luck = world.renewal_luck(account, number)
        term = accounts.term[account]
        terms = self.churn_terms(account, now)
        probability = self.churn_probability(account, terms, term)
        arr = accounts.arr[account]
        if luck[0] < probability:
            causes = self._causes(account, terms, term, luck[0])
            world.recorder.renewal(account, CHURNED, arr, 0.0, probability, luck[0], causes)
            world.recorder.event("churned", account=account, causes=causes)
            self._leave(account)
            return False
        after = self._shrunk(account, arr, luck[1], luck[2], term)
        outcome = CONTRACTED if after < arr else RENEWED
        accounts.arr[account] = after
        world.recorder.renewal(account, outcome, arr, after, probability, luck[0], 0)
        if outcome == CONTRACTED:
            world.recorder.event("contracted", account=account)
        return True

    def churn_terms(self, account: int, now: float) -> tuple[float, float, float, float, float]:
        """Terms of the log odds of churn, in the order of CHURN_CAUSES after the first."""
        world = self.world
        accounts = world.accounts
        c = world.scenario.customers
        on = world.scenario.mechanisms
        change = 0.0
        if on.continuity:
            weeks = accounts.since_change(account, now)
            change = c.churn_change * exp(-weeks / c.change_memory) * accounts.change_force[account]
        gone = on.champions and self.champion_gone(account, now)
        late = not accounts.prepared[account] and accounts.term[account] >= YEARLY_LEAST
        late = late and world.kind_for("renewal") >= 0
        unprepared = c.unprepared * (0.5 if world.auto_renew[account] else 1.0)
        return (
            c.churn_health * (HEALTHY - float(accounts.health[account])),
            change,
            c.churn_trust * (0.5 - accounts.trusted(account)),
            c.churn_champion if gone else 0.0,
            unprepared if late else 0.0,
        )

    def champion_gone(self, account: int, now: float) -> bool:
        """Whether the customer's own champion left within the last half year.

        Losses are points of the account's Poisson plane, in blocks of a year.
        """
        world = self.world
        rate = world.scenario.customers.champion_loss
        since = now - CHAMPION_GAP * WEEK
        return any(
            since < lost <= now
            for year in range(int(since // YEAR), int(now // YEAR) + 1)
            for lost in world.champions(account, year, rate)
        )

    def churn_probability(self, account: int, terms: tuple[float, ...], years: float) -> float:
        """Probability of churn at a contract date: what CS cannot influence, then the rest.

        The yearly probability is converted to the length of the term.
        """
        world = self.world
        if not world.scenario.mechanisms.churn:
            return 0.0
        c = world.scenario.customers
        base = by_segment(c.base_churn, world.segments[world.accounts.segment[account]])
        if base <= 0.0:
            return 0.0
        if base >= 1.0:
            return 1.0
        other = base * (1.0 - c.influenceable_churn)
        ours = base * c.influenceable_churn
        influenced = expit(logit(ours) + sum(terms)) if 0.0 < ours < 1.0 else ours
        yearly = other + (1.0 - other) * influenced
        return float(1.0 - (1.0 - yearly) ** years)

    def _causes(self, account: int, terms: tuple[float, ...], years: float, luck: float) -> int:
        """Bits of the causes without each of which this luck would have renewed.

        Where no single term decides: `not influenceable` below that rate, else `ordinary`.
        """
        bits = 0
        for i, term in enumerate(terms):
            without = tuple(0.0 if j == i else t for j, t in enumerate(terms))
            if term > 0.0 and luck >= self.churn_probability(account, without, years):
                bits |= 1 << (i + 1)
        if bits:
            return bits
        c = self.world.scenario.customers
        base = by_segment(c.base_churn, self.world.segments[self.world.accounts.segment[account]])
        other = 1.0 - (1.0 - base * (1.0 - c.influenceable_churn)) ** years
        return 1 << CHURN_CAUSES.index("not influenceable" if luck < other else "ordinary")

    def _shrunk(self, account: int, arr: float, luck: float, size: float, years: float) -> float:
        """ARR after a possible contraction."""
        world = self.world
        c = world.scenario.customers
        if not world.scenario.mechanisms.contraction or c.contraction <= 0.0:
            return arr
        base = min(c.contraction, 1.0 - 1e-9)
        health = float(world.accounts.health[account])
        yearly = expit(logit(base) + c.churn_health * (HEALTHY - health))
        if luck >= 1.0 - (1.0 - yearly) ** years:
            return arr
        return arr * (1.0 - min(0.95, c.contraction_size * 2.0 * size))

    def _leave(self, account: int) -> None:
        """The customer is gone for good."""
        world = self.world
        accounts = world.accounts
        world.arrivals.catch_up(world.env.now)
        accounts.set_alive(account, False)
        accounts.ended[account] = world.env.now
        accounts.arr[account] = 0.0
        accounts.onboarding[account] = -1
        world.office.farewell(account)

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
        probability = expit(odds) if c.expansion_odds > 0.0 else 0.0
        before = accounts.arr[account]
        if item.tag < probability:
            accounts.arr[account] = before * (1.0 + c.expansion_size)
            world.recorder.event("expanded", account=account, person=person.row)
        world.recorder.expansion(account, person, before, accounts.arr[account], probability)
