"""Claims about one person: what hangs on whoever holds a seat, by worlds that differ in it.

One person of a team of seven resigns on a date, or is away for two weeks, in worlds that are alike
until then; the other side of the pair may not resign. Three seats stand for the team.
"""

from __future__ import annotations

from sim.claims.arms import Sets
from sim.claims.experiment import Experiment
from sim.claims.forms import Form
from sim.claims.seats import (
    AWAY,
    LEAVES,
    STAYS,
    replacement_cost,
    seat_arms,
    seat_gap,
    seat_gaps,
    seat_ratio,
)

SEATS = (2, 4, 6)
HALF_YEAR: Sets = {"years": 0.5}
"""A leave in the fourth month is felt within it."""
PODS: Sets = {
    "team.structure": "pods",
    "learning.documented": 0.8,
    "mechanisms.documentation": False,
}
ACCOUNTABLE: Sets = {"culture.team_accountability": 1}

EXIT = seat_arms((STAYS, LEAVES), SEATS, {})
LEAVE = seat_arms((STAYS, AWAY), SEATS, HALF_YEAR)

EXITS: dict[str, Form] = {
    "Q10.direct": replacement_cost(SEATS, with_churn=False),
    "Q10.with_churn": replacement_cost(SEATS, with_churn=True),
    "M20.churn": seat_gap("arr_churned", LEAVES, STAYS, SEATS),
    "M20.cost": replacement_cost(SEATS, with_churn=True),
}


def _softened(identifier: str, way: str, sets: Sets) -> Experiment:
    """What the leave takes of health in another way of working / with single-person books."""
    form = seat_gaps("named_health", AWAY, STAYS, SEATS, way)
    other = seat_arms((STAYS, AWAY), SEATS, {**HALF_YEAR, **sets}, way)
    return Experiment(identifier, form, {**LEAVE, **other}, 80)


ROWS = (
    *(Experiment(identifier, form, EXIT) for identifier, form in EXITS.items()),
    Experiment("M6.wait", seat_ratio("named_wait", AWAY, STAYS, SEATS), LEAVE, 80),
    Experiment("M6.health", seat_gap("named_health", AWAY, STAYS, SEATS), LEAVE, 80),
    _softened("M6.pods", "pods", PODS),
    _softened("M16", "team", ACCOUNTABLE),
)
