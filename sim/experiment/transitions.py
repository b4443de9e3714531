"""The transition of a candidate with a dated change, beside its pair without that change."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.statistics import mean_interval, paired_interval
from sim.tables.results import Key, Result

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

SERIES = "contribution"
FEW = 10
"""Worlds that pay back, below which the month of payback has no interval."""


def transition(base: Result, candidate: Result) -> dict[str, Any] | None:
    """Bill, depth and length of the dip, and payback of the candidate's dated changes.

    `from` (day of the first), `bill` (money: paired difference of `transition_bill`), `dip_depth`
    (money), `dip_weeks`, each with mean, lo, hi; `payback_month` with the mean of the worlds that
    pay back by the horizon, lo, hi where at least FEW of them do; `never`: share of those that do
    not; `n` worlds. None where the candidate has no change that the base has not, or weekly series
    are missing. What has no value is NaN.
    """
    from sim.measures.transition import dip, j_curve

    day = first_day(base.scenario, candidate.scenario)
    here, there = base.weekly.get(SERIES), candidate.weekly.get(SERIES)
    if day is None or here is None or there is None or here.shape != there.shape:
        return None
    way = dip(j_curve(here, there), day / 7.0)
    none = np.full(len(base.replications), np.nan)
    ours, theirs = (r.values.get(Key("transition_bill"), none) for r in (base, candidate))
    never = np.isnan(way.month)
    return {
        "from": day,
        "bill": _numbers(*paired_interval(ours, theirs)[:3]),
        "dip_depth": _numbers(*mean_interval(way.depth)[:3]),
        "dip_weeks": _numbers(*mean_interval(way.weeks)[:3]),
        "payback_month": _month(way.month[~never]),
        "never": float(never.mean()),
        "n": len(never),
    }


def _month(months: np.ndarray) -> dict[str, float]:
    """Mean month of payback; its interval, never below 0, where enough worlds pay back."""
    mean, lo, hi = mean_interval(months)[:3]
    return _numbers(mean, max(lo, 0.0), hi) if len(months) >= FEW else _numbers(mean, nan, nan)


def first_day(base: Scenario, candidate: Scenario) -> float | None:
    """First day of the candidate's changes that the base has not; None where there is none."""
    from sim.scenario.when import days_of

    own = [c for name, c in candidate.timeline.items() if base.timeline.get(name) != c]
    return min((days_of(candidate, change)[0] for change in own), default=None)


def _numbers(mean: float, lo: float, hi: float) -> dict[str, float]:
    return {"mean": mean, "lo": lo, "hi": hi}
