"""Continuity by hand: who worked for whom in a year."""

from __future__ import annotations

import pytest

from sim.measures import compute
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world

ACCOUNTS = [{"arr": 100.0}, {"arr": 50.0}, {"arr": 25.0}, {"arr": 10.0, "ended": YEAR / 2}]
RENEWALS = [{"time": YEAR / 2, "account": 3, "outcome": "churned", "arr_before": 10.0}]
PEOPLE = [{}, {}]


def item(account, person, hours, started=10.0):
    return {"account": account, "person": person, "hours": hours, "started": started}


WORK = [
    item(0, 0, 6.0),
    item(0, 0, 2.0),
    item(0, 1, 2.0),
    item(1, 1, 5.0),
    item(3, 0, 1.0),
    item(-1, 0, 9.0),
    item(1, 0, 50.0, started=-20.0),
]


def lead(account, person, trust):
    return {"time": 364.0, "account": account, "lead": person, "trust": trust}


def test_main_person():
    # 8 of 10 hours, 5 of 5; the third had no hours, the fourth is no customer any more.
    values = compute(world(YEAR, accounts=ACCOUNTS, renewals=RENEWALS, people=PEOPLE, work=WORK))
    assert values[Key("continuity")] == pytest.approx((0.8 + 1.0) / 2)


def test_single_threaded():
    # The first has a second person (a fifth of the hours); the second hangs on its lead.
    weeks = [lead(0, 0, 0.9), lead(1, 1, 0.6), lead(2, 0, 0.9)]
    run = world(
        YEAR, accounts=ACCOUNTS, renewals=RENEWALS, people=PEOPLE, work=WORK, weekly_accounts=weeks
    )
    assert compute(run)[Key("single_threaded_arr")] == pytest.approx(50 / 175)


def test_most_on_one_person():
    # Of two single-threaded accounts with two leads the larger counts; with one lead both do.
    work = [item(1, 1, 5.0), item(2, 0, 4.0)]
    apart = [lead(1, 1, 0.6), lead(2, 0, 0.9)]
    tables = {"accounts": ACCOUNTS, "renewals": RENEWALS, "people": PEOPLE}
    run = world(YEAR, **tables, work=work, weekly_accounts=apart)
    assert compute(run)[Key("bus_factor")] == pytest.approx(50 / 175)
    work[1] = item(2, 1, 4.0)
    run = world(YEAR, **tables, work=work, weekly_accounts=[apart[0], lead(2, 1, 0.9)])
    assert compute(run)[Key("bus_factor")] == pytest.approx(75 / 175)


def test_little_trust_or_another_lead_is_no_thread():
    for row in (lead(1, 1, 0.4), lead(1, 0, 0.9), lead(1, -1, 0.9)):
        run = world(
            YEAR,
            accounts=ACCOUNTS,
            renewals=RENEWALS,
            people=PEOPLE,
            work=WORK,
            weekly_accounts=[row],
        )
        assert compute(run)[Key("single_threaded_arr")] == 0


def test_handovers():
    assignments = [
        {"account": 0, "start": -50.0, "end": 100.0, "why": "opening"},
        {"account": 0, "person": 1, "start": 100.0, "why": "owner left"},
        {"account": 1, "person": 1, "start": 20.0, "why": "new logo"},
        {"account": 1, "person": 0, "start": 30.0, "why": "role change", "lead": 0},
        {"account": 1, "person": 0, "start": 200.0, "why": "rebalanced"},
    ]
    run = world(YEAR, accounts=ACCOUNTS, people=PEOPLE, assignments=assignments)
    # Two changes of the leading person in 3.5 account-years.
    assert compute(run)[Key("handovers")] == pytest.approx(2 / 3.5)
