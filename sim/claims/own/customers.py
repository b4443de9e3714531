"""Customers and their work, as claims ask for them."""

from __future__ import annotations

import numpy as np

from sim.measures.ratios import ratio
from sim.measures.view import View
from sim.tables.words import ASSIGNMENT, OUTCOMES, RENEWAL

DIVERTED, CHURNED = OUTCOMES.index("diverted"), RENEWAL.index("churned")
LEFT = ASSIGNMENT.index("owner left")
AFTER_CHANGE = 182.0
"""Days after a change of lead within which a contract date counts as one after it."""
EARLY = 400.0
"""Days within which a new customer's first annual contract ends."""
HARD = 0.2
"""Share of the accounts that fit the product worst."""


def account_hours(view: View) -> float:
    """Hours of work for an account in a month, out-of-scope work included."""
    rows = view.rows("work", "started")
    years = view.ledger.account_years(view.start, view.end)[view.in_part].sum()
    return ratio(rows["hours"][rows["account"] >= 0].sum(), 12 * years)


def escalated_items(view: View) -> float:
    """Items of work that were sent to the team that owes them, for each account and year."""
    rows = view.rows("work", "created")
    years = view.ledger.account_years(view.start, view.end)[view.in_part].sum()
    return ratio((rows["outcome"] == DIVERTED).sum(), years)


def early_churn(view: View) -> float:
    """New customers who leave within 400 days / new customers who could be seen so long (share)."""
    rows = view.rows("accounts", "arrived")
    rows = rows.where((rows["opening"] == 0) & (rows["arrived"] <= view.run.days - EARLY))
    return ratio((rows["ended"] - rows["arrived"] <= EARLY).sum(), len(rows))


def churn_after_change(view: View) -> float:
    """Renewals lost / due (share), of contract dates within half a year after an owner left."""
    rows = view.rows("renewals")
    changed = _since_owner_left(view, rows["account"], rows["time"]) <= AFTER_CHANGE
    return ratio((rows["outcome"][changed] == CHURNED).sum(), changed.sum())


def renewals_due(view: View) -> float:
    """Contract dates in the view."""
    return float(len(view.rows("renewals")))


def renewals_lost(view: View) -> float:
    """Contract dates in the view at which the customer left."""
    return float((view.rows("renewals")["outcome"] == CHURNED).sum())


def health_of_hard(view: View) -> float:
    """True health (0-1) of the fifth of the accounts that fit the product worst, by ARR."""
    fit = view.run["accounts"]["fit"]
    rows = view.rows("weekly_accounts")
    rows = rows.where(fit[rows["account"]] <= np.quantile(fit, HARD))
    return ratio((rows["health"] * rows["arr"]).sum(), rows["arr"].sum())


def _since_owner_left(view: View, account: np.ndarray, time: np.ndarray) -> np.ndarray:
    """Days since the lead of each account last left, infinite where none has."""
    table = view.run["assignments"]
    left = np.flatnonzero((table["why"] == LEFT) & (table["lead"] == 1))
    left = left[np.lexsort((table["start"][left], table["account"][left]))]
    # One rising number for account and day: the last change at or before the contract date.
    scale = 10.0 * (view.run.days + 1.0)
    at = table["account"][left] * scale + table["start"][left]
    place = np.searchsorted(at, account * scale + time, side="right") - 1
    there = place >= 0
    same = np.zeros(len(account), bool)
    same[there] = table["account"][left][place[there]] == account[there]
    since = np.full(len(account), np.inf)
    since[same] = time[same] - table["start"][left][place[same]]
    return since
