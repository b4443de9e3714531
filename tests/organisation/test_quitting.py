"""Quitting: one factor for each cause, and each cause can be taken away."""

from __future__ import annotations

from math import exp

import pytest

from sim.organisation import quitting, simulate
from sim.scenario import load
from sim.tables.words import EXIT_CAUSES
from tests.organisation.lab import EVENT

COMPANY = {"years": "1 years", "book.arr": "3M", "team.size": 3, "people.base_quit_rate": 0.5}


def company(**overrides):
    return load("standard", {**COMPANY, **overrides})


CALM = quitting.Case(burnout=0.35, hero=False, support=0.5, exits=0.0, cynicism=0.0)
ROWS = {
    "burnout": (CALM._replace(burnout=0.7), {}, exp(1.85 * 0.35)),
    "pay gap": (CALM, {"people.pay_gap": 0.2}, exp(0.2)),
    "little support": (CALM._replace(support=0.0), {}, exp(0.15)),
    "colleagues leaving": (CALM._replace(exits=0.2), {}, 1.15),
    "unclear role": (CALM, {"culture.role_clarity": 0.0}, exp(0.2)),
    "quiet work unseen": (CALM, {"culture.recognition": "heroics"}, exp(0.25)),
    "cynicism": (CALM._replace(cynicism=1.0), {}, exp(0.2)),
    "reorganisation": (CALM._replace(shock=1.3), {}, 1.3),
}


def test_every_cause_of_an_exit_is_a_term():
    assert tuple(quitting.TERMS) == EXIT_CAUSES == tuple(ROWS)


@pytest.mark.parametrize("cause", ROWS)
def test_a_term_multiplies_the_hazard_and_is_taken_away_as_a_cause(cause):
    case, levers, factor = ROWS[cause]
    whole, *without = quitting.hazards(company(**levers), case)
    assert whole == pytest.approx(0.5 * factor)
    expected = [0.5 if name == cause else whole for name in EXIT_CAUSES]
    assert without == pytest.approx(expected)


def test_heroes_are_seen():
    scenario = company(**{"culture.recognition": "heroics"})
    quiet, hero = (quitting.hazards(scenario, CALM._replace(hero=h))[0] for h in (False, True))
    assert (hero, quiet) == (pytest.approx(0.5), pytest.approx(0.5 * exp(0.25)))


def test_development_keeps_people_and_is_never_a_cause():
    full = quitting.hazards(company(**{"people.development": 1}), CALM)
    assert full == pytest.approx([0.5 * 0.7] * (1 + len(EXIT_CAUSES)))


def test_new_causes_are_found_in_the_story():
    run = simulate(company(**{"culture.role_clarity": 0, "people.clarity_effect": 5}), 0)
    resigned = run["events"]["what"] == EVENT["resigned"]
    causes = run["events"]["causes"][resigned]
    assert (causes >> EXIT_CAUSES.index("unclear role") & 1).any()
