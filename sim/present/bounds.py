"""What a measure cannot be, whatever the arithmetic of its interval says.

A t interval knows no bounds, so that one of a share may begin below 0. What is printed is held
within what the measure can be; the numbers of `--json`, the store and the cells of the workbook
stay as they were computed, so that a half width can be read off them. Differences have no such
bounds here.
"""

from __future__ import annotations

import math

YEARLY_PARTS = ("grr", "logo_churn")
"""Measures a year that are parts of a whole: exits, say, can be more than the heads of a year."""
MORE_THAN_ALL = ("cost_to_serve_share",)
"""Shares that can be more than all: a team can cost more than its customers pay."""
LIMITS = {"share": (0.0, 1.0), "0-1": (0.0, 1.0), "1-5": (1.0, 5.0), "-100..100": (-100.0, 100.0)}
"""By the first part of a unit."""


def limits(unit: str, measure: str = "") -> tuple[float, float]:
    """The least and the most that a value of this unit, and of this measure, can be."""
    base, _, per = unit.partition("/")
    least, most = LIMITS.get(base, (-math.inf, math.inf))
    open_ended = measure in MORE_THAN_ALL or (per and measure not in YEARLY_PARTS)
    return least, (math.inf if open_ended else most)


def within(low: float, high: float, unit: str, measure: str = "") -> tuple[float, float]:
    """An interval as it is printed; NaN stays NaN."""
    least, most = limits(unit, measure)
    return max(low, least), min(high, most)
