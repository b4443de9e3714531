"""Luck and ignorance: the estimators are unbiased, with and without common random numbers."""

from __future__ import annotations

import numpy as np
import pytest

from sim.experiment.answers.luck import spread_of, variances

IGNORANCE, SHARED, OWN = 2.0, 1.5, 0.7


def drawn(rng, points, replications, shared=SHARED, own=OWN, ignorance=IGNORANCE):
    a = rng.normal(0, ignorance, (points, 1))
    b = rng.normal(0, shared, (1, replications))
    return a + b + rng.normal(0, own, (points, replications))


@pytest.mark.parametrize(("shared", "own"), [(SHARED, OWN), (0.0, 1.0), (3.0, 0.1)])
def test_variances_are_unbiased(shared, own):
    rng = np.random.default_rng(5)
    found = np.array([variances(drawn(rng, 6, 4, shared, own)) for _ in range(6000)])
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    for mean, truth, se in zip(found.mean(axis=0), (shared**2 + own**2, IGNORANCE**2), error,
                               strict=True):  # fmt: skip
        assert abs(mean - truth) < 3.5 * se


def test_the_nested_correction_would_be_wrong_under_common_random_numbers():
    rng = np.random.default_rng(6)
    nested = []
    for _ in range(4000):
        y = drawn(rng, 6, 4, shared=3.0, own=0.1)
        nested.append(y.mean(axis=1).var(ddof=1) - y.var(axis=1, ddof=1).mean() / 4)
    assert np.mean(nested) < IGNORANCE**2 - 1.5


def test_a_spread_says_shares_with_intervals():
    values = drawn(np.random.default_rng(7), 400, 30)
    luck = SHARED**2 + OWN**2
    found = spread_of(values)
    assert found.points == 400
    worlds, mean = found.luck_of_worlds, found.ignorance_of_mean
    assert worlds.lo < luck / (luck + IGNORANCE**2) < worlds.hi
    assert mean.lo < IGNORANCE**2 / (IGNORANCE**2 + luck / 30) < mean.hi
    assert spread_of(values) == found


def test_all_luck_and_no_luck():
    rng = np.random.default_rng(8)
    only = spread_of(drawn(rng, 50, 20, ignorance=0.0))
    assert only.luck_of_worlds.estimate > 0.9
    assert only.ignorance_of_mean.lo == 0
    none = spread_of(drawn(rng, 50, 20, shared=0.0, own=0.0))
    assert none.luck_of_worlds.estimate == pytest.approx(0, abs=1e-12)
    assert none.ignorance_of_mean.estimate == pytest.approx(1)
    flat = spread_of(np.ones((4, 3)))
    assert (flat.luck_of_worlds.estimate, flat.ignorance_of_mean.estimate) == (0, 0)


@pytest.mark.parametrize(("points", "replications"), [(16, 5), (32, 10), (100, 4)])
def test_shares_are_covered_with_few_points_or_replications(points, replications):
    luck = SHARED**2 + OWN**2
    worlds, mean = luck / (luck + IGNORANCE**2), IGNORANCE**2 / (IGNORANCE**2 + luck / replications)
    hits, trials = np.zeros(2), 200
    for trial in range(trials):
        rng = np.random.default_rng([trial, points])
        found = spread_of(drawn(rng, points, replications))
        for i, (share, truth) in enumerate(
            ((found.luck_of_worlds, worlds), (found.ignorance_of_mean, mean))
        ):
            hits[i] += share.lo <= truth <= share.hi
    assert (hits / trials >= 0.92).all()


@pytest.mark.verify
def test_shares_are_covered():
    luck = SHARED**2 + OWN**2
    truth = luck / (luck + IGNORANCE**2)
    hits = 0
    for trial in range(300):
        found = spread_of(drawn(np.random.default_rng([9, trial]), 100, 20)).luck_of_worlds
        hits += found.lo <= truth <= found.hi
    assert 0.90 <= hits / 300 <= 0.99
