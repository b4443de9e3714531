"""Claims about people: strain, burnout, exits, and what leaders do to them."""

from __future__ import annotations

from sim.claims.arms import Arm, Sets
from sim.claims.experiment import Experiment, pair
from sim.claims.forms import change, difference, interaction, level, relative_gap
from sim.claims.rows.settings import (
    BALANCED,
    BEST,
    LONG,
    OVERLOADED,
    RELAXED,
    SETTLED,
    SHORT,
    rivals,
    structure,
)

FIRST_YEAR: Sets = {"years": "1 year"}
RESTRUCTURED: Sets = {"years": 1.5, "warmup": 0.5, "people.pay_gap": 0.1}
RESTRUCTURE: Sets = {**BEST, **structure("hybrid"), "team.size": 6}
"""Structure, ratios, triage: the scope that is sent back frees one head of seven."""
PLAN: Sets = {
    "leadership.triage": 0.5,
    "leadership.support": 0.9,
    "culture.boundaries": 0.4,
    "team.size": 8,
    "people.pay_gap": 0,
}
"""Triage, ratios, boundaries, compensation and a manager's time: the burnout plan of 90 days."""

CREEP_40: Sets = {**SETTLED, "work.scope_creep": 0.4}
CREEP_25: Sets = {"work.scope_creep": 0.25}
RESILIENCE: Sets = {"burnout.resilience": 0.2}
SHOCK: Sets = {
    **FIRST_YEAR,
    "timeline.bad.at": "month 4",
    "timeline.bad.set.customers.product_shock": 0.15,
    "timeline.good.at": "month 7",
    "timeline.good.set.customers.product_shock": 0,
}
"""A bad product quarter."""
PEAK: Sets = {
    **FIRST_YEAR,
    "timeline.up.at": "month 4",
    "timeline.up.set.work.volume": 1.1,
    "timeline.down.at": "month 7",
    "timeline.down.set.work.volume": 0.7,
}
BAD_PRODUCT: Sets = {"customers.product_shock": 0.15}
GROWING: Sets = {"years": "2.5 years", "book.growth": 0.35}

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
    Experiment("Q10.direct", level("replacement_cost_direct"), {"base": Arm(SHORT)}),
    Experiment("Q10.with_churn", level("replacement_cost_with_churn"), {"base": Arm(SHORT)}),
    pair("Q30.resilience_overtime", difference("overtime_weeks"), CREEP_40, RESILIENCE, own=True),
    pair("Q30.resilience_grr", difference("grr"), CREEP_40, RESILIENCE, own=True),
    pair("Q30.scope_hours", difference("hours_worked"), CREEP_40, CREEP_25, own=True),
    pair("Q30.scope_burnout", change("burnout_prevalence"), CREEP_40, CREEP_25, own=True),
    *(
        pair(f"Q34.{name}", change(*measures), RESTRUCTURED, RESTRUCTURE)
        for name, measures in RESTRUCTURED_CHANGES.items()
    ),
    *(
        pair(f"Q35.{name}", form, {**FIRST_YEAR, "people.pay_gap": 0.1}, PLAN)
        for name, form in PLAN_FORMS.items()
    ),
    *(
        Experiment(
            identifier,
            form,
            {
                "state": Arm(GROWING),
                "in time": Arm({**GROWING, **structure("specialised")}, "state", "payroll"),
                "late": Arm(GROWING, "state"),
            },
        )
        for identifier, form in (
            ("Q36", change("csm_turnover", one="late", other="in time")),
            ("M47", difference("burnout_prevalence", "late", "in time")),
        )
    ),
    pair("M5.quality", change("burnout_speed/quarter/4"), {**FIRST_YEAR, **RELAXED}, OVERLOADED),
    pair("M5.hazard", change("burnout_hazard/quarter/4"), {**FIRST_YEAR, **RELAXED}, OVERLOADED),
    Experiment(
        "M17",
        difference("strain/quarter/3", "shock", "base"),
        {"base": Arm(FIRST_YEAR), "shock": Arm(SHOCK)},
    ),
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
    pair(
        "M26",
        difference("strain"),
        {**FIRST_YEAR, "leadership.span": 7},
        {"leadership.manager_strain": 1.2},
    ),
    pair("M28", difference("strain/quarter/3"), PEAK, {"culture.remote_share": 1}),
    pair(
        "M44",
        change("csm_turnover"),
        {**LONG, "mechanisms.burnout": False},
        {"mechanisms.burnout": True},
        own=True,
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
    *(pair(f"M50.{name}", form, CREEP_40, RESILIENCE, own=True) for name, form in FELT.items()),
    pair("M51", difference("strain"), SETTLED, BAD_PRODUCT, own=True),
    pair("M52", difference("csm_turnover"), SETTLED, {"people.pay_gap": 0.2}, own=True),
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
