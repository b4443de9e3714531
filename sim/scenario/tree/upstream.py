"""Upstream teams: who owes the work that is none of Customer Success, and what they can do."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Number, Share, Tree, Weeks, parameter


class UpstreamTeam(Tree):
    """One team that owes work: its hands, its speed, and what its leaders go by.

    Hours are told as multiples of the out-of-scope hours that the team owes at the opening, so
    that a team grows with the book and one file serves companies of any size.
    """

    capacity: Number | None = parameter(None, low=0.2, high=1.5, ge=0, le=100, source="guess")
    """Hours a week the team has for what Customer Success sends it, as a multiple of the
    out-of-scope hours that it owes at the opening (1: it could do all of them).
    None: as many as are asked."""
    speed: Number = parameter(1.0, low=0.8, high=1.5, gt=0, le=10, source="guess")
    """How fast it does this work, relative to a CSM."""
    staffed_on: Literal["tickets", "logged", "demand", "fixed"] = parameter("tickets", source="E15")
    """What its leaders see and go by, against the level at the opening. tickets: work that was sent
    to it, or that went overdue with Customer Success. logged: also the hours that Customer
    Success logged on it. demand: all that it owes. fixed: nothing, it stays as it is."""
    lead: Weeks = parameter(12, low=6, high=26, ge=0, le=104, source="E15")
    """From the decision to staff the team differently until it is."""
    fix_rate: Number = parameter(0.0, low=0.0, high=1.0, ge=0, le=20, source="guess")
    """Part of the flow whose causes are removed in a year for as much work in sight, beyond what
    was at the opening, as the team owes (0: causes are never looked for)."""
    floor: Share = parameter(0.3, low=0.1, high=0.6, source="guess")
    """Part of the flow that no repair of causes ends."""


class Upstream(Tree):
    """The five teams that owe out-of-scope work."""

    support: UpstreamTeam = parameter(UpstreamTeam())
    """Support."""
    services: UpstreamTeam = parameter(UpstreamTeam())
    """Professional services."""
    product: UpstreamTeam = parameter(UpstreamTeam())
    """Product and engineering."""
    sales: UpstreamTeam = parameter(UpstreamTeam())
    """Sales."""
    finance: UpstreamTeam = parameter(UpstreamTeam())
    """Finance and billing."""
