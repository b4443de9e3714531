"""Charts of kept worlds and of what moved the numbers: their data, their titles, their layout."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sim.base.statistics import mean_interval, paired_interval
from sim.present.charts import CHARTS
from sim.present.charts.churn_causes import NAMES, lost_by_cause
from sim.present.charts.picture import body_of, figure_of
from sim.present.charts.ranges import on_range
from sim.present.subject import subject
from sim.scenario import load
from sim.scenario.standing import standing
from sim.tables.results import Comparison, Key
from sim.tables.words import CHURN_CAUSES
from tests.present import kept, worlds
from tests.present.drawn import uncovered

NEW = ("waterfall", "ribbons", "bus_factor", "serving", "standing")
CASES = {"one": (), "two": (1.0,), "four": (1.0, -0.7, 0.15), "same": (0.0,)}


def about(case):
    found = kept.comparison(CASES[case] or (1.0,))
    if not CASES[case]:
        found = found.base
    return subject(found, worlds.summary(found))


def picture(name, case="two"):
    return CHARTS[name](about(case))


def data(name, case="two", place=0):
    return picture(name, case).data[place]


def series(name, which, case="two", place=0):
    return next(row for row in data(name, case, place).series if row.name == which)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("width", ["image", 9.0, 4.2])
def test_no_text_is_clipped_or_lies_on_another(case, width):
    every = about(case)
    for name in NEW:
        found = CHARTS[name](every)
        figure = figure_of(found, every.foot()) if width == "image" else body_of(found, width)
        uncovered(figure, name)


@pytest.mark.parametrize("name", NEW)
def test_tables_are_whole_and_scenarios_that_coincide_are_said_to(name):
    for case in CASES:
        found = picture(name, case)
        assert found.rows
        assert all(len(row) == len(found.columns) for row in found.rows)
        assert len(found.alt) > 40
        assert found.data
    told = f"{picture(name, 'same').alt} {picture(name, 'same').title}"
    assert "coincide" in told or "every scenario" in told


@pytest.mark.parametrize("name", [name for name in NEW if name != "standing"])
def test_without_tables_or_measures_there_is_no_picture(name):
    found = worlds.comparison()
    assert CHARTS[name](subject(found, worlds.summary(found))) is None


# --- the waterfall -----------------------------------------------------------------------------


def test_the_steps_lead_from_the_start_to_the_end():
    for name in ("Generalist", "Specialised"):
        steps = series("waterfall", name).values
        assert sum(steps[:5]) == pytest.approx(steps[5])
        assert steps[3] < 0
        assert steps[4] < 0


def test_columns_hang_where_the_one_before_them_ended():
    axes = body_of(picture("waterfall", "one"), 9.0).axes[0]
    bars = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in axes.patches]
    steps = series("waterfall", "Generalist", "one").values
    level = 0.0
    for (bottom, top), step, whole in zip(bars, steps, (1, 0, 0, 0, 0, 1), strict=True):
        start = 0.0 if whole else level
        assert (bottom, top) == pytest.approx((start, start + step))
        level = top


def test_the_difference_is_the_paired_one():
    sides = about("two").sides
    values = [side.result.values[Key("arr_churned")] for side in sides]
    churned = paired_interval(-values[0], -values[1])
    row = next(row for row in picture("waterfall").rows if row[0] == "Churned")
    assert row[3] == f"+${churned.mean / 1e3:.0f}k" or row[3].startswith("+$")
    assert picture("waterfall").title.endswith("less ARR churned than Generalist")


def test_every_cause_has_a_name_and_several_share_what_was_lost():
    assert set(NAMES) == set(CHURN_CAUSES)
    base, other = about("two").sides
    lost = dict(zip(CHURN_CAUSES, lost_by_cause(base), strict=True))
    assert {cause: arr for cause, arr in lost.items() if arr} == {
        "health": 50e3,
        "change of lead": 50e3,
        "ordinary": 50e3,
    }
    assert lost_by_cause(other).sum() == 50e3
    assert lost_by_cause(replace(base, result=replace(base.result, runs=()))) is None
    stack = data("waterfall", place=1)
    assert stack.form == "stack"
    assert sum(row.values[0] for row in stack.series) == 150e3
    assert "mean of the first world" in stack.title


# --- owners ------------------------------------------------------------------------------------


def test_ribbons_have_a_box_for_every_owner_and_a_cross_for_churn():
    axes = body_of(picture("ribbons"), 9.0).axes
    first = [bar for bar in axes[0].patches if bar.get_y() < 0.5]
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in first]
    months = [day / (365.25 / 12) for day in (0, 200, 500, kept.DAYS)]
    np.testing.assert_allclose(ends, list(pairwise(months)))
    assert len({bar.get_facecolor() for bar in first}) == 3
    crosses = [line for line in axes[0].lines if line.get_marker() == "x"]
    assert [line.get_ydata()[0] for line in crosses] == [3.5, 4.5]
    assert len([line for line in axes[1].lines if line.get_marker() == "x"]) == 1
    assert series("ribbons", "Generalist").values == (2, 0, 0, 0, 0)
    assert series("ribbons", "Specialised").values == (1, 0, 0, 0, 0)


def test_the_title_of_ribbons_is_of_all_accounts_and_worlds():
    assert picture("ribbons", "one").title.startswith("An account changes its owner 0.32 times")
    assert "95 % interval" in picture("ribbons").subtitle


def test_what_hangs_on_a_person_is_the_arr_that_has_no_second():
    assert series("bus_factor", "Generalist").values == (400e3, 300e3)
    assert series("bus_factor", "Specialised").values == (700e3, None)
    rows = picture("bus_factor").rows
    assert rows[0][:3] == ("1", "CSM 3", "$400k")
    assert "less of the ARR hangs on one person" in picture("bus_factor").title


# --- cost and ratios ---------------------------------------------------------------------------


def test_what_is_paid_adds_up_to_the_full_cost_to_serve():
    for place, side in enumerate(about("two").sides):
        parts = {row.name: row.values[place] for row in data("serving").series}
        assert set(parts) == {"CSM", "Renewals manager", "On top of pay", "Overtime, not paid"}
        paid = sum(value for name, value in parts.items() if name != "Overtime, not paid")
        full = side.result.values[Key("cost_to_serve_full")]
        assert paid == pytest.approx(mean_interval(full).mean)
    assert picture("serving").rows[-1][2].startswith("+$11")


def test_ratios_are_those_of_check_and_lie_inside_or_outside():
    base, lean = load("standard"), load("standard", {"team.size": "1"})
    found = worlds.comparison()
    found = Comparison(
        replace(found.base, scenario=base), (replace(found.candidates[0], scenario=lean),)
    )
    shown = CHARTS["standing"](subject(found, worlds.summary(found)))
    rows = {row.segment: row.accounts_per_head for row in standing(base).segments}
    values = shown.data[0].series[0].values
    assert values == pytest.approx(tuple(rows.values()))
    assert shown.data[0].series[-1].name == "Published"
    assert shown.title.startswith("Ratios within their published ranges: ")
    axes = body_of(shown, 9.0).axes
    assert {line.get_marker() for line in axes[0].lines} >= {"o"}
    assert any(line.get_marker() == ">" for each in axes for line in each.lines)


def test_a_place_on_a_range_is_0_at_its_lower_end_and_1_at_its_upper():
    assert [on_range(value, 2, 4) for value in (1, 2, 3, 4)] == [-0.5, 0, 0.5, 1]
    assert on_range(20, 10, 40, log=True) == pytest.approx(0.5)
    assert on_range(0, 10, 40, log=True) == -np.inf
    assert np.isnan(on_range(np.nan, 10, 40))
