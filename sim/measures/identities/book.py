"""Accounts and their ARR add up."""

from __future__ import annotations

import numpy as np

from sim.measures.identities.finding import rows_where, unequal
from sim.measures.ledger import Ledger
from sim.tables import Run
from sim.tables.words import RENEWAL

RENEWED, CONTRACTED, CHURNED = range(len(RENEWAL))
CENT = 0.01
SECOND = 1 / 86_400


def accounts_balance(run: Run) -> str:
    """Accounts in = alive at the end + churned, each churned once and on the day it ended."""
    ended = run["accounts"]["ended"]
    lost = run["renewals"]["outcome"] == CHURNED
    churns = np.bincount(run["renewals"]["account"][lost], minlength=len(ended))
    day = np.full(len(ended), np.nan)
    day[run["renewals"]["account"][lost]] = run["renewals"]["time"][lost]
    return rows_where(
        churns != ~np.isnan(ended), "accounts", "ended does not agree with its churns"
    ) or rows_where(
        ~(np.isnan(ended) | (day == ended)),
        "accounts",
        "ended on another day than its renewal was lost",
    )


def arr_balances(run: Run) -> str:
    """ARR at the end = at the start + new + expanded - contracted - churned."""
    accounts, renewals, expansions = run["accounts"], run["renewals"], run["expansions"]
    moved = float(
        (renewals["arr_after"] - renewals["arr_before"]).sum()
        + (expansions["arr_after"] - expansions["arr_before"]).sum()
    )
    total = float(accounts["arr"].sum()) + moved
    return unequal(
        float(accounts["arr_end"].sum()),
        total,
        "ARR at the end is the start + new + expanded - contracted - churned",
    )


def arr_steps_join(run: Run) -> str:
    """ARR before each renewal and expansion is what the account had, and the last is its end."""
    ledger = Ledger(run)
    end = ledger.arr_at(np.inf)
    bad = np.abs(end - run["accounts"]["arr_end"]) > CENT
    if found := rows_where(bad, "accounts", "arr_end is not the ARR after its last change"):
        return found
    for table in ("renewals", "expansions"):
        rows = run[table]
        held = _arr_before(ledger, rows["account"], rows["time"])
        if found := rows_where(
            np.abs(held - rows["arr_before"]) > CENT,
            table,
            "arr_before is not what the account had",
        ):
            return found
    return ""


def _arr_before(ledger: Ledger, account: np.ndarray, time: np.ndarray) -> np.ndarray:
    """ARR of each account just before a time of its own, shape of `account`."""
    first = np.searchsorted(ledger.account, account, side="left")
    last = np.searchsorted(ledger.account, account, side="right")
    held = [
        ledger.arr[a + max(0, int(np.searchsorted(ledger.time[a:b], t)) - 1)]
        for a, b, t in zip(first, last, time, strict=True)
    ]
    return np.array(held, float)


def renewals_follow_luck(run: Run) -> str:
    """A contract is lost exactly where the account's luck is below the probability of the day."""
    rows = run["renewals"]
    lost = rows["outcome"] == CHURNED
    return rows_where(
        lost != (rows["luck"] < rows["probability"]),
        "renewals",
        "lost although luck is not below the probability, or the reverse",
    )


def outcomes_fit_arr(run: Run) -> str:
    """Churned leaves 0, contracted leaves less, renewed leaves no less; expansion never shrinks."""
    rows = run["renewals"]
    before, after, outcome = rows["arr_before"], rows["arr_after"], rows["outcome"]
    bad = (
        ((outcome == CHURNED) & (after != 0))
        | ((outcome == CONTRACTED) & (after > before))
        | ((outcome == RENEWED) & (after < before))
        | (after < 0)
    )
    shrunk = run["expansions"]["arr_after"] < run["expansions"]["arr_before"]
    return rows_where(bad, "renewals", "ARR after does not fit the outcome") or rows_where(
        shrunk, "expansions", "ARR fell"
    )


def nothing_after_churn(run: Run) -> str:
    """A lost account renews, expands and is served no more; none of it before it arrived."""
    accounts = run["accounts"]
    ended = np.where(np.isnan(accounts["ended"]), np.inf, accounts["ended"])
    for table, time in (("renewals", "time"), ("expansions", "time"), ("work", "started")):
        rows = run[table]
        owned = rows["account"] >= 0
        if not len(ended):
            continue
        late = owned & (rows[time] > ended[rows["account"]] + SECOND)
        early = owned & (rows[time] < accounts["arrived"][rows["account"]] - SECOND)
        if found := rows_where(late | early, table, "outside the time as a customer"):
            return found
    return ""
