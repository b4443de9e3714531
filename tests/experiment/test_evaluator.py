"""Evaluator: what an analysis asks for, computed once and remembered."""

import pytest

from sim.base.faults import InputError
from sim.experiment.designs import points
from sim.experiment.points import Point
from sim.experiment.replications import Interrupted
from sim.experiment.sweeps.evaluator import Evaluator
from tests.experiment.fake import engine, simulate_counted
from tests.experiment.test_sweep import study


def test_an_evaluator_remembers_between_calls_without_a_folder(tmp_path):
    one = study(tmp_path)
    design = points(one)
    with Evaluator(one, workers=1, engine=engine(simulate_counted)) as evaluate:
        first = evaluate(design[:2], 2)
        both = evaluate(design, 3)
    assert evaluate.computed == 3 * 2 * 3
    assert first.values["grr"].shape == (2, 2, 2)
    assert (both.values["grr"][:, :2, :2] == first.values["grr"]).all()
    assert both.sides == ("Base", "Candidate")
    less = both.of("grr", 1)
    assert (less == both.values["grr"][1] - both.values["grr"][0]).all()


def test_a_bare_number_of_an_analysis_is_in_the_unit_of_the_field(tmp_path):
    one = study(tmp_path)
    with Evaluator(one, workers=1, engine=engine()) as evaluate:
        bare = evaluate([Point(0, {}, {"people.ramp": 30.0, "team.size": 7.0})], 1)
        words = evaluate([Point(0, {}, {"people.ramp": "30 weeks", "team.size": 7})], 1)
    assert evaluate.computed == 2
    assert (bare.values["grr"] == words.values["grr"]).all()


def test_a_point_that_cannot_be_says_which(tmp_path):
    one = study(tmp_path, candidates=False)
    with (
        Evaluator(one, workers=1, engine=engine()) as evaluate,
        pytest.raises(InputError, match=r"^the point people\.base_quit_rate=-1\.0: people"),
    ):
        evaluate([Point(0, {}, {"people.base_quit_rate": -1.0})], 1)


def interrupted_between_calls(evaluate, some):
    evaluate(some, 1)
    raise KeyboardInterrupt


def test_ctrl_c_between_two_calls_says_what_is_finished_too(tmp_path):
    """While a plan is printed, say, or digests are written down."""
    one = study(tmp_path)
    with (
        pytest.raises(Interrupted, match=r"interrupted: 4 of 4 runs are finished and kept in"),
        Evaluator(one, workers=1, store=tmp_path / "out", engine=engine()) as evaluate,
    ):
        interrupted_between_calls(evaluate, points(one)[:2])
