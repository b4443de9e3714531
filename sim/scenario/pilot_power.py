"""What a pilot can find out: its renewals, and the difference that would stand out of luck."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from sim.base.units import DAYS_PER_YEAR
from sim.scenario.changes import the_pilot
from sim.scenario.heads import book_by_segment
from sim.scenario.tree import Scenario
from sim.scenario.when import days_of
from sim.scenario.workload import by_segment

LEVEL, POWER = 0.05, 0.8
DIFFERENCE = 0.05
"""Difference of GRR for which the power is told: five points, as between good and average."""
TERMS = {"monthly": 1.0 / 12.0, "annual": 1.0}


@dataclass(frozen=True)
class PilotPower:
    """A pilot by numbers. accounts, renewals: treated; others: renewals of the comparison group.

    power: of a two-sided test at 5 % to see `DIFFERENCE` in churn at a contract date; detectable:
    the difference (share) that it would see in four cases of five.
    """

    accounts: float
    weeks: float
    renewals: float
    others: float
    power: float
    detectable: float


def pilot_power(scenario: Scenario) -> PilotPower:
    """What the pilot of a scenario could detect, by luck of renewals alone (claim Q33).

    Churn of two groups is compared by its normal approximation: standard error = root of
    p (1 - p) (1 / renewals + 1 / others), p the base churn at a contract date.
    """
    change, scope = the_pilot(scenario)
    first, end = days_of(scenario, change)
    years = (min(end, scenario.years * DAYS_PER_YEAR) - first) / DAYS_PER_YEAR
    accounts = renewals = others = churned = 0.0
    for name, (n, _) in book_by_segment(scenario).items():
        part = scope.share if name in (scope.segments or (name,)) else 0.0
        term = TERMS.get(scenario.book.segments[name].term, scenario.customers.multi_year)
        due = n * years / term
        accounts += n * part
        renewals += due * part
        others += due * (1.0 - part)
        yearly = by_segment(scenario.customers.base_churn, name)
        churned += due * part * (1.0 - (1.0 - yearly) ** term)
    churn = churned / renewals if renewals else 0.0
    power, detectable = power_of(churn, renewals, others)
    weeks = years * DAYS_PER_YEAR / 7
    return PilotPower(accounts, weeks, renewals, others, power, detectable)


def power_of(churn: float, renewals: float, others: float) -> tuple[float, float]:
    """Power to see `DIFFERENCE`, and the difference that is seen with a power of `POWER`.

    churn: share of contract dates at which an account is lost. renewals, others: how many dates
    the treated accounts and the comparison group have.
    """
    if renewals <= 0.0 or others <= 0.0:
        return 0.0, float("inf")
    normal = NormalDist()
    error = sqrt(max(churn * (1.0 - churn), 1e-9) * (1.0 / renewals + 1.0 / others))
    line = normal.inv_cdf(1.0 - LEVEL / 2)
    beyond = DIFFERENCE / error
    power = normal.cdf(beyond - line) + normal.cdf(-beyond - line)
    return power, (line + normal.inv_cdf(POWER)) * error
