"""The weekly series of contribution: what opening accounts bring in, less what serving costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.measures.costs import discount, full_costs
from sim.measures.ledger import years_between
from sim.measures.view import Shared, View

if TYPE_CHECKING:
    from sim.measures.series import Weeks


def contribution(weeks: Weeks) -> np.ndarray:
    """What the week adds to `contribution` (money): opening ARR x margin - full cost, discounted.

    Opening accounts are the customers of day 0.
    """
    view = View(weeks.run, Shared(weeks.run), 0.0, 0.0, weeks.run.days)
    money = view.scenario.money
    costs, ledger = full_costs(view), weeks.ledger
    opening = ledger.alive_at(0.0)[ledger.account]
    ends = np.append(0.0, weeks.ends)
    rate = money.discount_rate
    arr = _stream(ledger.time[opening], ledger.until[opening], ledger.arr[opening], ends, rate)
    paid = _stream(costs.begin, costs.end, costs.yearly, ends, rate)
    known = np.isfinite(costs.time) & (costs.time >= 0.0)
    order = np.argsort(costs.time[known], kind="stable")
    sums = (costs.amount * discount(costs.time, rate))[known][order]
    before = np.searchsorted(costs.time[known][order], ends, side="left")
    paid += np.concatenate(([0.0], np.cumsum(sums)))[before]
    return np.diff(arr * money.gross_margin_before_cs - paid)


def _stream(
    begin: np.ndarray, end: np.ndarray, yearly: np.ndarray, until: np.ndarray, rate: float
) -> np.ndarray:
    """Integral of streams of money a year from day 0 to each of `until`, discounted."""
    time = np.maximum(0.0, np.concatenate((begin, end)))
    change = np.concatenate((yearly, -yearly))
    ordered = np.argsort(time, kind="stable")
    time, change = time[ordered], change[ordered]
    running = np.concatenate(([0.0], np.cumsum(change)))
    spans = np.where(np.isfinite(time), years_between(np.zeros(len(time)), time, rate), 0.0)
    spent = np.concatenate(([0.0], np.cumsum(change * spans)))
    place = np.searchsorted(time, until, side="left")
    return np.asarray(
        running[place] * years_between(np.zeros(len(until)), until, rate) - spent[place]
    )
