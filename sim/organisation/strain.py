"""Strain, burnout and the hazard of quitting: the formulas, one function each, no state.

All steps are exact for inputs that hold over the step. Sources: equations E5-E7 in the model page.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario.tree import Burnout, People

NEUTRAL = 0.35
"""Burnout at which it neither helps nor harms."""
CONTAGION_WEEKS = 12


def demand(
    weights: Burnout,
    sensitivity: float,
    utilisation: float,
    overtime: float,
    scope: float,
    bad_share: float,
    support: float,
) -> float:
    """Demand D >= 0; everything scales with utilisation, so nobody strains with nothing to do."""
    load = (
        weights.load
        + weights.overtime * overtime / 20.0
        + weights.scope * scope
        + weights.bad_share * bad_share
        - weights.support * support
    )
    return max(0.0, sensitivity * utilisation * load)


def settled(weights: Burnout, felt: float) -> float:
    """Acute strain at which demand `felt` settles: D / (D + half point)."""
    return felt / (felt + weights.half_point)


def step(value: float, target: float, weeks: float, time_constant: float) -> float:
    """Exponential approach of `value` to `target` over `weeks`."""
    return target + (value - target) * exp(-weeks / time_constant)


def step_burnout(weights: Burnout, burnout: float, acute: float, weeks: float) -> float:
    """Chronic burnout follows acute strain, slower down than up."""
    time = weights.time_up if acute > burnout else weights.time_down
    return step(burnout, acute, weeks, time)


def hazards(
    people: People,
    burnout: float,
    support: float,
    exits_share: float,
    burnout_on: bool,
    contagion_on: bool,
    shock: float = 1.0,
) -> tuple[float, ...]:
    """Yearly hazards of quitting: the whole, then without each cause in EXIT_CAUSES.

    h = base x exp(burnout term + pay term - support term) x (1 + contagion x exits share) x shock,
    the last of a reorganisation.
    """
    by_burnout = exp(people.burnout_quit_effect * (burnout - NEUTRAL)) if burnout_on else 1.0
    by_pay = exp(people.pay_gap_effect * people.pay_gap)
    by_support = exp(-people.support_effect * (support - 0.5))
    by_exits = 1.0 + people.contagion * exits_share if contagion_on else 1.0
    whole = people.base_quit_rate * by_burnout * by_pay * by_support * by_exits * shock
    return (
        whole,
        whole / max(1.0, by_burnout),
        whole / max(1.0, by_pay),
        whole / max(1.0, by_support),
        whole / max(1.0, by_exits),
        whole / max(1.0, shock),
    )
