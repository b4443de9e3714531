"""Futures: what is drawn, what marks the lost ones, and how often luck alone is called a mark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.answers.futures import NOWHERE_ELSE, _points, futures, with_futures
from sim.experiment.answers.question import Question
from sim.experiment.points import Samples
from sim.experiment.sweeps.evaluator import Evaluator
from sim.experiment.sweeps.members import by_member, mean_of
from tests.experiment.answers.toys import listed, ranged
from tests.experiment.fake import engine
from tests.experiment.test_sweep import study

DIFFERENCE = Question("score", 1)
X = "people.burnout_quit_effect"
Z, S = "people.pay_gap_effect", "people.support_effect"
FACTORS = (
    ranged("x", 1.0, 3.0, path=X),
    ranged("z", 0.0, 2.0, path=Z),
    listed("s", 0.1, 0.2, 0.3, path=S),
)


def drawn(tmp_path, n=64, factors=FACTORS):
    return with_futures(replace(study(tmp_path), factors=factors), n)


def samples(one, gain, luck=0.0, seed=1):
    """Of each future two worlds: the candidate is better by `gain(set)` and luck."""
    random = np.random.default_rng(seed)
    worlds = np.repeat([gain(each) for each in one.ensemble], 2)
    worlds = worlds + luck * random.normal(size=len(worlds))
    values = np.stack([np.zeros_like(worlds), worlds])[:, None, :]
    parts = by_member(values, len(one.ensemble))
    return Samples((NOWHERE_ELSE,), ("Base", "Other"), {"score": mean_of(parts)}, {"score": parts})


def test_each_factor_fills_its_range_evenly_and_more_futures_begin_with_the_same(tmp_path):
    few, many = drawn(tmp_path, 16), drawn(tmp_path, 64)
    assert many.ensemble[:16] == few.ensemble
    assert (few.replications, many.replications) == (32, 128)
    x = np.array([each[X] for each in few.ensemble])
    assert ((x >= 1) & (x < 3)).all()
    eighths = ((x - 1) * 4).astype(int).tolist()
    assert sorted(eighths[:8]) == sorted(eighths[8:]) == list(range(8))


def test_no_two_factors_have_the_same_futures_in_their_halves(tmp_path):
    """Or one could not be told from the other."""
    paths = [f"people.burnout_quit_effect.{i}" for i in range(12)]
    factors = tuple(ranged(path, path=X) for path in paths)
    one = replace(study(tmp_path), factors=factors)
    high = np.array([[position > 0.5 for position in point.at.values()]
                     for point in _points(one, 32)])  # fmt: skip
    for i in range(12):
        for j in range(i):
            assert 8 <= (high[:, i] == high[:, j]).sum() <= 24


def test_what_the_ensemble_of_the_study_says_stays_below_what_is_drawn(tmp_path):
    own = replace(study(tmp_path), factors=FACTORS, ensemble=({Z: 9.0, "a.b": 1}, {"a.b": 2}))
    sets = with_futures(own, 8).ensemble
    assert [each["a.b"] for each in sets] == [1, 2] * 4
    assert all(each[Z] < 2 for each in sets)


def test_the_factor_that_decides_is_found_with_its_split(tmp_path):
    one = drawn(tmp_path)
    found = futures(one, samples(one, lambda at: at[X] - 1.5, 0.1), DIFFERENCE, "up")
    first = found.marks[0]
    assert (first.factor, first.split) == ("x", pytest.approx(2.0))
    assert first.difference.mean == pytest.approx(1.0, abs=0.1)
    assert first.high.lost == 0
    assert found.lost == first.low.lost == pytest.approx(16, abs=2)
    assert first.chance < 1e-4
    assert found.answer.mean == pytest.approx(0.5, abs=0.05)
    assert {mark.factor: mark.low.futures + mark.high.futures for mark in found.marks} == {
        "x": 64,
        "z": 64,
        "s": 64,
    }


def test_where_less_is_better_more_is_lost(tmp_path):
    one = drawn(tmp_path)
    found = futures(one, samples(one, lambda at: at[X] - 1.5), DIFFERENCE, "down")
    assert found.lost == 48


def test_levels_are_split_in_the_middle(tmp_path):
    one = drawn(tmp_path)
    found = futures(one, samples(one, lambda at: at[X]), DIFFERENCE, "up")
    mark = next(mark for mark in found.marks if mark.factor == "s")
    assert (mark.split, mark.low.levels, mark.high.levels) == (None, (0.1, 0.2), (0.3,))


def test_the_first_futures_of_more_are_told_alike(tmp_path):
    few, many = drawn(tmp_path, 16), drawn(tmp_path, 64)
    given = samples(few, lambda at: at[X] * at[Z])
    assert futures(few, given, DIFFERENCE, "up") == futures(many, given, DIFFERENCE, "up")


def test_futures_without_a_value_are_left_out(tmp_path):
    one = drawn(tmp_path, 16)
    given = samples(one, lambda at: at[X])
    given.values["score"][1, 0, :4] = np.nan
    assert futures(one, given, DIFFERENCE, "up").futures == 12


@pytest.mark.parametrize("luck", [1.0, 5.0])
def test_luck_alone_is_seldom_called_a_mark(tmp_path, luck):
    """With Bonferroni's correction at most one in twenty times over all factors together."""
    one = drawn(tmp_path, 32)
    wrong = 0
    for seed in range(300):
        found = futures(one, samples(one, lambda at: 0.2, luck, seed), DIFFERENCE, "up")
        wrong += any(mark.chance * len(FACTORS) < 0.05 for mark in found.marks)
    assert wrong <= 24


def test_too_few_or_nothing_varied_is_refused(tmp_path):
    with pytest.raises(InputError, match="4 futures are too few: 8 at least"):
        drawn(tmp_path, 4)
    with pytest.raises(InputError, match="nothing is varied"):
        drawn(tmp_path, 16, factors=())


def test_every_future_is_lived_through_with_its_own_numbers_and_luck(tmp_path):
    """Through the evaluator: set k has the replications 2 k and 2 k + 1, on both sides."""
    one = with_futures(study(tmp_path), 8)
    with Evaluator(one, workers=1, engine=engine()) as evaluate:
        found = evaluate([NOWHERE_ELSE], one.replications)
    measure = one.measures[0]
    assert found.worlds[measure].shape == (len(one.names), 1, 8, 2)
    assert evaluate.computed == 8 * 2 * len(one.names)
