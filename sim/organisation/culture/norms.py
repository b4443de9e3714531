"""Norms: what the team takes for granted this week. A pure function of the scenario in force.

Read by everybody's evenings and weeks, so it is worked out once a week and at a dated change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.organisation.afterhours import SATURDAY_MOST
from sim.organisation.culture.leader import support

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

WEEK_MOST = 23.0
"""Most hours a week after hours that any example can lead to (40 + 23: output peaks at 63)."""


@dataclass(frozen=True, slots=True)
class Norms:
    """Norms in force.

    inclination: of somebody who is no hero, before drift and restraint (0-1). restraint: factor on
    everybody's inclination. most, saturday: hours after hours a week and on a Saturday. logging:
    logged share of them. support: by the manager and by peers (0-1).
    """

    inclination: float
    restraint: float
    most: float
    saturday: float
    logging: float
    support: float


def norms(scenario: Scenario, manager_burnout: float) -> Norms:
    """The norms of a scenario under managers of this burnout. Sources: M8, M13, M14, Q42."""
    culture, leadership = scenario.culture, scenario.leadership
    example = 1.0 + leadership.example_effect * (1.0 - 2.0 * leadership.example)
    restraint = (1.0 - culture.boundaries) * example if scenario.mechanisms.overtime else 0.0
    heroics = culture.recognition == "heroics"
    return Norms(
        inclination=culture.hero_inclination,
        restraint=restraint,
        most=min(WEEK_MOST, culture.max_overtime * restraint),
        saturday=0.0 if culture.free_saturdays else SATURDAY_MOST,
        logging=culture.logging * (culture.heroics_logging if heroics else 1.0),
        support=support(scenario, manager_burnout),
    )
