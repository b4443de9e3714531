"""Value of information against closed forms; PRIM finds a known box; bridges carry both ways."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.base.statistics import mean_interval
from sim.experiment.answers.bridges import ema_model, ema_parameters, ema_results, problem
from sim.experiment.answers.information import information
from sim.experiment.answers.losing import losing
from sim.experiment.answers.placing import cloud, positions, spread
from sim.experiment.answers.question import Question
from sim.experiment.answers.surface import surface
from sim.scenario.study.factors import Factor
from tests.experiment.answers.toys import Toy, listed, ranged

DIFFERENCE = Question("score", 1)
UNITS = [ranged("x"), ranged("z"), ranged("idle"), listed("s", "off", "on")]


def gain(at):
    """x + z - 0.8 with x, z uniform on (0, 1)."""
    return at["x"] + at["z"] - 0.8


# max of E = 0.2. E max(0, x - 0.3) = 0.7^2 / 2, so EVPPI(x) = EVPPI(z) = 0.245 - 0.2; and
# E max(0, x + z - 0.8) = 0.2 + 0.8^3 / 6, so EVPI = 0.8^3 / 6.
ONE, ALL = 0.045, 0.8**3 / 6


def asked(seed, gain=gain, own=0.3, points=256, replications=20, **more):
    toy = Toy(lambda at: 0.0, gain, own=own, shared=1, seed=seed)
    return information(UNITS, toy(spread(UNITS, points, seed), replications), "score", "up", seed)


def test_the_value_of_information_agrees_with_its_closed_form():
    found = [asked(seed) for seed in range(12)]
    for name, truth in {"x": ONE, "z": ONE, "idle": 0.0, "s": 0.0}.items():
        values = [next(r.value for r in f.rows if r.factor == name) for f in found]
        assert np.mean(values) == pytest.approx(truth, abs=0.006)
    assert np.mean([f.perfect.value for f in found]) == pytest.approx(ALL, abs=0.006)
    assert found[0].best == "Candidate"
    assert found[0].means[1] - found[0].means[0] == pytest.approx(0.2, abs=0.05)
    switches = [next(r.switches for r in f.rows if r.factor == "x") for f in found]
    assert np.mean(switches) == pytest.approx(0.3, abs=0.04)


def test_a_category_that_decides_is_worth_what_it_decides():
    # 1.5 or -0.5 with equal chance: knowing it is worth E max(0, g) - 0.5 = 0.25.
    found = asked(1, lambda at: 1.5 if at["s"] == "on" else -0.5)
    assert found.rows[0].factor == "s"
    assert found.rows[0].value == pytest.approx(0.25, abs=0.04)
    assert found.rows[0].lo < 0.25 < found.rows[0].hi
    assert all(row.value == 0 for row in found.rows[1:])


def test_a_decision_that_nothing_changes_is_worth_nothing():
    found = asked(2, lambda at: at["x"] + 5)
    assert all(row.value == 0 for row in [*found.rows, found.perfect])


def test_what_cannot_be_decided_is_refused():
    samples = Toy(gain)(spread(UNITS, 30, 1), 2)
    with pytest.raises(InputError, match="nothing to decide"):
        information(UNITS, samples, "score", "up")
    samples = Toy(gain, gain)(spread(UNITS, 30, 1), 2)
    with pytest.raises(InputError, match="no better way"):
        information(UNITS, samples, "score", "-")
    with pytest.raises(InputError, match="too few"):
        information(UNITS, Toy(gain, gain)(spread(UNITS, 5, 1), 2), "score", "up")


def test_a_world_that_has_no_value_on_one_side_counts_on_none():
    class Torn(Toy):
        """The best world of the base has no value on the other side."""

        def __call__(self, points, replications):
            found = super().__call__(points, replications)
            best = int(found.values["score"][0, 0].argmax())
            found.values["score"][1, :, best] = np.nan
            return found

    torn = Torn(lambda at: 0.0, lambda at: 0.1, shared=5)
    found = information(UNITS, torn(spread(UNITS, 30, 1), 4), "score", "up")
    assert found.best == "Candidate"
    assert found.means[1] - found.means[0] == pytest.approx(0.1)
    assert found.perfect.value == 0


def test_one_replication_says_nothing_of_information():
    samples = Toy(gain, gain)(spread(UNITS, 30, 1), 1)
    with pytest.raises(InputError, match="2 replications at least"):
        information(UNITS, samples, "score", "up")


def test_how_often_all_knowledge_switches_is_not_told():
    found = asked(1)
    assert found.document()["perfect"]["switches"] is None
    assert found.document()["rows"][0]["switches"] is not None


@pytest.mark.verify
def test_the_interval_covers_the_value_of_information():
    hits = {"x": 0, "everything": 0}
    for seed in range(200):
        found = asked(seed)
        for row in (*found.rows, found.perfect):
            truth = ALL if row.factor == "everything" else ONE
            if row.factor in hits:
                hits[row.factor] += row.lo <= truth <= row.hi
    assert all(count / 200 >= 0.93 for count in hits.values())


BOXED = [ranged("growth", 0, 0.5), ranged("hero"), ranged("idle"), listed("s", "on", "off")]


def in_box(at):
    return at["growth"] < 0.25 and at["hero"] > 0.5 and at["s"] == "on"


def lost(gain, points=600, **options):
    toy = Toy(lambda at: 0.0, gain, own=0.3, **options)
    return losing(BOXED, toy(spread(BOXED, points, 1), 4), DIFFERENCE, "up")


def test_prim_finds_the_box_in_which_the_candidate_loses():
    found = lost(lambda at: -1.0 if in_box(at) else 1.0)
    limits = {limit.factor: limit for limit in found.limits}
    assert set(limits) == {"growth", "hero", "s"}
    assert limits["growth"].low is None
    assert limits["growth"].high == pytest.approx(0.25, abs=0.03)
    assert limits["hero"].low == pytest.approx(0.5, abs=0.06)
    assert limits["s"].levels == ("on",)
    assert found.density > 0.85
    assert found.coverage > 0.85
    assert found.everywhere == pytest.approx(1 / 8, abs=0.04)
    assert found.lo < found.density < found.hi or found.density == 1


def test_a_coin_has_no_box_and_neither_has_a_sure_thing():
    coin = lost(lambda at: 0.0)
    assert not coin.limits or coin.density < 0.65
    for sure, share in ((9.0, 0.0), (-9.0, 1.0)):
        found = lost(lambda at, sure=sure: sure)
        assert found.limits == ()
        assert found.everywhere == share


def test_the_box_is_counted_in_points_that_did_not_choose_it():
    found = lost(lambda at: -1.0 if in_box(at) else 1.0, points=600)
    assert found.all_worlds == 300 * 4


def test_no_value_at_all_is_refused_in_words(recwarn):
    with pytest.raises(InputError, match="score has no value in any world"):
        lost(lambda at: float("nan"), points=60)
    assert not [w for w in recwarn if issubclass(w.category, RuntimeWarning)]


def test_without_the_workbench_a_sentence_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(InputError, match=r"pip install 'reorg\[explore\]'"):
        lost(lambda at: -1.0 if in_box(at) else 1.0, points=60)


def test_a_salib_problem_and_the_points_of_its_positions():
    factors = [ranged("b", 1, 100, scale="log"), listed("s", "on", "off")]
    assert problem(factors) == {
        "num_vars": 2,
        "names": ["b", "s"],
        "bounds": [[0.0, 1.0], [0.0, 1.0]],
    }
    [point] = cloud(factors, np.array([[0.5, 0.9]]))
    assert point.at == {"b": pytest.approx(10), "s": "off"}


def test_an_ema_model_lives_through_points():
    from ema_workbench import perform_experiments

    factors = [ranged("x", 2, 4), listed("s", "on", "off"),
               ranged("n", 1, 9, path="team.size", unit="people")]  # fmt: skip
    toy = Toy(lambda at: at["x"] + 10 * (at["s"] == "on") + 100 * at["n"])
    kinds = [type(p).__name__ for p in ema_parameters(factors)]
    assert kinds == ["RealParameter", "CategoricalParameter", "IntegerParameter"]
    model = ema_model("toy", factors, [Question("score")], toy, 2)
    experiments, outcomes = perform_experiments(model, scenarios=5)
    known = experiments["x"] + 10 * (experiments["s"] == "on") + 100 * experiments["n"]
    np.testing.assert_allclose(outcomes["score"], known.astype(float))


def test_samples_as_results_of_the_workbench():
    toy = Toy(lambda at: at["x"], shared=1)
    samples = toy(spread(UNITS, 6, 1), 3)
    experiments, outcomes = ema_results(UNITS, samples, [Question("score")])
    assert len(experiments) == len(outcomes["score"]) == 18
    luck = toy.luck(0, {}, 3)
    np.testing.assert_allclose(
        outcomes["score"], experiments["x"] + luck[experiments["replication"]]
    )


def test_worlds_that_rounding_made_equal_count_once():
    heads = ranged("team.size", 3, 4, path="team.size", unit="people")
    factors = [heads, listed("s", "on", "off", path="team.structure")]
    table = np.array([[x, s] for x in (0.0, 0.2, 0.4, 1.0) for s in (0.2, 0.8)])
    toy = Toy(lambda at: at["team.size"], own=1)
    found = surface(*factors, toy(cloud(factors, table), 5), Question("score"))
    single = surface(*factors, toy(cloud(factors, table[[0, 1, 6, 7]]), 5), Question("score"))
    assert found.xs == (3, 4)
    for name in ("mean", "lo", "hi"):
        np.testing.assert_array_equal(getattr(found, name), getattr(single, name))


def test_of_linked_paths_each_world_has_its_own_place_and_column():
    both = Factor("both", ("team.size", "book.arr"), low=(3.0, 3e6), high=(5.0, 9e6), unit="people")
    factors = [both, listed("s", "on", "off", path="team.structure")]
    table = np.array([[x, s] for x in np.linspace(0, 1, 9) for s in (0.2, 0.8)])
    samples = Toy(lambda at: 1.0)(cloud(factors, table), 2)
    found = surface(*factors, samples, Question("score"))
    assert found.xs == tuple(np.linspace(3e6, 9e6, 9))
    assert found.document()["x"]["unit"] == "money"
    np.testing.assert_allclose(positions(factors, samples.points)[:, 0], table[:, 0])
    experiments, _ = ema_results(factors, samples, [Question("score")])
    assert experiments["both"].nunique() == 9


def test_points_that_are_put_together_share_the_luck_of_their_replications():
    factors = [
        ranged("x"),
        listed("s", "on", "off", path="team.structure"),
        ranged("z", path="culture.hero_inclination"),
    ]
    table = np.array([[x, s, z] for x in (0, 1) for s in (0.2, 0.8) for z in (0.0, 0.4, 0.9)])
    samples = Toy(lambda at: at["x"], shared=1)(cloud(factors, table), 6)
    found = surface(*factors[:2], samples, Question("score"))
    known = mean_interval(samples.values["score"][0, 0])
    assert found.lo[0, 0] == pytest.approx(known.lo)
    assert found.hi[0, 0] == pytest.approx(known.hi)


def test_a_surface_needs_a_grid():
    factors = [ranged("x"), listed("s", "on", "off")]
    grid = np.array([[x, s] for x in (0.0, 0.5, 1.0) for s in (0.2, 0.8)])
    toy = Toy(lambda at: 0.0, lambda at: at["x"] + (at["s"] == "off"), shared=1)
    found = surface(*factors, toy(cloud(factors, grid), 4), DIFFERENCE)
    assert found.xs == (0.0, 0.5, 1.0)
    assert found.ys == ("on", "off")
    np.testing.assert_allclose(found.mean, [[0, 0.5, 1], [1, 1.5, 2]])
    with pytest.raises(InputError, match="5 of 6 pairs"):
        surface(*factors, toy(cloud(factors, grid[:-1]), 4), DIFFERENCE)
