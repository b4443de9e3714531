"""Retention by hand: four accounts in two years."""

from __future__ import annotations

import math

import pytest

from sim.measures import compute
from sim.tables.results import Key
from tests.measures.worlds import YEAR, scenario, world

ACCOUNTS = [
    {"segment": "enterprise", "arr": 100.0, "arr_end": 120.0},
    {"segment": "smb", "arr": 50.0, "ended": 300.0},
    {"segment": "smb", "arr": 30.0, "ended": 400.0},
    {"segment": "smb", "arr": 40.0, "arrived": 50.0, "opening": 0, "arr_end": 60.0},
]
RENEWALS = [
    {"time": 100.0, "account": 0, "outcome": "contracted", "arr_before": 100.0, "arr_after": 80.0},
    {"time": 300.0, "account": 1, "outcome": "churned", "arr_before": 50.0},
    {"time": 400.0, "account": 2, "outcome": "churned", "arr_before": 30.0},
    {"time": 415.25, "account": 3, "outcome": "renewed", "arr_before": 40.0, "arr_after": 40.0},
]
EXPANSIONS = [
    {"time": 200.0, "account": 0, "arr_before": 80.0, "arr_after": 120.0},
    {"time": 500.0, "account": 3, "arr_before": 40.0, "arr_after": 60.0},
]


def two_years(tree=None):
    return world(2 * YEAR, tree, accounts=ACCOUNTS, renewals=RENEWALS, expansions=EXPANSIONS)


VALUES = compute(two_years(), ("segment", "quarter"))


def test_gross_and_net_retention():
    # Year 1 opens with 100 + 50 + 30 = 180 and ends with 120, 0, 30: kept 100 + 0 + 30 = 130.
    # Year 2 opens with 120 + 30 + 40 = 190 and ends with 120, 0, 60: kept 120 + 0 + 40 = 160.
    assert VALUES[Key("grr")] == pytest.approx((130 / 180 + 160 / 190) / 2)
    assert VALUES[Key("nrr")] == pytest.approx((150 / 180 + 180 / 190) / 2)


def test_logos_and_renewals():
    # One of three in each year; two of four contract dates.
    assert VALUES[Key("logo_churn")] == pytest.approx(1 / 3)
    assert VALUES[Key("renewal_churn")] == 0.5


def test_waterfall():
    # 180 + 40 new + (40 + 20) expanded - 20 contracted - (50 + 30) churned = 180.
    found = [VALUES[Key(f"arr_{n}")] for n in ("new", "expanded", "contracted", "churned", "end")]
    assert found == [40, 60, 20, 80, 180]


def test_by_segment():
    # Enterprise: 100 to 120, then 120 to 120.
    assert VALUES[Key("grr", "segment", "enterprise")] == 1
    assert VALUES[Key("nrr", "segment", "enterprise")] == pytest.approx((1.2 + 1.0) / 2)
    # SMB loses one of two in each year.
    assert VALUES[Key("logo_churn", "segment", "smb")] == 0.5
    assert VALUES[Key("arr_end", "segment", "smb")] == 60


def test_by_quarter_looks_back_a_year():
    assert [math.isnan(VALUES[Key("grr", "quarter", q)]) for q in "1234"] == [1, 1, 1, 0]
    assert VALUES[Key("grr", "quarter", "4")] == pytest.approx(130 / 180)
    # Day 182.6 to day 547.9: 80 + 50 + 30 + 40 = 200 becomes 120, 0, 0, 60: kept 80 + 40.
    assert VALUES[Key("grr", "quarter", "6")] == pytest.approx(120 / 200)
    assert VALUES[Key("grr", "quarter", "8")] == pytest.approx(160 / 190)
    assert Key("grr", "quarter", "9") not in VALUES


def test_warm_up_is_left_out():
    values = compute(two_years(scenario(warmup="1 year")))
    assert values[Key("grr")] == pytest.approx(160 / 190)
    assert values[Key("arr_new")] == 0
    assert values[Key("arr_churned")] == 30


def test_without_a_full_year_there_is_no_yearly_ratio():
    values = compute(world(200.0, accounts=ACCOUNTS))
    assert math.isnan(values[Key("grr")])
    assert math.isnan(values[Key("csm_turnover")])
    assert values[Key("arr_end")] == 220


def test_three_calendar_years_are_three_blocks():
    values = compute(world(1095.0, accounts=ACCOUNTS[:1]), ("quarter",))
    assert values[Key("grr")] == 1
    assert values[Key("grr", "quarter", "12")] == 1


def test_a_churn_on_the_last_day_of_a_block_belongs_to_the_next():
    renewals = [{"time": YEAR, "account": 0, "outcome": "churned", "arr_before": 100.0}]
    values = compute(
        world(2 * YEAR, renewals=renewals, accounts=[{"arr": 100.0, "ended": YEAR}]), ("quarter",)
    )
    assert values[Key("grr", "quarter", "4")] == 1
    assert values[Key("grr", "quarter", "8")] == 0
    assert values[Key("logo_churn")] == 0.5


def test_arr_at_risk_is_a_mean_over_weeks():
    # Week 1: 100 of 150 below 0.5; week 2: nothing.
    rows = [
        {"time": 7.0 * w, "account": a, "arr": arr, "health": h}
        for w, a, arr, h in (
            (1, 0, 100.0, 0.49),
            (1, 1, 50.0, 0.5),
            (2, 0, 100.0, 0.6),
            (2, 1, 50.0, 0.7),
        )
    ]
    weeks = [{"time": 7.0}, {"time": 14.0}]
    run = world(
        14.0, accounts=[{"arr": 100.0}, {"arr": 50.0}], weekly_accounts=rows, weekly_roles=weeks
    )
    values = compute(run)
    assert values[Key("arr_at_risk_true")] == 50
    # (0.49 + 0.6) x 100 + (0.5 + 0.7) x 50 = 169, over 300.
    assert values[Key("health_true")] == pytest.approx(169 / 300)
