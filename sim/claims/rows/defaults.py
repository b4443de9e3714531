"""Claims about levels: what the default organisation shows, and what well-run ones show."""

from __future__ import annotations

from sim.claims.arms import Arm, Sets
from sim.claims.experiment import Experiment, one
from sim.claims.forms import Form, correlation, level, part, per_difference, quantile
from sim.claims.rows.settings import BEST, HERO, LONG, SHORT, company, mix, structure

MANY = 120
"""Replications of the default organisation, which serves a dozen rows."""
MULTIPLE = 7.0
"""What a buyer pays for ARR, as the source has it."""
POINTS = 0.05
"""Five points of net retention."""

BEST_TEAM: Sets = {**LONG, **BEST, **structure("specialised")}
RICH: Sets = {**SHORT, **mix(0.8, 0.15, 0.05)}
BIG_TEAM: Sets = {**SHORT, **company(30, 21)}
"""Twenty people, so that a fifth of them are four."""

ENSEMBLE = {
    f"{name}, {way}": Arm({**RICH, **structure(name), **sets})
    for name in ("generalist", "specialised", "pods", "pooled")
    for way, sets in (("heroes", HERO), ("best", BEST), ("as it is", {}))
}


def _worth(identifier: str, millions: float, heads: int, factor: float = 1.0) -> Experiment:
    """What five points of NRR over three years leave in ARR, x a factor."""
    base: Sets = {**LONG, **HERO, **company(millions, heads)}
    arms = {"base": Arm(base), "candidate": Arm({**base, **BEST}, "base")}
    form = per_difference("arr_end", "nrr", POINTS * factor)
    return Experiment(identifier, form, arms, 24)


LEVELS: dict[str, Form] = {
    "Q3": level("burnout_prevalence"),
    "Q4": level("burnout_often"),
    "X1": level("csm_turnover"),
    "X2.smb": level("grr/segment/smb"),
    "X2.mid": level("grr/segment/mid_market"),
    "X2.enterprise": level("grr/segment/enterprise"),
    "X3": level("overtime_weeks"),
    "X4": level("green_churn"),
    "Q29.default": level("out_of_scope_share"),
    "Q31.enterprise": level("account_hours/segment/enterprise"),
    "Q31.mid": level("account_hours/segment/mid_market"),
    "M45": correlation("csm_turnover", "logo_churn"),
    "M18.correlation": correlation("burnout_mean", "health_true"),
}
"""What the default organisation shows: one world serves all of these."""

ROWS = (
    *(one(identifier, form, LONG, MANY) for identifier, form in LEVELS.items()),
    one("Q8.enterprise", level("grr"), {**BEST_TEAM, **mix(0.8, 0.15, 0.05)}),
    one("Q8.smb", level("grr"), {**BEST_TEAM, **mix(0.05, 0.15, 0.8), "team.size": 9}),
    one("Q9", part("arr_expanded", "arr_new"), {**LONG, **BEST}),
    _worth("Q11.arr", 80, 57),
    _worth("Q11.value", 80, 57, MULTIPLE),
    _worth("Q11.small", 25, 18, MULTIPLE),
    one("Q21", level("top_expansion"), BIG_TEAM),
    Experiment("Q28.top", quantile("nrr", 0.75, list(ENSEMBLE)), ENSEMBLE, 24),
    Experiment("Q28.median", quantile("nrr", 0.5, list(ENSEMBLE)), ENSEMBLE, 24),
    one("Q29.hero", level("out_of_scope_share"), {**LONG, **HERO, "work.scope_creep": 0.4}),
)
