"""Every mechanism can be switched off alone, and then its own effect is gone.

For each: a number that matters to it alone. With the mechanism on, another value of the number
makes another world; with it off, not one byte moves. And something to see in the tables.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import identities
from sim.organisation import simulate
from sim.scenario import load
from sim.scenario.tree import Mechanisms
from tests.organisation.lab import EVENT, OUTCOME, same_tables

COMPANY = {"years": "15 months", "book.arr": "4M", "team.size": 3, "people.base_quit_rate": 0.8,
           "book.segments.smb.term": "monthly", "work.volume": 1.1, "people.contagion": 3,
           "people.burnout_quit_effect": 3, "customers.contraction": 0.2}  # fmt: skip
ONE_NUMBER = {"culture.recognition": "heroics", "culture.rewards.revenue": 0.9,
              "culture.rewards.health": 0.1, "culture.rewards.relationship": 0,
              "culture.rewards.operations": 0}  # fmt: skip
LEVERS = {"norms": {"culture.recognition": "heroics"}, "cascade": {"leadership.span": 14},
          "cynicism": {"burnout.resilience": 0.1},
          "reputation": {"people.hiring.reputation": 2},
          "steering": ONE_NUMBER, "gaming": ONE_NUMBER}  # fmt: skip
"""What sets a mechanism going that rests at the defaults."""


def none(run, what):
    return not (run["events"]["what"] == EVENT[what]).any()


def kinds(run, word):
    return (run["work"]["kind"] == run.labels["kind"].index(word)).any()


def fixed(run, table, column):
    return len(set(run[table][column].tolist())) == 1


def no_cause(run, bit):
    resigned = run["events"]["what"] == EVENT["resigned"]
    return not (run["events"]["causes"][resigned] >> bit & 1).any()


def reported_is_true(run):
    rows = run["weekly_accounts"]
    return np.array_equal(rows["reported"], rows["health"])


def renewals(run, outcome):
    return (run["renewals"]["outcome"] == run.labels["renewal"].index(outcome)).any()


def health_is_constant(run):
    rows = run["weekly_accounts"]
    first = np.full(len(run.names), np.nan)
    first[rows["account"][::-1]] = rows["health"][::-1]
    return np.array_equal(rows["health"], first[rows["account"]].astype("f4"))


CASES = {
    "overtime": ("culture.hero_inclination", 0.9,
                 lambda r: not r["work"]["after_hours"].any()),
    "expiry": ("work.kinds.adoption.expires", "1 days",
               lambda r: not (r["work"]["outcome"] == OUTCOME["dropped"]).any()),
    "switching": ("learning.switch_account", "0.2 hours", None),
    "learning": ("learning.gain", 0.1, None),
    "talent": ("people.talent_spread", 0.4,
               lambda r: fixed(r, "people", "talent") and not r["people"]["hero"].any()),
    "ramp": ("people.ramp", "40 weeks", lambda r: fixed(r, "weekly_people", "ramp")),
    "strangers": ("learning.stranger", 0.6, None),
    "documentation": ("learning.documentation_decay", 0.4,
                      lambda r: fixed(r, "weekly_roles", "documented")),
    "burnout": ("burnout.speed_effect", 0.4, lambda r: no_cause(r, 0)),
    "quitting": ("people.base_quit_rate", 2.0, lambda r: none(r, "resigned")),
    "contagion": ("people.contagion", 5.0, lambda r: no_cause(r, 3)),
    "hiring": ("people.hiring.fill_spread", 1.0, lambda r: none(r, "hired")),
    "leave": ("people.leave", "40 days", lambda r: not r["weekly_people"]["away"].any()),
    "continuity": ("customers.trust_kept", 0.5, None),
    "service": ("customers.health_time", "13 weeks", health_is_constant),
    "requests_follow_health": ("work.health_sensitivity", 1.5, None),
    "champions": ("customers.champion_loss", 1.0, None),
    "churn": ("customers.base_churn", 0.3, lambda r: none(r, "churned")),
    "contraction": ("customers.contraction", 0.4, lambda r: not renewals(r, "contracted")),
    "expansion": ("customers.expansion_odds", 0.9, lambda r: not kinds(r, "expansion")),
    "new_logos": ("book.growth", 0.9, lambda r: (r["accounts"]["opening"] == 1).all()),
    "scope_creep": ("work.scope_creep", 0.5, lambda r: not (r["work"]["source"] > 0).any()),
    "handover": ("customers.handover_hours", "4 hours", lambda r: not kinds(r, "handover")),
    "masking": ("upstream.support.staffed_on", "logged",
                lambda r: np.array_equal(*(r["weekly_teams"][c] for c in ("visible", "created")))),
    "norms": ("culture.inclination_time", "13 weeks", None),
    "cascade": ("leadership.manager_strain", 1.0,
                lambda r: fixed(r, "weekly_climate", "manager_burnout")),
    "cynicism": ("culture.cynicism_up", "13 weeks",
                 lambda r: not r["weekly_climate"]["cynicism"].any()),
    "reputation": ("people.hiring.reputation", 0.5, None),
    "run_in": (None, None, lambda r: (r["work"]["created"] >= 0).all()),
    "filter": ("customers.report_bias", 0.9, reported_is_true),
    "steering": ("culture.steering", 4.0, None),
    "gaming": ("customers.oversell", 1.5, lambda r: none(r, "oversold")),
}  # fmt: skip


def test_every_mechanism_is_here():
    assert set(CASES) == set(Mechanisms.model_fields)


@pytest.mark.parametrize("mechanism", CASES)
def test_switched_off_alone(mechanism):
    parameter, value, gone = CASES[mechanism]
    on = {**COMPANY, **LEVERS.get(mechanism, {})}
    off = {**on, f"mechanisms.{mechanism}": False}
    with_it, without = (simulate(load("standard", company), 0) for company in (on, off))
    assert identities(without) == []
    assert same_tables(with_it, without) != []
    if gone is not None:
        assert gone(without), "the effect is still there"
        assert not gone(with_it), "there was no effect to begin with"
    if parameter is not None:
        with_other, without_other = (
            simulate(load("standard", {**company, parameter: value}), 0) for company in (on, off)
        )
        assert same_tables(with_it, with_other) != []
        assert same_tables(without, without_other) == []
