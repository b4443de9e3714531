"""Two ledgers: what is seen differs from what is true, and decisions know only what is seen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.base.streams import Luck
from sim.measures import compute
from sim.organisation import simulate, staffing
from sim.organisation.leadership import RoleView, Visible, decide
from sim.organisation.ledger.reports import Reports
from sim.organisation.world import World
from sim.scenario import load
from sim.tables.results import Key

SMALL = {"years": "1 years", "book.arr": "3M", "team.size": 3, "work.volume": 1.1,
         "people.base_quit_rate": 0.5, "leadership.review": "6 weeks"}  # fmt: skip
SEEN = {("weekly_accounts", "reported"), ("decisions", "reported"), ("decisions", "at_risk")}
REPLICATIONS = 4


def small(**more):
    return load("standard", {**SMALL, **more})


def moved(one, other):
    """(table, column) in which two runs differ by a byte."""
    return {
        (table, column)
        for table, columns in one.tables.items()
        for column in columns
        if columns[column].tobytes() != other.tables[table][column].tobytes()
    }


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
HIDDEN = {("work", "unlogged"), ("weekly_people", "unlogged"), ("visible", "logged")}
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


# --- decisions know only what is seen ---------------------------------------------------------


def replayed(run):
    """What each recorded decision saw, its luck, and how many seats it opened in each role."""
    roles, teams, labels = run["visible"], run["visible_teams"], run.labels
    for i, number in enumerate(run["decisions"]["decision"]):
        top = {name: column[i].item() for name, column in run["decisions"].items()}
        views, opened = [], {}
        for k in np.flatnonzero(roles["decision"] == number):
            row = {name: column[k].item() for name, column in roles.items() if name != "decision"}
            name = labels["role"][row.pop("role")]
            opened[name] = row.pop("opened")
            policy, held = labels["policy"][row.pop("policy")], bool(row.pop("held"))
            views.append(RoleView(name=name, policy=policy, held=held, **row))
        tickets = [0] * len(labels["source"])
        for k in np.flatnonzero(teams["decision"] == number):
            tickets[teams["source"][k]] = teams["tickets"][k].item()
        seen = Visible(labels["planning"][top["planning"]], top["size"], top["growth"],
                       top["reported"], top["at_risk"], tuple(views), tuple(tickets))  # fmt: skip
        yield seen, top["luck"], opened


@pytest.mark.parametrize("structure", ["generalist", "specialised", "hybrid"])
@pytest.mark.parametrize("planning", ["accounts", "arr", "logged_load"])
def test_recorded_visible_ledgers_give_the_same_decisions(structure, planning, monkeypatch):
    """Every decision again from its rows alone, while the truth of the run is scrambled."""
    saw = []

    def listening(seen, luck):
        saw.append((seen, luck))
        return decide(seen, luck)

    monkeypatch.setattr(staffing, "decide", listening)
    run = simulate(small(**{"team.structure": structure, "leadership.planning": planning,
                            "team.size": 6, "people.hiring.fill": "3 weeks"}), 0)  # fmt: skip
    rng = np.random.default_rng(1)
    for table in ("weekly_accounts", "weekly_people", "work", "accounts", "people"):
        for column in run[table].values():
            rng.shuffle(column)
    again = list(replayed(run))
    assert [(seen, luck) for seen, luck, _ in again] == saw[-len(again) :]
    total = 0
    for seen, luck, opened in again:
        now = decide(seen, luck)
        assert {name: now.count(name) for name in opened} == opened
        total += len(now)
    assert total == run["decisions"]["opened"].sum() > 0


def test_a_look_does_not_depend_on_the_truth(monkeypatch):
    """In mid-run: hidden health, trust, burnout and hours are made up, and nothing looks new."""
    from sim.organisation.ledger.look import look

    looked = []

    def scrambling(world):
        before = look(world)
        accounts, people = world.accounts, world.people
        kept = (accounts.health, accounts.trust, accounts.firm,
                [(p.burnout, p.acute, p.week.unlogged, p.week.after) for p in people])  # fmt: skip
        rng = np.random.default_rng(len(looked))
        accounts.health, accounts.trust, accounts.firm = rng.random((3, len(accounts)))
        for p in people:
            p.burnout, p.acute = rng.random(2).tolist()
            p.week.unlogged = p.week.after = 99.0
        looked.append((before, look(world)))
        accounts.health, accounts.trust, accounts.firm, state = kept
        for p, mine in zip(people, state, strict=True):
            p.burnout, p.acute, p.week.unlogged, p.week.after = mine
        return before

    plain = simulate(small(**LOAD), 0)
    monkeypatch.setattr(staffing, "look", scrambling)
    assert moved(plain, simulate(small(**LOAD), 0)) == set()
    assert len(looked) > 10
    assert all(before == after for before, after in looked)


def test_tickets_that_reached_a_team_are_seen_and_recorded():
    world = World(small(), 0)
    world.start()
    world.env.run(until=30.0)
    world.ledger.tickets[world.teams.index("product")] = 7
    world.staffing.review()
    rows = world.recorder.tables()["visible_teams"]
    assert rows["tickets"].tolist() == [7]
    assert rows["source"].tolist() == [world.teams.index("product")]
