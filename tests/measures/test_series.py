"""Weekly series by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.measures import SERIES, weekly_series
from tests.measures.worlds import world

RUN = world(
    30.0,  # four full weeks and two days
    accounts=[
        {"arr": 100.0},
        {"arr": 50.0, "ended": 20.0},
        {"arr": 10.0, "arrived": 7.0, "opening": 0},
    ],
    renewals=[{"time": 20.0, "account": 1, "outcome": "churned", "arr_before": 50.0}],
    expansions=[{"time": 3.0, "account": 0, "arr_before": 100.0, "arr_after": 120.0}],
    people=[
        {"hired": -50.0},
        {"hired": -50.0, "left": 8.0},
        {"hired": 2.0, "left": 12.0},
        {"hired": 16.0},
    ],
    seats=[{"filled": 2.0, "why": "growth"}, {"filled": 16.0, "why": "backfill"}, {}],
    weekly_people=[
        {"time": 7.0, "person": 0, "worked": 40.0, "burnout": 0.4},
        {
            "time": 7.0,
            "person": 1,
            "worked": 50.0,
            "after_hours": 10.0,
            "unlogged": 6.0,
            "burnout": 0.6,
        },
        {"time": 14.0, "person": 0, "worked": 44.0, "after_hours": 4.0, "burnout": 0.5},
    ],
    weekly_accounts=[
        {"time": 7.0, "account": 0, "arr": 120.0, "health": 0.5, "reported": 0.8},
        {"time": 7.0, "account": 1, "arr": 40.0, "health": 0.9, "reported": 0.4},
        {"time": 14.0, "account": 0, "arr": 120.0, "health": 0.3, "reported": 0.6},
    ],
    weekly_roles=[
        {"time": 7.0, "role": "csm", "heads": 3, "backlog": 20.0, "documented": 0.3},
        {"time": 7.0, "role": "operations", "heads": 1, "vacant": 1, "documented": 0.3},
        {"time": 14.0, "role": "csm", "heads": 0, "backlog": 5.0, "documented": 0.4},
    ],
)
FOUND = weekly_series(RUN)


def test_every_series_has_a_value_a_week():
    assert set(FOUND) == set(SERIES)
    assert {x.shape for x in FOUND.values()} == {(4,)}
    assert {x.dtype for x in FOUND.values()} == {np.dtype(float)}
    assert all(series.__doc__ for series in SERIES.values())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        # The account that signs on day 7 belongs to the second week.
        ("arr", [170, 180, 130, 130]),
        ("accounts", [2, 3, 2, 2]),
        ("heads", [3, 1, 2, 2]),
        ("vacant", [1, 0, 0, 0]),
        ("exits", [0, 2, 2, 2]),
        ("backfills", [0, 0, 1, 1]),
        ("hours_worked", [45, 44, math.nan, math.nan]),
        ("unlogged_hours", [3, 0, math.nan, math.nan]),
        ("after_hours", [5, 4, math.nan, math.nan]),
        ("burnout", [0.5, 0.5, math.nan, math.nan]),
        ("burned_out", [0.5, 0, math.nan, math.nan]),
        ("health", [(0.5 * 120 + 0.9 * 40) / 160, 0.3, math.nan, math.nan]),
        ("health_reported", [(0.8 * 120 + 0.4 * 40) / 160, 0.6, math.nan, math.nan]),
        # The line is 0.5, and what lies on it is healthy.
        ("at_risk_true", [0, 120, 0, 0]),
        ("at_risk_visible", [40, 0, 0, 0]),
        ("book", [2 / 3, 3 / 1, 2 / 2, 2 / 2]),
        ("backlog", [20 / 3, 5 / 1, 0, 0]),
        ("documented", [0.3, 0.4, math.nan, math.nan]),
        # One of two opening accounts is lost on day 20.
        ("account_survival", [1, 1, 0.5, 0.5]),
        # One of the two who were here leaves on day 8.
        ("people_survival", [1, 0.5, 0.5, 0.5]),
        # Two hired: one leaves after 10 days, the other is seen for 14 days only.
        ("tenure_survival", [1, 0.5, math.nan, math.nan]),
    ],
)
def test_series(name, values):
    assert FOUND[name] == pytest.approx(np.array(values, float), nan_ok=True)


def test_an_empty_run_has_empty_weeks():
    found = weekly_series(world(14.0))
    assert found["arr"].tolist() == [0, 0]
    assert np.isnan(found["account_survival"]).all()
    assert np.isnan(found["hours_worked"]).all()
