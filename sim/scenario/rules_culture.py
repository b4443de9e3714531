"""Rules of the culture: the scorecard is shared out whole."""

from __future__ import annotations

import math

from sim.scenario.rule import Broken, Rule
from sim.scenario.tree import Scenario


def scorecard(scenario: Scenario) -> Broken:
    """The weights of the scorecard add up to 1."""
    weights = dict(scenario.culture.rewards)
    total = math.fsum(weights.values())
    if abs(total - 1) > 1e-3:
        said = ", ".join(f"{name} {weight:g}" for name, weight in weights.items())
        yield ("culture", "rewards"), f"the weights add up to {total:.4g} ({said}): 1 in all"


CULTURE = (Rule(("culture.rewards",), scorecard),)
