"""Extreme conditions of the standard company: what must happen when something is 0 or endless."""

from __future__ import annotations

import numpy as np
import pytest

from sim.base.dates import YEAR
from sim.measures import compute, identities
from sim.organisation import simulate
from sim.scenario import load
from sim.scenario.tree import Change
from sim.tables.results import Key
from tests.organisation.lab import EVENT, OUTCOME, same_tables, summary

COMPANY = {"years": "2 years", "book.arr": "4M", "team.size": 3, "work.volume": 1.0}


def company(**overrides):
    return load("standard", {**COMPANY, **overrides})


def events(run, what):
    return run["events"]["what"] == EVENT[what]


def measured(run, name):
    return compute(run)[Key(name)]


# --- demand ----------------------------------------------------------------------------------


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pooled", "pods"])
def test_without_demand_nobody_is_tired(structure):
    """No work, no overtime, no strain, no burnout; people leave at the base hazard only."""
    run = simulate(company(**{"work.volume": 0, "team.structure": structure,
                              "people.base_quit_rate": 1.0,
                              "mechanisms.contagion": False}), 0)  # fmt: skip
    week = run["weekly_people"]
    assert not len(run["work"]["item"]) or set(run["work"]["outcome"]) <= {OUTCOME["done"]}
    for column in ("acute", "burnout", "after_hours", "client"):
        assert not week[column].any(), column
    assert events(run, "resigned").sum() > 0
    assert not run["events"]["causes"][events(run, "resigned")].any()
    assert identities(run) == []


def test_burnout_fades_when_the_work_stops():
    """A and B fall to 0 with their own time constants: acute in weeks, burnout in 40 weeks."""
    still = {"people.base_quit_rate": 0, "book.growth": 0, "leadership.planning": "fixed",
             "years": "3 years", "burnout.time_down": "40 weeks"}  # fmt: skip
    stop = Change(at="month 4", set={"work.volume": 0})
    run = simulate(company(**still).model_copy(update={"timeline": {"stop": stop}}), 0)
    week = run["weekly_people"]
    a, b = (np.abs(week["time"] - t) < 1 for t in (7 * 26, 7 * 66))
    assert week["acute"][a].max() < 0.05
    assert week["burnout"][a].min() > 0.15
    np.testing.assert_allclose(week["burnout"][b], week["burnout"][a] * np.exp(-1), atol=0.03)


def test_no_scope_creep_is_full_triage_to_teams_without_limit():
    """All tables are the same but for what other teams do: items that were sent to them."""
    none, triaged = (
        simulate(company(**{"years": "1 years", **change}), 0)
        for change in ({"work.scope_creep": 0}, {"leadership.triage": 1})
    )
    work = triaged["work"]
    sent = work["source"] > 0
    assert sent.sum() > 100
    assert (work["outcome"][sent] == OUTCOME["diverted"]).all()
    assert not work["hours"][sent].any()
    teams = triaged["weekly_teams"]
    assert not teams["late_there"].any()
    assert not teams["backlog"].any()
    for column, values in none["work"].items():
        if column != "item":
            np.testing.assert_array_equal(values, work[column][~sent], column)
    assert set(same_tables(none, triaged)) == {"work", "weekly_teams"}
    assert not (none["work"]["source"] > 0).any()


# --- staff -----------------------------------------------------------------------------------


def test_unlimited_staff_waits_for_nothing_and_costs_too_much():
    few, many = (simulate(company(**{"team.size": n}), 0) for n in (3, 60))
    work = many["work"]
    settled = (work["created"] > 30) & (work["outcome"] == OUTCOME["done"]) & (work["account"] >= 0)
    waited = (work["started"] - work["created"])[settled]
    assert np.median(waited) == pytest.approx(0, abs=1e-6)
    after_hours = [run["weekly_people"]["after_hours"].mean() for run in (many, few)]
    assert after_hours[0] < 0.01 < 0.1 < after_hours[1]
    assert measured(many, "served_share") > 0.97 > measured(few, "served_share")
    assert measured(many, "utilisation") < 0.2
    assert measured(many, "cost_to_serve_share") > 10 * measured(few, "cost_to_serve_share")


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pooled", "pods", "hybrid"])
def test_without_staff_health_falls_and_nothing_crashes(structure):
    """No service at all: health goes to its floor, churn rises and stays a probability."""
    staffed = simulate(company(**{"team.structure": structure}), 0)
    empty = simulate(company(**{"team.structure": structure, "team.size": 0,
                                "leadership.planning": "fixed"}), 0)  # fmt: skip
    assert identities(empty) == []
    assert not len(empty["weekly_people"]["time"])
    week = empty["weekly_accounts"]
    last = (week["time"] > 2 * YEAR - 14) & (empty["accounts"]["opening"][week["account"]] == 1)
    assert week["health"][last].mean() < 0.35
    assert week["served"][last].mean() < 0.1
    churn = measured(empty, "logo_churn")
    assert measured(staffed, "logo_churn") < churn < 1
    assert np.isfinite(empty["renewals"]["probability"]).all()


# --- people ----------------------------------------------------------------------------------


def test_without_quits_and_growth_nothing_changes_hands():
    still = {"people.base_quit_rate": 0, "book.growth": 0, "leadership.planning": "fixed"}
    run = simulate(company(**still), 0)
    assert set(run["weekly_roles"]["heads"]) == {3}
    assert not events(run, "resigned").any()
    assert not events(run, "requisition").any()
    assert not events(run, "new lead").any()
    kinds = run.labels["kind"]
    assert not (run["work"]["kind"] == kinds.index("handover")).any()
    assert not (run["work"]["kind"] == kinds.index("hiring")).any()


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pods"])
def test_a_base_rate_of_nothing_keeps_everybody(structure):
    for replication in range(3):
        run = simulate(company(**{"people.base_quit_rate": 0, "people.pay_gap": 0.3,
                                  "team.structure": structure}), replication)  # fmt: skip
        assert np.isnan(run["people"]["resigned"]).all()
        assert np.isnan(run["people"]["left"]).all()
        assert measured(run, "csm_turnover") == 0


def test_without_inclination_there_is_no_overtime_and_logged_is_worked():
    run = simulate(company(**{"culture.hero_inclination": 0, "people.hero_share": 0}), 0)
    week = run["weekly_people"]
    assert not week["after_hours"].any()
    assert not week["unlogged"].any()
    assert (week["worked"] <= 40).all()
    assert not run["work"]["after_hours"].any()
    honest = simulate(company(**{"culture.logging": 1, "work.volume": 2}), 0)["weekly_people"]
    assert honest["after_hours"].sum() > 0
    assert honest["unlogged"].sum() == pytest.approx(0, abs=1e-6)


def test_turnover_costs_nothing_where_everything_is_replaced_at_once():
    """Fill and ramp of 0, no hand-over, all trust passed on: exits do not reach customers."""
    perfect = {
        "people.hiring.fill": "0 weeks",
        "people.hiring.panel_hours": "0 hours",
        "people.ramp": "0 weeks",
        "learning.documented": 1,
        "learning.documentation_decay": 0,
        "mechanisms.learning": False,
        "mechanisms.talent": False,
        "mechanisms.burnout": False,
        "mechanisms.continuity": False,
        "mechanisms.handover": False,
        "book.growth": 0,
    }
    differences = {"grr": [], "served_share": []}
    for replication in range(8):
        stay, go = (
            simulate(company(**perfect, **{"people.base_quit_rate": rate}), replication)
            for rate in (0.0, 1.0)
        )
        assert events(go, "left").sum() >= 2
        for name, values in differences.items():
            values.append(measured(go, name) - measured(stay, name))
    for name, values in differences.items():
        mean, error = summary(values)
        assert abs(mean) < 4 * error + 0.002, (name, mean, error)


def test_perfect_documentation_leaves_no_strangers():
    perfect = {"learning.documented": 1, "learning.documentation_decay": 0, "years": "1 years",
               "people.base_quit_rate": 1.0}  # fmt: skip
    one, other = (
        simulate(company(**perfect, **{"learning.stranger": cost}), 0) for cost in (0.1, 0.5)
    )
    assert same_tables(one, other) == []
    assert (one["weekly_roles"]["documented"] == 1).all()
