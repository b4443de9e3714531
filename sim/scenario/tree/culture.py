"""Culture and leadership: how the team works, and what leaders decide."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Flag, Hours, Number, Share, Tree, Weeks, parameter


class Rewards(Tree):
    """The scorecard: what people are measured and paid by, as shares that add up to 1.

    The defaults are the balanced card and move nothing; what counts for more comes first.
    """

    revenue: Share = parameter(0.45, low=0.40, high=0.50, mark="E", source="Q25")
    """Retention and expansion: renewal and expansion work."""
    health: Share = parameter(0.30, low=0.25, high=0.35, mark="E", source="Q25")
    """Health and adoption: planned work and onboarding."""
    relationship: Share = parameter(0.20, low=0.15, high=0.25, mark="E", source="Q25")
    """Satisfaction: requests, in scope or not, and hand-overs."""
    operations: Share = parameter(0.05, low=0.05, high=0.15, mark="E", source="Q25")
    """Operational excellence: improvement work."""


class Culture(Tree):
    """What the team does when the day is too short."""

    hero_inclination: Share = parameter(0.5, low=0.2, high=0.9, source="E3: hero 0.8, balanced 0.3")
    """Share of the work that does not fit that a person tries to do after hours."""
    max_overtime: Hours = parameter(
        14, low=5, high=20, ge=0, le=23, source="E3: hero 20, balanced 8"
    )
    """Most hours a week after hours."""
    logging: Share = parameter(0.4, low=0.1, high=0.9, source="E3: hero 0.2, balanced 0.8")
    """Share of hours after hours that is logged."""
    improvement_share: Share = parameter(0.03, low=0.0, high=0.10, le=0.5, source="E9: 2-4 %")
    """Share of working time set aside for documentation and automation; first to be dropped."""
    improvement_floor: Hours = parameter(
        0.3, low=0.0, high=1.0, ge=0, le=10, source="scratch model"
    )
    """Hours a week of it that are protected."""
    recognition: Literal["none", "heroics", "outcomes", "teamwork"] = parameter(
        "none", source="M3, M8, M64"
    )
    """What is praised. Outcomes: unhealthy customers come first. Heroics: loud ones do. Teamwork:
    part of what `knowledge_sharing` and `team_accountability` do."""
    rewards: Rewards = parameter(Rewards())
    """The scorecard."""
    steering: Number = parameter(2.0, low=0.5, high=4.0, ge=0, le=6, source="M12, M55: guess")
    """Priority steps by which work moves up in the queue where its weight on the scorecard is 1
    instead of 0, and between the accounts that praise favours most and least."""
    gaming_line: Share = parameter(0.6, low=0.5, high=0.8, ge=0, le=0.99, source="M55: guess")
    """Weight of one number on the scorecard above which it is gamed, in full at 1."""
    gaming_bias: Share = parameter(0.4, low=0.1, high=0.7, source="M55: guess")
    """Part of what an account lacks in health that reports leave out where one number is all."""
    knowledge_sharing: Share = parameter(0.0, low=0.0, high=1.0, source="M10, M40")
    """How far people write down what they know and tell each other."""
    sharing_time: Share = parameter(0.03, low=0.02, high=0.04, le=0.5, source="M10: 2-4 %")
    """Share of the week that it takes where everybody does; these hours go into documentation."""
    team_accountability: Share = parameter(0.0, low=0.0, high=1.0, source="M16")
    """How far the team answers for its customers: share of the accounts whose urgent work
    colleagues do while the owner is away, and trust in the team beside the person."""
    accountability_hours: Hours = parameter(
        0.5, low=0.25, high=1.5, ge=0, le=10, source="M16: guess"
    )
    """Hours a week of each person that full accountability takes."""


class Leadership(Tree):
    """What leaders decide, on what they can see."""

    planning: Literal["arr", "accounts", "fixed"] = parameter("accounts")
    """What the number of heads follows as the company grows; `fixed`: the opening size."""
    review: Weeks = parameter(13, low=4, high=52, gt=0, source="quarterly")
    """Time between headcount reviews."""
    triage: Share = parameter(0.0, low=0.0, high=0.8, source="E1 delta")
    """Share of out-of-scope work that is sent back to the team that owes it."""
    support: Share = parameter(0.5, low=0.0, high=1.0, source="Q39")
    """Support by the manager: lowers strain and quitting."""
    save_plays: Flag = parameter(False, source="M38, M63")
    """An account whose reported health falls below `save_line` gets extra planned work, first."""
    save_line: Share = parameter(0.6, low=0.4, high=0.7, source="M38: guess")
    """Reported health below which an account gets a save play, at most once a quarter."""
    save_effort: Number = parameter(0.5, low=0.25, high=1.5, gt=0, le=5, source="M38: guess")
    """Hours of a save play / hours of service that the account was due in about a quarter."""
