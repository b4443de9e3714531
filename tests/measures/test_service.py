"""Service by hand, on the working clock: 2026-01-01 is a Thursday."""

from __future__ import annotations

import math

import pytest

from sim.measures import compute
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world


def at(day, hour):
    return day + hour / 24


REQUESTS = [
    # Thursday 9:00 to 11:00: 2 h.
    {"created": at(0, 9), "started": at(0, 11), "finished": at(0, 12), "outcome": "done"},
    # Thursday 16:00 to Friday 10:00: 1 + 1 = 2 h.
    {"created": at(0, 16), "started": at(1, 10), "finished": at(1, 11), "outcome": "done"},
    # Friday 16:00 to Monday 9:30: 1 + 0.5 = 1.5 h.
    {"created": at(1, 16), "started": at(4, 9.5), "finished": at(4, 10), "outcome": "done"},
    # Untouched from Monday 9:00 to the end of the week on Wednesday night: 24 h.
    {"created": at(4, 9), "outcome": "queued"},
    # Dropped on Wednesday, still without an answer: from Tuesday 9:00, 16 h.
    {"created": at(5, 9), "finished": at(6, 0), "outcome": "dropped"},
    # Cancelled with its account on Monday 12:00: 3 h.
    {"created": at(4, 9), "finished": at(4, 12), "outcome": "cancelled"},
    # Sent to Support: somebody else's.
    {"created": at(1, 9), "finished": at(1, 9), "outcome": "diverted"},
]


def test_response_time_is_censored():
    # Six waits: 1.5, 2, 2 and without an answer 3+, 16+, 24+.
    # S = 5/6 from 1.5, x 3/5 = 1/2 from 2 on. Area to 24: 1.5 + 0.5 x 5/6 + 22 / 2 = 12.9167.
    work = [{"kind": "request", "account": 0, **row} for row in REQUESTS]
    work += [{"kind": "out_of_scope", "account": 0, "created": at(0, 9), "started": at(4, 16)}]
    values = compute(world(7.0, accounts=[{"segment": "smb"}], work=work), ("segment", "role"))
    assert values[Key("response_time")] == pytest.approx(12.9167, abs=1e-4)
    assert values[Key("response_time_p90")] == pytest.approx(24)
    assert values[Key("response_time", "segment", "smb")] == values[Key("response_time")]
    assert math.isnan(values[Key("response_time", "segment", "enterprise")])
    assert values[Key("response_time", "role", "csm")] == values[Key("response_time")]


def test_nobody_answers():
    work = [{"kind": "request", "created": at(4, 9), "outcome": "unhandled", "account": 0}]
    values = compute(world(7.0, accounts=[{}], work=work))
    assert values[Key("response_time")] == 24


def test_time_to_live():
    # 50 days; 30 days and gone; 65.25 days and not yet. S = 1/2 from 50: 50 + 15.25 / 2.
    accounts = [
        {"arrived": -300.0},
        {"arrived": 10.0, "opening": 0, "live": 60.0},
        {"arrived": 100.0, "opening": 0, "ended": 130.0},
        {"arrived": 300.0, "opening": 0},
    ]
    values = compute(world(YEAR, accounts=accounts), ("quarter",))
    assert values[Key("time_to_live")] == pytest.approx(57.625)
    assert values[Key("time_to_live", "quarter", "1")] == 50
    assert math.isnan(values[Key("time_to_live", "quarter", "3")])


def test_served_share():
    outcomes = [
        ("done", 5.0),
        ("done", 1.0),
        ("dropped", 6.0),
        ("queued", 3.0),
        ("unhandled", 3.0),
        ("cancelled", 3.0),
        ("queued", 9.0),
    ]
    work = [
        {
            "kind": "adoption",
            "account": 0,
            "due": due,
            "outcome": outcome,
            "finished": math.nan if outcome == "queued" else 6.5,
        }
        for outcome, due in outcomes
    ]
    work += [{"kind": "request", "account": 0, "due": 1.0, "outcome": "dropped", "finished": 2.0}]
    values = compute(world(7.0, accounts=[{}], work=work))
    # Five were due within the week from customers who stayed; two were done, one of them late.
    assert values[Key("served_share")] == 2 / 5
