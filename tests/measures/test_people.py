"""People by hand: three CSMs and an operations head in a year; two of them in two weeks."""

from __future__ import annotations

import math

import pytest

from sim.measures import compute
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world

PEOPLE = [
    {"role": "csm", "hired": -100.0},
    {"role": "csm", "hired": -50.0, "left": YEAR / 2},
    {"role": "csm", "hired": YEAR * 3 / 4},
    {"role": "operations", "hired": -10.0, "left": YEAR / 2, "voluntary": 0},
]
COLUMNS = ("time", "person", "worked", "after_hours", "unlogged", "client", "available", "burnout")
WEEKS = [
    (7.0, 0, 40, 0, 0, 30, 30, 0.40),
    (7.0, 1, 40, 0, 0, 24, 30, 0.56),
    (14.0, 0, 50, 10, 6, 38, 30, 0.60),
    (14.0, 1, 45, 5, 2, 35, 30, 0.52),
]
ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in WEEKS]


def test_exits_over_average_heads():
    values = compute(world(YEAR, people=PEOPLE), ("role", "quarter"))
    # Head-years 1 + 0.5 + 0.25 + 0.5 = 2.25; of CSMs 1.75.
    assert values[Key("csm_turnover")] == pytest.approx(1 / 2.25)
    assert values[Key("exits_involuntary")] == pytest.approx(1 / 2.25)
    assert values[Key("csm_turnover", "role", "csm")] == pytest.approx(1 / 1.75)
    assert values[Key("csm_turnover", "role", "operations")] == 0
    assert math.isnan(values[Key("csm_turnover", "role", "account_manager")])
    assert math.isnan(values[Key("csm_turnover", "quarter", "3")])
    assert values[Key("csm_turnover", "quarter", "4")] == pytest.approx(1 / 2.25)


def test_person_weeks():
    values = compute(world(14.0, people=PEOPLE, weekly_people=ROWS))
    assert values[Key("hours_worked")] == 175 / 4
    assert values[Key("unlogged_hours")] == 8 / 4
    assert values[Key("overtime_weeks")] == 2 / 4
    assert values[Key("burnout_prevalence")] == 3 / 4  # above 0.5
    assert values[Key("burnout_often")] == 2 / 4  # above 0.555
    # 127 client hours, 15 of them after hours; 120 were available.
    assert values[Key("utilisation")] == pytest.approx(112 / 120)


def test_a_week_belongs_to_the_time_before_its_end():
    # Quarters end on days 91.3 and 182.6; the week that ends on day 182 is in the second.
    rows = [{"time": 91.0, "worked": 40.0}, {"time": 182.0, "worked": 50.0}]
    values = compute(world(YEAR, people=PEOPLE, weekly_people=rows), ("quarter",))
    assert values[Key("hours_worked", "quarter", "1")] == 40
    assert values[Key("hours_worked", "quarter", "2")] == 50
    assert math.isnan(values[Key("hours_worked", "quarter", "3")])


def test_out_of_scope_share():
    work = [
        {"account": 0, "role": "csm", "started": 1.0, "hours": 6.0},
        {"account": 1, "role": "csm", "started": 1.0, "hours": 2.0, "source": "support"},
        {"account": 1, "role": "operations", "started": 5.0, "hours": 1.0, "source": "finance"},
        {"account": 1, "role": "operations", "started": 6.0, "hours": 1.0},
        {"account": 1, "role": "csm", "hours": 0.0, "source": "product"},
    ]
    accounts = [{"segment": "enterprise"}, {"segment": "smb"}]
    values = compute(world(14.0, accounts=accounts, work=work), ("segment", "role"))
    assert values[Key("out_of_scope_share")] == 3 / 10
    assert values[Key("out_of_scope_share", "role", "csm")] == 2 / 8
    assert values[Key("out_of_scope_share", "segment", "smb")] == 3 / 4
