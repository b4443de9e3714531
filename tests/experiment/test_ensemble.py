"""Studies over an ensemble of parameter sets: which world has which set, and what is told."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.app import studies
from sim.base.faults import InputError
from sim.experiment.answers.ensemble import first_crossings, share_within, told_apart
from sim.experiment.answers.question import Question
from sim.experiment.answers.threshold import threshold
from sim.experiment.points import Point
from sim.experiment.sweeps.evaluator import Evaluator
from sim.experiment.sweeps.loading import load_study
from sim.experiment.sweeps.members import by_member, mean_of, member_of, shares
from sim.experiment.sweeps.sweep import sweep
from sim.present.answers.table import answer_text
from sim.scenario import ensemble, load
from sim.scenario.study.factors import Factor
from tests.experiment.fake import calls, engine, scenario, simulate, simulate_counted
from tests.experiment.test_sweep import study

SETS = ({"people.base_quit_rate": 0.1}, {"people.base_quit_rate": 0.3})
SIZES = {"team.size": [4, 8]}


def with_sets(folder, sets=SETS, **more):
    return replace(study(folder, vary=SIZES, **more), ensemble=sets)


def test_two_replications_in_a_row_share_a_set_and_more_move_none():
    assert [member_of(i, 3) for i in range(8)] == [0, 0, 1, 1, 2, 2, 0, 0]
    assert [share.replications for share in shares(SETS, 6)] == [(0, 1, 4, 5), (2, 3)]
    assert [share.sets for share in shares(SETS, 2)] == [SETS[0]]
    assert [share.replications for share in shares((), 3)] == [(0, 1, 2)]


@pytest.mark.parametrize(("members", "n"), [(2, 4), (3, 5), (3, 6), (3, 14), (5, 4)])
def test_worlds_are_grouped_by_their_set(members, n):
    owner = np.array([member_of(i, members) for i in range(n)])
    grouped = by_member(owner.astype(float), members)
    assert (grouped == np.arange(len(grouped))[:, None]).all()
    assert grouped.shape[1] >= 2
    # A point of two sides keeps its other axes.
    assert by_member(np.zeros((2, 7, n)), members).shape == (2, 7, *grouped.shape)


def test_a_set_counts_with_the_worlds_that_have_a_value():
    found = mean_of(np.array([[1.0, 3.0], [np.nan, 5.0], [np.nan, np.nan]]))
    assert found[:2].tolist() == [2.0, 5.0]
    assert np.isnan(found[2])


def test_a_world_is_lived_through_with_its_set_and_the_luck_of_its_number(tmp_path):
    one = with_sets(tmp_path)
    with Evaluator(one, workers=1, engine=engine()) as evaluate:
        found = evaluate([Point(0, {}, {"team.size": 4})], 6)
    worlds = found.worlds["grr"][0, 0]
    expected = [
        1 - simulate(scenario(size=4, quit_rate=rate), i)["weekly_roles"]["backlog"].mean() / 10
        for rate, i in ((0.1, 0), (0.1, 1), (0.1, 4), (0.1, 5), (0.3, 2), (0.3, 3))
    ]
    # Two whole rounds would need eight replications: the last two are left over.
    assert worlds == pytest.approx(np.array([expected[:2], expected[4:]]), abs=1e-6)
    assert found.values["grr"][0, 0] == pytest.approx(worlds.mean(axis=1))
    pairs = found.worlds_of("grr", 1)[0]
    assert np.ptp(pairs) == pytest.approx(0, abs=1e-6)  # luck and set are those of the base


def test_an_ensemble_costs_no_more_worlds_and_a_folder_computes_none_twice(tmp_path):
    one = with_sets(tmp_path, candidates=False)
    for _ in range(2):
        with Evaluator(
            one, store=tmp_path / "out", workers=1, engine=engine(simulate_counted)
        ) as e:
            e([Point(0, {}, {"team.size": 4}), Point(1, {}, {"team.size": 8})], 4)
    assert calls(tmp_path) == sorted([*range(4)] * 2)


def test_the_table_of_a_sweep_says_which_set_a_world_had(tmp_path):
    one = with_sets(tmp_path)
    found = sweep(one, tmp_path / "out", workers=1, engine=engine())
    frame = pd.read_parquet(tmp_path / "out" / "sweep.parquet")
    assert (frame["member"] == frame["replication"] // 2).all()
    assert found.plan.runs == 2 * 2 * 4
    assert "member" not in pd.read_parquet(
        sweep(study(tmp_path), tmp_path / "none", workers=1, engine=engine()).folder
        / "sweep.parquet"
    )


def test_the_order_of_workers_leaves_no_trace(tmp_path):
    one = with_sets(tmp_path)
    for workers in (1, 2):
        sweep(one, tmp_path / str(workers), workers=workers, engine=engine())
    first, second = (tmp_path / str(n) / "sweep.parquet" for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()


def test_luck_and_ignorance_are_told_apart(tmp_path):
    many = tuple({"people.base_quit_rate": rate} for rate in np.linspace(0.0, 2.0, 20))
    question = Question("grr")
    with Evaluator(with_sets(tmp_path, many), workers=1, engine=engine()) as evaluate:
        wide = told_apart(question, evaluate, 40)
    same = tuple({"people.base_quit_rate": 0.13} for _ in range(20))
    with Evaluator(with_sets(tmp_path, same), workers=1, engine=engine()) as evaluate:
        none = told_apart(question, evaluate, 40)
    assert (wide["sets"], wide["worlds_each"]) == (20, 2)
    assert wide["ignorance"] > 5 * wide["luck"]
    assert wide["luck_of_worlds"]["hi"] < 0.5
    assert none["ignorance"] < wide["ignorance"] / 20


def test_a_threshold_is_told_over_the_sets_and_for_each_of_them(tmp_path):
    # Retention falls by 0.1 with each unit of the quit rate, and by 0.001 with each head.
    sets = tuple({"team.size": size} for size in (2, 32, 62))
    one = replace(study(tmp_path, candidates=False), ensemble=sets)
    path = "people.base_quit_rate"
    factor = Factor(path, (path,), low=(0.0,), high=(3.0,), unit="rate", points=9)
    with Evaluator(one, workers=1, engine=engine()) as evaluate:
        found = threshold(factor, Question("grr"), evaluate, 6, target=0.8)
        own = evaluate([Point(0, {}, {path: 0.0})], 6).of("grr")[0]
    assert found.direction == "falls"
    assert found.document()["crossings_by_set"] == pytest.approx((own - 0.8) / 0.1, abs=1e-3)
    crossing = found.crossings[0]
    assert crossing.estimate == pytest.approx((own.mean() - 0.8) / 0.1, abs=1e-2)
    assert crossing.lo < min(found.by_set) < max(found.by_set) < crossing.hi


def test_crossings_of_single_sets_go_the_way_of_the_mean():
    us = np.array([0.0, 0.5, 1.0])
    rising = np.array([[-1.0, -1.0, 1.0], [1.0, -3.0, 1.0], [3.0, 1.0, 1.0]])
    assert first_crossings(us, rising)[:2] == pytest.approx([0.25, 0.875])
    assert np.isnan(first_crossings(us, rising)[2])
    assert first_crossings(us, -rising[:, :2]) == pytest.approx([0.25, 0.875])
    share = share_within([0.25, 0.875, np.nan], 0.2, 0.3)
    assert share.estimate == pytest.approx(1 / 3)
    assert 0 < share.lo < 1 / 3 < share.hi < 1


def test_few_replications_are_refused_where_they_are_asked_for(tmp_path):
    one = with_sets(tmp_path)
    with (
        Evaluator(one, workers=1, engine=engine()) as evaluate,
        pytest.raises(InputError, match="at least 4"),
    ):
        evaluate([Point(0, {}, {"team.size": 4})], 3)


FILE = {"study": 1, "base": "standard", "vary": {"team.size": [4, 8]}, "ensemble": "calibrated"}


def test_the_calibrated_sets_leave_alone_what_is_set_or_varied():
    every = ensemble.members()
    assert load_study(FILE).ensemble == every
    path = "burnout.half_point"
    varied = load_study({**FILE, "vary": {path: [0.5, 0.6]}}).ensemble
    own = load_study(FILE, {path: 0.51}).ensemble
    for found in (varied, own):
        assert list(found[0]) == [each for each in every[0] if each != path]
    above = {"customers.base_churn": [0.05, 0.1]}
    assert not any("base_churn" in each for each in load_study({**FILE, "vary": above}).ensemble[0])


def test_a_study_says_where_nothing_is_left_of_the_ensemble(tmp_path):
    with pytest.raises(InputError, match="all that was fitted is set by the scenarios or varied"):
        load_study({**FILE, "base": load("standard", {"defaults": 1})})
    with pytest.raises(InputError, match="calibrated needs 4 replications"):
        load_study({**FILE, "replications": 3})


def test_every_answer_says_what_is_luck_and_what_is_not_knowing(tmp_path, monkeypatch):
    one = with_sets(tmp_path)
    question = Question("grr", 1)
    factor = Factor("team.size", ("team.size",), low=(2,), high=(40,), unit="people", points=9)
    with Evaluator(one, workers=1, engine=engine()) as evaluate:
        found = threshold(factor, question, evaluate, 4).document()
        document = studies.headed(one, question, found, evaluate)
    text = " ".join(answer_text("threshold", document).split())
    assert "Over 2 parameter sets that fit the published figures, 2 worlds each," in text
    assert "parameter sets" in text
    without = replace(one, ensemble=())
    with Evaluator(without, workers=1, engine=engine()) as evaluate:
        plain = studies.headed(without, question, found, evaluate)
    assert "ensemble" not in plain
