"""A week of one CSM and three accounts, worked out by hand; every time is asserted.

The work is delivered by hand, so nothing here is random. Day 0 is Monday, 5 January 2026; the
working day runs from 9:00 to 17:00.
"""

from __future__ import annotations

from functools import partial
from math import exp

import numpy as np
import pytest

from sim.organisation.items import NEVER, Item
from sim.organisation.simulate import _close
from sim.organisation.world import World
from sim.scenario import load

MON, TUE, WED, THU, FRI, SAT, NEXT_MON, NEXT_TUE = 0, 1, 2, 3, 4, 5, 7, 8
A, B, C = 0, 1, 2
ASK, REVIEW = 0, 1
PRIORITY = {ASK: 2, REVIEW: 5}
DONE, DROPPED = 0, 1


def at(day, clock):
    """Days from the start at a time such as 12:48."""
    hours, minutes = clock.split(":")
    return day + (int(hours) + float(minutes) / 60) / 24


def world(client_share, **more):
    """One CSM who owns accounts A, B and C; nothing arrives by itself."""
    overrides = {
        "start": "2026-01-05",
        "years": "3 months",
        "book.arr": "300k",
        "work.volume": 0,
        "work.kinds.request.rate": 0,
        "work.kinds.review.arrives": "planned",
        "team.roles.server.serves": "owner",
        "team.roles.server.client_share": client_share,
        "customers.health_floor": 0.4,
        "customers.health_service": 0.5,
        **more,
    }
    scenario = load("laboratory", overrides)
    made = World(scenario, 0)
    made.start()
    return made


def bring(made, when, account, kind, hours, due=60.0, expires=NEVER):
    """Have an item arrive."""
    item = Item(made.next_item(), kind, account, 0, PRIORITY[kind], when, due, expires, hours)
    made.at(when, partial(made.office.deliver, item))


def play(made, until=14.0):
    """Run for two weeks; the rows of work by item, and the first weekly row of the CSM."""
    made.env.run(until=until)
    _close(made)
    tables = made.recorder.tables()
    work = tables["work"]
    order = np.argsort(work["item"])
    return {c: work[c][order] for c in work}, {c: v[0] for c, v in tables["weekly_people"].items()}


SWITCHING = {
    "mechanisms.switching": True,
    "learning.switch_account": "0.1 hours",
    "learning.switch_kind": "0.2 hours",
    "burnout.load": 0.55,
    "burnout.support": 0.15,
    "burnout.half_point": 0.6,
    "burnout.acute_time": "1.5 weeks",
    "burnout.time_up": "26 weeks",
}


def test_a_week_of_one_csm_and_three_accounts():
    """Half of the day is client time, so a client hour takes two hours of the clock."""
    made = world(0.5, **SWITCHING)
    made.people[0].leaves.blocks = [(2, 3)]  # Wednesday
    bring(made, at(MON, "9:00"), A, ASK, 1.0)
    bring(made, at(MON, "10:00"), C, REVIEW, 3.0)
    bring(made, at(MON, "10:30"), B, ASK, 0.5)
    bring(made, at(TUE, "10:00"), C, ASK, 0.25)
    bring(made, at(TUE, "16:00"), A, REVIEW, 2.0)
    bring(made, at(WED, "11:00"), A, ASK, 0.5)
    bring(made, at(FRI, "15:00"), B, ASK, 1.0)
    work, week = play(made)
    expected = [
        # 1.0 + 0.1 account + 0.2 kind = 1.3 client hours = 2:36 of the clock from 9:00
        (at(MON, "9:00"), at(MON, "11:36"), 1.3),
        # after the urgent request: 3.0 + 0.1 + 0.2 = 3.3, of which 12:48-17:00 holds 2.1;
        # 1.2 are carried over the night: Tuesday 9:00 + 2:24
        (at(MON, "12:48"), at(TUE, "11:24"), 3.3),
        # goes first by priority: 0.5 + 0.1 account, same kind = 0.6 = 1:12 from 11:36
        (at(MON, "11:36"), at(MON, "12:48"), 0.6),
        # waits for the review in hand; same account: 0.25 + 0.2 kind = 0.45 = 0:54 from 11:24
        (at(TUE, "11:24"), at(TUE, "12:18"), 0.45),
        # 2.0 + 0.1 + 0.2 = 2.3: 0.5 by Tuesday 17:00, Wednesday on leave, 1.8 = 3:36 on Thursday
        (at(TUE, "16:00"), at(THU, "12:36"), 2.3),
        # arrived during the leave, waits for the item in hand; 0.5 + 0.2 kind = 0.7 = 1:24
        (at(THU, "12:36"), at(THU, "14:00"), 0.7),
        # 1.0 + 0.1 account = 1.1: 1.0 by Friday 17:00, 0.1 = 0:12 on Monday
        (at(FRI, "15:00"), at(NEXT_MON, "9:12"), 1.1),
    ]
    assert len(work["item"]) == len(expected)
    for row, (started, finished, hours) in enumerate(expected):
        assert work["started"][row] == pytest.approx(started, abs=1e-8), row
        assert work["finished"][row] == pytest.approx(finished, abs=1e-8), row
        assert work["hours"][row] == pytest.approx(hours), row
    assert set(work["outcome"]) == {DONE}
    assert set(work["person"]) == {0}
    assert not work["after_hours"].any()
    # Monday 4.0; Tuesday 9:00-12:18 1.65 and 16:00-17:00 0.5; Thursday 9:00-14:00 2.5; Friday 1.0
    assert week["client"] == pytest.approx(4.0 + 1.65 + 0.5 + 2.5 + 1.0)
    assert week["away"] == 1
    assert week["available"] == 4 * 8 * 0.5
    assert week["worked"] == 4 * 8
    # utilisation of the contract week: 9.65 / 16 over four of five days
    felt = 9.65 / 16 * 4 / 5 * (0.55 - 0.15 * 0.5)
    acute = felt / (felt + 0.6) * (1 - exp(-1 / 1.5))
    assert week["acute"] == pytest.approx(acute)
    assert week["burnout"] == pytest.approx(acute * (1 - exp(-1 / 26)))


OVERTIME = {
    "mechanisms.overtime": True,
    "culture.hero_inclination": 0.5,
    "culture.max_overtime": "8 hours",
    "culture.logging": 0.4,
}


def test_an_evening_of_overtime():
    """The need is a pace: what is in hand, and what must be done a day until its date."""
    made = world(1.0, **OVERTIME)
    bring(made, at(MON, "9:00"), A, ASK, 16.0, due=at(MON, "17:00"))
    bring(made, at(MON, "9:00"), B, REVIEW, 3.0, due=at(FRI, "17:00"))
    work, week = play(made)
    # Monday 17:00: 8 hours in hand, and 3 due in 4 days x 5/7: 3 / (20/7) = 1.05 a day.
    # (8 + 1.05 - 8 of capacity) x 0.5 = 0.525 hours: until 17:31:30
    # Tuesday: 7.475 hours, until 16:28:30; then 0.525 of the review, 2.475 on Wednesday.
    # Tuesday 17:00: 2.475 hours in hand fit into a day, so nobody stays.
    np.testing.assert_allclose(work["started"], [at(MON, "9:00"), at(TUE, "16:28.5")])
    np.testing.assert_allclose(work["finished"], [at(TUE, "16:28.5"), at(WED, "11:28.5")])
    np.testing.assert_allclose(work["hours"], [16.0, 3.0])
    np.testing.assert_allclose(work["after_hours"], [0.525, 0.0])
    np.testing.assert_allclose(work["unlogged"], [0.6 * 0.525, 0.0])
    assert week["after_hours"] == pytest.approx(0.525)
    assert week["worked"] == pytest.approx(40.525)
    assert week["client"] == pytest.approx(19.0)


def test_friday_evening_and_saturday():
    made = world(1.0, **OVERTIME)
    bring(made, at(FRI, "9:00"), A, ASK, 30.0, due=at(FRI, "10:00"))
    work, week = play(made)
    # Friday 17:00: 22 left; 0.5 x (22 - 8) = 7, at most 8 / 4 = 2 an evening: until 19:00.
    # Saturday: 20 left; 0.5 x (20 - 8) = 6, at most 5 on a Saturday: 9:00-14:00.
    # Monday: 8 of the 15 left; 7 fit into Tuesday, so there is no second evening: until 16:00.
    assert work["finished"][0] == pytest.approx(at(NEXT_TUE, "16:00"))
    assert work["hours"][0] == pytest.approx(30.0)
    assert work["after_hours"][0] == pytest.approx(7.0)
    assert work["unlogged"][0] == pytest.approx(0.6 * 7.0)
    assert week["after_hours"] == pytest.approx(7.0)


def test_an_account_that_is_new_to_its_owner_takes_longer():
    """Its first work makes the CSM its owner; for eight weeks 30 % of speed is lost on it."""
    strangers = {
        "mechanisms.strangers": True,
        "learning.documented": 0,
        "learning.stranger": 0.3,
        "learning.stranger_weeks": "8 weeks",
    }
    made = world(1.0, **strangers)
    assert made.people[0].book == {A: None, B: None, C: None}, "A review makes a lead"
    made.books.release(made.office.desks[0], A)
    bring(made, at(TUE, "9:00"), A, ASK, 1.4)
    bring(made, at(WED, "9:00"), B, ASK, 1.4)
    bring(made, at(64, "9:00"), A, ASK, 1.4)
    work, _ = play(made, 90.0)
    # 1.4 / 0.7 = 2 hours; B was there at the opening; after nine weeks A is known as well
    ends = [at(TUE, "11:00"), at(WED, "10:24"), at(64, "10:24")]
    np.testing.assert_allclose(work["finished"], ends)


def test_overdue_work_is_dropped_when_its_turn_comes():
    made = world(1.0)
    bring(made, at(MON, "9:00"), A, ASK, 12.0)
    bring(made, at(MON, "9:00"), B, REVIEW, 1.0, at(MON, "12:00"), expires=at(TUE, "12:00"))
    bring(made, at(MON, "9:00"), C, REVIEW, 1.0, at(MON, "15:00"), expires=at(TUE, "13:30"))
    work, _ = play(made)
    # A is in hand until Tuesday 13:00: B has expired, C has not
    np.testing.assert_allclose(work["finished"], [at(TUE, h) for h in ("13:00", "13:00", "14:00")])
    assert work["outcome"].tolist() == [DONE, DROPPED, DONE]
    assert work["hours"].tolist() == pytest.approx([12.0, 0.0, 1.0])
    assert np.isnan(work["started"][1])
