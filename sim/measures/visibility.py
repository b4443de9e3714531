"""Visibility: what the dashboard showed of customers, against what was true.

Two lines, both guesses. Below `customers.healthy_line` ARR is at risk. Green, which is what a
dashboard shows as healthy or neutral, begins higher: at `customers.green_line`.
"""

from __future__ import annotations

import math

import numpy as np

from sim.base.survival import Curve, kaplan_meier
from sim.measures.ratios import ratio
from sim.measures.rows import within
from sim.measures.view import View
from sim.tables.words import RENEWAL

CHURNED = RENEWAL.index("churned")
BEFORE = 90.0
"""Days before a churn at which one looks at what was reported (claim X4)."""


def arr_at_risk_visible(view: View) -> float:
    """ARR of accounts whose reported health is below the health line (money).

    The line is `customers.healthy_line`; mean over the ends of the weeks in the view.
    """
    rows = view.rows("weekly_accounts")
    risky = rows["reported"] < view.scenario.customers.healthy_line
    return ratio(rows["arr"][risky].sum(), view.weeks)


def green_churn(view: View) -> float:
    """Churned ARR that was reported healthy or neutral 90 days before / churned ARR (share).

    That is at `customers.green_line` or above, by the last weekly report 90 days or more before the
    account left. Churn of the first 90 days of a run, and of accounts that were no customers yet 90
    days before, has no such report and is in neither. Source: X4 (41 % of cancelled accounts looked
    healthy or neutral).
    """
    rows = view.rows("renewals")
    rows = rows.where(rows["outcome"] == CHURNED)
    then = view.shared.paths.reported_at(rows["account"], rows["time"] - BEFORE)
    arr = np.where(np.isnan(then), 0.0, rows["arr_before"])
    return ratio(arr[then >= view.scenario.customers.green_line].sum(), arr.sum())


def detection_lag(view: View) -> float:
    """Time from a true decline to the visible one (days): mean.

    A decline begins in the week in which the true health of an account falls below
    `customers.healthy_line`; it is seen at the first week's end from then on at which reported
    health is below the line, at once where it already was. What is never seen is censored: when
    the account recovers or leaves, else at the end of the run. The area under the Kaplan-Meier
    curve up to the longest time seen; NaN where no account declined in the view. Source: M32.
    """
    curve = view.once(detection)
    return curve.mean() if curve else math.nan


def detection(view: View) -> Curve | None:
    """Survival curve of declines that are not seen yet, in days; None without declines."""
    found = view.shared.paths.declines(view.scenario.customers.healthy_line)
    mine = within(found.begun, view.start, view.end, week_ends=True) & view.in_part[found.account]
    return kaplan_meier(found.days[mine], found.seen[mine]) if mine.any() else None
