"""Solving for what a leader knows: on a toy whose answers are known, and once with the model."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.experiment.executors import InProcess
from sim.experiment.solving.levers import levers, moved
from sim.experiment.solving.solve import FRESH, ROUNDS, WIDE, solve, worlds_in_all
from sim.experiment.solving.worlds import Measured
from sim.experiment.worlds import Engine
from sim.scenario import changed, load
from sim.tables.results import Key

MEASURES = ("grr", "nrr", "csm_turnover", "overtime_weeks", "burnout_prevalence")
ASKED = {"grr": 0.9, "nrr": 1.05, "csm_turnover": 0.25}
N = 8


def live(scenario, replication, opening):
    """A 'run' of the toy: the scenario and its luck."""
    return scenario, replication


def odds(x):
    return 1 / (1 + math.exp(-x))


def compute(run, by):
    """Measures that hang on the levers in known ways, and on each other, with luck."""
    one, replication = run
    luck = np.random.default_rng(replication).normal(size=3)
    load_ = one.work.volume / 0.82
    turnover = one.people.base_quit_rate * load_**0.5 * math.exp(0.1 * luck[0])
    churn = one.customers.base_churn["mid_market"] * math.exp(0.1 * luck[1])
    lost = 0.012 + churn * (1 + turnover / 4)
    gained = 0.4 * one.customers.expansion_size * (1 - lost) * math.exp(0.1 * luck[2])
    strained = math.log(load_) * 3 - 5 * math.log(one.burnout.half_point / 0.57)
    found = {
        "grr": 1 - lost,
        "nrr": 1 - lost + gained,
        "csm_turnover": turnover,
        "overtime_weeks": odds(0.3 + 7 * math.log(load_)),
        "burnout_prevalence": odds(-0.5 + strained),
    }
    return {Key(name): value for name, value in found.items()}


def toy(asked):
    measured = Measured(MEASURES, executor=InProcess(), engine=Engine(live, compute, None))
    return solve(load("standard"), asked, N, measured), measured


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"burnout_prevalence": 0.5},
        {"overtime_weeks": 0.75},
        {"overtime_weeks": 0.75, "burnout_prevalence": 0.3},
    ],
    ids=lambda more: " and ".join(more) or "neither",
)
def test_what_is_asked_is_met_in_worlds_that_were_never_seen(more):
    found, measured = toy({**ASKED, **more})
    assert {each.lever.measure for each in found.fitted} == {*ASKED, *more}
    for each in found.fitted:
        assert each.fits, each
        assert each.at_end == ""
    assert found.fresh == (WIDE * N, (WIDE + FRESH) * N - 1)
    assert len(measured.known) <= worlds_in_all(N) == N * (ROUNDS + 2 * WIDE + FRESH)


def test_one_of_burnout_and_evenings_sets_the_load_and_both_the_strain():
    def paths(*more):
        return [lever.path for lever in levers({**ASKED, **dict.fromkeys(more, 0.5)})]

    rest = ["people.base_quit_rate", "customers.base_churn", "customers.expansion_size"]
    assert paths() == rest
    assert paths("burnout_prevalence") == ["work.volume", *rest]
    assert paths("overtime_weeks") == ["work.volume", *rest]
    assert paths("overtime_weeks", "burnout_prevalence") == [
        "work.volume",
        "burnout.half_point",
        *rest,
    ]


def test_what_cannot_be_reached_is_at_its_end_and_hinders_nothing_else():
    found, _ = toy({**ASKED, "grr": 0.995})
    by_measure = {each.lever.measure: each for each in found.fitted}
    assert not by_measure["grr"].fits
    assert by_measure["grr"].at_end == "low"
    assert by_measure["grr"].got.mean < 0.99
    assert by_measure["csm_turnover"].fits
    assert by_measure["nrr"].fits


def test_the_same_worlds_give_the_same_solution():
    (first, _), (again, _) = toy(ASKED), toy(ASKED)
    assert first == again


def test_segments_keep_their_proportions_and_shares_stay_shares():
    assert moved({"a": 0.1, "b": 0.02}, 1.5) == {"a": 0.15, "b": 0.03}
    assert moved(0.4, 9) == 1.0
    assert moved(1.1, 2.0) == 2.2


def test_a_world_is_lived_through_once():
    lived = []

    def count(scenario, replication, opening):
        lived.append(replication)
        return scenario, replication

    measured = Measured(MEASURES, executor=InProcess(), engine=Engine(count, compute, None))
    one = load("standard")
    measured.means(one, range(3))
    measured.means(one, range(5))
    assert sorted(lived) == [0, 1, 2, 3, 4]


def test_the_model_itself_comes_to_turnover_and_retention():
    small = load("standard", {"book.arr": "1.5M", "team.size": 2})
    measured = Measured(MEASURES, executor=InProcess())
    asked = {"grr": 0.88, "nrr": 0.97, "csm_turnover": 0.3}
    found = solve(small, asked, 2, measured)
    for each in found.fitted:
        assert each.got.lo <= each.asked <= each.got.hi, each
    solved = changed(small, found.sets)
    assert solved.people.base_quit_rate > small.people.base_quit_rate
    assert solved.customers.base_churn["smb"] > small.customers.base_churn["smb"]
