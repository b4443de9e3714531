"""Claims about customers: what is seen of them, what exits do to them, what pilots can tell."""

from __future__ import annotations

import math

import numpy as np

from sim.base.statistics import wilson_interval
from sim.claims.arms import Arm, Sets
from sim.claims.experiment import Experiment, one, pair
from sim.claims.forms import Form, difference, level
from sim.claims.intervals import left_out
from sim.claims.over_time import order
from sim.claims.rows.settings import BEST, FIXERS, HERO, LONG, SETTLED, company, structure
from sim.claims.seen import Found, Seen

SIGNIFICANT = 1.96
"""A pilot has found something where its difference is so many standard errors from 0."""

SEEING: Sets = {"leadership.voice_of_customer": 0.8}
WARNED: Sets = {"leadership.voice_of_customer": 0.5, "customers.report_noise": 0.05}
HEROIC: Sets = {**LONG, **HERO, "leadership.voice_of_customer": 0}
SHOCK: Sets = {
    **LONG,
    "timeline.creep.at": "month 4",
    "timeline.creep.set.work.scope_creep": 0.5,
}
KPIS = ("hours_worked", "burnout_mean", "health_true", "health_reported", "logo_churn")

WEEKS_8: Sets = {"years": "8 weeks"}
PILOT: Sets = {**WEEKS_8, **BEST, **structure("specialised"), **company(2, 2), "seed": 2}
"""A fifth of the base with luck of its own: other customers, in the same eight weeks."""

ONE_METRIC: Sets = {
    "culture.rewards.revenue": 1,
    "culture.rewards.health": 0,
    "culture.rewards.relationship": 0,
    "culture.rewards.operations": 0,
}
PLAYBOOKS: Sets = {"work.playbooks": 1}


def _power() -> Form:
    """Share of worlds in which the churn of a pilot's renewals differs from that of the others."""

    def find(seen: Seen) -> Found:
        lost, due = (
            np.array([seen.each(arm, f"renewals_{which}") for arm in ("others", "pilot")])
            for which in ("lost", "due")
        )
        together = lost.sum(axis=0) / due.sum(axis=0)
        error = np.sqrt(together * (1 - together) * (1 / due).sum(axis=0))
        gap = np.abs(np.diff(lost / due, axis=0)[0])
        share = float(np.mean(gap > SIGNIFICANT * np.maximum(error, 1e-12)))
        return Found(share, *wilson_interval(share, seen.n))

    return Form(
        "share of worlds in which the pilot's renewal churn differs significantly",
        ("renewals_lost", "renewals_due"),
        find,
    )


def _exit_cost() -> Form:
    """Contribution lost for each exit, in months of the leavers' pay."""

    def statistic(seen: Seen) -> float:
        lost = seen.mean("base", "contribution") - seen.mean("candidate", "contribution")
        pay = seen.mean("candidate", "exit_pay") - seen.mean("base", "exit_pay")
        return lost / pay if pay else math.nan

    return Form(
        "contribution lost / a month of the leavers' pay",
        ("contribution", "exit_pay"),
        lambda seen: left_out(statistic, seen),
    )


NOBODY_LEAVES: Sets = {**LONG, "mechanisms.quitting": False}
SOME_LEAVE: Sets = {"mechanisms.quitting": True}

ROWS = (
    Experiment(
        "Q33",
        _power(),
        {"others": Arm({**WEEKS_8, **company(8, 6)}), "pilot": Arm(PILOT)},
    ),
    pair("M20.churn", difference("arr_churned"), NOBODY_LEAVES, SOME_LEAVE),
    pair("M20.cost", _exit_cost(), NOBODY_LEAVES, SOME_LEAVE),
    pair("M29.time_to_live", difference("time_to_live"), LONG, {"customers.sales_handover": 0}),
    pair("M29.churn", difference("early_churn"), LONG, {"customers.sales_handover": 0}),
    pair(
        "M30",
        difference("time_to_fix"),
        {**LONG, **HERO, **FIXERS, "leadership.voice_of_employee": 0},
        {"leadership.voice_of_employee": 0.8},
        own=True,
    ),
    one("M33.hero", level("green_churn"), HEROIC),
    one("M33.voc", level("green_churn"), {**LONG, **HERO, **SEEING}),
    pair("M38.lag", difference("detection_lag"), HEROIC, SEEING, own=True),
    pair(
        "M38.saves", difference("grr"), {**HEROIC, "leadership.save_plays": True}, SEEING, own=True
    ),
    pair("M39.hours", difference("account_hours"), SETTLED, PLAYBOOKS, own=True),
    pair("M39.escalation", difference("upstream_time"), SETTLED, PLAYBOOKS, own=True),
    pair(
        "M39.exits",
        difference("churn_after_change"),
        {**LONG, **company(20, 14)},
        PLAYBOOKS,
        own=True,
    ),
    pair(
        "M42",
        difference("churn_after_change"),
        {**LONG, **company(20, 14), "customers.firm_trust_alone": 0.7},
        {"customers.firm_trust_alone": 0.2},
        own=True,
    ),
    Experiment("M43", order(KPIS, 12), {"base": Arm(LONG), "candidate": Arm(SHOCK)}),
    pair("M55.reported", difference("health_reported"), SETTLED, ONE_METRIC, own=True),
    pair("M55.true", difference("health_of_hard"), SETTLED, ONE_METRIC, own=True),
    pair("M63", difference("detection_lag"), HEROIC, WARNED, own=True),
)
