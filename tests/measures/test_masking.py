"""The masking invoice by hand: two people, a year, five items."""

from __future__ import annotations

import math

import pytest

from sim.measures import compute, weekly_series
from sim.measures.masking import Bill, invoice
from sim.measures.view import whole
from sim.scenario.tree import Prices, Upstream, UpstreamTeam, Work
from sim.tables.results import Key
from tests.measures.worlds import KINDS, YEAR, scenario, world

PRICES = Prices(recruiting=0, overtime_price=0.5)
HOUR = 100e3 / (YEAR / 7 * 40)
PEOPLE = [{"role": "csm", "cost": 100e3}, {"role": "csm", "cost": 100e3}]
ITEM = {"account": 0, "person": 0, "role": "csm", "outcome": "done", "finished": 30.0}
WORK = [
    # Support's: 3 h by day, 2 h in the evening, 1 of them unlogged.
    {**ITEM, "source": "support", "started": 3.0, "hours": 5.0, "after_hours": 2.0,
     "unlogged": 1.0},
    {**ITEM, "source": "product", "started": 10.0, "hours": 4.0},
    # Own work: only what nobody logged is on the invoice.
    {**ITEM, "source": "cs", "started": 10.0, "hours": 9.0, "after_hours": 6.0, "unlogged": 2.0},
    # Passed on: Customer Success spent 0.2 h, Finance gets 8 h of work; sent back: nothing.
    {**ITEM, "source": "finance", "started": 20.0, "hours": 0.2, "demand": 8.0,
     "outcome": "diverted"},
    {**ITEM, "source": "sales", "person": -1, "demand": 3.0, "outcome": "diverted"},
]  # fmt: skip
TEAMS = [
    {"time": 7.0 * (w + 1), "source": team, "flow": flow, "backlog": 2.0}
    for w in range(4)
    for team, flow in (("support", 1 - 0.2 * w), ("product", 1.0))
]
FIXING = Upstream(support=UpstreamTeam(fix_rate=0.5))
SOURCES = {"support": 0.75, "product": 0.25}
RUN = world(
    YEAR,
    scenario(money=PRICES, upstream=FIXING, work=Work(kinds=KINDS, sources=SOURCES)),
    accounts=[{"arr": 100e3}],
    people=PEOPLE,
    work=WORK,
    weekly_people=[{"time": 7.0, "person": 0}, {"time": 7.0, "person": 1}],
    weekly_teams=TEAMS,
)
VALUES = compute(RUN)


def test_the_invoice_by_team():
    a_year = {team: list(bill) for team, bill in invoice(whole(RUN)).items()}
    assert list(a_year) == ["cs", "support", "services", "product", "sales", "finance"]
    expected = {
        "cs": Bill(2.0, 2.0, 0.5 * 2 * HOUR),
        "support": Bill(5.0, 1.0, (3 + 0.5 * 2) * HOUR),
        "product": Bill(4.0, 0.0, 4 * HOUR),
        "finance": Bill(0.2, 0.0, 0.2 * HOUR),
    }
    for team, found in a_year.items():
        assert found == pytest.approx(list(expected.get(team, Bill(0.0, 0.0, 0.0))))


def test_measures_and_series_add_up_to_it():
    money = sum(bill.money for bill in invoice(whole(RUN)).values())
    assert VALUES[Key("masking_invoice")] == pytest.approx(money)
    assert VALUES[Key("masked_hours")] == pytest.approx((2 + 5 + 4 + 0.2) / 2)
    series = weekly_series(RUN)
    assert series["invoice_support"][:3] * 7 / YEAR == pytest.approx([4 * HOUR, 0, 0])
    assert series["invoice_product"][1] * 7 / YEAR == pytest.approx(4 * HOUR)
    total = sum(series[name].sum() for name in series if name.startswith("invoice_"))
    assert total * 7 / YEAR == pytest.approx(money)
    assert series["upstream_backlog"][:5].tolist() == [4, 4, 4, 4, 0]


def test_cost_to_serve_in_full_prices_what_was_sent_and_nothing_twice():
    """Pay once, the 11 hours of effort that others were sent; no hour of the invoice."""
    assert VALUES[Key("cost_to_serve")] == pytest.approx(200e3)
    assert VALUES[Key("cost_to_serve_full")] == pytest.approx(200e3 + 11 * HOUR)


def test_the_time_to_fix_is_when_a_quarter_of_the_flow_is_gone():
    # 0.75 x (1, 0.8, 0.6, 0.4) + 0.25 = 1, 0.85, 0.70: the third week.
    assert VALUES[Key("time_to_fix")] == pytest.approx(21.0)
    assert weekly_series(RUN)["scope_flow"][:4] == pytest.approx([1, 0.85, 0.7, 0.55])


def test_what_is_never_fixed_has_a_lower_bound_or_no_value():
    still = [{**row, "flow": 1.0} for row in TEAMS]
    for rows in (still, []):
        found = compute(world(YEAR, RUN.scenario, weekly_teams=rows))
        assert found[Key("time_to_fix")] == pytest.approx(YEAR)
    nobody = world(YEAR, scenario(), weekly_teams=TEAMS)
    assert math.isnan(compute(nobody)[Key("time_to_fix")])
