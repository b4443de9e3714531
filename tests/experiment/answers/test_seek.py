"""Seek: known optima are found, confirmed in fresh worlds, and misses are told."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.answers.seek import seek
from sim.experiment.answers.targets import Target, targets_of
from sim.experiment.points import Samples
from sim.scenario.study.factors import Factor
from tests.experiment.answers.toys import Toy, listed, ranged

SIZE = ranged("team.size", 4, 30, path="team.size", unit="people")
NINE_TENTHS = Target("score", "at_least", 0.9)


class Costly(Toy):
    """A toy with a second measure, `cost`, that is a function of the point alone."""

    def __init__(self, side, cost, **options):
        super().__init__(side, **options)
        self.cost = cost

    def __call__(self, points, replications):
        found = super().__call__(points, replications)
        cost = np.array([[[self.cost(p.at)] * replications for p in points]])
        return Samples(found.points, found.sides, {**found.values, "cost": cost})


def served(at):
    return 1 - 1 / at["team.size"]


@pytest.mark.parametrize("minimise", [None, "team.size", "cost"])
def test_the_smallest_team_that_meets_a_target_is_found(minimise):
    toy = Costly(served, lambda at: 100 * at["team.size"])
    found = seek([SIZE], [NINE_TENTHS], toy, 4, minimise=minimise)
    assert found.chosen.point.at == {"team.size": 10}
    assert found.method == "bisection"
    assert len(found.tried) < 9
    assert all(s.point.at["team.size"] == int(s.point.at["team.size"]) for s in found.tried)


def test_the_safe_side_of_the_interval_asks_for_more_than_the_mean():
    toy = Toy(served, shared=0.02, seed=3)
    worlds = toy.luck(0, {}, 20)
    sure = seek([SIZE], [NINE_TENTHS], toy, 20)
    by_mean = seek([SIZE], [Target("score", "at_least", 0.9, sure=False)], toy, 20)
    assert sure.chosen.point.at["team.size"] > by_mean.chosen.point.at["team.size"]
    assert sure.chosen.measures["score"].lo >= 0.9
    assert abs(worlds.mean()) < 0.02


def test_the_confirmation_is_in_worlds_that_the_search_never_saw():
    toy = Toy(served, own=0.01)
    found = seek([SIZE], [NINE_TENTHS], toy, 10)
    assert found.confirmation.replications == 20
    assert toy.asked[-1] == (dict(found.chosen.point.at), 30)
    fresh = toy.luck(0, found.chosen.point.at, 30)[10:]
    truth = served(found.chosen.point.at)
    assert found.confirmation.measures["score"].mean == pytest.approx(truth + fresh.mean())


def test_a_setting_whose_luck_was_picked_fails_its_confirmation():
    class Lucky(Toy):
        """In the first 10 worlds 0.05 better than in all others."""

        def luck(self, side, at, replications):
            return np.where(np.arange(replications) < 10, 0.05, 0.0)

    found = seek([SIZE], [NINE_TENTHS], Lucky(served), 10)
    assert [s.point.at["team.size"] for s in found.failed] == [7]
    assert found.chosen.point.at["team.size"] > 9


def test_where_nothing_meets_the_target_the_nearest_is_told():
    found = seek([SIZE], [Target("score", "at_least", 1.5)], Toy(served), 4)
    assert found.chosen is None
    assert found.nearest.point.at == {"team.size": 30}
    assert not found.nearest.meets


def test_a_measure_without_a_value_never_meets():
    found = seek([SIZE], [NINE_TENTHS], Toy(lambda at: float("nan")), 4)
    assert found.chosen is None


def test_at_most_and_two_targets_on_one_measure():
    wanted = targets_of({"score": {"at_least": 0.8, "at_most": 0.95}}, sure=True)
    found = seek([SIZE], wanted, Toy(served), 4)
    assert found.chosen.point.at == {"team.size": 5}
    with pytest.raises(InputError, match="name a target"):
        targets_of({}, sure=True)


def test_a_middle_that_meets_where_neither_end_does_is_found():
    toy = Toy(lambda at: 1 - abs(at["team.size"] - 20) / 10)
    found = seek([SIZE], [NINE_TENTHS], toy, 4)
    assert found.chosen.point.at == {"team.size": 19}


def test_a_list_of_numbers_is_bisected():
    factor = listed("team.size", 4, 6, 9, 12, 18, 30, path="team.size")
    found = seek([factor], [NINE_TENTHS], Toy(served), 4)
    assert found.chosen.point.at == {"team.size": 12}


MANY = [
    ranged("a"),
    ranged("b", path="culture.hero_inclination"),
    listed("s", "off", "on", path="team.structure"),
]


LINKED = Factor("both", ("team.size", "book.arr"), low=(3.0, 3e6), high=(5.0, 9e6), unit="people")


def test_settings_with_equal_heads_and_another_book_are_two():
    class Books(Toy):
        def __call__(self, points, replications):
            rows = [[p.overrides["book.arr"] / 1e7] * replications for p in points]
            return Samples(tuple(points), ("Base",), {"score": np.array([rows])})

    found = seek([LINKED], [Target("score", "at_least", 0.82)], Books(served), 3)
    books = [s.point.overrides["book.arr"] for s in found.tried]
    assert len(set(books)) == len(books) > 6
    assert min(books) == 3e6
    assert max(books) == 9e6


def test_the_named_one_of_linked_paths_is_minimised():
    opposed = Factor("both", ("team.size", "book.arr"), low=(3.0, 9e6), high=(9.0, 3e6))
    always = [Target("score", "at_least", 0.5)]
    fewest = seek([opposed], always, Toy(lambda at: 1.0), 3, minimise="team.size")
    least = seek([opposed], always, Toy(lambda at: 1.0), 3, minimise="book.arr")
    assert fewest.chosen.point.overrides == {"team.size": 3, "book.arr": 9e6}
    assert least.chosen.point.overrides == {"team.size": 9, "book.arr": 3e6}
    assert (fewest.chosen.cost, least.chosen.cost) == (3, 3e6)
    assert least.chosen.document()["sets"] == {"team.size": 9.0, "book.arr": 3e6}


def test_a_list_of_money_has_a_size():
    factor = listed("book.arr", "2M", "3M", "4M", path="book.arr")
    found = seek([factor], [Target("score", "at_least", 2.5e6)], Toy(lambda at: at["book.arr"]), 3)
    assert found.chosen.cost == 3e6


def many():
    """Cheapest with a + b + on >= 1.5: on, b = 0.5, a = 0, at a cost of 1."""
    return Costly(
        lambda at: at["a"] + at["b"] + (at["s"] == "on"),
        lambda at: 3 * at["a"] + at["b"] + 0.5 * (at["s"] == "on"),
    )


def test_several_factors_come_near_a_known_optimum_and_repeat():
    target = [Target("score", "at_least", 1.5)]
    one, two = (seek(MANY, target, many(), 3, minimise="cost", trials=120) for _ in range(2))
    assert one.chosen.point.at["s"] == "on"
    assert one.chosen.cost == pytest.approx(1, abs=0.12)
    assert [s.point.at for s in one.tried] == [s.point.at for s in two.tried]


def test_several_factors_need_a_cost_and_optuna(monkeypatch):
    with pytest.raises(InputError, match="say what to minimise"):
        seek(MANY, [NINE_TENTHS], many(), 3)
    with pytest.raises(InputError, match="nps: was not computed"):
        seek(MANY, [NINE_TENTHS], many(), 3, minimise="nps")
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(InputError, match=r"pip install 'reorg\[optimize\]'"):
        seek(MANY, [NINE_TENTHS], many(), 3, minimise="cost")


def test_words_cannot_be_minimised():
    with pytest.raises(InputError, match="'off' is no number"):
        seek([listed("s", "off", "on")], [NINE_TENTHS], Toy(lambda at: 1.0), 3)
