"""Culture that acts on people: which way each lever moves what, over paired worlds."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.measures import compute
from sim.organisation import simulate
from sim.scenario import load
from sim.tables.results import Key
from tests.organisation.lab import summary

COMPANY = {
    "defaults": 1,
    "years": "15 months",
    "book.arr": "3M",
    "team.size": 2,
    "work.volume": 1.0,
}
REPLICATIONS = 6
HEROICS = {"culture.recognition": "heroics"}
QUITS = {"people.base_quit_rate": 0.5, "team.size": 6}
"""A team with room in its week, of which many leave: exits can be counted."""
STAY = {"people.base_quit_rate": 0}
SPECIAL = {"team.structure": "specialised", "book.arr": "4M", "team.size": 4}

CASES = {
    # claim: (what both have, less, more, measure -> sign)
    "M3, M8 heroics": (QUITS, {}, HEROICS,
                       {"inclination": 1, "unlogged_hours": 1, "turnover_quiet": 1}),
    "M3 teamwork": ({}, {}, {"culture.recognition": "teamwork"},
                    {"inclination": -1}),
    "M13 boundaries": ({}, {}, {"culture.boundaries": 0.8},
                       {"unlogged_hours": -1, "served_share": -1, "health_true": -1}),
    "M13 with triage": ({}, {}, {"culture.boundaries": 0.8, "leadership.triage": 0.8},
                        {"unlogged_hours": -1, "served_share": 1, "burnout_prevalence": -1}),
    "M14 example": ({}, {"leadership.example": 1.0}, {"leadership.example": 0.0},
                    {"inclination": 1, "unlogged_hours": 1, "served_share": 1}),
    "M17 product": ({}, {}, {"customers.product_shock": 0.3},
                    {"health_true": -1, "burnout_prevalence": 1, "renewal_churn": 1}),
    "M21 reputation": ({"people.base_quit_rate": 0.8, "people.hiring.fill": "16 weeks"}, {},
                       {"people.hiring.reputation": 6}, {"served_share": -1}),
    "Q39 span": (STAY, {"leadership.span": 8}, {"leadership.span": 16},
                 {"support": -1, "burnout_prevalence": 1, "unlogged_hours": 1}),
    "Q39 span and quits": (QUITS, {"leadership.span": 8}, {"leadership.span": 16},
                           {"csm_turnover": 1}),
    "M26 manager": ({"leadership.span": 8}, {}, {"leadership.manager_strain": 1.5},
                    {"manager_burnout": 1, "support": -1, "burnout_prevalence": 1}),
    "Q39 coaching": (QUITS, {}, {"leadership.coaching": "1 hours"},
                     {"support": 1, "utilisation": 1}),
    "M64 mentoring": (QUITS, {}, {"culture.mentoring": "1 hours"},
                      {"support": 1, "utilisation": 1}),
    "M54 outsiders": ({}, {"leadership.cs_background": 1}, {"leadership.cs_background": 0},
                      {"support": -1, "out_of_scope_share": 1, "burnout_prevalence": 1}),
    "1c.1 clarity": (QUITS, {"culture.role_clarity": 1}, {"culture.role_clarity": 0},
                     {"csm_turnover": 1}),
    "Q24 development": (QUITS, {}, {"people.development": 1},
                        {"csm_turnover": -1}),
    "Q24 its hours": (STAY, {}, {"people.development": 1},
                      {"utilisation": 1, "served_share": -1}),
    "M50 resilience": ({}, {}, {"burnout.resilience": 0.3},
                       {"burnout_prevalence": -1, "cynicism": 1}),
    "M28 remote": ({}, {}, {"culture.remote_share": 1, "burnout.remote_slowdown": 2},
                   {"burnout_prevalence": 1}),
    "Q42 free Saturdays": ({}, {}, {"culture.free_saturdays": True},
                           {"unlogged_hours": -1, "served_share": -1}),
    "M62 focus time": ({"learning.switch_account": "0.15 hours"}, {}, {"culture.focus_time": 1},
                       {"utilisation": -1, "served_share": 1}),
    "M25 monotony": (SPECIAL, {}, {"burnout.monotony": 0.3}, {"burnout_prevalence": 1}),
    "M25 fit": (SPECIAL, {}, {"burnout.monotony": -0.3}, {"burnout_prevalence": -1}),
}  # fmt: skip


@cache
def measured(overrides):
    """The measures of the replications of a company, by overrides as pairs."""
    scenario = load("standard", dict(overrides))
    return [compute(simulate(scenario, r)) for r in range(REPLICATIONS)]


@pytest.mark.parametrize("case", CASES)
def test_the_direction(case):
    """The mean paired difference has the sign that it must have, by a standard error at least."""
    shared, less, more, moves = CASES[case]
    worlds = [measured(tuple({**COMPANY, **shared, **side}.items())) for side in (less, more)]
    for name, sign in moves.items():
        found = np.array([b[Key(name)] - a[Key(name)] for a, b in zip(*worlds, strict=True)])
        mean, error = summary(found[~np.isnan(found)])
        print(f"{name}: {mean:.4g} +- {error:.2g}")
        assert sign * mean > error, f"{name}: {mean:.4g} +- {error:.2g}"
