"""All money x 10 moves a crossing x 10: nothing but the scenario's money knows what money is."""

from __future__ import annotations

import numpy as np
import pytest

from sim.claims.crossings import Step, crossed
from sim.claims.seen import Seen
from sim.experiment.worlds import outcome_of, the_model
from sim.scenario import load
from sim.scenario.leaves import leaves

PLACES = (0.25, 0.5, 1.0, 2.0)
"""Opening ARR in millions of a company with three heads, which pays for them somewhere here."""


def scenario(millions, times):
    """A tiny company with all its money times a factor."""
    sets = {"book.arr": millions * 1e6, "team.size": 3, "years": 0.5}
    money = {
        leaf.path: leaf.value * times
        for leaf in leaves(load("standard", sets))
        if leaf.facts.sort == "money" and leaf.value
    }
    return load("standard", {**sets, **money})


def ladder(times):
    """Its worlds at every place."""
    model, values = the_model(), {}
    for millions in PLACES:
        made = scenario(millions, times)
        worlds = [outcome_of(model, made, None, i).values for i in range(3)]
        values[f"{millions}M"] = {key: np.array([w[key] for w in worlds]) for key in worlds[0]}
    steps = [Step(millions * 1e6 * times, "", f"{millions}M") for millions in PLACES]
    return steps, Seen(values, np.arange(3))


@pytest.fixture(scope="module")
def ladders():
    return {times: ladder(times) for times in (1, 10)}


def test_amounts_are_ten_times_as_large_and_shares_are_the_same(ladders):
    once, ten = ladders[1][1], ladders[10][1]
    for arm in once.values:
        for name, factor in (("contribution", 10), ("overtime_weeks", 1), ("renewal_churn", 1)):
            assert ten.each(arm, name) == pytest.approx(factor * once.each(arm, name), nan_ok=True)


def test_the_crossing_is_ten_times_as_large(ladders):
    once, ten = (crossed("contribution", steps).find(seen) for steps, seen in ladders.values())
    assert 0.25e6 < once.got < 1e6
    assert ten[:3] == pytest.approx([10 * end for end in once[:3]])
