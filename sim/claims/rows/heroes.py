"""Claims about heroes and culture: what is praised, hidden, written down and passed on."""

from __future__ import annotations

from sim.claims.arms import Arm, Sets
from sim.claims.experiment import Experiment, one, pair
from sim.claims.forms import change, difference, level, ratio, within
from sim.claims.over_time import months_until, payback
from sim.claims.rows.settings import (
    BALANCED,
    FIXERS,
    HANDS,
    HERO,
    LONG,
    SETTLED,
    SHORT,
    WORSE,
    company,
)

QUARTERS = 12
SLOW = 16.0
"""A tenth of the requests wait longer than two working days: the promise is broken."""

NO_ESCALATION: Sets = {**SETTLED, **HERO, **HANDS, "culture.escalation": 0}
ESCALATION: Sets = {"culture.escalation": 0.5}
PRAISED: Sets = {**LONG, "culture.recognition": "heroics"}
TOGETHER: Sets = {
    "culture.recognition": "teamwork",
    "culture.team_accountability": 0.8,
    "culture.knowledge_sharing": 0.8,
}
UNWRITTEN: Sets = {
    **LONG,
    **company(20, 14),
    "learning.documented": 0.3,
    "mechanisms.documentation": False,
}
WRITTEN: Sets = {"learning.documented": 0.8}
AUTOMATION: Sets = {"work.automation": 0.3, "team.operations_share": 0.1}
FOUNDERS, COMPANY = company(4, 3), company(40, 28)

BOUNDS: Sets = {"culture.boundaries": 0.6}
FAST: Sets = {**LONG, "book.growth": 0.6, "leadership.planning": "logged_load"}
"""Growth is doubled, and heads follow the load that leaders know of."""

ROWS = (
    pair(
        "M1.hours",
        difference("hours_worked"),
        {**SETTLED, "work.scope_creep": 0},
        {"work.scope_creep": 0.4},
        own=True,
    ),
    pair(
        "M1.burnout",
        difference("burnout_prevalence"),
        {**SETTLED, "work.scope_creep": 0},
        {"work.scope_creep": 0.4},
        own=True,
    ),
    pair("M2.overtime", difference("overtime_weeks"), NO_ESCALATION, ESCALATION, own=True),
    pair("M2.support", difference("escalated_items"), NO_ESCALATION, ESCALATION, own=True),
    one("M3.heroics", within("inclination/quarter/12", "inclination/quarter/1"), PRAISED),
    one(
        "M3.outcomes",
        within("inclination/quarter/12", "inclination/quarter/1"),
        {**LONG, "culture.recognition": "outcomes"},
    ),
    pair(
        "M4.support",
        difference("upstream_capacity"),
        {**LONG, **FIXERS, **WORSE, **BALANCED},
        HERO,
        own=True,
    ),
    pair(
        "M4.fix",
        ratio("time_to_fix"),
        {**LONG, **FIXERS, **WORSE, "culture.logging": 1},
        {"culture.logging": 0.2},
        own=True,
    ),
    Experiment(
        "M7",
        months_until("response_time_p90", SLOW, QUARTERS, "heroes", "base"),
        {"base": Arm({**FAST, **BALANCED}), "heroes": Arm({**FAST, **HERO})},
    ),
    one("M8.early", within("turnover_quiet/quarter/4", "turnover_heroes/quarter/4"), PRAISED),
    one("M8.late", within("turnover_quiet/quarter/12", "turnover_heroes/quarter/12"), PRAISED),
    pair("M9", payback("contribution", QUARTERS), PRAISED, TOGETHER),
    *(
        pair(name, change("churn_after_change"), UNWRITTEN, WRITTEN, own=True)
        for name in ("M10.churn", "M40")
    ),
    pair(
        "M10.time",
        difference("available_share", "base", "candidate"),
        SETTLED,
        {"culture.knowledge_sharing": 1},
    ),
    *(
        pair(
            f"M11.{name}",
            difference("contribution"),
            {**LONG, **sets},
            AUTOMATION,
            equal="payroll",
            replications=24,
        )
        for name, sets in (("few", company(2, 2)), ("many", company(40, 28)))
    ),
    pair("M12.grr", difference("grr"), PRAISED, {"culture.recognition": "outcomes"}),
    pair("M12.hours", difference("hours_worked"), PRAISED, {"culture.recognition": "outcomes"}),
    pair("M13.alone", difference("grr"), SETTLED, BOUNDS),
    pair(
        "M13.with_triage",
        difference("grr"),
        SETTLED,
        {**BOUNDS, "leadership.triage": 0.5, "team.size": 8},
    ),
    pair("M15.early", difference("grr/quarter/4"), {**LONG, **BALANCED}, HERO),
    pair("M15.late", difference("grr/quarter/12"), {**LONG, **BALANCED}, HERO),
    pair(
        "M27",
        difference("overtime_weeks"),
        {**SETTLED, **BALANCED, "people.hero_share": 0.4},
        {"culture.norm_pull": 0.6},
        own=True,
    ),
    *(
        Experiment(
            identifier,
            difference(measure, "large", "small"),
            {
                "small": Arm({**SHORT, **sets, **FOUNDERS}),
                "large": Arm({**SHORT, **sets, **COMPANY}),
            },
            24,
        )
        for identifier, measure, sets in (
            ("M31.share", "hero_share", HERO),
            ("M31.overload", "overtime_of_heroes", HERO),
            ("M34", "mean_talent", {}),
        )
    ),
    one("M32.fall", within("grr/quarter/12", "grr/quarter/4"), {**LONG, **HERO}),
    one("M32.lag", level("detection_lag"), {**LONG, **HERO}),
    one("M41", level("detection_lag"), {**LONG, **HERO, "culture.hero_inclination": 1}),
    pair("M62", difference("hours_worked"), SETTLED, {"culture.focus_time": 0.4}, own=True),
    *(
        pair(
            f"M36.{name}",
            difference("grr"),
            {**SETTLED, "book.products": products},
            {"people.hero_share": 0.6},
            own=True,
        )
        for name, products in (("simple", 1), ("complex", 5))
    ),
)
