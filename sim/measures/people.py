"""People: who leaves, who is burned out, how long they work. Every role counts."""

from __future__ import annotations

import numpy as np

from sim.base.dates import YEAR
from sim.measures.ratios import over_blocks, ratio
from sim.measures.rows import within
from sim.measures.view import View
from sim.scenario.heads import OPERATIONS

LEAST_HEADS = 0.5
"""Fewer average heads than this make no rate of a group."""


def csm_turnover(view: View) -> float:
    """Voluntary exits a year (share/yr).

    Per block: people who left by their own decision / average heads; averaged over the full
    12-month blocks. An exit is dated by the last day at work. CS operations are left out: their
    exits are not simulated.
    """
    return _exit_rate(view, voluntary=True)


def exits_involuntary(view: View) -> float:
    """Exits that were not the person's decision (share/yr); as `csm_turnover`."""
    return _exit_rate(view, voluntary=False)


def turnover_heroes(view: View) -> float:
    """Voluntary exits of heroes / average heads of heroes (share/yr); else as `csm_turnover`.

    A block with less than half a head of them is left out; NaN where none is left.
    """
    return _exit_rate(view, voluntary=True, hero=True)


def turnover_quiet(view: View) -> float:
    """Voluntary exits of those who are no heroes / their average heads (share/yr).

    As `turnover_heroes`.
    """
    return _exit_rate(view, voluntary=True, hero=False)


def _exit_rate(view: View, *, voluntary: bool, hero: bool | None = None) -> float:
    people = view.people
    words = view.run.labels["role"]
    serving = np.array([word != OPERATIONS for word in words])[people["role"]]
    serving &= people["seat"] >= 0
    if hero is not None:
        serving &= people["hero"] == hero
    decided = (people["voluntary"] == voluntary) & (serving | (hero is None))

    def block(start: float, end: float) -> float:
        exits = (within(people["left"], start, end) & decided).sum()
        length = (end - start) / YEAR
        heads = head_years(view, start, end)[serving].sum() / length
        return ratio(exits, heads if hero is None or heads >= LEAST_HEADS else 0.0)

    return over_blocks(view, block)


def head_years(view: View, start: float, end: float) -> np.ndarray:
    """Years that each post of the view was held in [start, end), shape (posts,)."""
    hired, left = employed(view)
    return np.asarray((np.clip(left, start, end) - np.clip(hired, start, end)) / YEAR)


def employed(view: View) -> tuple[np.ndarray, np.ndarray]:
    """First and last day in each post of the view; infinite for those who stay."""
    return view.people["begin"], view.people["end"]


def burnout_prevalence(view: View) -> float:
    """Person-weeks of people who are burned out (share): B above `burnout.line` (0.5)."""
    return _share_above(view, view.scenario.burnout.line)


def burnout_often(view: View) -> float:
    """Person-weeks of people burned out often or constantly (share): B above the second line.

    The line is `burnout.often_line` (0.555).
    """
    return _share_above(view, view.scenario.burnout.often_line)


def _share_above(view: View, line: float) -> float:
    burnout = view.rows("weekly_people")["burnout"]
    return ratio((burnout > line).sum(), len(burnout))


def hours_worked(view: View) -> float:
    """All hours at work, logged or not (h/person/wk): mean over person-weeks, leave included."""
    return _per_person_week(view, "worked")


def unlogged_hours(view: View) -> float:
    """Hours worked and never logged (h/person/wk): mean over person-weeks."""
    return _per_person_week(view, "unlogged")


def _per_person_week(view: View, column: str) -> float:
    hours = view.rows("weekly_people")[column]
    return ratio(hours.sum(dtype=float), len(hours))


def overtime_weeks(view: View) -> float:
    """Person-weeks with any hours after hours (share)."""
    after = view.rows("weekly_people")["after_hours"]
    return ratio((after > 0).sum(), len(after))


def out_of_scope_share(view: View) -> float:
    """Hours on work that another team owes / all hours on work items (share).

    Hours are dated by the first touch of their item. By role it is the role that the work was
    routed to, by segment the segment of the account.
    """
    rows = view.rows("work", "started")
    hours = rows["hours"]
    return ratio(hours[rows["source"] > 0].sum(), hours.sum())


def utilisation(view: View) -> float:
    """Client hours within working hours / hours that were available for them (share).

    Available is what meetings, coordination and leave left of the day. Hours after hours are in
    neither, so a full team is at 1 and overtime shows elsewhere.
    """
    rows = view.rows("weekly_people")
    inside = rows["client"].sum(dtype=float) - rows["after_hours"].sum(dtype=float)
    return ratio(inside, rows["available"].sum(dtype=float))
