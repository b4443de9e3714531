"""Churn and contraction: log odds on a contract date, and the causes of a loss.

The terms of the log odds are health, a recent change of lead, trust, a lost champion and an
unprepared renewal. A cause is a term without which the account's own luck would have renewed.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from sim.base.dates import WEEK, YEAR
from sim.scenario.workload import by_segment
from sim.tables.words import CHURN_CAUSES

if TYPE_CHECKING:
    from sim.organisation.world import World
    from sim.scenario.tree import Customers

HEALTHY = 0.78
"""Health at which base churn, contraction and expansion odds hold."""
CHAMPION_GAP = 26.0
"""Weeks until the customer has a new champion."""
YEARLY_LEAST = 0.9
"""Contracts shorter than this many years have renewal work once a year only."""


def logit(p: float) -> float:
    """Log odds."""
    return log(p / (1.0 - p))


def expit(x: float) -> float:
    """Probability of log odds, safe for large values."""
    if x >= 0:
        return 1.0 / (1.0 + exp(-x))
    e = exp(x)
    return e / (1.0 + e)


class Odds:
    """Numbers of churn and contraction that hang on nothing but the scenario in force.

    groups: for each group of accounts its yearly base churn, the part of it that CS cannot
    influence, the rest, and the log odds of the rest (0 where it has none). late: what an
    unprepared renewal adds, by whether the contract renews by itself. shrink: log odds of a yearly
    contraction, None where there is none.
    """

    def __init__(self, world: World) -> None:
        self.scenario = scenario = world.scenario
        c, on = scenario.customers, scenario.mechanisms
        self.churn = on.churn
        self.groups = [_group(by_segment(c.base_churn, s), c) for s in world.segments]
        self.health, self.trust = c.churn_health, c.churn_trust
        self.change = c.churn_change if on.continuity else None
        self.memory = c.change_memory
        self.champion = c.churn_champion
        self.champions = c.champion_loss if on.champions else None
        self.late = (c.unprepared * 1.0, c.unprepared * 0.5)
        self.prepares = world.kind_for("renewal") >= 0
        shrinks = on.contraction and c.contraction > 0.0
        self.shrink = logit(min(c.contraction, 1.0 - 1e-9)) if shrinks else None
        self.size = c.contraction_size * 2.0


def _group(base: float, c: Customers) -> tuple[float, float, float, float]:
    ours = base * c.influenceable_churn
    odds = logit(ours) if 0.0 < ours < 1.0 else 0.0
    return base, base * (1.0 - c.influenceable_churn), ours, odds


def terms_of(world: World, account: int, now: float) -> tuple[float, float, float, float, float]:
    """Terms of the log odds of churn, in the order of CHURN_CAUSES after the first."""
    accounts, odds = world.accounts, world.contracts.odds
    change = 0.0
    if odds.change is not None:
        weeks = accounts.since_change(account, now)
        change = odds.change * exp(-weeks / odds.memory) * accounts.change_force[account]
    gone = odds.champions is not None and champion_gone(world, account, now)
    late = not accounts.prepared[account] and accounts.term[account] >= YEARLY_LEAST
    return (
        odds.health * (HEALTHY - accounts.health.item(account)),
        change,
        odds.trust * (0.5 - accounts.trusted(account)),
        odds.champion if gone else 0.0,
        odds.late[world.auto_renew[account]] if late and odds.prepares else 0.0,
    )


def champion_gone(world: World, account: int, now: float) -> bool:
    """Whether the customer's own champion left within the last half year.

    Losses are points of the account's Poisson plane, in blocks of a year.
    """
    rate = world.scenario.customers.champion_loss
    since = now - CHAMPION_GAP * WEEK
    for year in range(int(since // YEAR), int(now // YEAR) + 1):
        for lost in world.fates.champions(account, year, rate):
            if since < lost <= now:
                return True
    return False


def probability(world: World, account: int, terms: tuple[float, ...], years: float) -> float:
    """Probability of churn at a contract date: what CS cannot influence, then the rest.

    The yearly probability is converted to the length of the term.
    """
    odds = world.contracts.odds
    base, other, ours, usual = odds.groups[world.accounts.segment[account]]
    if not odds.churn or base <= 0.0:
        return 0.0
    if base >= 1.0:
        return 1.0
    influenced = expit(usual + sum(terms)) if 0.0 < ours < 1.0 else ours
    yearly = other + (1.0 - other) * influenced
    return float(1.0 - (1.0 - yearly) ** years)


def causes_of(
    world: World, account: int, terms: tuple[float, ...], years: float, luck: float
) -> int:
    """Bits of the causes without each of which this luck would have renewed.

    Where no single term decides: `not influenceable` below that rate, else `ordinary`.
    """
    bits = 0
    for i, term in enumerate(terms):
        without = tuple(0.0 if j == i else t for j, t in enumerate(terms))
        if term > 0.0 and luck >= probability(world, account, without, years):
            bits |= 1 << (i + 1)
    if bits:
        return bits
    _, never, _, _ = world.contracts.odds.groups[world.accounts.segment[account]]
    other = 1.0 - (1.0 - never) ** years
    return 1 << CHURN_CAUSES.index("not influenceable" if luck < other else "ordinary")


def shrunk(world: World, account: int, arr: float, luck: float, size: float, years: float) -> float:
    """ARR after a possible contraction."""
    odds = world.contracts.odds
    if odds.shrink is None:
        return arr
    lacking = odds.health * (HEALTHY - world.accounts.health.item(account))
    yearly = expit(odds.shrink + lacking + world.steering.selling.regret(account))
    if luck >= 1.0 - (1.0 - yearly) ** years:
        return arr
    return arr * (1.0 - min(0.95, odds.size * size))
