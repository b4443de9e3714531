"""Retention: what becomes of the customers and the ARR that were there."""

from __future__ import annotations

import numpy as np

from sim.measures.ratios import over_blocks, ratio
from sim.measures.view import View
from sim.tables.words import RENEWAL

CHURNED = RENEWAL.index("churned")


def grr(view: View) -> float:
    """Gross revenue retention (share/yr).

    Per block: sum over opening accounts of min(ARR at the end, ARR at the opening) / their ARR at
    the opening; averaged over the full 12-month blocks. Opening accounts are the customers at the
    start of the block. Source: SaaS Metrics Standards Board.
    """

    def block(start: float, end: float) -> float:
        before = view.ledger.arr_at(start)[view.in_part]
        after = view.ledger.arr_at(end)[view.in_part]
        return ratio(np.minimum(before, after).sum(), before.sum())

    return over_blocks(view, block)


def nrr(view: View) -> float:
    """Net revenue retention (share/yr).

    Per block: ARR at the end of the opening accounts, expansion included / their ARR at the
    opening; averaged over the full 12-month blocks. Source: SaaS Metrics Standards Board.
    """

    def block(start: float, end: float) -> float:
        opening = view.ledger.alive_at(start) & view.in_part
        return ratio(
            view.ledger.arr_at(end)[opening].sum(), view.ledger.arr_at(start)[opening].sum()
        )

    return over_blocks(view, block)


def logo_churn(view: View) -> float:
    """Customers lost (share/yr).

    Per block: opening accounts that were lost in the block / opening accounts, by number;
    averaged over the full 12-month blocks.
    """

    def block(start: float, end: float) -> float:
        opening = view.ledger.alive_at(start) & view.in_part
        lost = opening & ~view.ledger.alive_at(end)
        return ratio(lost.sum(), opening.sum())

    return over_blocks(view, block)


def renewal_churn(view: View) -> float:
    """Renewals lost / renewals due (share), by number, over all contract dates in the view."""
    outcome = view.rows("renewals")["outcome"]
    return ratio((outcome == CHURNED).sum(), len(outcome))


def arr_end(view: View) -> float:
    """ARR of the book at the end of the view (money)."""
    return float(view.ledger.arr_at(view.end)[view.in_part].sum())


def arr_new(view: View) -> float:
    """ARR of new logos on signing (money), over the view; the same in both worlds."""
    rows = view.rows("accounts", "arrived")
    return float(rows["arr"][rows["opening"] == 0].sum())


def arr_expanded(view: View) -> float:
    """ARR added to existing accounts (money), in mid-term or at renewal, over the view."""
    return _up(view, "expansions") + _up(view, "renewals")


def arr_contracted(view: View) -> float:
    """ARR given up by accounts that stayed (money), over the view."""
    return _down(view, churned=False)


def arr_churned(view: View) -> float:
    """ARR of the accounts that left, as it was on the day (money), over the view."""
    return _down(view, churned=True)


def _up(view: View, table: str) -> float:
    rows = view.rows(table)
    return float(np.maximum(rows["arr_after"] - rows["arr_before"], 0).sum())


def _down(view: View, *, churned: bool) -> float:
    rows = view.rows("renewals")
    lost = np.maximum(rows["arr_before"] - rows["arr_after"], 0)
    return float(lost[(rows["outcome"] == CHURNED) == churned].sum())


def arr_at_risk_true(view: View) -> float:
    """ARR of accounts whose true health is below the health line (money).

    The line is `customers.healthy_line`; mean over the ends of the weeks in the view.
    """
    rows = view.rows("weekly_accounts")
    risky = rows["health"] < view.scenario.customers.healthy_line
    return ratio(rows["arr"][risky].sum(), view.weeks)
