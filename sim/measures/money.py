"""Money: what serving customers costs, and what is left."""

from __future__ import annotations

import numpy as np

from sim.measures.costs import full_costs, hourly_cost, programmes
from sim.measures.ledger import years_between
from sim.measures.people import employed
from sim.measures.ratios import ratio
from sim.measures.view import View


def cost_to_serve(view: View) -> float:
    """Loaded cost of the CS team / accounts served (money/account/yr).

    Pay of everybody employed in roles with budget cs, operations included, for the time they were
    employed / account-years. By role, what this role adds to it: the same accounts below.
    """
    return ratio(_pay(view).sum(), _account_years(view))


def cost_to_serve_share(view: View) -> float:
    """Loaded cost of the CS team as a share of ARR (share): pay / integral of ARR over time."""
    return ratio(_pay(view).sum(), view.ledger.arr_years(view.start, view.end).sum())


def cost_to_serve_full(view: View) -> float:
    """Cost to serve with vacancies, recruiting, ramp and upstream hours (money/account/yr).

    Pay + recruiting (`money.recruiting` x loaded cost of a year, for each first day in the view)
    + tooling (`money.tooling` a head and year) + severance and retention pay of a reorganisation +
    dated programmes and raises (`programme_cost`; by role only what they cost for each head) +
    hours of work sent to other teams, at their effort and the mean hourly loaded cost of the CS
    team, for want of those teams' own.
    Ramp is in it once, in pay: a new colleague is paid in full from the first day. An empty seat
    is paid nothing: what it costs is in what the others and the customers suffer. Hours after
    hours are not in it; `unpaid_overtime` prices them.
    """
    return ratio(_full(view, 0.0), _account_years(view))


def programme_cost(view: View) -> float:
    """What dated programmes and raises cost (money).

    Of each programme what it costs once, a year and a year for each head, while it runs; and the
    raises by which a dated change closes the pay gap. Their hours are in what people get done.
    """
    return programmes(view).between(view.start, view.end, 0.0)


def unpaid_overtime(view: View) -> float:
    """Hours after hours, priced (money/account/yr): what heroes give away.

    `money.overtime_price` x the mean hourly loaded cost x hours after hours / account-years.
    """
    hours = view.rows("weekly_people")["after_hours"].sum(dtype=float)
    price = view.scenario.money.overtime_price * hourly_cost(view)
    return ratio(price * hours, _account_years(view))


def contribution(view: View) -> float:
    """What the opening accounts bring in, less what serving costs (money), discounted.

    Integral over the view of (ARR of opening accounts x gross margin before CS) - cost to serve
    in full of the whole team, each moment weighted by (1 + discount_rate)^(-years since day 0).
    Opening accounts are the customers at the end of the warm-up; a year later they are still
    these. Quarters add up to the whole.
    """
    money = view.scenario.money
    opening = view.ledger.alive_at(view.origin)
    arr = view.ledger.arr_years(view.start, view.end, money.discount_rate)[opening].sum()
    return float(arr * money.gross_margin_before_cs - _full(view, money.discount_rate))


def accounts_per_head(view: View) -> float:
    """Average accounts / average heads of the CS team (accounts), operations included."""
    return ratio(_account_years(view), _cs_years(view).sum())


def arr_per_head(view: View) -> float:
    """Average ARR / average heads of the CS team (money), operations included."""
    return ratio(view.ledger.arr_years(view.start, view.end).sum(), _cs_years(view).sum())


def _account_years(view: View) -> float:
    return float(view.ledger.account_years(view.start, view.end).sum())


def _cs_years(view: View, rate: float = 0.0) -> np.ndarray:
    """Years in the view of each person that CS pays (0 for others), discounted at `rate`."""
    hired, left = employed(view)
    years = years_between(
        np.clip(hired, view.start, view.end), np.clip(left, view.start, view.end), rate
    )
    return np.where(view.people["by_cs"] == 1, years, 0.0)


def _pay(view: View, rate: float = 0.0) -> np.ndarray:
    return np.asarray(_cs_years(view, rate) * view.people["cost"])


def _full(view: View, rate: float) -> float:
    """Everything that Customer Success pays in the view (money), discounted at `rate`."""
    return full_costs(view).between(view.start, view.end, rate)
