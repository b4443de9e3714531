"""Intervals: means, paired differences and shares, and how many replications they need.

Plain mathematics on arrays of numbers. NaN stands for 'no value' and is left out; a pair counts
only where both sides have a value. What cannot be said is NaN: with one value there is a mean
but no interval.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from sim.base.quantiles import normal_quantile, t_quantile

LEVEL = 0.95
FIRST_LOOK = 10


class Interval(NamedTuple):
    """An estimate with its confidence interval [lo, hi], the spread of the values and their number.

    sd is the standard deviation of single values (with n - 1), not of the estimate.
    """

    mean: float
    lo: float
    hi: float
    sd: float
    n: int

    @property
    def half_width(self) -> float:
        """Half the length of the interval; NaN where there is none."""
        return (self.hi - self.lo) / 2


def mean_interval(values: np.ndarray, level: float = LEVEL) -> Interval:
    """The mean of independent values with its t interval: mean +- t(n-1) sd / sqrt(n).

    values: shape (n,), NaN left out. Equal values give exactly that value, +- 0.
    """
    kept = values[~np.isnan(values)]
    n = len(kept)
    if n == 0:
        return Interval(math.nan, math.nan, math.nan, math.nan, 0)
    if n == 1:
        return Interval(float(kept[0]), math.nan, math.nan, math.nan, 1)
    if (kept == kept[0]).all():
        value = float(kept[0])
        return Interval(value, value, value, 0.0, n)
    mean, sd = float(kept.mean()), float(kept.std(ddof=1))
    half = t_quantile((1 + level) / 2, n - 1) * sd / math.sqrt(n)
    return Interval(mean, mean - half, mean + half, sd, n)


def paired_interval(base: np.ndarray, other: np.ndarray, level: float = LEVEL) -> Interval:
    """The mean of `other - base`, pair by pair, with its t interval.

    base, other: shape (n,), value i of both met the same luck. Raises ValueError if the shapes
    differ. Where all differences are 0 the answer is exactly 0 +- 0.
    """
    return mean_interval(differences(base, other), level)


def unpaired_interval(one: np.ndarray, other: np.ndarray, level: float = LEVEL) -> Interval:
    """The mean of `other` less that of `one`, independent of each other, with Welch's interval.

    one, other: shapes (n,) and (m,), NaN left out. n: of both together; sd is that of one value of
    each, less the other. Degrees of freedom are rounded down. No interval where either has fewer
    than two values.
    """
    left, right = mean_interval(one), mean_interval(other)
    mean, sd, n = right.mean - left.mean, math.hypot(left.sd, right.sd), left.n + right.n
    if min(left.n, right.n) < 2:
        return Interval(mean, math.nan, math.nan, math.nan, n)
    parts = [each.sd**2 / each.n for each in (left, right)]
    error = sum(parts)
    if error == 0.0:
        return Interval(mean, mean, mean, 0.0, n)
    freedom = error**2 / sum(
        part**2 / (each.n - 1) for part, each in zip(parts, (left, right), strict=True)
    )
    half = t_quantile((1 + level) / 2, int(freedom)) * math.sqrt(error)
    return Interval(mean, mean - half, mean + half, sd, n)


def differences(base: np.ndarray, other: np.ndarray) -> np.ndarray:
    """`other - base`, shape (n,); NaN where either has no value. Raises ValueError on shapes."""
    if base.shape != other.shape:
        raise ValueError(f"pairs need two arrays of one shape, not {base.shape} and {other.shape}")
    return np.asarray(other - base)


def share_above(values: np.ndarray, line: float = 0.0) -> float:
    """Share of values above `line`, NaN left out; values on the line count half. NaN if none."""
    kept = values[~np.isnan(values)]
    if len(kept) == 0:
        return math.nan
    return float(((kept > line).sum() + 0.5 * (kept == line).sum()) / len(kept))


class Sample(NamedTuple):
    """Values of one measure so far, and the size against which its interval is judged."""

    values: np.ndarray
    scale: float


def enough(samples: Iterable[Sample], precision: float, level: float = LEVEL) -> bool:
    """Whether every interval is narrow: half-width <= precision x |scale|, for all samples.

    Values that are all equal are narrow whatever the scale. A sample without any value says
    nothing and holds nothing up; one with a single value does. Only widths are looked at, never
    whether an interval excludes 0: stopping at 'significant' would find differences that are
    not there.
    """
    for values, scale in samples:
        interval = mean_interval(values, level)
        if interval.n == 0 or interval.sd == 0:
            continue
        if not interval.half_width <= precision * abs(scale):
            return False
    return True


def looks(most: int) -> Iterator[int]:
    """The numbers of replications at which `enough` is asked: 10, 20, 40, ... up to `most`.

    Fixed, so that the answer does not depend on how many workers ran them; the last is `most`.
    """
    n = FIRST_LOOK
    while n < most:
        yield n
        n *= 2
    yield most


def wilson_interval(share: float, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's score interval of a share that was seen `n` times; (0, 1) where n is 0.

    Unlike share +- z sd it never leaves [0, 1], and it has a width where the share is 0 or 1.
    """
    if n == 0:
        return 0.0, 1.0
    z = normal_quantile((1 + level) / 2)
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def rate_interval(events: int, exposure: float, level: float = LEVEL) -> tuple[float, float]:
    """Garwood's exact interval of a Poisson rate, from `events` counted over `exposure`.

    Seven people and two exits in a year: rate_interval(2, 7). Raises ValueError without exposure.
    """
    from scipy.special import gammaincinv

    if exposure <= 0:
        raise ValueError(f"a rate needs an exposure above 0, not {exposure}")
    tail = (1 - level) / 2
    low = float(gammaincinv(events, tail)) if events > 0 else 0.0
    return low / exposure, float(gammaincinv(events + 1, 1 - tail)) / exposure
