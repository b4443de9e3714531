"""Numbers to words: one scale for numbers that stand together."""

from __future__ import annotations

import math

import pytest

from sim.measures import MEASURES
from sim.present.labels import OF, PHRASES, full_label
from sim.present.words import listed, scale, tick_scale, unit_words


@pytest.mark.parametrize(
    ("unit", "value", "finest", "text"),
    [
        ("share/yr", 0.8834, 0.006, "88.3 %"),
        ("share", 0.8834, 0.0002, "88.34 %"),
        ("money", 1_240_000.0, 30_000.0, "$1.24M"),
        ("money", 999_999.0, 100.0, "$1.00M"),
        ("money/account/yr", 2340.4, 50.0, "$2,340"),
        ("money", 0.0, None, "$0"),
        ("h/person/wk", 3.24, 0.4, "3.2 h"),
        ("days", 104.4, 3.0, "104 days"),
        ("0-1", 0.745, None, "0.74"),
        ("share", math.nan, None, "\u2013"),
    ],
)
def test_a_value_is_written_with_its_unit(unit, value, finest, text):
    assert scale(unit, [value], finest=finest).plain(value) == text


def test_a_difference_in_shares_is_points_and_always_has_its_sign():
    how = scale("share/yr", [0.012], change=True, finest=0.006)
    assert how.signed(0.0123) == "+1.2 points"
    assert how.signed(-0.0123) == "\u22121.2 points"
    assert how.signed(-0.0001) == "0.0 points"
    assert how.span(-0.003, 0.02) == "\u22120.3 to 2.0 points"


def test_money_says_its_currency_and_repeats_the_magnitude_in_an_interval():
    assert scale("money", [4e6], finest=4e6).span(2e6, 4e6) == "$2.0M to $4.0M"
    assert scale("money", [4e6], currency="CHF", finest=4e6).plain(4e6) == "4.0M CHF"
    assert scale("money", [4e6], finest=4e6).signed(-2e6) == "\u2212$2.0M"


def test_ticks_have_the_decimals_they_need_and_no_more():
    assert tick_scale("money", [1.0e7, 1.5e7]).plain(1.5e7) == "$15M"
    assert tick_scale("money", [1.25e7, 1.5e7]).plain(1.5e7) == "$15.0M"
    assert tick_scale("share", [0.25, 0.5]).plain(0.25) == "25 %"


def test_units_and_lists_in_words():
    assert unit_words("money/account/yr") == "$ an account a year"
    assert unit_words("per account/yr") == "per account a year"
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_share_says_what_it_is_of_and_a_sum_what_it_is_over():
    assert full_label("contribution") == "Contribution, over the run"
    assert full_label("renewal_churn") == "Renewals lost, of those due"
    assert full_label("response_time") == "Response time, mean"
    shares = {name for name in PHRASES if MEASURES[name].unit.startswith("share")}
    assert shares - set(OF) == {"grr", "nrr"}, "whose names are defined by what they are of"
    assert set(OF) <= set(MEASURES)
