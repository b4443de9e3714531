"""Service: how long customers wait, and how much of what is due is done.

What has not come yet is censored (Kaplan-Meier); averages of what is finished would make an
overloaded team look fast.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from sim.base.dates import Calendar
from sim.base.survival import Curve, kaplan_meier
from sim.measures.ratios import ratio
from sim.measures.rows import Rows
from sim.measures.view import View
from sim.tables.words import OUTCOMES

DONE, CANCELLED, DIVERTED = (OUTCOMES.index(w) for w in ("done", "cancelled", "diverted"))


def response_time(view: View) -> float:
    """Time from a customer's request to its first touch (working hours): mean.

    The area under the Kaplan-Meier curve of `waits`, up to the longest wait seen.
    """
    curve = view.once(waits)
    return curve.mean() if curve else math.nan


def response_time_p90(view: View) -> float:
    """Time within which nine requests of ten are touched (working hours).

    The first time at which the Kaplan-Meier curve of `waits` is at 0.1 or below; where it never
    gets there, the longest wait seen, a lower bound.
    """
    curve = view.once(waits)
    return curve.quantile(0.9) if curve else math.nan


def waits(view: View) -> Curve | None:
    """Survival curve of the wait for a first touch, in working hours; None without requests.

    Of kinds that arrive as `request`, created in the view, unless sent to another team. An
    untouched request is censored: when its customer left, else at the end of the run (a request
    that was dropped is still without an answer).
    """
    return waits_among(view, view.rows("work", "created"))


def waits_among(view: View, rows: Rows) -> Curve | None:
    """`waits` among some rows of the table of work."""
    rows = rows.where(view.kinds("request")[rows["kind"]] & (rows["outcome"] != DIVERTED))
    if not len(rows):
        return None
    created, started = rows["created"], rows["started"]
    given_up = np.where(rows["outcome"] == CANCELLED, rows["finished"], view.run.days)
    untouched = np.isnan(started)
    until = np.where(untouched, given_up, started)
    hours = _calendar(view.scenario.start).working_hours(created, until)
    return kaplan_meier(np.maximum(hours, 0.0), ~untouched)


@lru_cache(maxsize=8)
def _calendar(start: str) -> Calendar:
    from datetime import date

    return Calendar(date.fromisoformat(start))


def time_to_live(view: View) -> float:
    """Time from contract to the end of onboarding (days), of new logos: mean.

    The area under the Kaplan-Meier curve up to the longest time seen; accounts signed in the
    view, censored when they churned or at the end of the run. NaN where no kind of work is
    onboarding or nobody signed.
    """
    rows = view.rows("accounts", "arrived")
    rows = rows.where(rows["opening"] == 0)
    if not len(rows) or not view.kinds("onboarding").any():
        return math.nan
    live, ended = rows["live"], rows["ended"]
    gone = np.where(np.isnan(ended), view.run.days, ended)
    until = np.where(np.isnan(live), gone, live)
    return kaplan_meier(until - rows["arrived"], ~np.isnan(live)).mean()


def served_share(view: View) -> float:
    """Planned work done / planned work due (share), by number of items.

    Of kinds that arrive as `planned` and were due in the view. Late counts as done, what is
    dropped or still queued does not, and what was cancelled because the customer left was not
    due.
    """
    rows = view.rows("work", "due")
    planned = view.kinds("planned")[rows["kind"]] & (rows["outcome"] != CANCELLED)
    return ratio((planned & (rows["outcome"] == DONE)).sum(), planned.sum())
