"""Thresholds: known roots are found, and the interval covers them as often as it says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.answers.question import Question
from sim.experiment.answers.threshold import threshold
from sim.experiment.points import Samples
from sim.scenario.study.factors import Factor
from tests.experiment.answers.toys import Toy, listed, ranged

SCORE, DIFFERENCE = Question("score"), Question("score", 1)
ROOT = 4.2


def test_a_root_without_luck_is_found_on_a_log_scale():
    factor = ranged("x", 1, 100, scale="log")
    found = threshold(factor, SCORE, Toy(lambda at: math.log10(at["x"]) - 0.777), 3)
    [crossing] = found.crossings
    assert crossing.estimate == pytest.approx(10**0.777, rel=1e-6)
    assert found.direction == "rises"
    assert [at for at, _ in found.points] == sorted(at for at, _ in found.points)


def test_a_paired_difference_crosses_where_the_candidate_overtakes():
    toy = Toy(lambda at: 5.0, lambda at: 9.0 - at["x"], shared=3)
    found = threshold(ranged("x", 0, 10), DIFFERENCE, toy, 5)
    assert found.crossings[0].estimate == pytest.approx(4, abs=1e-6)
    assert found.direction == "falls"
    assert found.document()["crossing"]["direction"] == "falls"


def test_a_target_is_crossed():
    found = threshold(ranged("x", 0, 10), SCORE, Toy(lambda at: at["x"]), 3, target=7.3)
    assert found.crossings[0].estimate == pytest.approx(7.3)
    assert found.points[0][1].mean == 0


def test_several_crossings_are_told():
    toy = Toy(lambda at: (at["x"] - 2) * (at["x"] - 6))
    found = threshold(ranged("x", 0, 10), SCORE, toy, 3)
    assert [c.estimate for c in found.crossings] == pytest.approx([2, 6], abs=1e-4)
    assert [c.rises for c in found.crossings] == [False, True]


@pytest.mark.parametrize(
    ("function", "direction"),
    [(lambda at: 1 + at["x"], "stays above"), (lambda at: -1.0, "stays below"),
     (lambda at: 0.0, "unclear")],
)  # fmt: skip
def test_where_nothing_crosses_the_side_is_said(function, direction):
    found = threshold(ranged("x", 0, 10), SCORE, Toy(function, own=0.1), 10)
    assert found.crossings == ()
    assert found.direction == direction
    assert found.document()["crossing"] is None


def test_an_interval_that_leaves_the_range_is_open():
    toy = Toy(lambda at: at["x"] - 9.7, own=3, seed=7)
    found = threshold(ranged("x", 0, 10), SCORE, toy, 12)
    assert found.crossings
    assert found.crossings[-1].lo < 9.7
    assert math.isnan(found.crossings[-1].hi)
    assert found.document()["crossings"][-1]["hi"] is None


def test_a_team_is_counted_in_whole_heads():
    factor = ranged("team.size", 2, 20, path="team.size", unit="people")
    toy = Toy(lambda at: at["team.size"] - 11.4)
    found = threshold(factor, SCORE, toy, 3)
    assert found.crossings[0].estimate == pytest.approx(11.4)
    tried = [at for at, _ in found.points]
    assert all(at == int(at) for at in tried)
    assert len(tried) == len(set(tried))


class ByOverrides:
    """An `Evaluate` of what is set, as a world sees it."""

    def __init__(self, answer):
        self.answer, self.worlds = answer, []

    def __call__(self, points, n):
        self.worlds += [dict(p.overrides) for p in points]
        rows = [[self.answer(p.overrides)] * n for p in points]
        return Samples(tuple(points), ("Base",), {"score": np.array([rows], float)})


LINKED = Factor("both", ("team.size", "book.arr"), low=(3.0, 3e6), high=(5.0, 9e6), unit="people")


def test_of_linked_paths_every_world_is_tried_and_the_one_that_does_not_count_is_told():
    tried = ByOverrides(lambda sets: sets["book.arr"] - 8.1e6)
    found = threshold(LINKED, SCORE, tried, 3)
    assert {"team.size": 5, "book.arr": 9e6} in tried.worlds
    assert len({w["book.arr"] for w in tried.worlds}) == len(tried.worlds) > 8
    assert found.crossings[0].estimate == pytest.approx(8.1e6)
    assert (found.path, found.unit, found.counts) == ("book.arr", "money", False)
    assert [at for at, _ in found.points] == sorted(w["book.arr"] for w in tried.worlds)


def test_of_linked_paths_that_all_count_no_world_takes_the_place_of_another():
    factor = Factor("n", ("team.size", "team.roles.csm.pod_size"), low=(3.0, 2.0), high=(5.0, 20.0))
    tried = ByOverrides(
        lambda sets: 10 * sets["team.size"] + sets["team.roles.csm.pod_size"] - 51.5
    )
    found = threshold(factor, SCORE, tried, 3)
    worlds = [tuple(w.values()) for w in tried.worlds]
    assert len(found.points) == len(worlds) == len(set(worlds)) > 8
    assert found.counts


def test_lists_and_single_replications_are_refused():
    with pytest.raises(InputError, match="x: is a list, and a threshold lies on a range"):
        threshold(listed("x", "a", "b"), SCORE, Toy(lambda at: 0.0), 3)
    with pytest.raises(InputError, match="2 replications at least"):
        threshold(ranged("x"), SCORE, Toy(lambda at: 0.0), 1)


def test_worlds_without_a_value_are_left_out_of_all_points():
    class Torn(Toy):
        def __call__(self, points, replications):
            found = super().__call__(points, replications)
            found.values["score"][0, 0, 1] = math.nan
            return found

    found = threshold(ranged("x", 0, 10), SCORE, Torn(lambda at: at["x"] - 3, shared=1), 6)
    assert {answer.n for _, answer in found.points} == {5}


class Worlds:
    """Answers that rise through ROOT, with shared and own luck drawn anew for each trial."""

    def __init__(self, trial, own, shared, bent):
        self.key, self.own, self.shared, self.bent, self.calls = trial, own, shared, bent, 0

    def __call__(self, points, n):
        self.calls += 1
        rng = np.random.default_rng([self.key, self.calls])
        every = np.random.default_rng([self.key, 0]).normal(size=(2, n))
        values = np.empty((1, len(points), n))
        for i, point in enumerate(points):
            x = point.at["x"]
            mean = 3 * math.log((x + 0.5) / (ROOT + 0.5)) if self.bent else x - ROOT
            values[0, i] = mean + self.shared * (every[0] + 0.2 * (x - ROOT) * every[1])
            values[0, i] += self.own * rng.normal(size=n)
        return Samples(tuple(points), ("Base",), {"score": values})


def coverage(trials, **worlds):
    hits = told = 0
    for trial in range(trials):
        found = threshold(ranged("x", 0, 10), SCORE, Worlds(trial, **worlds), 20)
        ends = [(c.lo, c.hi) for c in found.crossings]
        told += bool(ends)
        hits += any(not lo > ROOT and not hi < ROOT for lo, hi in ends)
    assert told > 0.98 * trials
    return hits / told


KINDS = [
    {"own": 0.0, "shared": 1.0, "bent": False},
    {"own": 0.5, "shared": 1.0, "bent": False},
    {"own": 0.5, "shared": 1.0, "bent": True},
    {"own": 1.0, "shared": 0.0, "bent": False},
]


@pytest.mark.parametrize("worlds", KINDS, ids=str)
def test_the_interval_covers_the_crossing_roughly(worlds):
    assert 0.87 <= coverage(150, **worlds) <= 1.0


@pytest.mark.verify
@pytest.mark.parametrize("worlds", KINDS, ids=str)
def test_the_interval_covers_the_crossing(worlds):
    assert 0.94 <= coverage(2000, **worlds) <= 0.96
