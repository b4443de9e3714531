"""What programmes and raises cost, on a run written by hand."""

from __future__ import annotations

import pytest

from sim.measures import compute
from sim.scenario import load
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world

HALF = YEAR / 2


def run(**timeline):
    """A CSM for the whole year, one from the middle on, and an account manager whom sales pays."""
    tree = load(
        "standard",
        {
            "years": 1,
            "people.pay_gap": 0.2,
            "money": {"discount_rate": 0, "recruiting": 0},
            **{f"timeline.{name}": change for name, change in timeline.items()},
        },
    )
    people = [
        {"role": "csm", "cost": 100e3},
        {"role": "csm", "cost": 120e3, "hired": HALF},
        {"role": "account_manager", "cost": 170e3},
    ]
    return world(YEAR, tree, accounts=[{"arr": 1e6}], people=people)


PLAIN = compute(run(), ("role", "quarter"))


def test_once_a_year_and_for_each_head():
    change = "{at: month 4, until: month 10, programme: own, set: {leadership.triage: 0.5}, "
    change += "cost: {once: 4k, yearly: 10k, per_head: 1k}}"
    values = compute(run(one=change), ("role", "quarter"))
    paid = 4_000 + 10_000 / 2 + 1_000 * (0.5 + 0.25)
    assert values[Key("programme_cost")] == pytest.approx(paid)
    quarters = [values[Key("programme_cost", "quarter", str(q))] for q in (1, 2, 3, 4)]
    assert quarters == pytest.approx([0, 4_000 + 2_500 + 250, 2_500 + 500, 0])
    full, contribution = Key("cost_to_serve_full"), Key("contribution")
    assert values[full] - PLAIN[full] == pytest.approx(paid)
    assert PLAIN[contribution] - values[contribution] == pytest.approx(paid)
    assert values[Key("cost_to_serve")] == PLAIN[Key("cost_to_serve")]
    csm = Key("cost_to_serve_full", "role", "csm")
    assert values[csm] - PLAIN[csm] == pytest.approx(1_000 * 0.75)


def test_a_raise_follows_the_gap_that_is_closed():
    half = "{at: month 7, set: {people.pay_gap: 0.1}}"
    rest = "{at: month 10, programme: pay_adjustment}"
    values = compute(run(half=half, rest=rest))
    paid = 220e3 * (0.1 * 0.25 + 0.2 * 0.25)
    assert values[Key("programme_cost")] == pytest.approx(paid)


def test_no_programme_costs_nothing():
    assert PLAIN[Key("programme_cost")] == 0
