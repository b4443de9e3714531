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


def terms_of(world: World, account: int, now: float) -> tuple[float, float, float, float, float]:
    """Terms of the log odds of churn, in the order of CHURN_CAUSES after the first."""
    accounts = world.accounts
    c = world.scenario.customers
    on = world.scenario.mechanisms
    change = 0.0
    if on.continuity:
        weeks = accounts.since_change(account, now)
        change = c.churn_change * exp(-weeks / c.change_memory) * accounts.change_force[account]
    gone = on.champions and champion_gone(world, account, now)
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


def champion_gone(world: World, account: int, now: float) -> bool:
    """Whether the customer's own champion left within the last half year.

    Losses are points of the account's Poisson plane, in blocks of a year.
    """
    rate = world.scenario.customers.champion_loss
    since = now - CHAMPION_GAP * WEEK
    return any(
        since < lost <= now
        for year in range(int(since // YEAR), int(now // YEAR) + 1)
        for lost in world.fates.champions(account, year, rate)
    )


def probability(world: World, account: int, terms: tuple[float, ...], years: float) -> float:
    """Probability of churn at a contract date: what CS cannot influence, then the rest.

    The yearly probability is converted to the length of the term.
    """
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
    c = world.scenario.customers
    base = by_segment(c.base_churn, world.segments[world.accounts.segment[account]])
    other = 1.0 - (1.0 - base * (1.0 - c.influenceable_churn)) ** years
    return 1 << CHURN_CAUSES.index("not influenceable" if luck < other else "ordinary")


def shrunk(world: World, account: int, arr: float, luck: float, size: float, years: float) -> float:
    """ARR after a possible contraction."""
    c = world.scenario.customers
    if not world.scenario.mechanisms.contraction or c.contraction <= 0.0:
        return arr
    base = min(c.contraction, 1.0 - 1e-9)
    health = float(world.accounts.health[account])
    odds = logit(base) + c.churn_health * (HEALTHY - health)
    yearly = expit(odds + world.steering.selling.regret(account))
    if luck >= 1.0 - (1.0 - yearly) ** years:
        return arr
    return arr * (1.0 - min(0.95, c.contraction_size * 2.0 * size))
