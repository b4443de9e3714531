"""Claims about customers: what is seen of them, what exits do to them, what pilots can tell."""

from __future__ import annotations

import numpy as np

from sim.base.statistics import mean_interval
from sim.claims.arms import Arm, Sets
from sim.claims.experiment import Experiment, one, pair
from sim.claims.forms import Form, difference, level
from sim.claims.over_time import order
from sim.claims.rows.settings import FIXERS, HANDS, HERO, LONG, SETTLED, WORSE, company
from sim.claims.seen import Found, Seen
from sim.scenario.pilot_power import DIFFERENCE, power_of

PARTS = ("treated", "untreated")
"""The accounts of a pilot, and the others."""

SEEING: Sets = {"leadership.voice_of_customer": 0.8}
WARNED: Sets = {"leadership.voice_of_customer": 0.5, "customers.report_noise": 0.05}
HEROIC: Sets = {**LONG, **HERO, "leadership.voice_of_customer": 0}
SHOCK: Sets = {
    **LONG,
    "timeline.creep.at": "month 4",
    "timeline.creep.set.work.scope_creep": 0.5,
}
KPIS = ("hours_worked", "burnout_mean", "health_true", "health_reported", "logo_churn")

PILOT: Sets = {
    "years": 0.25 + 8 / 52,
    "warmup": 0.25,
    "timeline.pilot.at": "month 4",
    "timeline.pilot.scope.share": 0.2,
    "timeline.pilot.set.team.structure": "specialised",
    "timeline.pilot.set.leadership.triage": 0.5,
}
"""A fifth of the base gets another structure; the eight weeks that follow are measured."""

ONE_METRIC: Sets = {
    "culture.rewards.revenue": 1,
    "culture.rewards.health": 0,
    "culture.rewards.relationship": 0,
    "culture.rewards.operations": 0,
}
PLAYBOOKS: Sets = {"work.playbooks": 1}
SENT: Sets = {**SETTLED, **HANDS, "culture.escalation": 0.5}
"""Half of what others owe is sent to them, and they have just the hands for it."""
HEARD: Sets = {
    **LONG,
    **HERO,
    **FIXERS,
    **WORSE,
    "leadership.planning": "logged_load",
    "leadership.voice_of_employee": 0,
}
"""Leaders staff by the hours that they know of, and four in five of the late ones are hidden."""


def _power() -> Form:
    """Power of a test of the pilot's renewals against the others', as `reorg check` tells it.

    A mean over worlds, each with the contract dates and the churn that it had.
    """

    def find(seen: Seen) -> Found:
        lost, due = (
            np.array([seen.each("base", f"renewals_{which}/pilot/{part}") for part in PARTS])
            for which in ("lost", "due")
        )
        churn = lost.sum(axis=0) / due.sum(axis=0)
        powers = [power_of(p, *dates)[0] for p, dates in zip(churn, due.T, strict=True)]
        found = mean_interval(np.array(powers))
        return Found(found.mean, max(0.0, found.lo), found.hi)

    return Form(
        f"power of the pilot to see {DIFFERENCE:.0%} more or fewer renewals lost",
        tuple(f"renewals_{which}/pilot/{part}" for which in ("lost", "due") for part in PARTS),
        find,
    )


ROWS = (
    one("Q33", _power(), PILOT),
    pair("M29.time_to_live", difference("time_to_live"), LONG, {"customers.sales_handover": 0}),
    pair("M29.churn", difference("early_churn"), LONG, {"customers.sales_handover": 0}),
    pair(
        "M30",
        difference("time_to_fix"),
        HEARD,
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
    pair("M39.escalation", difference("upstream_time"), SENT, PLAYBOOKS, own=True),
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
