"""Named seats: forced exits, dated leaves, people who stay; and nothing without a roster."""

from __future__ import annotations

import numpy as np
import pytest

from sim.organisation import simulate
from sim.organisation.leaves import Leaves
from sim.organisation.named_seats import places
from sim.scenario import load
from sim.scenario.tree import Named
from sim.tables.words import EVENT

SMALL = {"years": "0.5 years", "team.size": 4, "book.arr": "4M"}
KEY = "people.roster.key"


def run(replication=0, **roster):
    overrides = {f"{KEY}.{field}": value for field, value in roster.items()}
    return simulate(load("standard", {**SMALL, **overrides}), replication)


def holder(run):
    return int(np.flatnonzero(run["people"]["named"] == 0)[0])


def test_a_forced_exit_is_a_resignation_with_its_notice():
    found = run(exit="month 2")
    person = holder(found)
    resigned, left = (found["people"][c][person] for c in ("resigned", "left"))
    assert resigned == pytest.approx(365.25 / 12)
    assert left == np.ceil(resigned + 14)
    assert found["people"]["voluntary"][person] == 1


def test_whoever_stays_stays_whatever_the_hazard():
    restless = {**SMALL, "people.base_quit_rate": 3, f"{KEY}.stays": "on"}
    found = simulate(load("standard", restless), 1)
    left = found["people"]["left"]
    assert np.isnan(left[holder(found)])
    assert (left > 0).any()


def test_a_leave_on_a_date_is_taken():
    weeks = run(**{"leave.summer": {"at": "month 3", "days": "10 days"}})["weekly_people"]
    without = run(stays="off")["weekly_people"]
    mine = weeks["person"] == 0
    month = mine & (weeks["time"] > 59) & (weeks["time"] <= 80)
    assert weeks["away"][month].sum() >= 10 > without["away"][month].sum()


def test_since_is_the_first_day():
    found = run(since="2020-01-01")
    assert found["people"]["hired"][holder(found)] == -2192


def test_a_name_alone_says_who_is_there_on_day_0():
    for replication in range(4):
        found = run(replication, stays="off")
        assert found["people"]["hired"][holder(found)] <= 0


def test_until_the_exit_nothing_else_differs():
    stays, leaves = run(stays="off"), run(exit="month 4")
    day = 3 * 365.25 / 12 - 7
    for table in ("weekly_people", "weekly_accounts", "renewals", "events"):
        for name, column in stays[table].items():
            before = stays[table]["time"] < day
            after = leaves[table]["time"] < day
            assert np.array_equal(column[before], leaves[table][name][after], equal_nan=True)


def test_places():
    roster = {"b": Named(role="csm"), "a": Named(role="csm", place=1), "c": Named()}
    assert dict(places(["lead", "csm", "csm"], roster)) == {"a": 1, "b": 2, "c": 0}


@pytest.mark.parametrize(
    ("block", "blocks"),
    [
        ((20, 25), [(0, 5), (10, 15), (20, 25)]),
        ((5, 10), [(0, 15)]),
        ((3, 4), [(0, 5), (10, 15)]),
        ((-9, -5), [(-9, -5), (0, 5), (10, 15)]),
    ],
)
def test_leaves_stay_apart_and_in_order(block, blocks):
    leaves = Leaves([(0, 5), (10, 15)])
    leaves.add(*block)
    assert leaves.blocks == blocks


def test_nobody_resigns_twice():
    """Who has resigned by themselves and works a long notice is past the exit of the roster."""
    leaving = {"people.base_quit_rate": 3, "people.notice": "13 weeks", f"{KEY}.exit": "month 3"}
    scenario = load("standard", {**SMALL, **leaving})
    early = 0
    for replication in range(6):
        found = simulate(scenario, replication)
        who, what = found["events"]["person"], found["events"]["what"]
        mine = who[what == EVENT.index("resigned")] == holder(found)
        assert mine.sum() == 1
        early += found["people"]["resigned"][holder(found)] < 2 * 365.25 / 12
    assert early
