"""The bill of a change, its dip and its payback, and who held which post."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import compute, weekly_series
from sim.measures.stints import stints
from sim.measures.transition import dip, j_curve
from sim.organisation import simulate
from sim.scenario import load
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world
from tests.organisation.test_reorg import company, specialised


def mover():
    """A CSM at 100,000 who becomes an account manager at 170,000 in the middle of the year."""
    return world(
        people=[{"cost": 170_000.0, "role": "account_manager"}, {"cost": 100_000.0}],
        moves=[{"time": YEAR / 2, "person": 0, "role": "csm", "role_after": "account_manager",
                "cost": 100_000.0, "by_cs": 1}],
        accounts=[{"arr": 1e6}],
    )  # fmt: skip


def test_a_post_is_paid_at_its_own_cost_while_it_is_held():
    run = mover()
    found = stints(run)
    assert sorted(zip(found["begin"], found["end"], found["cost"], strict=True)) == [
        (-100.0, YEAR / 2, 100_000.0), (-100.0, np.inf, 100_000.0), (YEAR / 2, np.inf, 170_000.0)
    ]  # fmt: skip
    values = compute(run, ("role", "moved"))
    assert values[Key("cost_to_serve")] == pytest.approx(150_000)
    assert values[Key("cost_to_serve", "role", "csm")] == pytest.approx(150_000)
    assert values[Key("moves_internal")] == pytest.approx(0.5)
    assert values[Key("csm_turnover")] == 0


def test_a_bill_has_hand_overs_severance_and_retention_pay():
    tree = load("standard", {"money.retention": 0.1, "money.severance": "8 weeks"})
    run = mover()
    run.tables["people"]["left"][1] = 100.0
    run.tables["people"]["voluntary"][1] = 0
    run = type(run)(tree, 0, run.tables, run.labels, run.names, run.days)
    found = compute(run)[Key("transition_bill")]
    assert found == pytest.approx(0.1 * 100_000 + 100_000 * 8 * 7 / 365.25)


def test_a_dip_by_hand():
    base = np.zeros((3, 8))
    there = np.array(
        [[0, 0, -2, -3, 1, 4, 1, 1], [0, 0, -1, 0, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0, 0, 0]]
    )
    curve = j_curve(base, there)
    assert curve[0].tolist() == [0, 0, -2, -5, -4, 0, 1, 2]
    found = dip(curve, 2.0)
    assert found.depth.tolist() == [5, 1, 0]
    assert found.weeks.tolist() == [3, 6, 0]
    assert found.month[0] == pytest.approx((5 - 2) / (365.25 / 12 / 7))
    assert np.isnan(found.month[1])
    assert found.month[2] == 0


def test_the_weeks_add_up_to_the_contribution_of_the_run():
    run = simulate(company().model_copy(update={"years": 364 / 365.25}), 0)
    whole = compute(run)[Key("contribution")]
    assert weekly_series(run)["contribution"].sum() == pytest.approx(whole, rel=1e-9)


def test_the_bill_grows_with_what_a_change_costs():
    def bill(**more):
        scenario = company(**{"people.base_quit_rate": 0, **more})
        pair = (simulate(scenario, 0), simulate(specialised(scenario), 0))
        one, other = (compute(run)[Key("transition_bill")] for run in pair)
        return other - one

    usual = bill()
    assert usual > 0
    assert bill(**{"customers.handover_hours": "6 hours"}) > usual
    assert bill(**{"people.reramp": 1}) > usual
    assert bill(**{"money.retention": 0.2}) > usual
    assert bill(**{"people.reramp": 0, "customers.handover_hours": 0}) == pytest.approx(0, abs=1)
