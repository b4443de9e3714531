"""Measures and identities on simulated runs, against slower ways to find the same numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.measures import compute, identities, weekly_series
from sim.organisation import simulate
from sim.scenario import load
from sim.tables.results import Key

YEAR = 365.25
SPLITS = ("segment", "role", "quarter")


def small(structure="generalist", **more):
    return load(
        "standard",
        {
            "book.arr": "4M",
            "team.size": "4",
            "years": "2 years",
            "team.structure": structure,
            **more,
        },
    )


@pytest.fixture(scope="module")
def run():
    return simulate(small(), 1)


@pytest.fixture(scope="module")
def values(run):
    return compute(run, SPLITS)


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pooled", "pods", "hybrid"])
def test_identities_hold(structure):
    assert identities(simulate(small(structure), 1)) == []


def test_keys_do_not_depend_on_what_happened(values):
    assert list(compute(simulate(small(), 2), SPLITS)) == list(values)


def test_the_ledger_is_the_weekly_table(run):
    weekly, series = run["weekly_accounts"], weekly_series(run)
    for week, end in enumerate(np.unique(weekly["time"])):
        now = weekly["time"] == end
        assert series["arr"][week] == pytest.approx(weekly["arr"][now].sum())
        assert series["accounts"][week] == now.sum()


def test_retention_account_by_account(run, values):
    def arr(account, when):
        row = run["accounts"]
        if not row["opening"][account] and row["arrived"][account] >= when:
            return 0.0
        known = [(-1.0, row["arr"][account])]
        for table in ("renewals", "expansions"):
            rows = run[table]
            mine = (rows["account"] == account) & (rows["time"] < when)
            known += zip(rows["time"][mine], rows["arr_after"][mine], strict=True)
        return max(known)[1]

    accounts = range(len(run["accounts"]["arr"]))
    gross = []
    for start in (0.0, YEAR):
        before = [arr(a, start) for a in accounts]
        after = [arr(a, start + YEAR) for a in accounts]
        gross.append(sum(map(min, before, after)) / sum(before))
    assert values[Key("grr")] == pytest.approx(sum(gross) / 2)


def test_continuity_by_groups(run, values):
    work = run.frame("work")
    ended = run["accounts"]["ended"]
    shares = []
    for start in (0.0, YEAR):
        end = start + YEAR
        rows = work[
            (work.account >= 0) & (work.hours > 0) & (work.started >= start) & (work.started < end)
        ]
        by_pair = rows.groupby(["account", "person"]).hours.sum()
        best = by_pair.groupby("account").max() / by_pair.groupby("account").sum()
        stays = np.isnan(ended[best.index]) | (ended[best.index] >= end)
        shares.append(best[stays].mean())
    assert values[Key("continuity")] == pytest.approx(sum(shares) / 2)


def test_segments_add_up(run, values):
    for name in (
        "arr_end",
        "arr_new",
        "arr_expanded",
        "arr_contracted",
        "arr_churned",
        "arr_at_risk_true",
    ):
        parts = [values[Key(name, "segment", s)] for s in run.labels["segment"]]
        assert sum(parts) == pytest.approx(values[Key(name)])


def test_quarters_add_up(values):
    for name in ("arr_new", "arr_expanded", "arr_contracted", "arr_churned", "contribution"):
        parts = [values[Key(name, "quarter", str(q))] for q in range(1, 9)]
        assert sum(parts) == pytest.approx(values[Key(name)])


def test_the_waterfall_closes(run, values):
    start = run["accounts"]["arr"][run["accounts"]["opening"] == 1].sum()
    up = values[Key("arr_new")] + values[Key("arr_expanded")]
    down = values[Key("arr_contracted")] + values[Key("arr_churned")]
    assert values[Key("arr_end")] == pytest.approx(start + up - down)


def test_shares_are_shares(values):
    for name in (
        "grr",
        "logo_churn",
        "renewal_churn",
        "burnout_prevalence",
        "overtime_weeks",
        "out_of_scope_share",
        "utilisation",
        "served_share",
        "continuity",
        "single_threaded_arr",
        "health_true",
    ):
        assert 0 <= values[Key(name)] <= 1, name


def test_nobody_can_quit():
    values = compute(simulate(small(**{"people.base_quit_rate": "0"}), 1))
    assert values[Key("csm_turnover")] == 0


def test_no_demand():
    values = compute(simulate(small(**{"work.volume": "0"}), 1))
    assert values[Key("unlogged_hours")] == values[Key("overtime_weeks")] == 0
    assert math.isnan(values[Key("response_time")])
