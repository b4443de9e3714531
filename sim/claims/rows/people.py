"""Claims about people: strain, burnout, exits, and what leaders do to them."""

from __future__ import annotations

from sim.claims.arms import Sets
from sim.claims.experiment import Experiment, pair
from sim.claims.forms import change, difference, interaction, relative_gap
from sim.claims.rows.settings import (
    BALANCED,
    LONG,
    OVERLOADED,
    RELAXED,
    SETTLED,
    dated,
    rivals,
    structure,
)

SOME, MANY = 80, 120
"""Replications of rows about exits, of which a small team has one or two a year."""
FIRST_YEAR: Sets = {"years": "1 year"}
TREATED: Sets = {"years": 1.5, "warmup": 0.5}
"""A restructure of the first 60 days is judged by months 7 to 18."""
RESTRUCTURE = dated(
    at_once=("month 1", {"leadership.triage": 0.5, "leadership.support": 0.9}),
    day_30=("month 2", {**BALANCED, "people.ramp": "13 weeks", "culture.improvement_share": 0.05}),
    day_60=(
        "month 3",
        {
            "team.structure": "hybrid",
            "team.roles.scaled_csm.touch": 0.3,
            "leadership.planning": "fixed",
        },
    ),
)
"""Triage, then limits and time to improve, then a hybrid with tech-touch for small customers. The
hours that are sent back take the place of the heads that growth would have added."""
UNDERPAID: Sets = {**FIRST_YEAR, "people.pay_gap": 0.1}
PLAN = dated(
    month_1=("month 1", {"leadership.triage": 0.5, "culture.boundaries": 0.4}),
    month_2=(
        "month 2",
        {
            "leadership.support": 0.9,
            "culture.role_clarity": 0.8,
            "leadership.planning": "logged_load",
            "leadership.voice_of_employee": 0.8,
        },
    ),
    month_3=("month 3", {"people.pay_gap": 0}),
)
"""Triage and boundaries; then managers with time, clear roles and ratios by the load that people
really have; then pay at the market: the burnout plan of 90 days for a team that is underpaid."""

CREEP_40: Sets = {**SETTLED, "work.scope_creep": 0.4}
CREEP_25: Sets = {"work.scope_creep": 0.25}
RESILIENCE: Sets = {"burnout.resilience": 0.2}
EQUAL_HOURS: Sets = {**FIRST_YEAR, "mechanisms.requests_follow_health": False}
"""Unhealthy customers ask no more than others, so that only the kind of work changes."""
SHOCK = dated("month 7", bad=("month 4", {"customers.product_shock": 0.3}))
"""A bad product quarter."""
CALLED_UP: Sets = {**FIRST_YEAR, "leadership.span": 7}
PRESSED = dated("month 7", pressed=("month 4", {"leadership.manager_strain": 1.2}))
"""Managers have a bad quarter; they are simulated where a span is given."""
PEAK: Sets = {**FIRST_YEAR, **dated("month 7", peak=("month 4", {"work.volume": 1.1}))}
BAD_PRODUCT: Sets = {"customers.product_shock": 0.15}
GROWING: Sets = {"years": "4 years", "book.growth": 0.35}
SPECIALISED: Sets = {"team.structure": "specialised"}
IN_TIME, LATE = (
    {
        **dated(specialise=(f"month {month}", SPECIALISED)),
        "timeline.specialise.equal": "payroll",
    }
    for month in (2, 32)
)
"""The same switch at about $10M and 2.5 years later; all four years are compared."""

RESTRUCTURED_CHANGES = {
    "productivity": ("accounts_per_head", "served_share"),
    "cost_to_serve": ("cost_to_serve",),
    "csat": ("csat",),
    "burnout": ("burnout_prevalence",),
    "turnover": ("csm_turnover",),
}
PLAN_FORMS = {
    "burnout": change("burnout_prevalence"),
    "esat": change("esat"),
    "turnover": change("csm_turnover"),
    "saved": difference("contribution"),
}
FELT = {
    "burnout": change("burnout_prevalence"),
    "hours": difference("hours_worked"),
    "grr": difference("grr"),
    "scope": difference("out_of_scope_share"),
    "turnover": change("csm_turnover"),
}

ROWS = (
    pair("Q30.resilience_overtime", difference("overtime_weeks"), CREEP_40, RESILIENCE, own=True),
    pair("Q30.resilience_grr", difference("grr"), CREEP_40, RESILIENCE, own=True),
    pair("Q30.scope_hours", difference("hours_worked"), CREEP_40, CREEP_25, own=True),
    pair("Q30.scope_burnout", change("burnout_prevalence"), CREEP_40, CREEP_25, own=True),
    *(
        pair(f"Q34.{name}", change(*measures), TREATED, RESTRUCTURE, replications=MANY)
        for name, measures in RESTRUCTURED_CHANGES.items()
    ),
    *(
        pair(f"Q35.{name}", form, UNDERPAID, PLAN, replications=MANY)
        for name, form in PLAN_FORMS.items()
    ),
    pair("Q36", change("csm_turnover"), {**GROWING, **IN_TIME}, LATE),
    pair("M47", difference("burnout_prevalence"), {**GROWING, **IN_TIME}, LATE),
    pair("M5.quality", change("burnout_speed/quarter/4"), {**FIRST_YEAR, **RELAXED}, OVERLOADED),
    pair("M5.hazard", change("burnout_hazard/quarter/4"), {**FIRST_YEAR, **RELAXED}, OVERLOADED),
    pair("M17", difference("strain/quarter/3"), EQUAL_HOURS, SHOCK),
    pair(
        "M18.health",
        difference("health_true"),
        {**SETTLED, "burnout.health_effect": 0},
        {"burnout.health_effect": 0.1},
        own=True,
    ),
    Experiment(
        "M19",
        interaction("strain", "base", "bad", "support", "bad and support"),
        rivals(
            {**SETTLED, "leadership.support": 0.1},
            None,
            bad=BAD_PRODUCT,
            support={"leadership.support": 0.9},
            **{"bad and support": {**BAD_PRODUCT, "leadership.support": 0.9}},
        ),
    ),
    pair(
        "M21",
        change("time_to_fill"),
        {**LONG, **RELAXED, "people.hiring.reputation": 1.5},
        OVERLOADED,
        own=True,
    ),
    pair(
        "M23",
        difference("burnout_prevalence"),
        {**SETTLED, "leadership.support": 0.1},
        {"leadership.support": 0.9},
        own=True,
    ),
    pair("M26", difference("strain/quarter/2"), CALLED_UP, PRESSED),
    pair("M28", difference("strain/quarter/3"), PEAK, {"culture.remote_share": 1}),
    pair(
        "M44",
        change("csm_turnover"),
        {**LONG, "mechanisms.burnout": False},
        {"mechanisms.burnout": True},
        own=True,
        replications=SOME,
    ),
    Experiment(
        "M49",
        relative_gap("burnout_prevalence", "structure", "both"),
        rivals(
            CREEP_40,
            structure=structure("specialised"),
            both={**structure("specialised"), "leadership.triage": 0.5},
        ),
    ),
    *(
        pair(f"M50.{name}", form, CREEP_40, RESILIENCE, own=True, replications=SOME)
        for name, form in FELT.items()
    ),
    pair("M51", difference("strain"), SETTLED, BAD_PRODUCT, own=True),
    pair(
        "M52",
        difference("csm_turnover"),
        SETTLED,
        {"people.pay_gap": 0.2},
        own=True,
        replications=SOME,
    ),
    pair(
        "M53",
        difference("burnout_prevalence"),
        {**CREEP_40, **CREEP_25},
        {"work.scope_creep": 0.4},
        own=True,
    ),
    pair(
        "M54", difference("burnout_prevalence"), SETTLED, {"leadership.cs_background": 0}, own=True
    ),
    pair(
        "M64",
        change("burnout_prevalence"),
        SETTLED,
        {"culture.mentoring": "0.5 hours", "culture.recognition": "teamwork"},
        own=True,
    ),
    pair("Q42.strain", difference("strain"), SETTLED, {"culture.max_overtime": "5 hours"}),
    pair("Q42.burnout", difference("burnout_mean"), SETTLED, {"culture.max_overtime": "5 hours"}),
    pair("Q42.grr", difference("grr"), SETTLED, {"culture.max_overtime": "5 hours"}),
    pair(
        "M14",
        difference("overtime_weeks"),
        {**SETTLED, **BALANCED, "leadership.example": 1},
        {"leadership.example": 0},
        own=True,
    ),
    pair("M65.talent", difference("talent_of_hires"), LONG, {"people.hiring.selection": 1}),
    Experiment(
        "M65.turnover",
        interaction("contribution", "base", "staged", "high", "high and staged"),
        rivals(
            LONG,
            None,
            staged={"people.hiring.selection": 1},
            high={"people.base_quit_rate": 0.35},
            **{"high and staged": {"people.hiring.selection": 1, "people.base_quit_rate": 0.35}},
        ),
    ),
)
