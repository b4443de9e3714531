"""Climate: what the team shares, week by week. All are means over the weeks of the view."""

from __future__ import annotations

from sim.measures.ratios import ratio
from sim.measures.view import View


def inclination(view: View) -> float:
    """Share of what does not fit that people try to do after hours (share): mean over the weeks.

    As it acts: with what is praised, boundaries and the leader's example.
    """
    return _mean(view, "inclination")


def support(view: View) -> float:
    """Support in force (0-1), by managers and peers: mean over the weeks."""
    return _mean(view, "support")


def cynicism(view: View) -> float:
    """Cynicism of the team (0-1): mean over the weeks."""
    return _mean(view, "cynicism")


def manager_burnout(view: View) -> float:
    """Chronic burnout of managers (0-1): mean over the weeks; 0.35 without `leadership.span`."""
    return _mean(view, "manager_burnout")


def _mean(view: View, column: str) -> float:
    values = view.rows("weekly_climate")[column]
    return ratio(values.sum(dtype=float), len(values))
