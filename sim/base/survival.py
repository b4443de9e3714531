"""Kaplan-Meier: how long things last when some were still going on at the last look."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.base.quantiles import normal_quantile
from sim.base.statistics import LEVEL


class Curve(NamedTuple):
    """A survival curve: steps down at `times`, 1 before the first of them.

    times, survival, lo, hi: shape (k,), the k distinct times of events, ascending. lo and hi are
    the pointwise log-log interval, NaN where it is not defined (survival of 0).
    last: longest time seen, event or not; 0 if nothing was seen.
    """

    times: np.ndarray
    survival: np.ndarray
    lo: np.ndarray
    hi: np.ndarray
    last: float

    def at(self, when: np.ndarray) -> np.ndarray:
        """Survival just after each time in `when`; NaN beyond the longest time seen."""
        steps = np.concatenate(([1.0], self.survival))
        found = steps[np.searchsorted(self.times, when, side="right")]
        return np.where(when <= self.last, found, np.nan)

    def mean(self) -> float:
        """Area under the curve up to the longest time seen: the restricted mean."""
        widths = np.diff(np.concatenate(([0.0], self.times, [self.last])))
        return float((widths * np.concatenate(([1.0], self.survival))).sum())

    def quantile(self, p: float) -> float:
        """First time by which a share p has ended; if it never is, `last`, a lower bound."""
        ended = np.flatnonzero(self.survival <= 1 - p + 1e-12)
        return float(self.times[ended[0]]) if len(ended) else self.last


def kaplan_meier(times: np.ndarray, seen: np.ndarray, level: float = LEVEL) -> Curve:
    """The product-limit estimate with Greenwood's variance and a log-log interval.

    times: shape (n,), not negative; seen: shape (n,), True where the event was seen at that time
    and False where it had not come yet (censored). Events go before censorings at equal times.
    """
    ordered = np.sort(times)
    steps, events = np.unique(times[seen], return_counts=True)
    at_risk = len(times) - np.searchsorted(ordered, steps, side="left")
    survival = np.cumprod(1.0 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        logs = np.log(survival)
        reach = normal_quantile((1 + level) / 2) * np.sqrt(greenwood) / logs
        lo, hi = survival ** np.exp(-reach), survival ** np.exp(reach)
    gone = survival <= 0
    lo[gone], hi[gone] = math.nan, math.nan
    return Curve(steps, survival, lo, hi, float(ordered[-1]) if len(times) else 0.0)
