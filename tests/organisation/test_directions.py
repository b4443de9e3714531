"""Which way things move, over paired worlds: the same luck, one number apart."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import compute
from sim.organisation import simulate
from sim.scenario import load
from sim.tables.results import Key
from tests.organisation.lab import summary

COMPANY = {"years": "18 months", "book.arr": "2.9M", "team.size": 2, "work.volume": 1.0}
REPLICATIONS = 8
MORE_PEOPLE = ({"team.size": 2}, {"team.size": 4})
SCOPE = ({"work.scope_creep": 0.15}, {"work.scope_creep": 0.45})
FILL = ({"people.hiring.fill": "3 weeks", "people.base_quit_rate": 0.8},
        {"people.hiring.fill": "40 weeks", "people.base_quit_rate": 0.8})  # fmt: skip
CARE = {"burnout.support": 0.3, "people.support_effect": 0.8, "people.base_quit_rate": 0.4}
SUPPORT = ({"leadership.support": 0.0, **CARE}, {"leadership.support": 1.0, **CARE})
RAMP = ({"people.ramp": "4 weeks", "people.base_quit_rate": 0.8},
        {"people.ramp": "40 weeks", "people.base_quit_rate": 0.8})  # fmt: skip
TRIAGE = ({"leadership.triage": 0.0}, {"leadership.triage": 0.8})
HEROES = ({"culture.hero_inclination": 0.1}, {"culture.hero_inclination": 0.9})
CHURN = ({"customers.base_churn": 0.03}, {"customers.base_churn": 0.15})
QUITS = ({"people.base_quit_rate": 0.02}, {"people.base_quit_rate": 0.8})
PAY = (
    {"people.pay_gap": 0.0, "people.pay_gap_effect": 2.0, "people.base_quit_rate": 0.4},
    {"people.pay_gap": 0.5, "people.pay_gap_effect": 2.0, "people.base_quit_rate": 0.4},
)
SWITCH = ({"learning.switch_account": "0 hours"}, {"learning.switch_account": "0.2 hours"})
EXPANSION = ({"customers.expansion_size": 0.1}, {"customers.expansion_size": 0.4})


def measures(overrides):
    scenario = load("standard", {**COMPANY, **overrides})
    return [compute(simulate(scenario, r)) for r in range(REPLICATIONS)]


@pytest.mark.parametrize(
    ("less", "more", "moves"),
    [
        pytest.param(*MORE_PEOPLE, {"response_time": -1, "served_share": 1, "overtime_weeks": -1,
                                    "burnout_prevalence": -1, "cost_to_serve": 1}, id="people"),
        pytest.param(*SCOPE, {"burnout_prevalence": 1, "out_of_scope_share": 1, "served_share": -1,
                              "unlogged_hours": 1}, id="scope creep"),
        pytest.param(*FILL, {"served_share": -1, "arr_end": -1}, id="fill"),
        pytest.param(*SUPPORT, {"burnout_prevalence": -1, "csm_turnover": -1}, id="support"),
        pytest.param(*RAMP, {"served_share": -1}, id="ramp"),
        pytest.param(*TRIAGE, {"out_of_scope_share": -1, "burnout_prevalence": -1,
                               "served_share": 1}, id="triage"),
        pytest.param(*HEROES, {"unlogged_hours": 1, "served_share": 1}, id="heroes"),
        pytest.param(*CHURN, {"grr": -1, "nrr": -1, "arr_end": -1, "logo_churn": 1}, id="churn"),
        pytest.param(*QUITS, {"csm_turnover": 1, "handovers": 1, "grr": -1, "continuity": -1},
                     id="quits"),
        pytest.param(*PAY, {"csm_turnover": 1, "handovers": 1}, id="pay gap"),
        pytest.param(*SWITCH, {"utilisation": 1, "served_share": -1, "response_time": 1},
                     id="switching"),
        pytest.param(*EXPANSION, {"nrr": 1, "arr_expanded": 1}, id="expansion"),
    ],
)  # fmt: skip
def test_the_direction(less, more, moves):
    """The mean paired difference has the sign that it must have."""
    before, after = measures(less), measures(more)
    for name, sign in moves.items():
        difference = np.array([b[Key(name)] - a[Key(name)]
                               for a, b in zip(before, after, strict=True)])  # fmt: skip
        mean, error = summary(difference)
        print(f"{name}: {mean:.4g} +- {error:.2g} ({mean / error:+.1f} standard errors)")
        assert sign * mean > error, f"{name}: {mean:.4g} +- {error:.2g}"
