"""The table of measures is whole, documented and stable."""

from __future__ import annotations

import math

import pytest

from sim.measures import HEADLINE, MEASURES, compute
from sim.measures.view import SPLITS
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world

UNITS = {
    "share/yr",
    "share",
    "money",
    "h/person/wk",
    "working hours",
    "days",
    "per account/yr",
    "accounts",
    "0-1",
    "money/account/yr",
    "1-5",
    "-100..100",
    "money/yr",
}
CONTRACT = [
    "grr",
    "nrr",
    "logo_churn",
    "renewal_churn",
    "arr_end",
    "arr_new",
    "arr_expanded",
    "arr_contracted",
    "arr_churned",
    "arr_at_risk_true",
    "csm_turnover",
    "exits_involuntary",
    "burnout_prevalence",
    "burnout_often",
    "hours_worked",
    "unlogged_hours",
    "overtime_weeks",
    "out_of_scope_share",
    "utilisation",
    "response_time",
    "response_time_p90",
    "time_to_live",
    "served_share",
    "continuity",
    "handovers",
    "single_threaded_arr",
    "accounts_per_head",
    "arr_per_head",
    "health_true",
    "cost_to_serve",
    "cost_to_serve_share",
    "cost_to_serve_full",
    "contribution",
    "health_reported",
    "arr_at_risk_visible",
    "green_churn",
    "detection_lag",
    "csat",
    "esat",
    "nps",
]


def test_every_promised_name_is_there():
    assert set(CONTRACT) <= set(MEASURES)


def test_headlines():
    assert set(HEADLINE) == {
        "grr",
        "nrr",
        "logo_churn",
        "csm_turnover",
        "burnout_prevalence",
        "unlogged_hours",
        "cost_to_serve",
        "contribution",
    }


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_what_it_is(name):
    row = MEASURES[name]
    assert row.name == name == row.function.__name__
    assert len(row.definition) > 30
    assert row.unit in UNITS
    assert row.better in {"up", "down", "-"}
    assert set(row.splits) <= set(SPLITS)


def test_an_empty_world_has_every_measure():
    values = compute(world(YEAR), ("segment", "role", "quarter"))
    assert [key.measure for key in values if not key.by] == list(MEASURES)
    assert math.isnan(values[Key("grr")])
    assert values[Key("arr_end")] == 0
    assert all(isinstance(value, float) for value in values.values())


def test_splits_have_only_measures_that_make_sense():
    keys = compute(world(YEAR), ("segment", "role", "quarter"))
    assert Key("grr", "segment", "smb") in keys
    assert Key("grr", "role", "csm") not in keys
    assert Key("cost_to_serve", "segment", "smb") not in keys
    assert {k.level for k in keys if k.by == "quarter"} == {"1", "2", "3", "4"}


def test_an_unknown_split_is_refused():
    with pytest.raises(KeyError, match="colour"):
        compute(world(YEAR), ("colour",))
