"""Tornado, Morris and Sobol against functions whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.answers.bridges import problem
from sim.experiment.answers.morris import STEP, morris, morris_points
from sim.experiment.answers.question import Question
from sim.experiment.answers.sobol import sobol
from sim.experiment.answers.tornado import tornado
from tests.experiment.answers.toys import Toy, listed, ranged

SCORE = Question("score")
DIFFERENCE = Question("score", 1)
LINE = [ranged("a"), ranged("b", 1, 100, scale="log"), listed("s", "off", "on")]
OWN = {"a": 0.5, "b": 10.0, "s": "off"}


def line(at):
    """3 over the range of a, -4 over two decades of b, 5 with the switch."""
    return 3 * at["a"] - 2 * math.log10(at["b"]) + 5 * (at["s"] == "on")


def test_a_tornado_of_a_line_has_its_slopes_as_swings():
    found = tornado(LINE, SCORE, Toy(line, shared=1, defaults=OWN), 6)
    assert [bar.factor for bar in found.bars] == ["s", "b", "a"]
    assert [bar.swing.mean for bar in found.bars] == pytest.approx([5, -4, 3])
    assert [bar.swing.sd for bar in found.bars] == pytest.approx([0, 0, 0], abs=1e-9)
    s, b, a = found.bars
    assert (a.low.at, a.high.at) == (0, 1)
    assert (b.low.at, b.high.at) == (1, 100)
    assert (s.low.at, s.high.at) == ("off", "on")
    assert a.low.change.mean == pytest.approx(-1.5)
    assert a.high.answer.mean - found.own.mean == pytest.approx(1.5)


@pytest.mark.parametrize(("shift", "flips"), [(0.0, "yes"), (9.0, "no"), (1.5, "unclear")])
def test_a_tornado_says_whether_the_sign_flips_within_a_range(shift, flips):
    toy = Toy(lambda at: 0.0, lambda at: 3 * at["a"] - 1.5 + shift, own=0.1, defaults=OWN)
    [bar] = tornado(LINE[:1], DIFFERENCE, toy, 12).bars
    assert bar.flips == flips


def test_the_ends_of_three_categories_are_the_lowest_and_the_highest():
    at = {"pods": 2.0, "pool": 7.0, "owners": 4.0}
    factor = listed("structure", *at)
    toy = Toy(lambda p: at[p["structure"]], defaults={"structure": "owners"})
    [bar] = tornado([factor], SCORE, toy, 3).bars
    assert (bar.low.at, bar.high.at) == ("pods", "pool")


def test_the_ends_of_listed_numbers_are_the_least_and_the_greatest():
    factor = listed("x", 2, 8, 5)
    [bar] = tornado([factor], SCORE, Toy(lambda p: (p["x"] - 5) ** 2, defaults={"x": 5}), 3).bars
    assert (bar.low.at, bar.high.at) == (2, 8)


def test_morris_of_a_line_gives_its_slopes_and_no_sigma():
    found = morris(LINE, SCORE, Toy(line, shared=1), 4, trajectories=6)
    rows = {row.factor: row for row in found.rows}
    assert [row.factor for row in found.rows] == ["s", "b", "a"]
    assert found.points == 6 * 4
    for name, slope in {"a": 3, "b": -4, "s": 5}.items():
        assert rows[name].mu_star == pytest.approx(abs(slope))
        assert rows[name].mu == pytest.approx(slope)
        assert rows[name].sigma == pytest.approx(0, abs=1e-9)
        assert rows[name].luck == pytest.approx(0, abs=1e-9)


def test_morris_sees_an_interaction_as_sigma():
    factors = [ranged("a"), ranged("b")]
    found = morris(factors, SCORE, Toy(lambda at: at["a"] * at["b"]), 2, trajectories=40)
    assert all(row.sigma > 0.2 for row in found.rows)


def test_morris_says_what_luck_alone_would_give():
    # An effect is the difference of two means of n values of sd 0.5, over the step:
    # its sd is 0.5 sqrt(2 / n) / STEP, and the mean of |N(0, sd)| is sd sqrt(2 / pi).
    found = morris([ranged("a"), ranged("b")], SCORE, Toy(lambda at: 0.0, own=0.5), 20,
                   trajectories=60)  # fmt: skip
    known = 0.5 * math.sqrt(2 / 20) / STEP * math.sqrt(2 / math.pi)
    for row in found.rows:
        assert row.luck == pytest.approx(known, rel=0.1)
        assert row.mu_star == pytest.approx(known, rel=0.3)


@pytest.mark.parametrize(("low", "high"), [(3, 6), (3, 8), (2, 11)])
def test_morris_divides_by_the_steps_that_whole_numbers_made(low, high):
    heads = ranged("team.size", low, high, path="team.size", unit="people")
    [row] = morris([heads], SCORE, Toy(lambda at: at["team.size"]), 2, trajectories=8).rows
    assert row.mu_star == pytest.approx(high - low)
    assert row.mu == pytest.approx(high - low)
    assert row.sigma == pytest.approx(0, abs=1e-9)


def test_morris_refuses_fewer_whole_numbers_than_levels():
    heads = ranged("team.size", 3, 4, path="team.size", unit="people")
    with pytest.raises(InputError, match="has 2 whole numbers in its range"):
        morris([heads], SCORE, Toy(lambda at: at["team.size"]), 2)


def test_morris_agrees_with_salib_where_nothing_is_rounded():
    from SALib.analyze import morris as analysis

    factors = [ranged("a"), ranged("b")]
    toy = Toy(lambda at: at["a"] ** 2 + at["a"] * at["b"])
    points, where = morris_points(factors, 12, 3)
    values = toy(points, 1).values["score"][0, :, 0]
    known = analysis.analyze(problem(factors), where, values, num_levels=4, seed=3)
    rows = {row.factor: row for row in morris(factors, SCORE, toy, 1, trajectories=12, seed=3).rows}
    for i, name in enumerate("ab"):
        assert rows[name].mu_star == pytest.approx(known["mu_star"][i])
        assert rows[name].mu == pytest.approx(known["mu"][i])
        assert rows[name].sigma == pytest.approx(known["sigma"][i])
        assert rows[name].mu_star_half == pytest.approx(float(known["mu_star_conf"][i]), rel=0.15)


def test_morris_refuses_three_categories_in_words():
    with pytest.raises(InputError, match="structure: lists 3 levels, and Morris steps"):
        morris([listed("structure", "a", "b", "c")], SCORE, Toy(line), 2)


ISHIGAMI = [ranged(name, -math.pi, math.pi) for name in "xyz"]


def ishigami(at):
    x, y, z = at["x"], at["y"], at["z"]
    return math.sin(x) + 7 * math.sin(y) ** 2 + 0.1 * z**4 * math.sin(x)


def test_sobol_indices_of_the_ishigami_function():
    # V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2 with a = 7, b = 0.1; V1 = (1 + b pi^4/5)^2 / 2;
    # V2 = a^2/8; V13 = 8 b^2 pi^8 / 225 (Ishigami and Homma 1990).
    b4, b8 = 0.1 * math.pi**4, 0.01 * math.pi**8
    whole = 49 / 8 + b4 / 5 + b8 / 18 + 1 / 2
    one, two, both = (1 + b4 / 5) ** 2 / 2, 49 / 8, 8 * b8 / 225
    first = {"x": one / whole, "y": two / whole, "z": 0.0}
    total = {"x": (one + both) / whole, "y": two / whole, "z": both / whole}
    toy = Toy(ishigami, shared=1)
    found = sobol(ISHIGAMI, SCORE, toy, 2, samples=2000)
    assert found.samples == 2048
    assert found.points == 2048 * 5
    assert found.mean == pytest.approx(
        3.5 + Toy(ishigami, shared=1).luck(0, {}, 2).mean(), abs=0.05
    )
    for row in found.rows:
        assert row.first == pytest.approx(first[row.factor], abs=0.03)
        assert row.total == pytest.approx(total[row.factor], abs=0.03)
        assert abs(row.total - total[row.factor]) <= 1.5 * row.total_half
    assert [row.factor for row in found.rows] == ["x", "y", "z"]


def test_the_same_seed_gives_the_same_indices_and_numpy_is_left_alone():
    state = np.random.get_state()[1].copy()  # noqa: NPY002 - this is what must not move
    one, two = (sobol(ISHIGAMI, SCORE, Toy(ishigami), 1, samples=16, seed=0) for _ in range(2))
    assert one == two
    assert one.spread is None
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002


def test_too_few_samples_for_sobol_are_refused():
    with pytest.raises(InputError, match="7 samples are too few for Sobol indices: 8 at least"):
        sobol(ISHIGAMI, SCORE, Toy(ishigami), 2, samples=7)


def test_where_nothing_varies_all_indices_are_zero():
    found = sobol(ISHIGAMI, SCORE, Toy(lambda at: 4.0), 2, samples=8)
    assert all((row.first, row.total) == (0, 0) for row in found.rows)


def test_a_point_without_a_value_is_said():
    toy = Toy(lambda at: math.nan if at["x"] > 3 else 1.0)
    with pytest.raises(InputError, match="score has no value in any world at"):
        sobol(ISHIGAMI, SCORE, toy, 2, samples=64)


def test_a_measure_or_a_candidate_that_is_not_there_is_said():
    with pytest.raises(InputError, match="'nps' was not computed: one of score"):
        tornado(LINE, Question("nps"), Toy(line, defaults=OWN), 2)
    with pytest.raises(InputError, match="there is no candidate 1: the study has 0"):
        tornado(LINE, DIFFERENCE, Toy(line, defaults=OWN), 2)
