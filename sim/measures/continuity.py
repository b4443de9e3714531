"""Continuity: whether a customer keeps dealing with the same person, and what hangs on one."""

from __future__ import annotations

import numpy as np

from sim.measures.ratios import over_blocks, ratio
from sim.measures.view import View
from sim.tables.words import ASSIGNMENT

SAME_OWNER = ("opening", "new logo", "kept")
NEW_OWNER = tuple(code for code, why in enumerate(ASSIGNMENT) if why not in SAME_OWNER)
TRUSTING = 0.5
SECOND = 0.2


def continuity(view: View) -> float:
    """Share of the trailing 12 months' hours on an account that its main person did (share).

    The main person is the one with most of these hours. Mean over the accounts that are customers
    at the end of the 12 months and were worked on, then over the full 12-month blocks.
    """

    def block(start: float, end: float) -> float:
        faces = view.shared.encounters.between(start, end)
        counted = (faces.hours > 0) & view.in_part & view.ledger.alive_at(end)
        return ratio((faces.main[counted] / faces.hours[counted]).sum(), counted.sum())

    return over_blocks(view, block)


def single_threaded_arr(view: View) -> float:
    """ARR that trusts one person and has no second (share of ARR).

    At the end of each full 12-month block: ARR of accounts whose personal trust in their lead is
    0.5 or more, while nobody else did a fifth or more of the trailing 12 months' hours / ARR;
    averaged over the blocks. Both lines are guesses.
    """

    def block(start: float, end: float) -> float:
        lead, arr = single_threads(view, start, end)
        return ratio(arr[lead >= 0].sum(), arr.sum())

    return over_blocks(view, block)


def bus_factor(view: View) -> float:
    """Most ARR that hangs on one person (share of ARR): `single_threaded_arr` of one lead.

    At the end of each full 12-month block, of the person with most of it; averaged over the
    blocks. What would be lost if they left is less, and needs the paired worlds of `reorg risks`.
    """

    def block(start: float, end: float) -> float:
        lead, arr = single_threads(view, start, end)
        single = lead >= 0
        by_lead = np.bincount(lead[single], arr[single], minlength=1)
        return ratio(by_lead.max(), arr.sum())

    return over_blocks(view, block)


def single_threads(view: View, start: float, end: float) -> tuple[np.ndarray, np.ndarray]:
    """The one person each account hangs on at `end` (-1: none) and its ARR, shape (accounts,).

    See `single_threaded_arr`; the hours are those from `start` on.
    """
    faces = view.shared.encounters.between(start, end)
    alone = (faces.person >= 0) & (faces.hours - faces.main < SECOND * faces.hours)
    lead, trust = _lead_and_trust(view, end)
    single = alone & (lead == faces.person) & (trust >= TRUSTING)
    return np.where(single, lead, -1), np.where(view.in_part, view.ledger.arr_at(end), 0.0)


def handovers(view: View) -> float:
    """Changes of owner (per account/yr): of the person who leads the relationship.

    Assignments that begin in the view because the owner left, roles changed or books were
    rebalanced / account-years in it.
    """
    rows = view.rows("assignments", "start")
    changes = (rows["lead"] == 1) & np.isin(rows["why"], NEW_OWNER)
    years = view.ledger.account_years(view.start, view.end)[view.in_part]
    return ratio(changes.sum(), years.sum())


def _lead_and_trust(view: View, when: float) -> tuple[np.ndarray, np.ndarray]:
    """Lead and trust of every account at the last end of a week up to `when`, shape (accounts,)."""
    rows = view.rows_between("weekly_accounts", "time", when - 7.0, when)
    lead, trust = np.full(view.ledger.size, -1), np.zeros(view.ledger.size)
    lead[rows["account"]], trust[rows["account"]] = rows["lead"], rows["trust"]
    return lead, trust
