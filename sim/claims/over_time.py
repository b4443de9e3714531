"""Forms over the quarters of a run: what comes first, when something breaks, when it pays back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sim.claims.forms import BASE, CANDIDATE, Form, jumping
from sim.claims.seen import Seen

MONTHS = 3.0
"""Months of a quarter."""


def break_point(measure: str, drop: float, quarters: int, arm: str = BASE, *, tell: str) -> Form:
    """Where a yearly measure first falls by `drop` or more within four quarters.

    tell: the measure that is told of that quarter, or 'months': when it is. No value where it never
    falls so far.
    """

    def statistic(seen: Seen) -> float:
        curve = _curve(seen, arm, measure, quarters)
        broken = np.flatnonzero(curve[4:] <= curve[:-4] - drop)
        if not len(broken):
            return math.nan
        quarter = int(broken[0]) + 5
        return quarter * MONTHS if tell == "months" else seen.mean(arm, f"{tell}/quarter/{quarter}")

    reads = [measure] if tell == "months" else [measure, tell]
    return jumping(
        f"{tell} at the first fall of {measure} by {drop:g} in a year",
        reads,
        statistic,
        f"{measure} never falls by {drop:g} within a year",
    )


def months_until(measure: str, line: float, quarters: int, one: str, other: str) -> Form:
    """Months until a measure is above a line, one arm / another; all of the run if it never is.

    No value where it never is in either.
    """

    def months(seen: Seen, arm: str) -> float:
        above = np.flatnonzero(_curve(seen, arm, measure, quarters) > line)
        return MONTHS * (int(above[0]) + 1) if len(above) else math.inf

    def statistic(seen: Seen) -> float:
        both = [months(seen, arm) for arm in (one, other)]
        if min(both) == math.inf:
            return math.nan
        above, below = (min(value, MONTHS * quarters) for value in both)
        return above / below

    return jumping(
        f"months until {measure} is above {line:g}: {one} / {other}",
        [measure],
        statistic,
        f"{measure} is never above {line:g} within the run",
    )


def payback(measure: str, quarters: int) -> Form:
    """Months until what the candidate has lost at first is earned back; no value where it is not.

    measure: one whose quarters add up. A candidate that never loses pays back at once: 0.
    """

    def statistic(seen: Seen) -> float:
        gap = _curve(seen, CANDIDATE, measure, quarters) - _curve(seen, BASE, measure, quarters)
        total = np.cumsum(gap)
        below = np.flatnonzero(total < 0)
        if not len(below):
            return 0.0
        last = int(below[-1]) + 1
        return math.nan if last == quarters else MONTHS * (last + 1)

    return jumping(
        f"months until {measure} of the candidate is ahead",
        [measure],
        statistic,
        f"what is lost in {measure} is not earned back within the run",
    )


def order(measures: Sequence[str], quarters: int) -> Form:
    """How many neighbours of a list react to a shock in this order.

    A measure has reacted when its difference from the base first is half of its largest one.
    """

    def half_time(seen: Seen, measure: str) -> float:
        gap = _curve(seen, CANDIDATE, measure, quarters) - _curve(seen, BASE, measure, quarters)
        size = np.abs(np.nan_to_num(gap))
        if not size.any():
            return math.nan
        return float(np.interp(size.max() / 2, *_rise(size)))

    def statistic(seen: Seen) -> float:
        times = [half_time(seen, measure) for measure in measures]
        return float(sum(first <= then for first, then in pairwise(times)))

    return jumping(f"neighbours in the order {', '.join(measures)}", measures, statistic)


def _rise(size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sizes up to the largest as a rising curve, and the quarters at which they are reached."""
    last = int(np.argmax(size))
    rising = np.maximum.accumulate(np.append(0.0, size[: last + 1]))
    return rising, np.arange(len(rising), dtype=float)


def _curve(seen: Seen, arm: str, measure: str, quarters: int) -> np.ndarray:
    """Means by quarter, shape (quarters,); NaN where a quarter has no value."""
    return np.array([seen.mean(arm, f"{measure}/quarter/{q + 1}") for q in range(quarters)])
