"""What hangs on a seat: forms on made-up worlds, arms that differ in one person."""

from __future__ import annotations

import math

import pytest

from sim.claims import seats
from sim.claims.arms import sides
from sim.claims.seen import Seen
from tests.claims.made import seen

PLACES = (1, 2)


def pairs(way="", **sides_of):
    """Two seats with the same values on each side."""
    prefix = f"{way} " if way else ""
    return {
        f"{prefix}seat {place} {side}": values
        for place in PLACES
        for side, values in sides_of.items()
    }


def together(*groups) -> Seen:
    return seen(**{name: values for group in groups for name, values in group.items()})


def test_a_replacement_is_told_in_months_of_pay():
    worlds = together(
        pairs(
            stays={"staffing_bill": 10.0, "opening_margin": 100.0, "named_pay": 5.0},
            leaves={"staffing_bill": [30.0, 50.0], "opening_margin": 90.0, "named_pay": 5.0},
        )
    )
    direct = seats.replacement_cost(PLACES, with_churn=False).find(worlds)
    assert direct.got == pytest.approx(30 / 5)
    assert direct.lo < direct.got < direct.hi
    assert seats.replacement_cost(PLACES, with_churn=True).find(worlds).got == pytest.approx(40 / 5)


def test_gaps_and_ratios_are_of_the_seats_together():
    base = pairs(stays={"h": 0.8, "w": 2.0}, away={"h": 0.7, "w": 8.0})
    pods = pairs("pods", stays={"h": 0.8}, away={"h": 0.78})
    worlds = together(base, pods)
    asked = ("away", "stays", PLACES)
    assert seats.seat_gap("h", *asked).find(worlds).got == pytest.approx(-0.1)
    assert seats.seat_ratio("w", *asked).find(worlds).got == pytest.approx(4)
    assert seats.seat_gaps("h", *asked, "pods").find(worlds).got == pytest.approx(0.2)


def test_where_nothing_hangs_on_anybody_there_is_no_ratio():
    alike = {"stays": {"h": 0.8}, "away": {"h": 0.8}}
    worlds = together(pairs(**alike), pairs("pods", **alike))
    found = seats.seat_gaps("h", "away", "stays", PLACES, "pods").find(worlds)
    assert math.isnan(found.got)


def test_the_arms_of_a_seat_differ_in_its_holder_only():
    arms = seats.seat_arms(("stays", "leaves"), (3,), {"years": 1})
    assert list(arms) == ["seat 3 stays", "seat 3 leaves"]
    stays, leaves = (side.scenario for side in sides(arms).values())
    assert stays.years == leaves.years == 1
    [(name, row)] = stays.people.roster.items()
    assert (row.place, row.stays, row.exit) == (3, True, None)
    assert leaves.people.roster[name].exit == "month 2"
    assert stays.people.model_copy(update={"roster": {}}) == leaves.people.model_copy(
        update={"roster": {}}
    )
