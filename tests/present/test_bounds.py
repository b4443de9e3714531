"""What is printed of an interval lies within what the measure can be, wherever it is printed."""

from __future__ import annotations

import math

import pytest

from sim.base.statistics import Interval
from sim.measures import MEASURES
from sim.present import numbers, terminal
from sim.present.answers.threshold import threshold_rows
from sim.present.bounds import LIMITS, MORE_THAN_ALL, YEARLY_PARTS, within
from sim.present.charts.findings import written
from sim.present.subject import subject
from sim.present.verdict import outline
from tests.present import answers, worlds


@pytest.mark.parametrize(
    ("unit", "measure", "held"),
    [
        ("share", "burnout_prevalence", (0.0, 1.0)),
        ("share/yr", "grr", (0.0, 1.0)),
        ("share/yr", "nrr", (0.0, 1.2)),
        ("share/yr", "csm_turnover", (0.0, 1.2)),
        ("share", "cost_to_serve_share", (0.0, 1.2)),
        ("0-1", "health_true", (0.0, 1.0)),
        ("money", "contribution", (-0.1, 1.2)),
        ("-", "", (-0.1, 1.2)),
    ],
)
def test_a_share_is_held_within_what_it_can_be(unit, measure, held):
    assert within(-0.1, 1.2, unit, measure) == held


def test_what_is_not_there_stays_so_and_names_are_those_of_measures():
    assert all(map(math.isnan, within(math.nan, math.nan, "share")))
    assert {*YEARLY_PARTS, *MORE_THAN_ALL} <= set(MEASURES)
    assert {"share", "0-1"} <= set(LIMITS)


def wide():
    """Results of one scenario whose burnout is 4 %, give or take 7 points."""
    found = worlds.comparison().base
    summary = worlds.summary(found)
    entry = summary["measures"]["burnout_prevalence"]
    wide = {**entry, "mean": 0.04, "lo": -0.03, "hi": 0.11}
    every = {**summary["measures"], "burnout_prevalence": wide}
    return subject(found, {**summary, "measures": every})


def test_terminal_page_and_deck_print_the_same_interval():
    about = wide()
    text = terminal.of_subject(about, colour=False, width=100)
    row = next(line for line in text.splitlines() if line.startswith("Burned out"))
    cells = next(line.cells for line in numbers.alone(about, True) if "Burned out" in line.name)
    assert cells[1].text == "0.0 to 11.0 %"
    assert cells[1].text in row
    measures = about.summary["measures"]
    assert "4.0 % (0.0 to 11.0 %) of person-weeks" in outline("A", measures, 3)


def test_values_along_a_curve_are_held_and_differences_are_not():
    share = {"measure": "burnout_prevalence", "unit": "share"}
    point = {"at": 5e6, "mean": 0.04, "lo": -0.03, "hi": 0.11, "n": 8}
    own, against = (
        threshold_rows(answers.threshold(**share, points=[point], candidate=candidate))
        for candidate in (None, "Specialised")
    )
    assert own[0][-1] == "0.0 to 11.0 %"
    assert against[0][-1].startswith("\u22123.0 to")


def test_a_difference_keeps_its_sign():
    found = Interval(0.04, -0.03, 0.11, 0.1, 8)
    assert written("share", found, "USD")[1] == "0.0 to 11.0 %"
    assert written("share", found, "USD", change=True)[1].startswith("\u22123.0 to")
