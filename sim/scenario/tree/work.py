"""Kinds of work: what an account asks of the Customer Success team, and how much of it."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import BySegment, Count, Days, Hours, Number, Share, Tree, Weeks, parameter

Arrives = Literal[
    "planned",
    "request",
    "onboarding",
    "renewal",
    "expansion",
    "scope",
    "improvement",
    "handover",
    "hiring",
]
TEAMS = ("support", "services", "product", "sales", "finance")


class Kind(Tree):
    """A kind of work. `arrives` says what brings it about; the model's effects hang on that word.

    planned: regular work per account (adoption, business reviews); its done share is the service.
    request: Poisson questions of customers, more when health is low.
    onboarding: one job for each new logo, in steps, each released when the one before is done.
    renewal: once for each contract date. expansion: opportunities, Poisson.
    scope: work another team owes (Poisson, like requests); sized by `work.scope_creep`.
    improvement: documentation and automation, a weekly share of each person's hours.
    handover: on both sides when an account changes hands. hiring: panel hours of a backfill.
    """

    arrives: Arrives = parameter(
        ..., opening=True, mark="", source="design: what sets this work off"
    )
    """What brings this work about."""
    hours: BySegment[Hours] = parameter(
        1.0,
        low=0.25,
        high=30,
        ge=0,
        source="E1; the presets: from S3 ratios and vendor hours (grade C)",
    )
    """Mean effort of one item (onboarding: of the whole job), by segment."""
    rate: BySegment[Number] = parameter(
        0.0, ge=0, source="E1; the presets: from S3 ratios and vendor hours (grade C)"
    )
    """Items a month for each account (planned, request, expansion), by segment."""
    cv: Number = parameter(0.5, low=0.0, high=1.0, ge=0, le=3, source="guess")
    """Coefficient of variation of an item's effort (lognormal; 0: always the mean)."""
    shape: Literal["lognormal", "exponential"] = parameter(
        "lognormal", mark="", source="design: exponential is for comparison with theory"
    )
    """Distribution of an item's effort; exponential ignores `cv`."""
    steps: Count = parameter(1, ge=1, le=60, opening=True, source="guess")
    """Onboarding: number of working sessions the job is split into."""
    over: Weeks = parameter(13, low=4, high=26, gt=0, source="E1", opening=True)
    """Onboarding: planned length of the job; sets the pause between sessions."""
    lead: Weeks = parameter(12, low=4, high=26, gt=0, source="E1", opening=True)
    """Renewal: how long before the contract date the work begins."""
    priority: Count = parameter(5, ge=1, le=9, source="E4")
    """1 is worked first, 9 last."""
    due: Days = parameter(10, low=0.1, high=60, gt=0, source="guess")
    """Working days until it should be done."""
    expires: Days | None = parameter(None, low=10, high=40, ge=0, source="scratch model: 20")
    """Working days past due after which it is dropped; none: it never is."""
    owed_by: Literal["cs", "support", "services", "product", "sales", "finance"] = parameter(
        "cs", mark="", source="design: whose work it is"
    )
    """The team that owes this work; anything but cs is out of scope."""


class Work(Tree):
    """How much work the book makes."""

    volume: Number = parameter(
        1.0,
        low=0.6,
        high=1.4,
        ge=0,
        le=20,
        mark="C",
        source="Q31, X3: fitted; solved for a team's own load",
    )
    """Scales all account work: the rate of what comes often, the effort of onboarding and renewals.
    0 means zero demand."""
    scope_creep: Share = parameter(
        0.33, low=0.20, high=0.45, ge=0, le=0.8, mark="E", source="Q29: 40 %+; red line 25 %"
    )
    """Share of the team's client time that work owed by other teams would fill if nobody diverted
    it: out-of-scope hours = s / (1 - s) x in-scope hours of the account."""
    sources: dict[str, Share] = parameter(
        {"support": 0.45, "services": 0.20, "product": 0.15, "sales": 0.12, "finance": 0.08},
        source="guess",
    )
    """Who owes the out-of-scope work: share of it by team."""
    health_sensitivity: Number = parameter(0.6, low=0.0, high=1.5, ge=0, le=4, source="E1 kappa")
    """Requests at health H come at rate x (1 + this x (0.75 - H))."""
    kinds: dict[str, Kind] = parameter(...)
    """The kinds of work by name."""
    playbooks: Share = parameter(0.0, low=0.0, high=1.0, source="M39")
    """How far planned work and onboarding follow standard deliverables (playbooks)."""
    playbook_hours: Share = parameter(0.15, low=0.05, high=0.30, le=0.9, source="M39: guess")
    """Effort of planned work and onboarding that playbooks save."""
    playbook_spread: Share = parameter(0.5, low=0.2, high=0.8, source="M39: guess")
    """Part of the variation of that effort which they take away."""
    playbook_length: Share = parameter(0.2, low=0.1, high=0.4, le=0.9, source="M39: guess")
    """Part of the planned length of an onboarding which they take away."""
    playbook_upkeep: Hours = parameter(8.0, low=4, high=20, ge=0, le=400, source="M39: guess")
    """Hours a week, of the whole organisation, that playbooks for everything take to keep up."""
    automation: Share = parameter(0.0, low=0.0, high=0.5, le=0.9, source="M11")
    """Share of the effort of planned work and requests that machines do."""
    automation_upkeep: Hours = parameter(40.0, low=20, high=80, ge=0, le=4000, source="M11: guess")
    """Hours a week, of the whole organisation, that automating everything would take to keep up."""
