"""What hangs on one person, in small worlds of the model."""

from __future__ import annotations

import numpy as np
import pytest

from sim.experiment.counterfactuals import (
    NAME,
    Hanging,
    averaged,
    behind_first,
    hanging,
    risks_document,
    worlds_of,
)
from sim.scenario import load

SMALL = {"team.size": 4, "book.arr": "4M"}


@pytest.fixture(scope="module")
def found():
    return hanging(load("standard", SMALL), 4, seats=2)


def test_two_seats_evenly_chosen(found):
    assert [(row.role, row.place) for row in found] == [("csm", 2), ("csm", 4)]


def test_an_exit_costs_and_customers_wait_for_somebody_away(found):
    assert averaged(found, "direct").mean > 3
    assert averaged(found, "wait_away").mean > 2 * averaged(found, "wait").mean
    assert averaged(found, "arr").mean == pytest.approx(1e6, rel=0.4)


def test_the_document_has_the_names_of_the_contract(found):
    document = risks_document(found)
    for name in ("replacement_cost_direct", "replacement_cost_with_churn"):
        assert set(document["measures"][name]) == {
            "mean", "lo", "hi", "sd", "n", "unit", "better"
        }  # fmt: skip
        assert document["measures"][name]["n"] == 4
    assert len(document["seats"]) == 2


def test_worlds_differ_in_the_one_seat_only():
    stays, leaves, away = worlds_of(load("standard", SMALL), "csm", 2)
    for world in (stays, leaves, away):
        assert world.model_copy(update={"people": stays.people}) == stays
        assert world.people.model_copy(update={"roster": {}}) == stays.people.model_copy(
            update={"roster": {}}
        )


def test_seats_without_a_value_do_not_count():
    nothing = np.array([np.nan, 1.0])
    rows = [Hanging("csm", i, *[np.array([2.0, 3.0])] * 2, *[nothing] * 6) for i in (1, 2)]
    assert averaged(rows, "direct") == (1.0, pytest.approx(float("nan"), nan_ok=True),
                                        pytest.approx(float("nan"), nan_ok=True),
                                        pytest.approx(float("nan"), nan_ok=True), 1)  # fmt: skip


def seat(place, lost):
    """A seat with so much ARR lost in each world."""
    each = np.full(len(lost), 1.0)
    return Hanging("csm", place, each, each, np.array(lost, float), *[each] * 5)


def test_a_seat_is_told_from_the_first_by_the_same_worlds_and_for_all_pairs_at_once():
    luck = np.array([0.0, 30.0, -20.0, 10.0, 5.0, -25.0])
    wiggle = np.array([1.0, -1.0, 2.0, -2.0, 1.5, -1.5])
    first, near, far = 100 + luck, 99 + luck + 3 * wiggle, 80 + luck + wiggle
    rows = [seat(1, near), seat(2, first), seat(3, far)]
    found = behind_first(rows)
    assert found[1] is None
    assert found[2].mean == pytest.approx(20.0)
    seats = risks_document(rows)["seats"]
    assert [s["behind_first"] and s["behind_first"]["clear"] for s in seats] == [False, None, True]
    alone = behind_first(rows[1:])[1]
    assert found[2].half_width > alone.half_width
    assert seats[2]["arr_lost"]["lo"] < 100 < seats[2]["arr_lost"]["hi"]


def test_seats_of_which_nothing_is_known_are_behind_no_other():
    found = behind_first([seat(1, [np.nan] * 3), seat(2, [1.0, 2.0, 3.0])])
    assert found[1] is None
    assert np.isnan(found[0].mean)
    assert behind_first([]) == []


def test_whoever_the_roster_has_in_the_seat_is_the_holder():
    ada = {"people.roster.ada.role": "csm", "people.roster.ada.place": 2}
    scenario = load("standard", {**SMALL, **ada, "people.roster.ada.since": "2023-05-01"})
    stays, _, away = worlds_of(scenario, "csm", 2)
    for world in (stays, away):
        assert set(world.people.roster) == {NAME}
        assert str(world.people.roster[NAME].since) == "2023-05-01"
    other, _, _ = worlds_of(scenario, "csm", 3)
    assert set(other.people.roster) == {"ada", NAME}


def test_an_exit_costs_no_more_where_more_is_written_down():
    """In expectation, over four worlds and two seats: documents hold what the leaver knew."""
    alike = {
        **SMALL,
        "mechanisms.documentation": True,
        "learning.documentation_decay": 0,
        "learning.documentation": 0,
    }
    cost, lost = [], []
    for documented in (0.0, 0.5, 1.0):
        found = hanging(load("standard", {**alike, "learning.documented": documented}), 4, seats=2)
        cost.append(averaged(found, "with_churn").mean)
        lost.append(averaged(found, "arr_lost").mean)
    print(cost, lost)
    assert cost[0] >= cost[1] >= cost[2]
    assert lost[0] >= lost[1] >= lost[2]
    assert lost[0] > lost[2]
