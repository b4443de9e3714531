"""Identities: a small world that holds, and every way to break it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measures import identities
from sim.measures.identities import IDENTITIES
from tests.measures.worlds import YEAR, world

GOOD = {
    "accounts": [
        {"segment": "smb", "arr": 100.0, "arr_end": 130.0},
        {"segment": "smb", "arr": 50.0, "ended": 40.0},
        {"segment": "smb", "arr": 20.0, "arrived": 10.0, "opening": 0, "arr_end": 20.0},
    ],
    "people": [
        {"role": "csm", "seat": 0},
        {"role": "csm", "seat": 1, "resigned": 16.0, "left": 30.0},
        {"role": "csm", "seat": 1, "occupant": 1, "hired": 90.0},
    ],
    "renewals": [
        {
            "time": 20.0,
            "account": 0,
            "outcome": "contracted",
            "arr_before": 100.0,
            "arr_after": 90.0,
            "luck": 0.5,
            "probability": 0.1,
        },
        {
            "time": 40.0,
            "account": 1,
            "outcome": "churned",
            "arr_before": 50.0,
            "luck": 0.05,
            "probability": 0.1,
        },
    ],
    "expansions": [{"time": 60.0, "account": 0, "arr_before": 90.0, "arr_after": 130.0}],
    "assignments": [
        {"account": 0, "person": 1, "start": -20.0, "end": 30.0},
        {"account": 0, "person": 0, "start": 30.0, "why": "owner left"},
    ],
    "work": [
        {
            "account": 0,
            "person": 0,
            "role": "csm",
            "created": 1.0,
            "due": 2.0,
            "started": 1.5,
            "finished": 1.75,
            "demand": 3.0,
            "hours": 3.5,
            "after_hours": 1.0,
            "unlogged": 0.5,
            "outcome": "done",
        },
        {"account": 0, "created": 100.0, "due": 2.0, "demand": 1.0, "outcome": "queued"},
    ],
    "weekly_people": [
        {
            "time": 7.0,
            "person": 0,
            "worked": 41.0,
            "client": 3.5,
            "available": 30.0,
            "after_hours": 1.0,
            "unlogged": 0.5,
        },
        {"time": 7.0, "person": 1, "worked": 40.0, "available": 30.0},
    ],
    "weekly_accounts": [{"time": 7.0, "account": 0, "arr": 100.0}],
    "weekly_roles": [
        {"time": 7.0, "heads": 2},
        {"time": 42.0, "heads": 1},
        {"time": 91.0, "heads": 2},
    ],
}


def test_a_good_world_holds():
    assert identities(world(YEAR, **GOOD)) == []


def test_an_empty_world_holds():
    assert identities(world(YEAR)) == []


BROKEN = [
    ("accounts", 0, "ended", 50.0, "accounts: ended does not agree with its churns"),
    ("accounts", 1, "ended", 41.0, "accounts: ended on another day"),
    ("accounts", 0, "arr_end", 131.0, "ARR at the end is the start + new + expanded"),
    ("expansions", 0, "arr_before", 80.0, "expansions: arr_before is not what the account had"),
    ("renewals", 1, "luck", 0.2, "renewals: lost although luck is not below"),
    ("renewals", 0, "arr_after", 101.0, "renewals: ARR after does not fit the outcome"),
    ("expansions", 0, "arr_after", 70.0, "expansions: ARR fell"),
    ("expansions", 0, "account", 1, "expansions: outside the time as a customer"),
    ("work", 0, "account", 2, "work: outside the time as a customer"),
    ("renewals", 0, "time", 400.0, "renewals: time outside the run"),
    ("work", 0, "person", 3, "work: person is no row of people"),
    ("weekly_accounts", 0, "health", 1.01, "weekly_accounts: health is not within 0 and 1"),
    ("work", 0, "outcome", 6, "work: unknown outcome"),
    ("work", 0, "demand", -1.0, "work: demand is not 0 or more"),
    ("work", 1, "item", 0, "work: the same item is recorded twice"),
    ("work", 0, "started", 0.5, "work: started before it was created"),
    ("work", 0, "finished", 1.2, "work: finished before it started"),
    ("work", 1, "finished", 120.0, "work: queued items, and only they, have not finished"),
    ("work", 0, "person", -1, "work: done by nobody"),
    ("work", 1, "hours", 1.0, "work: hours without a touch"),
    ("work", 0, "unlogged", 2.0, "work: after_hours is below unlogged"),
    ("work", 0, "hours", 7.0, "work: more hours than had passed"),
    ("weekly_people", 0, "client", 46.0, "weekly_people: worked is below client"),
    ("weekly_people", 0, "client", 3.6, "weekly_people: more hours in client than in the work"),
    ("weekly_people", 0, "unlogged", 0.6, "weekly_people: more hours in unlogged than"),
    ("weekly_people", 0, "scope", 0.1, "weekly_people: more hours in scope than"),
    ("weekly_people", 0, "after_hours", 0.5, "weekly_people: more hours within the working day"),
    ("weekly_people", 0, "away", 1, "weekly_people: more hours within the working day"),
    ("weekly_roles", 1, "heads", 2, "weekly_roles: heads are not hired - left"),
    ("people", 2, "hired", 29.0, "people (by seat): two people in one seat"),
    ("people", 1, "resigned", 31.0, "people: left before resigning"),
    ("people", 1, "left", -101.0, "people: left before the hire"),
    ("assignments", 1, "start", 29.0, "assignments (leads by account): two leads at a time"),
    ("assignments", 1, "person", 2, "assignments: a person who is not employed then"),
    ("work", 0, "person", 2, "work: a person who is not employed then"),
]


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "words"), BROKEN, ids=lambda x: str(x)[:40]
)
def test_a_broken_world_is_told(table, row, column, value, words):
    run = world(YEAR, **GOOD)
    run.tables[table][column][row] = value
    assert any(found.startswith(words) for found in identities(run)), identities(run)


def test_every_identity_is_broken_above_or_below():
    assert len(IDENTITIES) == len({check.__name__ for check in IDENTITIES}) == 21
    assert all(check.__doc__ for check in IDENTITIES)


def test_malformed_tables_are_told_alone():
    run = world(YEAR, **GOOD)
    short = {**run["work"], "hours": np.zeros(1)}
    wrong = replace(run, tables={**run.tables, "work": short})
    assert identities(wrong) == ["work: its columns differ in length"]
    del short["item"]
    assert "are not those of the dictionary" in identities(wrong)[0]
    narrow = {**run["work"], "hours": run["work"]["hours"].astype("f4")}
    wrong = replace(run, tables={**run.tables, "work": narrow})
    assert identities(wrong) == ["work.hours: float32 is not f8"]
