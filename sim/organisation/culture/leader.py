"""The leader: the support that a team has, and the strain of its managers.

All managers of a team are alike; their state exists where `leadership.span` is given. Formulas
are pure; `Manager` holds acute strain and burnout, stepped once a week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation import strain
from sim.organisation.afterhours import NOMINAL_WEEK
from sim.organisation.strain import NEUTRAL

if TYPE_CHECKING:
    from sim.scenario.tree import Burnout, Leadership, Scenario

SPAN_EASY, SPAN_MOST = 8.0, 16.0
"""Spans that leave full support and none (Q39, guess)."""
CARE_HALF = 0.5
"""Hours a week of coaching, or of mentoring, that give half of what it can give."""
COACHING_MOST = 0.6
MENTORING_MOST = 0.2
"""Parts of the missing support that they close at most (Q39, M64: small; guesses)."""
PRAISE = {"outcomes": 0.05, "teamwork": 0.05}
"""Part of the missing support that recognition of anything but heroics closes (M64: small)."""
SPAN_STRAIN = 0.5
"""Demand on a manager for each 8 people beyond 8 (M26, guess)."""
TEAM_STRAIN = 1.0
"""Demand on a manager for each point of the team's mean burnout above neutral (M26, guess)."""
VACANCY_STRAIN = 1.0
"""Demand on a manager whose seats are all vacant (M26, guess)."""


def span_support(span: float) -> float:
    """Support that a manager of so many people gives: 1 up to 8, 0.5 at 12, 0 from 16 on (Q39)."""
    return min(1.0, max(0.0, (SPAN_MOST - span) / (SPAN_MOST - SPAN_EASY)))


def _care(hours: float, most: float) -> float:
    return most * hours / (hours + CARE_HALF)


def support(scenario: Scenario, manager_burnout: float) -> float:
    """Support in force (0-1): the manager's, less what burnout and background cost, plus care.

    s = given or by span, x (1 - outsiders) x (1 - cascade x (B - 0.35)+ / 0.65); then coaching,
    mentoring and praise each close a part of what is missing to 1 (Q39, M26, M54, M64).
    """
    leadership, culture = scenario.leadership, scenario.culture
    given = leadership.support if leadership.span is None else span_support(leadership.span)
    given *= 1.0 - leadership.outsider_support * (1.0 - leadership.cs_background)
    given *= 1.0 - leadership.cascade * max(0.0, manager_burnout - NEUTRAL) / (1.0 - NEUTRAL)
    missing = 1.0 - _care(leadership.coaching, COACHING_MOST)
    missing *= 1.0 - _care(culture.mentoring, MENTORING_MOST)
    missing *= 1.0 - PRAISE.get(culture.recognition, 0.0)
    return given + (1.0 - given) * (1.0 - missing)


def manager_demand(
    leadership: Leadership, weights: Burnout, busy: float, team_burnout: float, vacant: float
) -> float:
    """Demand on a manager: the neutral one, plus span, the team's state and what comes from above.

    busy: utilisation of the team, which scales everything, so nobody strains with nothing to do.
    team_burnout: its mean. vacant: share of seats. The neutral demand settles at A = 0.35 (M26).
    """
    span = leadership.span or 0.0
    neutral = weights.half_point * NEUTRAL / (1.0 - NEUTRAL)
    more = (
        SPAN_STRAIN * max(0.0, span / SPAN_EASY - 1.0)
        + TEAM_STRAIN * (team_burnout - NEUTRAL)
        + VACANCY_STRAIN * vacant
        + span * leadership.coaching / NOMINAL_WEEK
        + leadership.manager_strain
    )
    return max(0.0, busy * (neutral + more))


class Manager:
    """Acute strain and burnout of the managers, 0-1; neutral where they are not simulated."""

    def __init__(self) -> None:
        self.acute = NEUTRAL
        self.burnout = NEUTRAL

    def step(self, scenario: Scenario, busy: float, team_burnout: float, vacant: float) -> None:
        """One week, with the time constants of everybody else."""
        leadership, weights = scenario.leadership, scenario.burnout
        if leadership.span is None or not scenario.mechanisms.cascade:
            self.acute = self.burnout = NEUTRAL
            return
        demand = manager_demand(leadership, weights, busy, team_burnout, vacant)
        target = strain.settled(weights, demand)
        self.acute = strain.step(self.acute, target, 1.0, weights.acute_time)
        self.burnout = strain.step_burnout(weights, self.burnout, self.acute, 1.0)

    def passed_on(self, weights: Burnout) -> float:
        """What the manager's own strain adds to the demand on each of the team (M26)."""
        return weights.manager * max(0.0, self.acute - NEUTRAL)
