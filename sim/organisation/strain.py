"""Strain and burnout: the formulas, one function each, no state.

All steps are exact for inputs that hold over the step. Sources: equations E5-E6 in the model page.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.scenario.tree import Burnout

NEUTRAL = 0.35
"""Burnout at which it neither helps nor harms."""


def demand(
    weights: Burnout,
    sensitivity: float,
    utilisation: float,
    overtime: float,
    scope: float,
    bad_share: float,
    support: float,
    further: float = 0.0,
) -> float:
    """Demand D >= 0; everything scales with utilisation, so nobody strains with nothing to do.

    Support relieves, and it buffers what unhealthy accounts weigh (M19). further: what a strained
    manager (M26) and narrow work (M25) add.
    """
    load = (
        weights.load
        + weights.overtime * overtime / 20.0
        + weights.scope * scope
        + weights.bad_share * bad_share * (1.0 - weights.support_buffer * (support - 0.5))
        - weights.support * support
        + further
    )
    return max(0.0, sensitivity * utilisation * load)


def settled(weights: Burnout, demand: float) -> float:
    """Acute strain at which a demand settles: D / (D + half point), less what training hides.

    Resilience acts on what is felt, after everything that makes it: never on D (M50).
    """
    return demand / (demand + weights.half_point) * (1.0 - weights.resilience)


@lru_cache
def kept(time_constant: float) -> float:
    """Part of a distance from its target that a week leaves; as numpy rounds it."""
    return float(np.exp(-1.0 / time_constant))


def step(value: float, target: float, weeks: float, time_constant: float) -> float:
    """Exponential approach of `value` to `target` over `weeks`."""
    return target + (value - target) * exp(-weeks / time_constant)


def step_acute(
    weights: Burnout, acute: float, target: float, weeks: float, recovery: float = 1.0
) -> float:
    """Acute strain follows its target; on the way down `recovery` times as slowly (M28)."""
    time = weights.acute_time * (recovery if target < acute else 1.0)
    return step(acute, target, weeks, time)


def step_burnout(
    weights: Burnout, burnout: float, acute: float, weeks: float, recovery: float = 1.0
) -> float:
    """Chronic burnout follows acute strain, slower down than up, by `recovery` slower still."""
    time = weights.time_up if acute > burnout else weights.time_down * recovery
    return step(burnout, acute, weeks, time)
