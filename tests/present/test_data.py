"""The numbers behind pictures are those that are drawn."""

from __future__ import annotations

import numpy as np
import pytest

from sim.present.charts import CHARTS
from sim.present.charts.answers.table import CHARTS as OF_ANSWERS
from sim.present.charts.data import blocks, kept_weeks
from sim.present.charts.lines import mean_known
from sim.present.charts.picture import body_of
from sim.present.subject import subject
from tests.present import answers, worlds


def about(effects=(1.0,)):
    found = worlds.comparison(effects)
    return subject(found, worlds.summary(found))


def picture(name, effects=(1.0,)):
    return CHARTS[name](about(effects))


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in ("interaction",)])
def test_every_chart_has_numbers_and_as_many_as_categories(name):
    found = picture(name)
    for data in found.data if found else ():
        for row in data.series:
            assert len(row.values) == len(data.categories), (name, row.name)
            assert {len(row.low), len(row.high)} <= {0, len(row.values)}
            assert (not row.low) or data.around
        names = [row.name for row in data.series]
        assert len(set(names)) == len(names)
    assert found is None or found.data


@pytest.mark.parametrize("name", OF_ANSWERS)
def test_charts_of_answers_have_numbers_except_the_heat_map(name):
    found = OF_ANSWERS[name](answers.ALL[name]())
    assert bool(found.data) == (name != "heat")
    for data in found.data:
        assert all(len(row.values) == len(data.categories) for row in data.series)


@pytest.mark.parametrize(("name", "plots"), [("arr", 1), ("headcount", 2), ("book", 1)])
def test_lines_have_their_values_at_every_fourth_week(name, plots):
    found = picture(name)
    weeks = kept_weeks(worlds.WEEKS)
    assert len(found.data) == plots
    for axes, data in zip(body_of(found, 9.0).axes, found.data, strict=True):
        lines = [np.asarray(line.get_ydata()) for line in axes.lines]
        lines = [line[weeks] for line in lines if len(line) == worlds.WEEKS]
        assert len(lines) == len(data.series)
        for row in data.series:
            assert any(np.allclose(line, row.values, equal_nan=True) for line in lines), row.name


def test_exits_are_solid_and_backfills_dashed():
    exits = picture("headcount").data[1]
    assert [(row.name, row.dash) for row in exits.series] == [
        ("Generalist, exits", False),
        ("Specialised, exits", False),
        ("Generalist, backfills", True),
        ("Specialised, backfills", True),
    ]


def test_the_dashboard_and_hours_are_four_week_means_as_drawn():
    found = picture("dashboard")
    drawn = [np.asarray(line.get_ydata()) for line in body_of(found, 9.0).axes[0].lines]
    truth, shown = found.data[0].series[:2]
    assert (truth.dash, shown.dash) == (False, True)
    assert np.allclose(drawn[0][1:-1], truth.values)
    assert np.allclose(drawn[1][1:-1], shown.values)
    hours = picture("hours")
    top = body_of(hours, 9.0).axes[0].collections[1].get_paths()[0].vertices
    for value in hours.data[0].series[0].values:
        assert np.isclose(top[:, 1], value).any()


def test_blocks_are_means_of_four_weeks_and_the_last_may_be_short():
    assert blocks(np.array([1.0, 2, 3, 4, 10, np.nan])).tolist() == [2.5, 10.0]


def test_burnout_has_the_share_and_the_mean_with_their_bands():
    share, mean = picture("burnout").data
    assert (share.unit, mean.unit) == ("share", "0-1")
    assert share.series[0].low
    line = body_of(picture("burnout"), 9.0).axes[0].lines[-2]
    assert np.allclose(
        np.asarray(line.get_ydata())[kept_weeks(worlds.WEEKS)], mean.series[0].values
    )


def test_the_masking_invoice_is_a_stack_of_its_bars():
    found = picture("masking")
    [stack] = found.data
    assert (stack.form, stack.categories) == ("stack", ("Generalist", "Specialised"))
    bars = [patch.get_width() for patch in body_of(found, 9.0).axes[1].patches]
    assert [row.values[0] for row in stack.series] == pytest.approx(bars)
    weekly = about().base.result.weekly
    whole = sum(float(mean_known(np.asarray(weekly[f"invoice_{team}"]))) for team in
                ("support", "services", "product", "sales", "finance", "cs"))  # fmt: skip
    assert sum(row.values[0] for row in stack.series) == pytest.approx(whole)
