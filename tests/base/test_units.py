"""Quantities in words: read, refused, and written so that they read back."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.base import terms, units
from sim.base.units import UnitError

AMOUNTS = st.floats(min_value=0, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (12000, 12_000), ("12000", 12_000), ("145k", 145_000), ("$1.2M", 1.2e6), ("$ 1.2 M", 1.2e6),
        ("2 million", 2e6), ("EUR 3M", 3e6), ("3m EUR", 3e6), ("€24,000", 24_000), ("US$5", 5),
        ("1.5bn", 1.5e9), ("1e3", 1_000), (".5M", 5e5), ("1,234,567.5", 1_234_567.5),
        ("£2 thousand", 2e3), (" 7 ", 7),
    ],
)  # fmt: skip
def test_money(text, amount):
    assert units.read_money(text) == amount


@pytest.mark.parametrize(
    "text",
    ["", "lots", "1.2.3", "12 weeks", "-5", -5, "1,5M", "k", "$", "5 %", None, True, [1], math.nan,
     math.inf, "nan", "inf", "1e999", 10**400, "5 MM", "1 000"],
)  # fmt: skip
def test_what_is_no_money(text):
    with pytest.raises(UnitError):
        units.read_money(text)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("10 weeks", "weeks", 10), ("2 wk", "weeks", 2), ("90 days", "days", 90),
        ("1 week", "days", 7),
        ("6 months", "months", 6), ("3 years", "years", 3), ("45 minutes", "hours", 0.75),
        ("2 h", "minutes", 120), ("2h", "hours", 2), ("1 month", "days", 365.25 / 12),
        ("1 year", "days", 365.25), ("18 months", "years", 1.5), ("2.5 Hrs.", "hours", 2.5),
        (0, "weeks", 0), ("0 days", "weeks", 0),
    ],
)  # fmt: skip
def test_durations(text, unit, value):
    assert units.read_duration(text, unit) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        (10, "weeks", "needs a number and a unit"),
        ("10", "weeks", "needs a number and a unit"),
        ("2 m", "weeks", "minutes or months"),
        ("2 fortnights", "weeks", "no unit of time"),
        ("-1 week", "weeks", "not allowed"),
        ("2 hours", "weeks", "not calendar time"),
        ("2 days", "hours", "not working time"),
        ("nan weeks", "weeks", "not a time"),
        ("1e999 weeks", "weeks", "without end"),
        (True, "weeks", "not a time"),
        (None, "weeks", "nothing is not a time"),
    ],
)
def test_what_is_no_duration(text, unit, said):
    with pytest.raises(UnitError, match=said):
        units.read_duration(text, unit)


@pytest.mark.parametrize(
    ("text", "share"), [(0.08, 0.08), ("8 %", 0.08), ("8%", 0.08), (1, 1), ("0.5", 0.5)]
)
def test_shares(text, share):
    assert units.read_share(text) == pytest.approx(share)


def test_a_share_of_8_is_refused_with_a_hint():
    with pytest.raises(UnitError, match="is '8 %' meant"):
        units.read_share(8)
    for text in (-0.1, "101 %", "-3 %", math.nan, "x", 300):
        with pytest.raises(UnitError):
            units.read_share(text)


def test_counts_are_whole():
    assert units.read_count(12.0) == 12
    for text in (-1, 2.5, "x", math.inf, True, None):
        with pytest.raises(UnitError, match="a whole number, 0 or more"):
            units.read_count(text)


def test_switches_dates_and_points_in_a_run():
    assert [terms.read_flag(w) for w in ("on", "Yes", True, "off", "no", False)] == [True] * 3 + [
        False
    ] * 3
    assert terms.read_date("2026-07-01") == "2026-07-01"
    assert terms.read_when("Month 07") == "month 7"
    for text in ("maybe", 1, None):
        with pytest.raises(UnitError):
            terms.read_flag(text)
    for text in ("2026-02-30", "1/7/2026", 20260701, "month 0", "month"):
        with pytest.raises(UnitError):
            terms.read_when(text)


@given(AMOUNTS, st.sampled_from(sorted(units.EXAMPLES)))
def test_a_duration_that_is_written_reads_back_exactly(value, unit):
    assert units.read_duration(units.duration_text(value, unit), unit) == value


@given(AMOUNTS)
def test_a_number_that_is_written_reads_back_exactly(value):
    assert units.read_number(units.number_text(value)) == value
    assert units.read_money(units.number_text(value)) == value


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans(), st.binary()))
def test_whatever_is_given_is_read_or_refused(value):
    readers = (
        units.read_money, units.read_share, units.read_rate, units.read_number, units.read_count,
        units.read_years, lambda v: units.read_duration(v, "weeks"), terms.read_flag,
        terms.read_date, terms.read_when,
    )  # fmt: skip
    for reader in readers:
        with contextlib.suppress(UnitError):
            found = reader(value)
            assert isinstance(found, str) or math.isfinite(found)


def test_words_for_the_eye():
    assert units.money_words(1.2e6, "USD") == "$1.2M"
    assert units.money_words(145_000, "SEK") == "145k SEK"
    assert units.share_words(0.08) == "8 %"
    assert units.duration_words(26.0893, "weeks") == "26.1 weeks"
    assert units.duration_words(1, "weeks") == "1 week"
    assert units.number_words(12345.6) == "12,346"
