"""Paired intervals hold the truth as often as they say, all the way through `compare`."""

from __future__ import annotations

import numpy as np
import pytest

from sim.base.statistics import share_above, wilson_interval
from sim.experiment.comparison import compare
from sim.experiment.summary import summary
from sim.experiment.worlds import Engine
from sim.tables.results import Key
from tests.experiment import fake

TRUTH = 0.2
"""Mean paired difference of the two scenarios below."""
MEASURES = ("grr", "csm_turnover")


def compute(run, by=()):
    """Noisy worlds in which the rate of quitting moves one measure by a normal, one by a gamma.

    Both factors have mean 1, so that the true mean difference is the difference of the rates.
    """
    luck = np.random.default_rng([run.scenario.seed, run.replication, 77])
    rate, noise = run.scenario.people.base_quit_rate, luck.normal(0, 5)
    return {
        Key("grr"): noise + rate * luck.normal(1, 1),
        Key("csm_turnover"): noise + rate * luck.gamma(4, 1 / 4),
    }


def covered(trials, replications=30):
    """Share of trials in which the interval holds the truth, by measure."""
    engine = Engine(fake.simulate, compute, fake.weekly)
    hits = dict.fromkeys(MEASURES, 0)
    for seed in range(trials):
        base, child = (fake.scenario(n, seed=seed, quit_rate=q) for n, q in
                       (("Base", 0.1), ("Child", 0.1 + TRUTH)))  # fmt: skip
        found = compare(base, [child], replications, workers=1, engine=engine)
        told = summary(found)["candidates"][0]["measures"]
        for name in MEASURES:
            hits[name] += told[name]["lo"] <= TRUTH <= told[name]["hi"]
    return {name: count / trials for name, count in hits.items()}


def test_paired_intervals_roughly_cover():
    assert all(0.85 <= share <= 1.0 for share in covered(60, 20).values())


@pytest.mark.verify
def test_paired_intervals_cover():
    assert all(0.94 <= share <= 0.96 for share in covered(2000).values())


def wilson_covers(share, n, trials=4000):
    seen = np.random.default_rng(int(1000 * share) + n).binomial(n, share, trials) / n
    ends = [wilson_interval(each, n) for each in seen.tolist()]
    return np.mean([lo <= share <= hi for lo, hi in ends])


@pytest.mark.parametrize(("share", "n"), [(0.5, 30), (0.84, 100), (0.1, 50)])
def test_wilson_intervals_cover(share, n):
    assert 0.93 <= wilson_covers(share, n) <= 0.98


def test_wilson_by_hand_and_at_the_ends():
    # 8 of 10: (0.8 + 0.19207) / 1.38415 +- 1.95996 sqrt(0.016 + 0.0096037) / 1.38415
    assert wilson_interval(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    lo, hi = wilson_interval(1.0, 20)
    assert 0.8 < lo < 1
    assert hi == pytest.approx(1)
    assert wilson_interval(0.0, 0) == (0.0, 1.0)
    assert share_above(np.array([1.0, -1.0])) == 0.5
