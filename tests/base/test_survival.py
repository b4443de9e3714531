"""Kaplan-Meier by hand and against scipy."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from scipy import stats

from sim.base.survival import kaplan_meier

# Five patients: events at 1, 2 and 4, censored at 2 and 5.
#   t = 1: 5 at risk, S = 4/5 = 0.8
#   t = 2: 4 at risk (the censored one too), S = 0.8 x 3/4 = 0.6
#   t = 4: 2 at risk, S = 0.6 x 1/2 = 0.3
FIVE = kaplan_meier(np.array([2.0, 1.0, 4.0, 2.0, 5.0]), np.array([True, True, True, False, False]))


def test_steps():
    assert FIVE.times.tolist() == [1, 2, 4]
    assert FIVE.survival == pytest.approx([0.8, 0.6, 0.3])
    assert FIVE.last == 5


def test_survival_at_times():
    found = FIVE.at(np.array([0.0, 1.0, 3.0, 4.5, 5.0, 5.5]))
    assert found[:5] == pytest.approx([1.0, 0.8, 0.6, 0.3, 0.3])
    assert math.isnan(found[5])


def test_restricted_mean_is_the_area():
    # 1 x 1 + 1 x 0.8 + 2 x 0.6 + 1 x 0.3
    assert FIVE.mean() == pytest.approx(3.3)


def test_quantiles():
    assert FIVE.quantile(0.2) == 1
    assert FIVE.quantile(0.5) == 4
    assert FIVE.quantile(0.9) == 5  # never reached: the longest time seen


def test_without_censoring_it_is_the_plain_mean():
    times = np.random.default_rng(1).exponential(3, 500)
    curve = kaplan_meier(times, np.ones(500, bool))
    assert curve.mean() == pytest.approx(times.mean())
    assert curve.survival[-1] == 0
    assert math.isnan(curve.lo[-1])


def test_nothing_seen():
    empty = kaplan_meier(np.empty(0), np.empty(0, bool))
    assert len(empty.times) == 0
    assert empty.mean() == 0
    waiting = kaplan_meier(np.array([3.0, 5.0]), np.array([False, False]))
    assert waiting.mean() == 5
    assert waiting.quantile(0.9) == 5


@pytest.mark.parametrize("level", [0.9, 0.95])
def test_agrees_with_scipy(level):
    rng = np.random.default_rng(5)
    life, look = rng.exponential(5, 200).round(1), rng.exponential(9, 200).round(1)
    times, seen = np.minimum(life, look), life <= look
    ours = kaplan_meier(times, seen, level)
    theirs = stats.ecdf(stats.CensoredData.right_censored(times, ~seen)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        bounds = theirs.confidence_interval(level, method="log-log")
    place = np.searchsorted(theirs.quantiles, ours.times)
    assert ours.survival == pytest.approx(theirs.probabilities[place], abs=1e-12)
    assert ours.lo == pytest.approx(bounds.low.probabilities[place], abs=1e-12, nan_ok=True)
    assert ours.hi == pytest.approx(bounds.high.probabilities[place], abs=1e-12, nan_ok=True)
