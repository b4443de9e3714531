"""Culture and leadership: how the team works, and what leaders decide."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Hours, Minutes, Share, Tree, Weeks, parameter


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
    escalation: Share = parameter(0.0, low=0.0, high=0.8, source="E1 delta")
    """Share of the out-of-scope items reaching the team that it passes on to whoever owes them."""
    escalation_time: Minutes = parameter(10, low=5, high=30, ge=0, le=240, source="guess")
    """What passing one on takes (an item that is done sooner takes no longer than itself)."""


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
