"""Quantiles of the normal and of Student's t distribution, without loading scipy.

A command computes a few dozen intervals; loading `scipy.special` for them takes longer than all
of them together, so the t distribution is summed here from its finite series.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_NORMAL = NormalDist()
_LARGE = 5000


def normal_quantile(p: float) -> float:
    """The x with P(Z <= x) = p, for 0 < p < 1."""
    return _NORMAL.inv_cdf(p)


@lru_cache(maxsize=1024)
def t_quantile(p: float, dof: int) -> float:
    """The x with P(T <= x) = p for Student's t; 0 < p < 1, dof (degrees of freedom) >= 1.

    Newton's method from below, on the series; the distribution function is concave above 0, so
    the steps never overshoot. Above 5,000 degrees of freedom the first two terms of the
    Cornish-Fisher expansion are exact to 1e-9.
    """
    if p < 0.5:
        return -t_quantile(1 - p, dof)
    z = normal_quantile(p)
    if dof > _LARGE:
        return z + (z**3 + z) / (4 * dof) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * dof**2)
    x, step = z, math.inf
    while step > 1e-13 * max(1.0, x):
        step = (p - _t_below(x, dof)) / _t_density(x, dof)
        x += step
    return x


def _t_below(x: float, dof: int) -> float:
    """P(T <= x) for x >= 0: Abramowitz and Stegun 26.7.3 (odd) and 26.7.4 (even)."""
    theta = math.atan2(x, math.sqrt(dof))
    square = math.cos(theta) ** 2
    odd = dof % 2
    term = math.cos(theta) if odd else 1.0
    total = term if dof > 1 else 0.0
    for k in range(3 if odd else 2, dof - 1, 2):
        term *= square * (k - 1) / k
        total += term
    inside = math.sin(theta) * total
    if odd:
        inside = (theta + inside) * 2 / math.pi
    return 0.5 + inside / 2


def _t_density(x: float, dof: int) -> float:
    log_scale = math.lgamma((dof + 1) / 2) - math.lgamma(dof / 2)
    return math.exp(
        log_scale - 0.5 * math.log(dof * math.pi) - (dof + 1) / 2 * math.log1p(x * x / dof)
    )
