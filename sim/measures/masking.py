"""The masking invoice: hours that nobody sees, by the team that caused them (M4).

What other teams owe and Customer Success does is on nobody's bill, and neither are its own hours
that are never logged. Reported beside the cost to serve, not in it: these hours are paid already,
or never.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.measures.costs import hourly_cost
from sim.measures.ratios import ratio
from sim.measures.rows import Rows
from sim.measures.view import View, everything, whole
from sim.tables import Run
from sim.tables.words import SOURCES

FIXED = 0.75
"""Flow of out-of-scope work, relative to its opening, at which its causes count as fixed."""


class Bill(NamedTuple):
    """What one team is to be charged a year. unlogged: those of the hours that were not logged."""

    hours: float
    unlogged: float
    money: float


def masked_hours(view: View) -> float:
    """Hours on what other teams owe, and own hours never logged (h/person/wk).

    Sum over work items first touched in the view / person-weeks. By role it is the role that the
    work was routed to.
    """
    hours, _ = view.once(_charged)
    return ratio(hours.sum(), len(view.rows("weekly_people")["person"]))


def masking_invoice(view: View) -> float:
    """The same hours of the whole team, priced (money/yr).

    By day at the mean hourly loaded cost of the CS team, after hours at `money.overtime_price`
    times that. Not in the cost to serve in full, which prices what was sent to the other teams.
    """
    return float(view.once(_charged)[1].sum()) / _years(view)


def time_to_fix(view: View) -> float:
    """Time until the flow of out-of-scope work has fallen by a quarter (days).

    Of all teams together, weighted by `work.sources`; where it never falls so far, the length of
    the view, a lower bound. NaN where nobody looks for causes (every `fix_rate` is 0).
    """
    upstream = view.scenario.upstream
    teams = [getattr(upstream, team) for team in type(upstream).model_fields]
    if not any(team.fix_rate > 0.0 and team.staffed_on != "fixed" for team in teams):
        return math.nan
    rows = view.rows("weekly_teams")
    weights = np.array([view.scenario.work.sources.get(team, 0.0) for team in SOURCES])
    times, week = np.unique(rows["time"], return_inverse=True)
    weight = weights[rows["source"]]
    flow = np.bincount(week, rows["flow"] * weight) / np.bincount(week, weight)
    fixed = np.flatnonzero(flow <= FIXED)
    return float((times[fixed[0]] if len(fixed) else view.end) - view.start)


def invoice(view: View) -> dict[str, Bill]:
    """The invoice by team, a year; `cs` are its own hours that were never logged.

    Its money adds up to `masking_invoice`.
    """
    rows = view.rows("work", "started")
    hours, money = view.once(_charged)
    columns = (hours, rows["unlogged"], money)
    sums = [np.bincount(rows["source"], c, len(SOURCES)) / _years(view) for c in columns]
    return {team: Bill(*(float(s[code]) for s in sums)) for code, team in enumerate(SOURCES)}


def weekly_invoice(run: Run, weeks: int) -> np.ndarray:
    """The invoice by team and week, as money a year: shape (teams, weeks), in order of SOURCES.

    Hours belong to the week in which their item was first touched.
    """
    rows = run["work"]
    _, money = _price(whole(run), rows)
    week = np.floor(np.nan_to_num(rows["started"], nan=-1.0) / WEEK).astype(int)
    known = (week >= 0) & (week < weeks)
    place = rows["source"][known].astype(int) * weeks + week[known]
    total = np.bincount(place, money[known], len(SOURCES) * weeks)
    return np.asarray(total.reshape(len(SOURCES), weeks) * (YEAR / WEEK))


def _charged(view: View) -> tuple[np.ndarray, np.ndarray]:
    return _price(everything(view), view.rows("work", "started"))


def _price(every: View, rows: Rows | dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Hours to charge for each work item, and their price."""
    own = rows["source"] == 0
    hours = np.where(own, rows["unlogged"], rows["hours"])
    after = np.where(own, rows["unlogged"], rows["after_hours"])
    factor = every.scenario.money.overtime_price - 1.0
    return hours, (hours + factor * after) * hourly_cost(every)


def _years(view: View) -> float:
    return (view.end - view.start) / YEAR
