"""Forms of experiments on worlds that are made up."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.base.statistics import mean_interval, paired_interval
from sim.claims import forms
from sim.claims.crossings import Step, crossed, over
from sim.claims.over_time import break_point, months_until, order, payback
from tests.claims.made import quarters, seen

X = np.array([1.0, 2.0, 4.0, 3.0])
Y = np.array([2.0, 2.5, 6.0, 5.0])


def test_a_level_has_the_t_interval():
    found, wanted = forms.level("grr").find(seen(base={"grr": X})), mean_interval(X)
    assert found[:3] == pytest.approx(wanted[:3])


def test_a_difference_is_paired():
    found = forms.difference("grr").find(seen(base={"grr": X}, candidate={"grr": Y}))
    assert found[:3] == pytest.approx(paired_interval(X, Y)[:3])


def test_a_change_is_of_the_means():
    worlds = seen(base={"a": X, "b": 2}, candidate={"a": 2 * X, "b": 3})
    assert forms.change("a").find(worlds)[:3] == pytest.approx((1, 1, 1))
    assert forms.change("a", "b").find(worlds).got == pytest.approx(2)
    assert forms.ratio("b").find(worlds).got == pytest.approx(1.5)


def test_a_missing_world_is_left_out():
    found = forms.level("grr").find(seen(base={"grr": [1.0, math.nan, 3.0]}))
    assert found.got == 2
    assert math.isnan(forms.level("nrr").find(seen(base={"grr": X})).got)


def test_an_interaction_is_what_both_do_beyond_each():
    worlds = seen(base={"a": 1}, one={"a": 3}, other={"a": 4}, both={"a": 10})
    found = forms.interaction("a", "base", "one", "other", "both").find(worlds)
    assert found[:3] == (4, 4, 4)


def test_parts_of_differences():
    worlds = seen(base={"a": 1, "b": 3}, candidate={"a": 2, "b": 5}, third={"a": 7, "b": 5})
    assert forms.part("a", "b").find(worlds).got == 0.25
    assert forms.within("b", "a").find(worlds).got == 2
    assert forms.per_difference("b", "a", 10).find(worlds).got == 20
    gap = forms.relative_gap("a", "candidate", "third")
    assert gap.find(worlds).got == -5
    pairs = ("candidate", "base"), ("third", "base")
    assert forms.of_differences("a", *pairs).find(worlds).got == pytest.approx(1 / 6)


def test_the_best_choice_is_drawn_again():
    worlds = seen(one={"a": [1, 6, 1, 1]}, two={"a": [2, 2, 2, 2]})
    assert forms.best("a", {1.0: "one", 2.0: "two"}).find(worlds)[:3] == (1, 1, 2)
    clear = seen(one={"a": X}, two={"a": X - 1})
    assert forms.best("a", {1.0: "one", 2.0: "two"}).find(clear)[:3] == (1, 1, 1)


def test_steps_and_extremes():
    worlds = seen(a={"m": 1}, b={"m": 3}, c={"m": 7})
    ladders = [{1.0: "b", 2.0: "a"}, {1.0: "a", 2.0: "c"}, {1.0: "b", 2.0: "a"}]
    assert forms.least_step("m", ladders).find(worlds).got == -1
    pairs = [("b", "a"), ("c", "b")]
    assert forms.extreme("m", pairs, largest=True).find(worlds).got == 4
    assert forms.extreme("m", pairs, largest=False).find(worlds).got == 2
    assert forms.quantile("m", 0.5, ["a", "b", "c"]).find(worlds).got == 3


def test_correlation_needs_worlds():
    few = forms.correlation("a", "b").find(seen(base={"a": X, "b": Y}))
    assert few.unclear
    many = np.arange(20.0)
    found = forms.correlation("a", "b").find(seen(base={"a": many, "b": -many + many % 3}))
    assert -1 < found.lo < found.got < found.hi < -0.9


def rungs(scale=1.0):
    return [Step(scale * 2.0**k, f"b{k}", f"c{k}") for k in range(5)]


def ladder_worlds(turn, wiggle=0.01):
    """The candidate wins by the logarithm of the place over `turn`."""
    luck = wiggle * np.array([-1.0, 0.0, 1.0])
    arms = {f"b{k}": {"m": luck} for k in range(5)}
    arms |= {f"c{k}": {"m": 2 * luck + math.log(2.0**k / turn)} for k in range(5)}
    return seen(**arms)


def test_a_crossing_is_where_the_difference_turns():
    found = crossed("m", rungs()).find(ladder_worlds(5))
    assert found.got == pytest.approx(5, rel=0.01)
    assert found.lo < 5 < found.hi


def test_ten_times_the_money_is_ten_times_the_crossing():
    once, ten = (crossed("m", rungs(s)).find(ladder_worlds(5)) for s in (1.0, 10.0))
    assert ten[:3] == pytest.approx([10 * end for end in once[:3]])


def test_nothing_crosses_says_which_side():
    ahead = crossed("m", rungs()).find(ladder_worlds(0.1))
    assert math.isnan(ahead.got)
    assert "is ahead" in ahead.remark
    assert not ahead.unclear
    assert crossed("m", rungs()).find(ladder_worlds(4, wiggle=100)).unclear
    behind = crossed("m", rungs(), better=-1).find(ladder_worlds(0.1))
    assert "is behind" in behind.remark


def test_a_quotient_of_crossings_holds_both_intervals():
    form = over(crossed("m", rungs(3.0)), crossed("m", rungs()))
    found = form.find(ladder_worlds(5))
    assert found.got == pytest.approx(3)
    assert found.lo < 3 < found.hi


def test_a_break_is_the_first_fall_within_a_year():
    grr = quarters("grr", [0.95] * 6 + [0.93, 0.91, 0.9])
    arr = quarters("arr_end", range(9))
    worlds = seen(base={**grr, **arr})
    assert break_point("grr", 0.03, 9, tell="arr_end").find(worlds)[:3] == (7, 7, 7)
    assert break_point("grr", 0.03, 9, tell="months").find(worlds).got == 24
    never = break_point("grr", 0.2, 9, tell="months").find(worlds)
    assert math.isnan(never.got)
    assert never.remark == "grr never falls by 0.2 within a year"


def test_payback_is_when_the_loss_is_earned_back():
    base = quarters("m", [0, 0, 0, 0])

    def months(gaps):
        return payback("m", 4).find(seen(base=base, candidate=quarters("m", gaps))).got

    assert months([-2, 1, 1, 1]) == 9
    assert months([1, 1, 1, 1]) == 0
    assert math.isnan(months([-2, 1, 0, 0]))


def test_months_until_a_line_is_passed():
    worlds = seen(base=quarters("m", [1, 1, 1, 1]), heroes=quarters("m", [1, 3, 3, 3]))
    assert months_until("m", 2, 4, "heroes", "base").find(worlds).got == 0.5


def test_order_counts_neighbours_that_react_in_turn():
    flat = [0.0] * 4
    base = {**quarters("a", flat), **quarters("b", flat), **quarters("c", flat)}
    shock = {
        **quarters("a", [4, 4, 4, 4]),
        **quarters("b", [0, 0, 1, 2]),
        **quarters("c", [0, -8, -8, -8]),
    }
    worlds = seen(base=base, candidate=shock)
    assert order(["a", "c", "b"], 4).find(worlds).got == 2
    assert order(["a", "b", "c"], 4).find(worlds).got == 1
