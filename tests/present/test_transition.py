"""A dated change in words and as a picture: the bill, the dip, the payback."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from sim.experiment.summary import summary
from sim.experiment.transitions import transition
from sim.present.charts.j_curve import j_curve
from sim.present.charts.picture import body_of, figure_of
from sim.present.subject import subject
from sim.present.transition import transition_words
from sim.present.verdict import told
from sim.scenario.tree import Change
from sim.tables.results import Key
from tests.present import worlds
from tests.present.drawn import texts

BILL = 40_000.0


def compared(gain):
    """A candidate that loses 5,000 a week for half a year from week 26 on, then gains so much."""
    found = worlds.comparison(worlds=30)
    base, other = found.base, found.candidates[0]
    luck = 300.0 * np.random.default_rng(3).normal(size=(30, worlds.WEEKS))
    usual = 50_000.0 + luck
    week = np.arange(worlds.WEEKS)
    more = np.where(week < 26, 0.0, np.where(week < 52, -5_000.0, gain)) * (1 + luck / 3_000)
    change = Change(at="month 7", set={"team.structure": "specialised"})
    tree = other.scenario.model_copy(update={"timeline": {"specialise": change}})
    base = _with(base, base.scenario, usual, 1_000.0)
    return replace(found, base=base, candidates=(_with(other, tree, usual + more, 1_000.0 + BILL),))


def _with(result, tree, weekly, bill):
    values = {**result.values, Key("transition_bill"): np.full(30, bill)}
    return replace(
        result, scenario=tree, values=values, weekly={**result.weekly, "contribution": weekly}
    )


def about(found):
    way = transition(found.base, found.candidates[0])
    document = worlds.summary(found)
    document["candidates"][0]["transition"] = way
    return subject(found, document)


def test_numbers_of_a_way_down_and_up_again():
    way = transition(*((f := compared(2_500.0)).base, f.candidates[0]))
    assert way["bill"] == {"mean": BILL, "lo": BILL, "hi": BILL}
    assert way["dip_depth"]["mean"] == pytest.approx(26 * 5_000, rel=0.02)
    assert way["dip_weeks"]["mean"] == pytest.approx(26 + 52, abs=1.5)
    assert way["payback_month"]["mean"] == pytest.approx(78 * 7 / 30.44, abs=0.5)
    assert way["never"] == 0
    assert transition(f.base, f.base) is None
    assert transition(f.base, replace(f.candidates[0], weekly={})) is None


def test_words_are_as_sure_as_the_worlds():
    said = told(about(compared(2_500.0)), 0)
    assert "The change itself costs $40" in said
    assert re.search(r"behind for 7[789] weeks on average", said)
    assert "where it pays back, it has after 18 months on average." in said
    assert "in no world has it paid that back by the end" in told(about(compared(0.0)), 0)
    assert transition_words(None, "USD") == ""


@pytest.mark.parametrize("gain", [2_500.0, 1_300.0, 0.0])
def test_the_picture_has_the_bill_and_where_it_is_paid_back(gain):
    found = about(compared(gain))
    picture = j_curve(found)
    assert picture is not None
    for figure in (figure_of(picture, found.foot()), body_of(picture, 4.2)):
        boxes, sheet = texts(figure)
        assert all(sheet.x0 <= box.x0 and box.x1 <= sheet.x1 for _, box in boxes)
        words = {text.strip() for text, _ in boxes}
        assert "the bill, hours priced" in words
        assert ("paid back" in words) == (found.transition(0)["never"] < 0.5)
    assert ("pays back after" in picture.title) == (gain > 0)


def test_what_only_the_candidate_has_is_told_of_it_alone():
    found = compared(0.0)
    other = found.candidates[0]
    treated = {**other.values, Key("grr", "pilot", "treated"): np.full(30, 0.9)}
    document = summary(replace(found, candidates=(replace(other, values=treated),)), ("pilot",))
    row = document["candidates"][0]["measures"]["grr"]["by"]["pilot"]["treated"]
    assert (row["base"], row["candidate"], row["n"]) == (None, 0.9, 0)


def test_no_picture_without_a_change():
    found = worlds.comparison()
    assert j_curve(subject(found, worlds.summary(found))) is None


def test_a_change_that_spares_more_than_it_costs_has_no_bill_below_nothing():
    found = compared(2_500.0)
    way = dict(transition(found.base, found.candidates[0]))
    way["bill"] = {"mean": -300_000.0, "lo": -400_000.0, "hi": -200_000.0}
    said = transition_words(way, "USD")
    assert "severance and hiring cost $300k ($200k to $400k) less than without it." in said
    assert "The change itself costs" not in said


def test_a_handful_of_worlds_that_pay_back_have_no_interval_and_none_goes_below_nought():
    found = compared(2_500.0)
    other = found.candidates[0]
    lost = other.weekly["contribution"].copy()
    lost[4:] = found.base.weekly["contribution"][4:] - 1_000.0
    few = replace(other, weekly={**other.weekly, "contribution": lost})
    month = transition(found.base, few)["payback_month"]
    assert month["mean"] > 0
    assert np.isnan(month["lo"])
    assert np.isnan(month["hi"])
    many = transition(found.base, other)["payback_month"]
    assert 0 <= many["lo"] <= many["mean"] <= many["hi"]


@pytest.mark.parametrize(
    ("lo", "hi", "said"),
    [
        (-15_000.0, 31_000.0, "has no clear cost in hand-overs"),
        (1_000.0, 15_000.0, "The change itself costs $8k"),
    ],
)
def test_a_bill_that_may_be_nothing_is_no_cost(lo, hi, said):
    way = dict(transition(*((f := compared(2_500.0)).base, f.candidates[0])))
    way["bill"] = {"mean": 8_000.0, "lo": lo, "hi": hi}
    assert said in transition_words(way, "USD")
