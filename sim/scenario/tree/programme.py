"""Programmes: what one costs, and how many people a layoff takes."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Count, Hours, Money, Share, Tree, parameter

ProgrammeName = Literal[
    "voice_of_customer",
    "voice_of_employee",
    "playbooks",
    "documentation",
    "automation",
    "structured_onboarding",
    "triage",
    "pay_adjustment",
    "coaching",
    "rebalancing",
    "resilience_training",
    "leave_cover",
    "hiring_freeze",
    "layoff",
    "own",
]


class ProgrammeCost(Tree):
    """What a programme costs. What is not given is as in the table of programmes."""

    once: Money | None = parameter(None, low=0, high=200e3, source="none: the table of programmes")
    """Paid on the first day."""
    yearly: Money | None = parameter(
        None, low=0, high=200e3, source="none: the table of programmes"
    )
    """A year, for as long as it runs."""
    per_head: Money | None = parameter(
        None, low=0, high=5e3, source="none: the table of programmes"
    )
    """A year for each head that Customer Success pays, for as long as it runs."""
    hours: Hours | None = parameter(
        None, low=0, high=2, ge=0, le=20, source="none: the table of programmes"
    )
    """Hours a week that it takes of each person, for as long as it runs."""


class Layoff(Tree):
    """People who are let go on the date of a change: a number, or a share of the seats."""

    heads: Count | None = parameter(None, unit="people", mark="", source="yours")
    """Seats that close."""
    share: Share | None = parameter(None, low=0.05, high=0.3, mark="", source="yours")
    """Share of the seats of the day that close."""
