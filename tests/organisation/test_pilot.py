"""Pilots: what holds for treated accounts does not hold for the others."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import compute
from sim.measures.identities import identities
from sim.organisation import simulate
from sim.scenario import load
from sim.scenario.pilot_power import pilot_power
from sim.scenario.tree import Change
from sim.tables.results import Key
from tests.organisation.lab import OUTCOME
from tests.organisation.test_reorg import QUIET, company


def piloted(scenario, sets, until=None, **scope):
    change = Change.model_validate({"at": "month 3", "until": until, "set": sets, "scope": scope})
    return scenario.model_copy(update={"timeline": {"pilot": change}})


def created(run, which, kind):
    """Day on which each item of a kind came to Customer Success for these accounts, sorted."""
    work = run["work"]
    mine = np.isin(work["account"], which) & (work["kind"] == run.labels["kind"].index(kind))
    mine &= work["outcome"] != run.labels["outcome"].index("diverted")
    return np.sort(work["created"][mine])


def test_planned_work_of_the_treated_doubles_and_that_of_the_others_stays():
    scenario = company(**QUIET)
    rate = {"enterprise": 6, "mid_market": 3, "smb": 1}
    plain = simulate(scenario, 0)
    run = simulate(piloted(scenario, {"work.kinds.adoption.rate": rate}, share=0.25), 0)
    treated = np.flatnonzero(run["accounts"]["pilot"])
    others = np.flatnonzero(run["accounts"]["pilot"] == 0)
    there = np.isnan(plain["accounts"]["ended"]) | (plain["accounts"]["ended"] > 60)
    assert len(treated) == round(0.25 * there.sum())
    np.testing.assert_array_equal(
        created(plain, others, "adoption"), created(run, others, "adoption")
    )
    more = len(created(run, treated, "adoption")), len(created(plain, treated, "adoption"))
    assert more[0] > more[1]


def test_triage_of_the_treated_sends_their_out_of_scope_work_back():
    scenario = company(**{**QUIET, "mechanisms.requests_follow_health": False})
    plain = simulate(scenario, 0)
    run = simulate(piloted(scenario, {"leadership.triage": 0.8}, share=0.5), 0)
    kind = next(k for k, row in scenario.work.kinds.items() if row.arrives == "scope")
    treated = np.flatnonzero(run["accounts"]["pilot"])
    others = np.flatnonzero(run["accounts"]["pilot"] == 0)
    np.testing.assert_array_equal(created(plain, others, kind), created(run, others, kind))
    work = run["work"]
    sent = (work["outcome"] == OUTCOME["diverted"]) & (
        work["kind"] == run.labels["kind"].index(kind)
    )
    theirs = len(created(plain, treated, kind))
    assert set(work["account"][sent]) <= set(treated)
    assert 0.5 * theirs < sent.sum() < 0.75 * theirs


@pytest.mark.parametrize("pick", ["top", "bottom", "random"])
def test_who_is_treated(pick):
    scope = {"share": 0.2, "pick": pick, "segments": ["smb", "mid_market"]}
    run = simulate(piloted(company(**QUIET), {"leadership.triage": 0.5}, **scope), 0)
    accounts = run["accounts"]
    treated = accounts["pilot"] == 1
    names = np.array(run.labels["segment"])[accounts["segment"]]
    assert set(names[treated]) <= {"smb", "mid_market"}
    middle = np.median(accounts["arr"][names != "enterprise"])
    sides = accounts["arr"][treated] > middle
    assert {"top": sides.all(), "bottom": not sides.any(), "random": 0 < sides.mean() < 1}[pick]


def test_a_pilot_of_a_table_has_people_of_its_own_and_ends():
    scenario = company(**QUIET)
    run = simulate(piloted(scenario, {"team.structure": "pooled"}, "month 6", share=0.3), 0)
    assert identities(run) == []
    words = np.array(run.labels["role"])
    assert words.tolist() == ["csm", "scaled_csm (pilot)", "cs_operations"]
    rows = run["weekly_roles"]
    heads = rows["heads"][words[rows["role"]] == "scaled_csm (pilot)"]
    assert set(heads.tolist()) == {2}
    assert words[run["moves"]["role_after"]].tolist() == ["scaled_csm (pilot)"] * 2 + ["csm"] * 2
    treated = run["accounts"]["pilot"] == 1
    weekly = run["weekly_accounts"]
    pooled = (weekly["lead"] < 0) & (np.round(weekly["time"] / 7) == 15)
    assert set(weekly["account"][pooled]) == set(np.flatnonzero(treated))
    assert (weekly["lead"][weekly["time"] > 200] >= 0).all()


def test_measures_are_given_for_treated_and_moved():
    run = simulate(piloted(company(), {"team.structure": "pooled"}, share=0.3), 0)
    values = compute(run, ("pilot", "moved"))
    levels = {(key.by, key.level) for key in values} - {("", "")}
    assert levels == {
        ("pilot", "treated"), ("pilot", "untreated"), ("moved", "moved"), ("moved", "stayed")
    }  # fmt: skip
    parts = [values[Key("arr_end", "pilot", level)] for level in ("treated", "untreated")]
    assert sum(parts) == pytest.approx(values[Key("arr_end")])
    assert {key.by for key in compute(simulate(company(), 0), ("pilot", "moved"))} == {""}


def test_a_pilot_of_eight_weeks_on_a_fifth_of_the_book_finds_out_little():
    """Claim Q33: with annual renewals its power is below 20 %."""
    scenario = load("standard", {"book.arr": "20M", "team.size": 12})
    short = Change.model_validate(
        {"at": "2026-03-02", "until": "2026-04-27", "set": {"team.structure": "pooled"},
         "scope": {"share": 0.2}}
    )  # fmt: skip
    found = pilot_power(scenario.model_copy(update={"timeline": {"pilot": short}}))
    assert found.weeks == pytest.approx(8)
    assert found.power < 0.2
    assert found.detectable > 0.05
    whole = short.model_copy(update={"until": None})
    longer = pilot_power(scenario.model_copy(update={"timeline": {"pilot": whole}}))
    assert longer.power > found.power
    assert longer.detectable < found.detectable


@pytest.mark.parametrize("sets", [{"leadership.triage": 0.8}, {"team.structure": "pooled"}])
def test_arr_at_risk_of_the_treated_and_the_others_is_that_of_all(sets):
    """Also where the pilot has no roles of its own, or has them for a part of the time only."""
    run = simulate(piloted(company(**{"customers.healthy_line": 0.7}), sets, share=0.3), 0)
    values = compute(run, by=("pilot",))
    for measure in ("arr_at_risk_true", "arr_at_risk_visible"):
        parts = [values[Key(measure, "pilot", level)] for level in ("treated", "untreated")]
        assert sum(parts) == pytest.approx(values[Key(measure)])
        assert min(parts) > 0
