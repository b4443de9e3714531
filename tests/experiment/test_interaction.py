"""The interaction of two changes: exact sums, pairs by world, and what is no 2 x 2."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.base.statistics import mean_interval
from sim.experiment.interaction import interaction, two_by_two
from sim.scenario import load
from sim.tables.results import Comparison, Key, Result

STRUCTURE = {"team.structure": "pods"}
CULTURE = {"culture.boundaries": 0.4, "leadership.triage": 0.5}


def cell(name, values):
    scenario = load("standard", {"name": name})
    return Result(scenario, tuple(range(len(values))), {Key("grr"): np.array(values)}, {})


def square(base, first, second, both):
    names = ("Base", "One", "Other", "Both")
    cells = [cell(n, v) for n, v in zip(names, (base, first, second, both), strict=True)]
    return Comparison(cells[0], tuple(cells[1:]))


def test_what_is_beyond_the_sum_is_paired_by_world():
    base = np.array([0.90, 0.80, 0.70, 0.60])
    more = np.array([0.01, 0.02, 0.03, 0.06])
    found = interaction(square(base, base + 0.05, base - 0.02, base + 0.03 + more))
    assert (found["first"], found["second"], found["both"]) == ("One", "Other", "Both")
    grr = found["measures"]["grr"]
    wanted = mean_interval(more)
    effects = grr["effects"]
    assert effects["interaction"]["mean"] == pytest.approx(wanted.mean)
    assert effects["interaction"]["lo"] == pytest.approx(wanted.lo)
    assert effects["first"]["mean"] == pytest.approx(0.05)
    assert effects["both"]["mean"] == pytest.approx(0.03 + more.mean())
    assert grr["sum"] == pytest.approx(grr["first"] + grr["second"] - grr["base"])
    assert (grr["p_better"], grr["n"], grr["better"]) == (1.0, 4, "up")
    json.dumps(found, allow_nan=False)


def test_changes_that_add_up_have_none():
    base = np.array([0.5, 0.25, 0.75])
    found = interaction(square(base, base + 0.125, base - 0.25, base - 0.125))
    assert found["measures"]["grr"]["effects"]["interaction"] == {"mean": 0, "lo": 0, "hi": 0}


def test_a_world_counts_where_all_four_have_a_value():
    base = np.array([0.5, np.nan, 0.7, 0.9])
    found = interaction(square(base, base + 0.1, base * [1, 1, np.nan, 1], base + 0.1))
    assert found["measures"]["grr"]["n"] == 2
    missing = found["measures"]["contribution"]
    assert (missing["n"], missing["both"], missing["effects"]["both"]["lo"]) == (0, None, None)


def scenarios(*sets):
    return [load("standard", {"name": f"S{i}", **each}) for i, each in enumerate(sets)]


def test_both_are_the_two_changes_together():
    base, *others = scenarios({}, STRUCTURE, CULTURE, {**STRUCTURE, **CULTURE})
    two_by_two(base, others)


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        (({}, STRUCTURE, CULTURE), "four scenarios in this order.*there are 3"),
        (({}, STRUCTURE, {**STRUCTURE, **CULTURE}, CULTURE), "is not S1 and S2 together"),
        (({}, STRUCTURE, CULTURE, {**STRUCTURE, **CULTURE, "people.leave": "9 days"}),
         "together in people.leave: the order is"),
        (({}, CULTURE, {"culture.boundaries": 0.1}, CULTURE),
         "S1 and S2 set different values of culture.boundaries"),
    ],
)  # fmt: skip
def test_what_is_no_2_x_2_is_refused(sets, said):
    base, *others = scenarios(*sets)
    with pytest.raises(InputError, match=said):
        two_by_two(base, others)


def test_names_and_questions_may_differ():
    base, *others = scenarios({}, STRUCTURE, CULTURE, {**STRUCTURE, **CULTURE})
    two_by_two(base, [*others[:2], replace_text(others[2])])


def replace_text(scenario):
    return scenario.model_copy(update={"question": "Is it more?"})
