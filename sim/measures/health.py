"""Health of customers, in truth and as it is reported."""

from __future__ import annotations

from sim.measures.ratios import ratio
from sim.measures.view import View


def health_true(view: View) -> float:
    """True health (0-1), weighted by ARR: mean over the ends of the weeks in the view."""
    rows = view.rows("weekly_accounts")
    return ratio((rows["health"] * rows["arr"]).sum(), rows["arr"].sum())


def health_reported(view: View) -> float:
    """Reported health (0-1), weighted by ARR: mean over the ends of the weeks in the view."""
    rows = view.rows("weekly_accounts")
    return ratio((rows["reported"] * rows["arr"]).sum(), rows["arr"].sum())
