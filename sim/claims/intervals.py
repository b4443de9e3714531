"""Intervals of what an experiment computes: by leaving worlds out, or by drawing them again."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from sim.base.statistics import LEVEL, mean_interval
from sim.base.streams import Luck
from sim.claims.seen import Found, Seen

Statistic = Callable[[Seen], float]
"""One number from the worlds of an experiment."""

DRAWS = 400
"""Samples that are drawn again."""


def left_out(statistic: Statistic, seen: Seen) -> Found:
    """The statistic with the jackknife's t interval: for what moves smoothly with the means.

    Of a mean it is the t interval itself; a ratio of means is treated as it deserves.
    """
    whole, n = statistic(seen), seen.n
    if n < 2 or math.isnan(whole):
        return Found(whole, math.nan, math.nan)
    every = np.arange(n)
    parts = np.array([statistic(seen.at(np.delete(every, i))) for i in range(n)])
    found = mean_interval(n * whole - (n - 1) * parts)
    half = found.half_width
    return Found(whole, whole - half, whole + half)


def drawn_again(statistic: Statistic, seen: Seen, nothing: str = "") -> Found:
    """The statistic with the bootstrap's percentiles: for what jumps, such as a best choice.

    Worlds are drawn by replication, so that pairs stay pairs, from a stream of their own. Where
    some samples have no value (nothing breaks, nothing pays back) the ends are open. nothing: what
    is said where there is no value at all.
    """
    whole = statistic(seen)
    if math.isnan(whole):
        return Found(whole, math.nan, math.nan, nothing)
    if seen.n < 2:
        return Found(whole, math.nan, math.nan)
    draw = Luck(0, 0).stream("claims", "bootstrap")
    rows = draw.integers(0, seen.n, (DRAWS, seen.n))
    parts = np.array([statistic(seen.at(row)) for row in rows])
    if np.isnan(parts).mean() > (1 - LEVEL) / 2:
        return Found(whole, math.nan, math.nan)
    tails = (1 - LEVEL) / 2, (1 + LEVEL) / 2
    lo, hi = np.quantile(parts[~np.isnan(parts)], tails, method="nearest")
    return Found(whole, float(lo), float(hi))


def quotient(above: Found, below: Found) -> Found:
    """One finding over another, both positive: its interval holds every pair of their ends."""
    return _combined(above, below, above.got / below.got, above.lo / below.hi, above.hi / below.lo)


def less(one: Found, other: Found) -> Found:
    """One finding less another: its interval holds every pair of their ends."""
    return _combined(one, other, one.got - other.got, one.lo - other.hi, one.hi - other.lo)


def _combined(one: Found, other: Found, got: float, lo: float, hi: float) -> Found:
    remark = "; ".join(filter(None, (one.remark, other.remark)))
    return Found(got, lo, hi, remark, one.unclear or other.unclear)
