"""Exits and those who come after, as claims ask for them."""

from __future__ import annotations

import math

import numpy as np

from sim.measures.ratios import ratio
from sim.measures.rows import Rows, within
from sim.measures.view import View


def exits(view: View) -> float:
    """People who left by their own decision in the view."""
    return float(_leavers(view).sum())


def exit_pay(view: View) -> float:
    """Loaded pay of a month, summed over the exits in the view (money)."""
    return float(view.people["cost"][_leavers(view)].sum() / 12)


def time_to_fill(view: View) -> float:
    """Weeks from an open requisition to the first day, of seats that were filled in the view."""
    rows = _filled(view)
    return ratio((rows["filled"] - rows["opened"]).sum() / 7.0, len(rows))


def talent_of_hires(view: View) -> float:
    """Mean talent (x) of those whose first day lies in the view."""
    hired = within(view.people["hired"], view.start, view.end)
    talent = view.people["talent"][hired]
    return float(talent.mean()) if len(talent) else math.nan


def _leavers(view: View) -> np.ndarray:
    people = view.people
    return within(people["left"], view.start, view.end) & (people["voluntary"] == 1)


def _filled(view: View) -> Rows:
    return view.rows("seats", "filled")
