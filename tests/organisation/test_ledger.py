"""Two ledgers: what is seen differs from what is true, and moves nothing but itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.base.streams import Luck
from sim.measures import compute
from sim.organisation import simulate
from sim.organisation.leadership import RoleView, Visible, decide
from sim.organisation.ledger.reports import Reports
from sim.scenario import load
from sim.tables.results import Key
from tests.organisation.lab import moved

SMALL = {"years": "1 years", "book.arr": "3M", "team.size": 3, "work.volume": 1.1,
         "people.base_quit_rate": 0.5, "leadership.review": "6 weeks"}  # fmt: skip
SEEN = {("weekly_accounts", "reported"), ("decisions", "reported"), ("decisions", "at_risk")}
REPLICATIONS = 4


def small(**more):
    return load("standard", {**SMALL, **more})


# --- what is recorded -------------------------------------------------------------------------


def test_the_visible_ledger_moves_nothing_but_itself():
    plain = simulate(small(), 0)
    bias = {"customers.report_bias": 0.9, "customers.report_noise": 0.2}
    assert moved(plain, simulate(small(**bias), 0)) == SEEN
    voc = {"leadership.voice_of_customer": 0.8}
    assert moved(plain, simulate(small(**voc), 0)) == SEEN
    voe = {"leadership.voice_of_employee": 0.8}
    assert moved(plain, simulate(small(**voe), 0)) == {("visible", "logged")}


def test_reports_are_true_where_nothing_distorts_them():
    """No filter; nobody biased and no noise; everybody asked and no noise."""
    for clear in (
        {"mechanisms.filter": False},
        {"customers.report_bias": 0.0, "customers.report_noise": 0.0},
        {"leadership.voice_of_customer": 1.0, "customers.report_noise": 0.0},
    ):
        rows = simulate(small(**clear), 0)["weekly_accounts"]
        np.testing.assert_array_equal(rows["reported"], rows["health"])


def test_a_report_is_the_equation():
    """R = H + bias x P x (1 - H), P of the lead; a pool leads nobody and hides nothing."""
    clear = {"customers.report_bias": 0.6, "customers.report_noise": 0.0}
    rows = simulate(small(**clear), 0)["weekly_accounts"]
    trust = np.where(rows["lead"] >= 0, rows["trust"], 0.0)
    expected = rows["health"] + 0.6 * trust * (1.0 - rows["health"])
    assert (expected > rows["health"] + 0.05).any()
    np.testing.assert_allclose(rows["reported"], expected, rtol=1e-5)
    pool = simulate(small(**clear, **{"team.structure": "pooled"}), 0)["weekly_accounts"]
    nobody = pool["lead"] < 0
    assert nobody.any()
    np.testing.assert_array_equal(pool["reported"][nobody], pool["health"][nobody])


# --- luck -------------------------------------------------------------------------------------


class Book:
    """Accounts as far as reports know them."""

    def __init__(self, names):
        self.names = names
        self.health = np.full(len(names), 0.5)
        self.trust = np.full(len(names), 0.5)
        self.lead = np.zeros(len(names), int)

    def __len__(self):
        return len(self.names)


NAMES = [f"A{i}" for i in range(2000)]


@pytest.mark.parametrize("week", [-20, 0, 6, 13, 205, 300])
def test_noise_has_the_same_spread_in_every_week(week):
    noise = Reports(Luck(1, 0), Book(NAMES)).noise(week)
    assert abs(noise.mean()) < 4 / len(NAMES) ** 0.5
    assert abs(noise.std() - 1) < 4 / (2 * len(NAMES)) ** 0.5


def test_noise_lasts_for_a_quarter_and_belongs_to_the_account():
    reports = Reports(Luck(1, 0), Book(NAMES))
    week = reports.noise(30)
    assert np.corrcoef(week, reports.noise(31))[0, 1] > 0.97
    assert abs(np.corrcoef(week, reports.noise(60))[0, 1]) < 4 / len(NAMES) ** 0.5
    fewer = Reports(Luck(1, 0), Book(NAMES[::-2]))
    np.testing.assert_array_equal(fewer.noise(30), week[::-2])


def test_a_larger_programme_keeps_the_accounts_it_had():
    reports = Reports(Luck(1, 0), Book(NAMES))
    some, more = reports.covered(0.3), reports.covered(0.6)
    assert (some <= more).all()
    assert abs(some.mean() - 0.3) < 4 * (0.21 / len(NAMES)) ** 0.5
    assert not reports.covered(0.0).any()
    assert reports.covered(1.0).all()


def test_others_may_add_a_bias_and_an_impartial_programme_sees_through_it():
    scenario = small(**{"customers.report_noise": 0.0, "customers.report_bias": 0.4})
    reports = Reports(Luck(1, 0), Book(NAMES[:3]))
    reports.extra_bias[:] = (0.0, 0.3, 5.0)
    found = reports.reported(scenario, 0)
    assert found == pytest.approx([0.5 + 0.2 * 0.5, 0.5 + 0.5 * 0.5, 1.0])
    asked = scenario.leadership.model_copy(update={"voice_of_customer": 1.0})
    assert reports.reported(scenario.model_copy(update={"leadership": asked}), 0).tolist() == [
        0.5, 0.5, 0.5
    ]  # fmt: skip


# --- directions -------------------------------------------------------------------------------


@cache
def worlds(side):
    """Measures of the worlds of one side, which several tests share."""
    return [compute(simulate(small(**dict(side)), r)) for r in range(REPLICATIONS)]


def difference(name, less, more):
    before, after = (
        np.array([w[Key(name)] for w in worlds(tuple(side.items()))]) for side in (less, more)
    )
    return after - before


BUSY = {"customers.healthy_line": 0.7, "customers.base_churn": 0.35}
VOICE = {"leadership.voice_of_customer": 1.0}


@pytest.mark.parametrize(
    ("name", "less", "more", "sign"),
    [
        ("green_churn", BUSY, {**BUSY, **VOICE}, -1),
        ("green_churn", {**BUSY, "customers.report_bias": 0.1}, BUSY, 1),
        ("detection_lag", BUSY, {**BUSY, **VOICE}, -1),
        ("arr_at_risk_visible", BUSY, {**BUSY, **VOICE}, 1),
        ("health_reported", BUSY, {**BUSY, **VOICE}, -1),
    ],
)
def test_the_direction(name, less, more, sign):
    """In every world, for reports move nothing else: the same declines, seen sooner or later."""
    found = sign * difference(name, less, more)
    found = found[~np.isnan(found)]
    assert (found >= 0).all()
    assert (found > 0).sum() > REPLICATIONS / 2


# --- hours and heads --------------------------------------------------------------------------

QUIET = {"culture.logging": 0.1, "culture.hero_inclination": 0.9}
LOUD = {**QUIET, "culture.logging": 0.9}
HIDDEN = {
    ("work", "unlogged"),
    ("weekly_people", "unlogged"),
    ("weekly_teams", "logged"),
    ("weekly_teams", "unlogged"),
    ("visible", "logged"),
}
LOAD = {"leadership.planning": "logged_load", "leadership.review": "4 weeks", "work.volume": 1.3}


def test_leaders_cannot_see_what_nobody_logs():
    """Who logs less looks less busy; who plans by accounts decides the same."""
    quiet, loud = simulate(small(**QUIET), 0), simulate(small(**LOUD), 0)
    assert moved(quiet, loud) == HIDDEN
    assert quiet["visible"]["logged"][-1] < loud["visible"]["logged"][-1]


def test_logging_does_not_matter_where_leaders_hear_of_every_hour():
    voice = {**LOAD, "leadership.voice_of_employee": 1.0}
    quiet, loud = (simulate(small(**voice, **side), 0) for side in (QUIET, LOUD))
    assert len(quiet["decisions"]["time"]) > 5
    assert moved(quiet, loud) == HIDDEN - {("visible", "logged")}


def test_leaders_who_are_blind_to_hidden_hours_hire_less():
    """Seats opened in a year by the same leaders, who hear of no hidden hour or of all."""
    team = {**LOAD, **QUIET, "book.arr": "5M", "team.size": 5, "people.base_quit_rate": 0.1}
    opened = [
        [simulate(small(**team, **{"leadership.voice_of_employee": voice}), r)
         ["decisions"]["opened"].sum() for r in range(REPLICATIONS)]
        for voice in (0.0, 1.0)
    ]  # fmt: skip
    blind, heard = np.array(opened)
    assert (heard >= blind).all()
    assert heard.sum() > 1.5 * blind.sum()


ROLE = RoleView("csm", "share", 1.0, 4, 0, 26.0, 0, 0.0, False, 130.0, 30.0)
TEAM = Visible("logged_load", 9, 1.0, 0.8, 0.0, (ROLE,))


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        # (130 + 26 / 13) / 30 = 4.4 heads; 4.5 are 5.
        (ROLE, 0),
        (replace(ROLE, logged=133.0), 1),
        (replace(ROLE, logged=133.0, open=1), 0),
        (replace(ROLE, logged=40.0), 0),
        # Nobody has worked a week yet: the planned size.
        (replace(ROLE, logged=0.0, capacity=0.0), 5),
    ],
)
def test_heads_by_load(role, opened):
    assert decide(replace(TEAM, roles=(role,)), 0.5) == ("csm",) * opened
