"""Worlds that differ in one thing differ in nothing else: null changes, one more account, luck."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import fields, replace

import numpy as np
import pytest

from sim.base.streams import Luck
from sim.organisation import simulate
from sim.organisation.leadership import RoleView, Visible, decide
from sim.scenario import load
from sim.scenario.tree import AccountRow, Change
from tests.organisation.lab import laboratory, same_tables

STRUCTURES = ("generalist", "specialised", "pooled", "dedicated", "hybrid", "pods", "tech_touch")
SMALL = {"years": "1 years", "book.arr": "2M", "team.size": 5, "people.base_quit_rate": 0.5}


def small(structure="generalist", **more):
    return load("standard", {**SMALL, "team.structure": structure, **more})


# --- null changes ----------------------------------------------------------------------------


@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_same_world_twice_is_the_same_bytes(structure):
    one = simulate(small(structure), 3)
    assert same_tables(one, simulate(small(structure), 3)) == []
    other = same_tables(one, simulate(small(structure), 4))
    assert {"work", "renewals", "events", "people"} <= set(other)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_a_null_change_moves_no_byte(structure):
    """Another name; a dated change to what is there already; opening in one's own state."""
    scenario = small(structure)
    plain = simulate(scenario, 0)
    child = scenario.model_copy(update={"name": "Child", "question": "Is it the same?"})
    assert same_tables(plain, simulate(child, 0)) == []
    assert same_tables(plain, simulate(child, 0, opening=scenario)) == []
    null = Change(at="month 5", set={"culture.hero_inclination": scenario.culture.hero_inclination})
    dated = scenario.model_copy(update={"timeline": {"nothing": null}})
    assert same_tables(plain, simulate(dated, 0)) == []
    assert same_tables(plain, simulate(dated, 0, opening=scenario)) == []


def test_who_left_a_role_that_the_candidate_has_not_has_one_that_the_run_knows():
    base = small("specialised", **{"people.base_quit_rate": 2, "team.size": 8})
    candidate = small("generalist", **{"people.base_quit_rate": 2, "team.size": 8})
    before = 0
    for replication in range(4):
        run = simulate(candidate, replication, opening=base)
        people = run["people"]
        assert people["role"].max() < len(run.labels["role"])
        roles = np.array(run.labels["role"])[people["role"]]
        assert set(roles) <= {"csm", "cs_operations"}
        before += int((people["left"] < 0).sum())
    assert before > 4


def test_a_dated_change_moves_nothing_before_its_date():
    scenario = small()
    change = Change(at="month 7", set={"leadership.triage": 0.9, "culture.hero_inclination": 0.0})
    plain = simulate(scenario, 0)
    changed = simulate(scenario.model_copy(update={"timeline": {"triage": change}}), 0)
    assert "work" in same_tables(plain, changed)
    for table, time in (("work", "finished"), ("weekly_people", "time"), ("renewals", "time")):
        for column, values in plain[table].items():
            before = plain[table][time] < 178
            np.testing.assert_array_equal(
                values[before], changed[table][column][changed[table][time] < 178]
            )


# --- one more account ------------------------------------------------------------------------

ROLES = {
    "team.structure": "custom",
    "team.roles.csm.count": 2,
    "team.roles.csm.segments": ["enterprise", "mid_market"],
    "team.roles.csm.handles": {"rest": 1},
    "team.roles.scaled.like": "csm",
    "team.roles.scaled.count": 2,
    "team.roles.scaled.segments": ["smb"],
    "team.roles.scaled.handles": {"rest": 1},
}
APART = {
    "mechanisms.documentation": False,
    "mechanisms.contagion": False,
    "leadership.planning": "fixed",
    "people.hiring.panel_hours": "0 hours",
    "book.growth": 0,
}
"""What the two halves of a company would share: knowledge, gossip, headcount, interviews."""


def with_accounts(scenario, rows):
    book = scenario.book.model_copy(update={"accounts": tuple(rows)})
    return scenario.model_copy(update={"book": book})


def listed(count=30):
    """A book of accounts by name; every third is an SMB."""
    segments = ("enterprise", "mid_market", "smb")
    return [
        AccountRow(account=f"customer {i}", segment=segments[i % 3], arr=20_000.0 + 311 * i,
                   start=-400.0 - 7 * i)
        for i in range(count)
    ]  # fmt: skip


EXTRA = AccountRow(account="one more", segment="smb", arr=15_000.0, start=-500.0)


def lives(run, accounts):
    """Everything that happened to these accounts, by table, without numbers of items."""
    out = {}
    for table in ("work", "renewals", "expansions", "weekly_accounts"):
        rows = run[table]
        mine = np.isin(rows["account"], accounts)
        columns = [c for c in rows if c not in ("item", "account", "lead", "person")]
        out[table] = np.stack([rows[c][mine].astype(float) for c in columns])
        out[table] = out[table][:, np.lexsort(out[table])]
    return out


def test_one_more_account_leaves_those_alone_with_whom_it_shares_nobody():
    scenario = load("standard", {**SMALL, **ROLES, **APART, "team.size": 4})
    rows = listed()
    less = simulate(with_accounts(scenario, rows), 0)
    more = simulate(with_accounts(scenario, [*rows, EXTRA]), 0)
    apart = [i for i, row in enumerate(rows) if row.segment != "smb"]
    for (table, one), other in zip(lives(less, apart).items(), lives(more, apart).values(),
                                   strict=True):  # fmt: skip
        assert one.shape[1] > 0
        np.testing.assert_array_equal(one, other, table)
    shared = [i for i, row in enumerate(rows) if row.segment == "smb"]
    assert not np.array_equal(lives(less, shared)["work"], lives(more, shared)["work"])


def test_one_more_account_changes_nobody_elses_draws():
    """Who shares a queue with it waits longer, but asks for the same at the same time."""
    scenario = laboratory(1, 3.0, years="1 years", **{"book.arr": "2M"})
    rows = [
        AccountRow(account=f"c{i}", segment="customers", arr=1e5, start=-1.0) for i in range(20)
    ]
    extra = AccountRow(account="z", segment="customers", arr=1e5, start=-1.0)
    less, more = (
        simulate(with_accounts(scenario, book), 0)["work"] for book in (rows, [*rows, extra])
    )
    old = more["account"] < 20
    for column in ("account", "created", "due", "demand"):
        np.testing.assert_array_equal(np.sort(less[column]), np.sort(more[column][old]))
    assert not np.array_equal(np.sort(less["started"]), np.sort(more["started"][old]))


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pooled"])
def test_the_order_of_the_book_does_not_matter(structure):
    scenario = small(structure, **{"book.growth": 0})
    rows = listed()
    turned = rows[::-1]
    one = simulate(with_accounts(scenario, rows), 0)
    other = simulate(with_accounts(scenario, turned), 0)
    for i in range(len(rows)):
        mine, theirs = lives(one, [i]), lives(other, [len(rows) - 1 - i])
        for table in ("work", "renewals", "weekly_accounts"):
            np.testing.assert_array_equal(mine[table], theirs[table], table)


def test_a_higher_rate_adds_work_and_moves_none():
    """Common random numbers: every item of the quieter world is in the busier one."""
    low, high = (simulate(laboratory(4, load, years="1 years"), 0)["work"] for load in (0.4, 0.7))
    quiet = set(zip(low["created"].tolist(), low["demand"].tolist(), strict=True))
    busy = set(zip(high["created"].tolist(), high["demand"].tolist(), strict=True))
    assert quiet < busy


# --- luck and decisions ----------------------------------------------------------------------


def test_luck_is_named_and_not_counted():
    """A stream depends on its name only, not on what was drawn before it."""
    fresh, used = Luck(1, 0), Luck(1, 0)
    used.stream("other", "x").random(99)
    used.normal("person", "7")
    assert fresh.uniform("person", "3.0") == used.uniform("person", "3.0")
    names = {
        fresh.uniform(*name)
        for name in (("a", "b"), ("a", "c"), ("b", "b"), ("a", "b", 1), ("a", 1), ("a", 11))
    }
    assert len(names) == 6
    assert Luck(1, 0).uniform("a") not in (Luck(2, 0).uniform("a"), Luck(1, 1).uniform("a"))
    assert Luck(1, 11).uniform("a") != Luck(11, 1).uniform("a")


def test_points_of_a_poisson_plane_stay_where_they_are():
    """A higher rate adds points above; another account adds its own; none of the others moves."""

    def points(entities, highest):
        rates = np.full(len(entities), highest)
        who, *columns = Luck(1, 0).planes("work", entities, 0, 50.0, rates)
        mine = np.asarray(who) == entities.index("a")
        return set(zip(*(c[mine].tolist() for c in columns), strict=True))

    low, high = points(["a"], 1.5), points(["a"], 9.0)
    assert low < high
    assert min(height for _, height, *_ in high - low) >= 1.5
    assert points(["0", "a", "b"], 9.0) == high


ROLE = {"policy": "share", "target": 1.0, "heads": 3, "open": 0, "backlog": 5.0, "accounts": 10,
        "arr": 1e6, "held": False, "logged": 90.0, "capacity": 30.0}  # fmt: skip


def test_leaders_decide_on_what_they_see_and_on_nothing_else():
    """Equal inputs, equal decisions; a look-alike with nothing but the visible fields will do."""
    roles = (RoleView("a", **ROLE), RoleView("b", **{**ROLE, "policy": "backlog", "backlog": 9.0}))
    seen = Visible("accounts", 9, 1.1, 0.8, 2e5, roles, (0, 3))
    assert len({decide(seen, 0.3) for _ in range(5)}) == 1
    role_names = [f.name for f in fields(RoleView)]
    assert set(role_names) == {"name", *ROLE}, "nothing hidden is shown to leaders"
    names = ["planning", "size", "growth", "reported", "at_risk", "roles", "tickets"]
    names += ["hiring", "left"]
    assert [f.name for f in fields(Visible)] == names, "nothing hidden is shown to leaders"
    assert decide(seen, 0.3) == ("a", "a", "b", "b")
    bare = namedtuple("Bare", names)
    assert decide(bare("accounts", 9, 1.1, 0.8, 2e5, roles, (), "open", 0), 0.3) == decide(
        seen, 0.3
    )
    turned = replace(seen, roles=roles[::-1])
    assert sorted(decide(turned, 0.3)) == sorted(decide(seen, 0.3))
