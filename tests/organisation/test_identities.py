"""What must hold in every world, over random small scenarios."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sim.base.dates import YEAR
from sim.measures import compute, identities
from sim.organisation import simulate
from sim.scenario import load
from sim.scenario.tree import Mechanisms
from sim.tables.results import Key
from tests.organisation.lab import OUTCOME

STRUCTURES = ("generalist", "specialised", "pooled", "dedicated", "hybrid", "pods", "tech_touch")
FEW = settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # the first example that fails will do: each is a whole company
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def companies(draw):
    """Overrides of the standard preset: small, short, and anything but average."""
    share = st.floats(0, 1)
    out = {
        "years": "1 years",
        "seed": draw(st.integers(1, 10**6)),
        "team.structure": draw(st.sampled_from(STRUCTURES)),
        "team.size": draw(st.integers(1, 8)),
        "book.arr": draw(st.integers(300_000, 2_500_000)),
        "book.growth": draw(st.floats(0, 1.5)),
        "book.segments.smb.term": draw(st.sampled_from(["monthly", "annual"])),
        "work.volume": draw(st.sampled_from([0.0, 0.3, 1.0, 2.5])),
        "work.scope_creep": draw(st.floats(0, 0.6)),
        "culture.hero_inclination": draw(share),
        "culture.logging": draw(share),
        "leadership.triage": draw(share),
        "culture.escalation": draw(share),
        "upstream.support.capacity": draw(st.sampled_from([0.0, 0.3, 2.0])),
        "upstream.product.fix_rate": draw(st.sampled_from([0.0, 1.0])),
        "leadership.planning": draw(st.sampled_from(["arr", "accounts", "fixed"])),
        "people.base_quit_rate": draw(st.sampled_from([0.0, 0.2, 3.0])),
        "people.hiring.fill": f"{draw(st.integers(0, 20))} weeks",
        "people.notice": f"{draw(st.integers(0, 8))} weeks",
        "people.leave": f"{draw(st.integers(0, 40))} days",
        "customers.base_churn": draw(st.floats(0, 0.9)),
    }
    off = draw(st.sets(st.sampled_from(sorted(Mechanisms.model_fields)), max_size=4))
    return out | {f"mechanisms.{name}": False for name in sorted(off)}


@FEW
@given(companies())
def test_the_books_balance(company):
    """Accounts, ARR, heads, hours and times add up in every table."""
    run = simulate(load("standard", company), 0)
    assert identities(run) == []


@FEW
@given(companies())
def test_every_item_ends_once(company):
    """Hours demanded = the sum over outcomes: no number of an item is missing."""
    run = simulate(load("standard", {**company, "mechanisms.run_in": False}), 0)
    work = run["work"]
    assert np.array_equal(np.sort(work["item"]), np.arange(len(work["item"])))
    ended = [OUTCOME[word] for word in (
        "done", "dropped", "queued", "cancelled", "unhandled", "diverted")]  # fmt: skip
    parts = [work["demand"][work["outcome"] == code].sum() for code in ended]
    assert sum(parts) == pytest.approx(work["demand"].sum())


@FEW
@given(companies())
def test_shares_are_shares_and_days_have_hours(company):
    """State between 0 and 1; nobody works longer than they are there or than the day has."""
    run = simulate(load("standard", company), 0)
    for table, columns in {
        "weekly_people": ("acute", "burnout", "ramp"),
        "weekly_accounts": ("health", "trust", "firm", "served"),
        "weekly_roles": ("documented",),
        "renewals": ("probability", "luck"),
        "expansions": ("probability",),
    }.items():
        for column in columns:
            values = run[table][column]
            assert ((values >= 0) & (values <= 1)).all(), (table, column)
    week = run["weekly_people"]
    assert (week["worked"] - week["after_hours"] <= 40 + 1e-3).all()
    assert (week["client"] - week["after_hours"] <= week["available"] + 1e-2).all()
    assert (week["after_hours"] <= run.scenario.culture.max_overtime + 1e-3).all()
    hidden = 1 - run.scenario.culture.logging
    assert (week["unlogged"] <= week["after_hours"] * hidden + 1e-3).all()


# --- the same world, longer, richer or twice --------------------------------------------------

COMPANY = {"book.arr": "3M", "team.size": 4, "people.base_quit_rate": 0.5, "book.growth": 0.5}
TIME = {"events": "time", "renewals": "time", "expansions": "time", "work": "finished",
        "weekly_people": "time", "weekly_accounts": "time", "weekly_roles": "time",
        "weekly_teams": "time",
        "seats": "filled"}  # fmt: skip


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pods"])
def test_the_first_year_of_three_is_the_year(structure):
    """What happens later moves nothing before: rows that ended within the year are the same."""
    company = {**COMPANY, "team.structure": structure}
    one = simulate(load("standard", {**company, "years": "1 years"}), 0)
    three = simulate(load("standard", {**company, "years": "3 years"}), 0)
    for table, time in TIME.items():
        early = {c: v[one[table][time] < YEAR] for c, v in one[table].items()}
        later = {c: v[three[table][time] < YEAR] for c, v in three[table].items()}
        assert len(early[time]) > 0
        for column in early:
            np.testing.assert_array_equal(early[column], later[column], f"{table}.{column}")
    accounts, more = one["accounts"], three["accounts"]
    assert one.names == three.names[: len(one.names)] or set(one.names) <= set(three.names)
    for column in ("segment", "arr", "term", "arrived", "fit"):
        np.testing.assert_array_equal(accounts[column], more[column][: len(accounts[column])])


MONEY = {"arr", "arr_end", "arr_before", "arr_after", "cost", "at_risk"}


@pytest.mark.parametrize("structure", ["generalist", "specialised", "hybrid"])
def test_ten_times_the_money_moves_nothing_else(structure):
    base = load("standard", {**COMPANY, "years": "1 years", "team.structure": structure})
    richer = {"book.arr": base.book.arr * 10}
    richer |= {f"book.segments.{n}.acv": s.acv * 10 for n, s in base.book.segments.items()}
    for name, row in base.team.roles.items():
        richer[f"team.roles.{name}.loaded_cost"] = row.loaded_cost * 10
    richer["team.operations_cost"] = base.team.operations_cost * 10
    rich = load("standard", {**COMPANY, "years": "1 years", "team.structure": structure, **richer})
    one, ten = simulate(base, 0), simulate(rich, 0)
    for table, columns in one.tables.items():
        for name, values in columns.items():
            if name in MONEY:
                np.testing.assert_allclose(ten[table][name], values * 10, rtol=1e-9)
            else:
                np.testing.assert_array_equal(ten[table][name], values, f"{table}.{name}")
    for key, value in compute(one).items():
        if key.measure in ("grr", "nrr", "margin", "csm_turnover", "burnout_prevalence"):
            assert compute(ten)[key] == pytest.approx(value)


def test_twice_of_everything_has_the_same_rates():
    """Work served by owners has no economies of scale: two companies in one are like each."""
    names = ("grr", "served_share", "utilisation", "burnout_prevalence", "overtime_weeks")
    company = {"years": "2 years", "book.growth": 0, "leadership.planning": "fixed"}
    found = {}
    for size in (4, 8):
        scenario = load("standard", {**company, "book.arr": size * 1_400_000, "team.size": size})
        values = [compute(simulate(scenario, r)) for r in range(12)]
        found[size] = {n: np.array([v[Key(n)] for v in values]) for n in names}
    for name in names:
        one, two = found[4][name], found[8][name]
        error = sqrt(one.var(ddof=1) / len(one) + two.var(ddof=1) / len(two))
        assert error < 0.08, name
        assert abs(one.mean() - two.mean()) <= 3.5 * error, name
