"""Intervals against scipy and against numbers worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from sim.base.quantiles import normal_quantile, t_quantile
from sim.base.statistics import (
    Sample,
    enough,
    looks,
    mean_interval,
    paired_interval,
    rate_interval,
    share_above,
    unpaired_interval,
)

NAN = float("nan")


@pytest.mark.parametrize("dof", [1, 2, 3, 4, 9, 10, 29, 99, 640, 4999, 5001, 100_000])
@pytest.mark.parametrize("p", [0.025, 0.6, 0.9, 0.975, 0.995, 0.9999])
def test_t_quantile(p, dof):
    assert t_quantile(p, dof) == pytest.approx(stats.t.ppf(p, dof), rel=1e-9)


def test_quantiles_of_the_middle_and_of_the_normal():
    assert t_quantile(0.5, 7) == 0
    assert normal_quantile(0.975) == pytest.approx(1.959963984540054)


def test_mean_of_four():
    # 1, 2, 3, 6: mean 3, squares of the deviations 4 + 1 + 0 + 9 = 14, sd = sqrt(14 / 3) = 2.1602,
    # t(3) at 97.5 % = 3.18245, half-width 3.18245 x 2.1602 / 2 = 3.4374.
    found = mean_interval(np.array([1.0, 2.0, NAN, 3.0, 6.0]))
    assert found.mean == 3
    assert found.n == 4
    assert found.sd == pytest.approx(2.1602, abs=1e-4)
    assert (found.lo, found.hi) == pytest.approx((3 - 3.4374, 3 + 3.4374), abs=1e-4)
    assert found.half_width == pytest.approx(3.4374, abs=1e-4)


def test_mean_agrees_with_scipy():
    values = np.random.default_rng(3).normal(10, 2, 25)
    theirs = stats.ttest_1samp(values, 0).confidence_interval(0.9)
    assert mean_interval(values, 0.9)[1:3] == pytest.approx((theirs.low, theirs.high))


def test_no_value_and_one_value():
    none, one = mean_interval(np.array([NAN])), mean_interval(np.array([4.0]))
    assert none.n == 0
    assert math.isnan(none.mean)
    assert (one.mean, one.n) == (4, 1)
    assert math.isnan(one.lo)
    assert math.isnan(one.sd)


def test_equal_values_have_no_width():
    # The plain mean of ten 0.1 is 0.09999999999999999.
    assert mean_interval(np.full(10, 0.1)) == (0.1, 0.1, 0.1, 0.0, 10)


def test_paired_difference_is_exactly_zero():
    values = np.random.default_rng(1).normal(size=12)
    assert paired_interval(values, values.copy()) == (0.0, 0.0, 0.0, 0.0, 12)


def test_paired_difference_agrees_with_scipy_and_leaves_out_broken_pairs():
    rng = np.random.default_rng(2)
    base = rng.normal(size=20)
    other = base + rng.normal(0.3, 0.1, 20)
    base[3], other[7] = NAN, NAN
    whole = ~np.isnan(other - base)
    theirs = stats.ttest_rel(other[whole], base[whole]).confidence_interval()
    found = paired_interval(base, other)
    assert found.n == 18
    assert (found.lo, found.hi) == pytest.approx((theirs.low, theirs.high))


def test_pairs_of_different_length_are_refused():
    with pytest.raises(ValueError, match="pairs need two arrays"):
        paired_interval(np.zeros(3), np.zeros(4))


def test_share_above_counts_ties_half():
    assert share_above(np.array([-1.0, 0.0, 2.0, 3.0, NAN])) == (2 + 0.5) / 4
    assert share_above(np.zeros(5)) == 0.5
    assert math.isnan(share_above(np.array([NAN])))


def test_enough_looks_at_widths_only():
    # 10 values of sd 1.054: half-width 2.262 x 1.054 / sqrt(10) = 0.754.
    values = np.array([-1.0, 1.0] * 5)
    assert enough([Sample(values, 10.0)], 0.08)
    assert not enough([Sample(values, 10.0)], 0.07)
    assert enough([Sample(values, -10.0)], 0.08)
    assert not enough([Sample(values, 10.0), Sample(values, 1.0)], 0.08)


def test_enough_with_constant_missing_and_single_values():
    assert enough([Sample(np.zeros(10), 0.0), Sample(np.full(10, NAN), 1.0)], 0.01)
    assert not enough([Sample(np.array([1.0, NAN]), 1.0)], 0.01)


def test_looks():
    assert list(looks(640)) == [10, 20, 40, 80, 160, 320, 640]
    assert list(looks(50)) == [10, 20, 40, 50]
    assert list(looks(4)) == [4]


def test_the_interval_of_a_rate_is_garwoods():
    # Exact limits of Poisson counts, as tabulated (Garwood 1936).
    for events, low, high in ((0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)):
        found = rate_interval(events, 1.0)
        assert found == pytest.approx((low, high), rel=1e-3)
        assert rate_interval(events, 4.0) == pytest.approx((low / 4, high / 4), rel=1e-3)
    with pytest.raises(ValueError, match="exposure"):
        rate_interval(1, 0)


def test_the_unpaired_interval_is_welchs():
    """Against scipy, whose degrees of freedom are not rounded down: no narrower, hardly wider."""
    random = np.random.default_rng(4)
    one, other = random.normal(0.0, 1.0, 9), random.normal(2.0, 3.0, 14)
    found = unpaired_interval(np.append(one, np.nan), other)
    exact = stats.ttest_ind(other, one, equal_var=False).confidence_interval()
    assert (found.mean, found.n) == (pytest.approx(other.mean() - one.mean()), 23)
    assert found.lo <= exact.low == pytest.approx(found.lo, abs=0.02)
    assert found.hi >= exact.high == pytest.approx(found.hi, abs=0.02)


def test_the_unpaired_interval_of_too_few_or_equal_values():
    few = unpaired_interval(np.array([1.0]), np.array([2.0, 3.0]))
    assert few.mean == 1.5
    assert np.isnan(few.lo)
    same = unpaired_interval(np.ones(3), np.full(4, 3.0))
    assert (same.mean, same.lo, same.hi, same.n) == (2.0, 2.0, 2.0, 7)
