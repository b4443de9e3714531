"""The hazard of quitting: a base rate times one factor for each cause, as a table of terms.

Pure: what it hangs on is handed in as a `Case`. Sources: E7, claims 1c.1 (direct terms), M8, M50.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from sim.organisation.strain import NEUTRAL

if TYPE_CHECKING:
    from sim.scenario.tree import People, Scenario

CONTAGION_WEEKS = 12


class Case(NamedTuple):
    """What the hazard of one person hangs on: state 0-1; exits of the last 12 weeks a head.

    shock: factor of a reorganisation that is felt still.
    """

    burnout: float
    hero: bool
    support: float
    exits: float
    cynicism: float
    shock: float = 1.0


def _burnout(scenario: Scenario, case: Case) -> float:
    on = scenario.mechanisms.burnout
    return exp(scenario.people.burnout_quit_effect * (case.burnout - NEUTRAL)) if on else 1.0


def _pay(scenario: Scenario, _: Case) -> float:
    return exp(scenario.people.pay_gap_effect * scenario.people.pay_gap)


def _support(scenario: Scenario, case: Case) -> float:
    return exp(-scenario.people.support_effect * (case.support - 0.5))


def _exits(scenario: Scenario, case: Case) -> float:
    return 1.0 + scenario.people.contagion * case.exits if scenario.mechanisms.contagion else 1.0


def _clarity(scenario: Scenario, _: Case) -> float:
    return exp(-scenario.people.clarity_effect * (scenario.culture.role_clarity - 0.5))


def _unseen(scenario: Scenario, case: Case) -> float:
    unseen = scenario.culture.recognition == "heroics" and not case.hero
    return exp(scenario.people.quiet_effect) if unseen else 1.0


def _cynicism(scenario: Scenario, case: Case) -> float:
    return exp(scenario.people.cynicism_effect * case.cynicism)


def _shock(_: Scenario, case: Case) -> float:
    return case.shock


TERMS: dict[str, Callable[[Scenario, Case], float]] = {
    "burnout": _burnout,
    "pay gap": _pay,
    "little support": _support,
    "colleagues leaving": _exits,
    "unclear role": _clarity,
    "quiet work unseen": _unseen,
    "cynicism": _cynicism,
    "reorganisation": _shock,
}
"""Cause of an exit -> factor on the hazard; in the order of EXIT_CAUSES."""
PERSONAL = frozenset({"burnout", "quiet work unseen", "reorganisation"})
"""Causes whose factors hang on the person; the others are the same for everybody in a week."""


def base_rate(people: People) -> float:
    """Yearly hazard before any cause: development lowers it for everybody (Q24)."""
    return people.base_quit_rate * (1.0 - people.development_effect * people.development)


def shared(scenario: Scenario, case: Case) -> dict[str, float]:
    """Cause -> factor, of the causes that are the same for everybody in the week of this case."""
    return {cause: term(scenario, case) for cause, term in TERMS.items() if cause not in PERSONAL}


def hazards(
    scenario: Scenario, case: Case, known: Mapping[str, float] | None = None
) -> tuple[float, ...]:
    """Yearly hazards of quitting: the whole, then without each cause in EXIT_CAUSES.

    A factor below 1 keeps people and is no cause, so that taking it away changes nothing.
    known: factors that need not be worked out again (`shared`).
    """
    known = known or {}
    factors = [known[c] if c in known else term(scenario, case) for c, term in TERMS.items()]
    whole = base_rate(scenario.people)
    for factor in factors:
        whole *= factor
    return (whole, *[whole / factor if factor > 1.0 else whole for factor in factors])
