"""Measures that only claims ask for, by hand."""

from __future__ import annotations

import math

import pytest

from sim.claims.own import OWN
from sim.measures import compute
from sim.tables.results import Key
from sim.tables.words import SOURCES
from tests.measures.worlds import world

ASKED = [row for row in OWN if row.name.startswith("upstream")]
SUPPORT, PRODUCT = SOURCES.index("support"), SOURCES.index("product")


def week(number, source, **more):
    return {"time": 7.0 * number, "source": source, **more}


def upstream(*teams, accounts=2):
    people = [
        {"time": 7.0 * number, "account": account}
        for number in (1, 2)
        for account in range(accounts)
    ]
    run = world(14.0, accounts=[{}] * accounts, weekly_teams=list(teams), weekly_accounts=people)
    return compute(run, own=ASKED)


def test_hands_of_support_are_told_for_each_account():
    found = upstream(week(1, SUPPORT, capacity=8.0), week(2, SUPPORT, capacity=4.0),
                     week(1, PRODUCT, capacity=99.0))  # fmt: skip
    assert found[Key("upstream_capacity")] == pytest.approx(12 / 4)


def test_time_upstream_follows_from_backlog_and_inflow():
    found = upstream(week(1, SUPPORT, backlog=6.0, diverted=2.0),
                     week(2, PRODUCT, backlog=2.0, diverted=2.0))  # fmt: skip
    assert found[Key("upstream_time")] == pytest.approx(5 * 8 / 4)
    assert math.isnan(upstream(week(1, SUPPORT))[Key("upstream_time")])


def test_a_team_without_a_limit_has_no_capacity():
    assert math.isnan(upstream(week(1, SUPPORT, capacity=math.nan))[Key("upstream_capacity")])
