"""Small helpers that every theme uses: shares that may have no whole, means over blocks."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from sim.measures.view import View


def ratio(part: float, whole: float) -> float:
    """A part of a whole, NaN where there is no whole."""
    return float(part) / float(whole) if whole else math.nan


def over_blocks(view: View, one: Callable[[float, float], float]) -> float:
    """Mean of `one(start, end)` over the full 12-month blocks; NaN where there is none.

    A block that has no value (nothing to divide by) is left out.
    """
    values = [value for start, end in view.blocks if not math.isnan(value := one(start, end))]
    return float(np.mean(values)) if values else math.nan
