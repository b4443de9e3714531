"""Culture that acts on people: formulas, what is neutral, and what a lever must not touch."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest

from sim.measures import identities
from sim.organisation import simulate, strain
from sim.organisation.afterhours import inclination
from sim.organisation.culture import cynicism
from sim.organisation.culture.inclination import drift
from sim.organisation.culture.leader import Manager, span_support, support
from sim.organisation.culture.norms import WEEK_MOST, norms
from sim.organisation.world import World
from sim.scenario import load
from sim.scenario.tree import Change
from tests.organisation.lab import same_tables

COMPANY = {
    "defaults": 1,
    "years": "1 years",
    "book.arr": "3M",
    "team.size": 3,
    "people.base_quit_rate": 0.5,
}
FULL = {
    "culture.recognition": "heroics",
    "culture.norm_pull": 0.8,
    "culture.boundaries": 0.1,
    "culture.mentoring": "1 hours",
    "culture.remote_share": 1,
    "culture.focus_time": 1,
    "leadership.example": 0,
    "leadership.span": 20,
    "leadership.coaching": "2 hours",
    "leadership.manager_strain": 5,
    "leadership.cs_background": 0,
    "people.development": 1,
    "people.hiring.reputation": 5,
    "burnout.monotony": 2,
    "burnout.resilience": 1,
    "customers.product_shock": 1,
}
"""Every lever at its end."""
WEIGHTS = {
    "culture.inclination_time": "1 weeks",
    "culture.heroics_logging": 0.1,
    "culture.cynicism_up": "1 weeks",
    "culture.cynicism_down": "1 weeks",
    "culture.cynicism_waste": 1,
    "leadership.example_effect": 1,
    "leadership.manager_strain": 5,
    "leadership.cascade": 1,
    "leadership.outsider_support": 1,
    "leadership.outsider_scope": 1,
    "people.quiet_effect": 5,
    "people.clarity_effect": 5,
    "people.cynicism_effect": 5,
    "people.development_effect": 1,
    "people.development_hours": "20 hours",
    "burnout.support_buffer": 1,
    "burnout.manager": 5,
    "burnout.remote_slowdown": 5,
}
"""What levers at rest must keep silent."""


def company(**overrides):
    return load("standard", {**COMPANY, **overrides})


def dated(scenario, **path):
    """The scenario with one change in month 4."""
    change = Change(at="month 4", set=path)
    return scenario.model_copy(update={"timeline": {"change": change}})


# --- neutral and extreme ---------------------------------------------------------------------


def test_while_the_levers_rest_their_weights_move_no_byte():
    plain, weighted = (simulate(company(**w), 0) for w in ({}, WEIGHTS))
    assert same_tables(plain, weighted) == []


@pytest.mark.parametrize("name", [n for n in FULL if n != "burnout.monotony"])
def test_each_lever_moves_something(name):
    """The test above can fail: with its lever away from rest another world comes out."""
    further = {"leadership.span": 12} if name == "leadership.manager_strain" else {}
    lever = {**further, name: FULL[name]}
    assert same_tables(*(simulate(company(**w), 0) for w in (further, lever))) != []


def test_all_levers_at_their_ends_add_up():
    run = simulate(company(**FULL), 0)
    assert identities(run) == []
    assert run["weekly_people"]["after_hours"].max() <= WEEK_MOST + 1e-3


def test_without_demand_culture_tires_nobody():
    run = simulate(company(**{**FULL, "work.volume": 0, "years": "2 years"}), 0)
    for column in ("acute", "burnout", "after_hours"):
        assert not run["weekly_people"][column].any(), column
    assert run["weekly_climate"]["manager_acute"][-1] < 1e-3


# --- inclination -----------------------------------------------------------------------------


def team(**overrides):
    """A world and its people, before anything happened, with heroes among them."""
    world = World(company(**{"team.size": 30, "people.hero_share": 0.4, **overrides}), 0)
    world.start()
    return world, world.people


def in_force(world, people, hero):
    return [inclination(world.norms, p) for p in people if p.traits.hero is hero]


def test_praise_of_heroics_draws_to_09_as_an_exponential():
    world, people = team(
        **{"culture.recognition": "heroics", "culture.inclination_time": "52 weeks"}
    )
    for _ in range(52):
        drift(world, people)
    np.testing.assert_allclose(in_force(world, people, False), 0.9 - 0.4 * exp(-1))
    np.testing.assert_allclose(in_force(world, people, True), 0.9)


@pytest.mark.parametrize("praised", ["none", "outcomes"])
def test_other_praise_leaves_inclination_alone(praised):
    world, people = team(**{"culture.recognition": praised})
    drift(world, people)
    assert {p.drift for p in people} == {0.0}


def test_norm_setters_draw_the_others_and_are_drawn():
    """The more of them there are, the further the others go (M27)."""
    drawn = []
    for share in (0.2, 0.6):
        world, people = team(**{"culture.norm_pull": 0.8, "people.hero_share": share})
        for _ in range(200):
            drift(world, people)
        drawn.append(max(in_force(world, people, False)))
        assert 0.5 < drawn[-1] < min(in_force(world, people, True)) < 0.9
    assert drawn[0] < drawn[1]


def test_boundaries_lower_what_is_worked_and_not_what_is_asked():
    """M13: the same work comes in, to the hour, and less of it is done after hours."""
    still = {"people.base_quit_rate": 0, "mechanisms.requests_follow_health": False,
             "mechanisms.churn": False, "mechanisms.expansion": False}  # fmt: skip
    plain, bounded = (simulate(company(**still, **w), 0) for w in ({}, {"culture.boundaries": 0.8}))
    asked = [
        np.bincount(r["work"]["kind"], r["work"]["demand"])[
            [k for k, name in enumerate(r.labels["kind"]) if name != "onboarding"]
        ]
        for r in (plain, bounded)
    ]
    np.testing.assert_allclose(*asked, rtol=1e-9)
    worked = [r["weekly_people"]["after_hours"].sum() for r in (plain, bounded)]
    assert worked[1] < 0.6 * worked[0]


def test_nobody_works_on_a_free_saturday():
    free = {"culture.free_saturdays": True, "work.volume": 2}
    run = simulate(company(**free), 0)
    done = run["work"]["finished"]
    weekend = (np.floor(done) + 3) % 7 >= 5  # 2026-01-01 is a Thursday
    assert not weekend[np.isfinite(done) & (run["work"]["after_hours"] > 0)].any()
    busy = simulate(company(**{**free, "culture.free_saturdays": False}), 0)["work"]
    assert ((np.floor(busy["finished"]) + 3) % 7 == 5).any()


# --- support and the leader ------------------------------------------------------------------


@pytest.mark.parametrize(("span", "given"), [(4, 1), (8, 1), (12, 0.5), (16, 0), (20, 0)])
def test_support_by_span(span, given):
    assert span_support(span) == given
    assert support(company(**{"leadership.span": span}), 0.35) == given


def test_support_given_stays_as_it_is():
    assert support(company(**{"leadership.support": 0.37}), 0.35) == 0.37


def test_a_burned_out_manager_gives_less_and_care_closes_part_of_the_gap():
    assert support(company(**{"leadership.cascade": 0.5}), 1.0) == pytest.approx(0.25)
    cared = company(**{"leadership.coaching": "0.5 hours", "culture.mentoring": "0.5 hours"})
    assert support(cared, 0.35) == pytest.approx(0.5 + 0.5 * (1 - 0.7 * 0.9))


def test_support_buffers_what_unhealthy_accounts_weigh():
    """M19: the interaction of support and unhealthy accounts is negative."""
    weights = company(**{"burnout.support": 0}).burnout

    def added(s):
        return strain.demand(weights, 1, 1, 0, 0, 1, s) - strain.demand(weights, 1, 1, 0, 0, 0, s)

    assert added(0.5) == pytest.approx(weights.bad_share)
    assert added(1.0) == pytest.approx(weights.bad_share * (1 - weights.support_buffer / 2))
    assert added(1.0) < added(0.5) < added(0.0)


def test_a_manager_of_eight_with_a_neutral_team_is_neutral():
    manager = Manager()
    scenario = company(**{"leadership.span": 8})
    for _ in range(100):
        manager.step(scenario, 1.0, strain.NEUTRAL, 0.0)
    assert (manager.acute, manager.burnout) == pytest.approx((strain.NEUTRAL, strain.NEUTRAL))
    assert manager.passed_on(scenario.burnout) == pytest.approx(0.0)


def test_a_shocked_manager_is_felt_within_weeks():
    """M26: acute strain of everybody is higher from the third to the eighth week on."""
    calm = company(
        **{"leadership.span": 10, "people.base_quit_rate": 0, "people.leave": 0, "years": 0.5}
    )
    shocked = dated(calm, **{"leadership.manager_strain": 1.5})
    one, other = (simulate(scenario, 0)["weekly_people"] for scenario in (calm, shocked))
    before, after = one["time"] < 90, (one["time"] > 90 + 2 * 7) & (one["time"] < 90 + 8 * 7)
    np.testing.assert_array_equal(one["acute"][before], other["acute"][before])
    assert (other["acute"] - one["acute"])[after].min() > 0


def test_example_and_boundaries_keep_within_the_week():
    bound = norms(company(**{"leadership.example": 0, "culture.max_overtime": "23 hours"}), 0.35)
    assert (bound.most, bound.restraint) == (WEEK_MOST, pytest.approx(1.4))
    none = norms(company(**{"culture.boundaries": 1}), 0.35)
    assert (none.most, none.restraint) == (0, 0)


# --- felt strain and cynicism ----------------------------------------------------------------


def test_resilience_acts_on_what_is_felt_only():
    """M50: where burnout moves nothing, training moves no hour, no quit and no customer."""
    cut = {"mechanisms.burnout": False, "mechanisms.cynicism": False}
    plain, trained = (simulate(company(**cut, **w), 0) for w in ({}, {"burnout.resilience": 0.3}))
    assert same_tables(plain, trained) == ["weekly_people"]
    a, b = (r["weekly_people"] for r in (plain, trained))
    assert [c for c in a if not np.array_equal(a[c], b[c])] == ["acute", "burnout"]
    assert b["burnout"].mean() < a["burnout"].mean()


def test_cynicism_rises_unless_the_work_visibly_improves():
    trained = {"burnout.resilience": 0.3}
    tables = [
        simulate(dated(company(years="2 years"), **changes), 0)["weekly_climate"]["cynicism"]
        for changes in (trained, {**trained, "leadership.triage": 0.8})
    ]
    for table in tables:
        assert not table[:12].any()
    assert tables[0][-1] > 0.4 > 2 * tables[1][-1]


def test_cynicism_fades_slowly():
    world = World(company(**{"culture.cynicism_down": "78 weeks"}), 0)
    world.cynicism = 0.75
    for _ in range(78):
        cynicism.step(world, [], cynicism.Pressure())
    assert world.cynicism == pytest.approx(0.75 * exp(-1))
