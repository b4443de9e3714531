"""Claims about size: where specialising begins to pay, and how that place moves."""

from __future__ import annotations

from typing import Any

from sim.claims.arms import Arm, Sets
from sim.claims.crossings import Step, crossed, minus, over
from sim.claims.experiment import Experiment
from sim.claims.forms import Form, best, difference, least_step
from sim.claims.over_time import break_point
from sim.claims.rows.settings import FIXERS, HERO, SHORT, company, roles, structure
from sim.experiment.equal import Equal

FEW = 24
"""Replications of a ladder: its large companies cost most of the time of all claims. Where a
specialisation point is told they are spread over twelve parameter sets."""

MEDIAN = {3.0: 2, 6.0: 4, 12.0: 8, 24.0: 17, 48.0: 34}
"""Opening ARR in millions -> heads, about $1.4M each: the steps of the median company."""
GRAND = {7.5: 2, 15.0: 4, 30.0: 8, 60.0: 15, 120.0: 30}
"""The same for enterprise customers of $300K, about $4M each."""

STORY_A: Sets = {**SHORT, "book.growth": 0.35}
STORY_B: Sets = {
    **STORY_A,
    **HERO,
    "book.segments.enterprise.arr_share": 1,
    "book.segments.enterprise.acv": "300k",
    "book.segments.mid_market": None,
    "book.segments.smb": None,
}
"""Enterprise customers, heroes, hours that nobody logs; there is no voice of the customer."""


def ladder(
    steps: dict[float, int], common: Sets, name: str = "", equal: Equal | None = "payroll"
) -> dict[str, Arm]:
    """At each step a generalist team, and a specialised one that opens in its state."""
    arms: dict[str, Arm] = {}
    for millions, heads in steps.items():
        sets = {**common, **company(millions, heads)}
        base = f"{name}{millions:g}M"
        arms[base] = Arm(sets)
        arms[f"{base} specialised"] = Arm({**sets, **structure("specialised")}, base, equal)
    return arms


def steps_of(steps: dict[float, int], name: str = "", *, heads: bool = False) -> list[Step]:
    """The steps of such a ladder, placed at their opening ARR or at their heads."""
    return [
        Step(
            float(count if heads else millions * 1e6),
            f"{name}{millions:g}M",
            f"{name}{millions:g}M specialised",
        )
        for millions, count in steps.items()
    ]


def _point(identifier: str, form: Form, arms: dict[str, Arm]) -> Experiment:
    """A specialisation point, over the calibrated parameter sets."""
    return Experiment(identifier, form, arms, FEW, ensemble=True)


def _pools(millions: float, heads: int) -> dict[str, Arm]:
    """The same company with one, two, three and four roles."""
    sets = {**SHORT, **company(millions, heads)}
    tables: dict[int, Sets] = {
        2: roles(csm=0.9, onboarding_specialist=0.1),
        3: structure("specialised"),
        4: roles(csm=0.69, onboarding_specialist=0.1, renewals_manager=0.11, technical_csm=0.1),
    }
    base = f"{millions:g}M 1"
    others = {
        f"{millions:g}M {count}": Arm({**sets, **table}, base, "payroll")
        for count, table in tables.items()
    }
    return {base: Arm(sets), **others}


SIZES = {5.0: 4, 15.0: 11, 40.0: 28}
POOLS = {f"{millions:g}M": _pools(millions, heads) for millions, heads in SIZES.items()}
CHOICES = [{float(k): f"{millions:g}M {k}" for k in (1, 2, 3, 4)} for millions in SIZES]
ALL_POOLS = {name: arm for arms in POOLS.values() for name, arm in arms.items()}

GROWING: Sets = {
    **STORY_B,
    **company(40, 10),
    **FIXERS,
    "years": "6 years",
    "leadership.planning": "logged_load",
    "leadership.save_plays": True,
}
"""Leaders staff, other teams repair and accounts are saved by what is seen, so seeing matters."""
OPEN_EYES: Sets = {
    "culture.logging": 1,
    "leadership.voice_of_customer": 0.8,
    "mechanisms.filter": False,
    "mechanisms.masking": False,
}
QUARTERS = 24
BREAK: dict[str, Any] = {"measure": "grr", "drop": 0.03, "quarters": QUARTERS}

A, B = ladder(MEDIAN, STORY_A, "A "), ladder(GRAND, STORY_B, "B ")
TURNS_A, TURNS_B = (
    crossed("contribution", steps_of(steps, name))
    for steps, name in ((MEDIAN, "A "), (GRAND, "B "))
)
HEADS_A, HEADS_B = (
    crossed("contribution", steps_of(steps, name, heads=True))
    for steps, name in ((MEDIAN, "A "), (GRAND, "B "))
)
FAST = ladder(MEDIAN, {**SHORT, "book.growth": 0.6}, "60 % ")

ROWS = (
    _point("Q1.grr", crossed("grr", steps_of(MEDIAN, "A ")), A),
    _point(
        "Q1.cost_to_serve",
        crossed("cost_to_serve", steps_of(MEDIAN, "A "), better=-1),
        ladder(MEDIAN, STORY_A, "A ", "headcount"),
    ),
    _point("Q1.contribution", TURNS_A, A),
    *(
        Experiment(f"Q2.{name}", best("contribution", choices), arms, FEW)
        for name, choices, arms in zip(
            ("small", "middle", "large"), CHOICES, POOLS.values(), strict=True
        )
    ),
    Experiment("Q2.monotone", least_step("contribution", CHOICES), ALL_POOLS, FEW),
    Experiment("M37", difference("contribution", "40M 3", "40M 1"), POOLS["40M"], FEW),
    Experiment(
        "M57",
        over(crossed("contribution", steps_of(MEDIAN, "60 % ")), TURNS_A),
        {**FAST, **A},
        FEW,
    ),
    _point("D1.a", TURNS_A, A),
    _point("D1.b", TURNS_B, B),
    Experiment("D1.heads", over(HEADS_B, HEADS_A), {**A, **B}, FEW),
    Experiment("D1.break", break_point(**BREAK, tell="arr_end"), {"base": Arm(GROWING)}, FEW),
    Experiment(
        "Q41",
        over(break_point(**BREAK, tell="arr_end"), TURNS_B),
        {"base": Arm(GROWING), **B},
        FEW,
    ),
    Experiment(
        "D1.masking",
        minus(
            break_point(**BREAK, arm="open eyes", tell="months"),
            break_point(**BREAK, tell="months"),
        ),
        {"base": Arm(GROWING), "open eyes": Arm({**GROWING, **OPEN_EYES})},
        FEW,
    ),
)
