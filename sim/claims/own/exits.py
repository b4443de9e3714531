"""Exits and those who come after, as claims ask for them."""

from __future__ import annotations

import math

from sim.measures.ratios import ratio
from sim.measures.rows import within
from sim.measures.view import View


def time_to_fill(view: View) -> float:
    """Weeks from an open requisition to the first day, of seats that were filled in the view."""
    rows = view.rows("seats", "filled")
    return ratio((rows["filled"] - rows["opened"]).sum() / 7.0, len(rows))


def talent_of_hires(view: View) -> float:
    """Mean talent (x) of those whose first day lies in the view."""
    hired = within(view.people["hired"], view.start, view.end)
    talent = view.people["talent"][hired]
    return float(talent.mean()) if len(talent) else math.nan
