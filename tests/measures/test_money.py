"""Money by hand: two accounts, three people, a year."""

from __future__ import annotations

import math

import pytest

from sim.measures import compute
from sim.scenario.tree import Prices
from sim.tables.results import Key
from tests.measures.worlds import YEAR, scenario, world

ACCOUNTS = [{"arr": 100e3}, {"arr": 100e3, "ended": YEAR / 2}]
RENEWALS = [{"time": YEAR / 2, "account": 1, "outcome": "churned", "arr_before": 100e3}]
PEOPLE = [
    {"role": "csm", "cost": 120e3},
    {"role": "operations", "cost": 100e3, "hired": YEAR / 2},
    {"role": "account_manager", "cost": 170e3},
]
WORK = [{"account": 0, "outcome": "diverted", "created": 5.0, "finished": 5.0, "demand": 10.0}]
OVERTIME = [{"time": 7.0, "person": 0, "after_hours": 30.0}]
PRICES = Prices(recruiting=0.2, tooling=1000, discount_rate=0, gross_margin_before_cs=0.8)
RUN = world(
    YEAR,
    scenario(money=PRICES),
    accounts=ACCOUNTS,
    renewals=RENEWALS,
    people=PEOPLE,
    work=WORK,
    weekly_people=OVERTIME,
)
VALUES = compute(RUN, ("role", "quarter"))
# Pay 120k + half of 100k = 170k (the account manager is paid by sales); 1.5 account-years, 1.5
# head-years, 150k of ARR over the year. An hour costs 170k / (1.5 x 52.18 x 40) = 54.30.
HOUR = 170e3 / (1.5 * YEAR / 7 * 40)
FULL = 170e3 + 0.2 * 100e3 + 1.5 * 1000 + 10 * HOUR


def test_cost_to_serve():
    assert pytest.approx(54.30, abs=0.01) == HOUR
    assert VALUES[Key("cost_to_serve")] == pytest.approx(170e3 / 1.5)
    assert VALUES[Key("cost_to_serve_share")] == pytest.approx(170 / 150)
    assert VALUES[Key("cost_to_serve_full")] == pytest.approx(FULL / 1.5)
    assert VALUES[Key("unpaid_overtime")] == pytest.approx(30 * HOUR / 1.5)


def test_roles_add_up():
    roles = [VALUES[Key("cost_to_serve", "role", r)] for r in RUN.labels["role"]]
    assert roles == pytest.approx([120e3 / 1.5, 0, 50e3 / 1.5])
    assert sum(roles) == pytest.approx(VALUES[Key("cost_to_serve")])


def test_ratios_per_head():
    assert VALUES[Key("accounts_per_head")] == pytest.approx(1.0)
    assert VALUES[Key("arr_per_head")] == pytest.approx(100e3)


def test_contribution():
    assert VALUES[Key("contribution")] == pytest.approx(150e3 * 0.8 - FULL)
    quarters = [VALUES[Key("contribution", "quarter", q)] for q in "1234"]
    assert sum(quarters) == pytest.approx(VALUES[Key("contribution")])


def test_contribution_is_discounted_from_day_0():
    # 100k a year for a year at 10 %: 80k x (1 - 1 / 1.1) / ln 1.1 = 76,305.9; a year later / 1.1.
    tree = scenario(money=Prices(discount_rate=0.1, gross_margin_before_cs=0.8))
    found = compute(world(YEAR, tree, accounts=ACCOUNTS[:1]))[Key("contribution")]
    assert found == pytest.approx(80e3 * (1 - 1 / 1.1) / math.log(1.1))
    assert found == pytest.approx(76305.9, abs=0.1)
    later = tree.model_copy(update={"warmup": 1.0})
    assert compute(world(2 * YEAR, later, accounts=ACCOUNTS[:1]))[Key("contribution")] == (
        pytest.approx(found / 1.1)
    )


def test_new_logos_cost_and_do_not_contribute():
    accounts = [*ACCOUNTS[:1], {"arr": 1e6, "arrived": 0.0, "opening": 0}]
    tree = scenario(money=PRICES)
    assert compute(world(YEAR, tree, accounts=accounts))[Key("contribution")] == (
        pytest.approx(80e3)
    )
