"""Levers: which parameter is moved so that which measure comes to what was asked.

Each row is one unknown, a factor on the parameter's drafted value, and one equation. Measures are
compared on a scale on which a lever's effect is near to a straight line: logarithms of a rate, log
odds of a share.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario.tree import Scenario

Means = Mapping[str, float]
LEAST = 1e-4
"""Nothing is less likely than that, on the scales: log 0 is nowhere."""


def log_loss(means: Means) -> float:
    """Log of what GRR lacks to 1."""
    return math.log(max(LEAST, 1 - means["grr"]))


def log_expansion(means: Means) -> float:
    """Log of what NRR has more than GRR."""
    return math.log(max(LEAST, means["nrr"] - means["grr"]))


def log_turnover(means: Means) -> float:
    """Log of exits a year and head."""
    return math.log(max(LEAST, means["csm_turnover"]))


def log_odds_evenings(means: Means) -> float:
    """Log odds of a person-week with hours after hours."""
    return _log_odds(means["overtime_weeks"])


def log_odds_burnout(means: Means) -> float:
    """Log odds of a person-week burned out."""
    return _log_odds(means["burnout_prevalence"])


def _log_odds(share: float) -> float:
    kept = min(1 - LEAST, max(LEAST, share))
    return math.log(kept / (1 - kept))


@dataclass(frozen=True)
class Lever:
    """One unknown and its equation.

    measure: that has to come to what was asked. scale: of the means of a run, see above. path: what
    is multiplied. slope: a first guess of the change on the scale for each unit of log factor.
    stride: longest step of the log factor in one round. least, most: bounds of the factor.
    close: the difference of the measure that does not matter.
    low_end, high_end: why it goes no further, where the factor is at its least or most.
    """

    measure: str
    scale: Callable[[Means], float]
    path: str
    slope: float
    stride: float
    least: float
    most: float
    close: float
    low_end: str
    high_end: str


CHURN = Lever(
    "grr",
    log_loss,
    "customers.base_churn",
    0.8,
    1.5,
    0.02,
    8.0,
    0.004,
    "what is left is contraction at renewal (customers.contraction)",
    "even so, contracts of several years come up too seldom to lose more in a year",
)
EXPANSION = Lever(
    "nrr",
    log_expansion,
    "customers.expansion_size",
    1.0,
    1.5,
    0.02,
    3.2,
    0.005,
    "what is left is expansion of almost nothing",
    "accounts do not get enough opportunities (work.kinds.expansion.rate), or too little of that "
    "work is done",
)
QUITTING = Lever(
    "csm_turnover",
    log_turnover,
    "people.base_quit_rate",
    1.0,
    1.5,
    0.02,
    12.0,
    0.015,
    "burnout and the exits of colleagues drive people out by themselves",
    "whoever leaves has to be replaced first, and that takes its time",
)
WORK = Lever(
    "overtime_weeks",
    log_odds_evenings,
    "work.volume",
    6.0,
    0.4,
    0.3,
    3.0,
    0.02,
    "people do hours after hours by their habits (culture.hero_inclination)",
    "people do not do more after hours by their habits (culture.hero_inclination)",
)
WORK_TO_BURNOUT = Lever(
    "burnout_prevalence",
    log_odds_burnout,
    "work.volume",
    2.5,
    0.4,
    0.3,
    3.0,
    0.02,
    "what is left comes from the share of work that others owe, and from how people differ",
    "beyond full load it is dropped, not done",
)
STRAIN = Lever(
    "burnout_prevalence",
    log_odds_burnout,
    "burnout.half_point",
    -4.0,
    0.3,
    0.5,
    2.0,
    0.02,
    "with this load nearly everybody is burned out already",
    "with this load hardly anybody burns out",
)


CROSS = {("burnout_prevalence", "work.volume"): 2.5}
"""What a lever does to an equation that is not its own, where that is much: (measure, path)."""


def levers(targets: Means) -> tuple[Lever, ...]:
    """The levers for what was asked; the load is moved only where its effects are known.

    targets: value by measure. One of burnout and evenings sets the load; of both, evenings do, and
    burnout sets how easily people are strained.
    """
    evenings, burnout = "overtime_weeks" in targets, "burnout_prevalence" in targets
    load = (WORK,) if evenings else (WORK_TO_BURNOUT,) if burnout else ()
    return (*load, *((STRAIN,) if evenings and burnout else ()), QUITTING, CHURN, EXPANSION)


def value_at(scenario: Scenario, path: str) -> Any:
    """The value at a path without names."""
    found: Any = scenario
    for key in path.split("."):
        found = getattr(found, key)
    return found


def moved(value: Any, factor: float) -> Any:
    """A drafted value, or each of a mapping's, times a factor; three digits, as it is written."""
    if isinstance(value, Mapping):
        return {name: moved(each, factor) for name, each in value.items()}
    return (
        min(1.0, float(f"{value * factor:.3g}")) if value <= 1 else float(f"{value * factor:.3g}")
    )
