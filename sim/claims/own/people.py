"""People, as claims ask for them: strain, what burnout does, heroes, talent."""

from __future__ import annotations

import math

import numpy as np

from sim.base.dates import YEAR
from sim.measures.ratios import ratio
from sim.measures.view import View
from sim.scenario.standing import WEEK_HOURS

MONTHS_LED = 6.0
"""Account-months that somebody must have led before expansion is told for each of them."""


def strain(view: View) -> float:
    """Mean acute strain A (0-1) over person-weeks."""
    return _mean(view, "acute")


def burnout_mean(view: View) -> float:
    """Mean chronic burnout B (0-1) over person-weeks."""
    return _mean(view, "burnout")


def burnout_speed(view: View) -> float:
    """What burnout leaves of speed (x): mean of 1 - `burnout.speed_effect` x (B - 0.35)."""
    return 1 - view.scenario.burnout.speed_effect * (burnout_mean(view) - 0.35)


def burnout_hazard(view: View) -> float:
    """What burnout does to the hazard of quitting (x): mean of exp(effect x (B - 0.35))."""
    effect = view.scenario.people.burnout_quit_effect
    burnout = view.rows("weekly_people")["burnout"]
    return float(np.exp(effect * (burnout - 0.35)).mean()) if len(burnout) else math.nan


def overtime_hours(view: View) -> float:
    """Hours in evenings and at weekends (h/person/wk): mean over person-weeks."""
    return _mean(view, "after_hours")


def overtime_of_heroes(view: View) -> float:
    """The same of those who are heroes by inclination."""
    rows = view.rows("weekly_people")
    hours = rows["after_hours"][_heroic(view, rows["person"])]
    return ratio(hours.sum(dtype=float), len(hours))


def hero_share(view: View) -> float:
    """Share of the person-weeks that heroes worked."""
    heroic = _heroic(view, view.rows("weekly_people")["person"])
    return ratio(heroic.sum(), len(heroic))


def mean_talent(view: View) -> float:
    """Mean talent (x) over person-weeks."""
    talent = view.run["people"]["talent"][view.rows("weekly_people")["person"]]
    return ratio(talent.sum(), len(talent))


def top_expansion(view: View) -> float:
    """Expansion for each account-month led: the best fifth of the people / all (x).

    ARR that a person's expansion work added / account-months that the person led. Of people with
    at least six account-months; the best fifth (at least one) by that number.
    """
    rows = view.rows("expansions")
    size = len(view.run["people"]["role"])
    known = rows["person"] >= 0
    gain = (rows["arr_after"] - rows["arr_before"])[known]
    added = np.bincount(rows["person"][known], gain, minlength=size)
    months = _months_led(view, size)
    counted = months >= MONTHS_LED
    rates = np.sort(added[counted] / months[counted])[::-1]
    best = rates[: max(1, round(len(rates) / 5))]
    return ratio(float(best.mean()), float(rates.mean())) if len(rates) else math.nan


def planned_share(view: View) -> float:
    """Hours on planned work / all hours on work items (share)."""
    rows = view.rows("work", "started")
    return ratio(rows["hours"][view.kinds("planned")[rows["kind"]]].sum(), rows["hours"].sum())


def available_share(view: View) -> float:
    """Part of a full week that is left for work items (share): mean over person-weeks."""
    return _mean(view, "available") / WEEK_HOURS


def _months_led(view: View, people: int) -> np.ndarray:
    """Account-months that each person led in the view, shape (people,)."""
    table = view.run["assignments"]
    lead = (table["lead"] == 1) & (table["person"] >= 0)
    until = np.where(np.isnan(table["end"]), np.inf, table["end"])[lead]
    span = np.clip(until, view.start, view.end) - np.clip(
        table["start"][lead], view.start, view.end
    )
    return np.bincount(table["person"][lead], span * 12 / YEAR, minlength=people)


def _heroic(view: View, person: np.ndarray) -> np.ndarray:
    return np.asarray(view.run["people"]["hero"][person] == 1)


def _mean(view: View, column: str) -> float:
    values = view.rows("weekly_people")[column]
    return ratio(values.sum(dtype=float), len(values))
