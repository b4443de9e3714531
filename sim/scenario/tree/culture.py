"""Culture and leadership: how the team works, and what leaders decide."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Flag, Hours, Minutes, Share, Tree, Weeks, parameter


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
    escalation: Share = parameter(0.0, low=0.0, high=0.8, source="M2")
    """Share of the out-of-scope items reaching the team that it passes on to whoever owes them."""
    escalation_time: Minutes = parameter(10, low=5, high=30, ge=0, le=240, source="guess")
    """What passing one on takes (an item that is done sooner takes no longer than itself)."""


class Leadership(Tree):
    """What leaders decide, on what they can see."""

    planning: Literal["arr", "accounts", "fixed", "logged_load"] = parameter("accounts")
    """What the number of heads follows as the company grows; `fixed`: the opening size,
    `logged_load`: hours that leaders see, with the visible backlog."""
    review: Weeks = parameter(13, low=4, high=52, gt=0, source="quarterly")
    """Time between headcount reviews."""
    triage: Share = parameter(0.0, low=0.0, high=0.8, source="E1 delta")
    """Share of out-of-scope work that is sent back to the team that owes it."""
    support: Share = parameter(0.5, low=0.0, high=1.0, source="Q39")
    """Support by the manager: lowers strain and quitting."""
    voice_of_customer: Share = parameter(0.0, low=0.0, high=0.9, source="E12")
    """Share of the accounts whose health somebody impartial asks for (voice of the customer)."""
    voice_of_employee: Share = parameter(0.0, low=0.0, high=0.9, source="guess; M30")
    """Share of the unlogged hours that leaders hear of (voice of the employee)."""
    lead_time: Weeks = parameter(0, low=0, high=26, ge=0, le=104, source="E15: 12 weeks; Q12")
    """How far ahead leaders plan heads: the planning measure goes on as since the last review."""
    rebalance: Weeks | None = parameter(None, low=13, high=52, gt=0, source="guess; E15")
    """Time between re-balancings of the books; none: never."""
    rebalance_most: Share = parameter(0.04, low=0.0, high=0.1, source="scratch model: limit it")
    """Part of the accounts of a role that may change owners in one re-balancing."""
    retier: Flag = parameter(False, source="Q32: tiers by ARR")
    """Accounts move to the segment that their ARR belongs to (`min_arr`), at headcount reviews."""
    triage_at: Hours | None = parameter(None, low=20, high=120, gt=0, source="guess; Q35")
    """Visible backlog a head at which leaders begin to send out-of-scope work back; none: never."""
    triage_to: Share = parameter(0.5, low=0.2, high=0.8, source="E1 delta; Q35")
    """Share that they then send back, from the next headcount review on and for good."""
