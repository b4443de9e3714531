"""The team: a structure is a table of roles, and the named structures are presets of it."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Count, Flag, Hours, Money, Number, Share, Tree, Weeks, parameter

Structure = Literal[
    "generalist",
    "specialised",
    "pooled",
    "dedicated",
    "hybrid",
    "pods",
    "tech_touch",
    "laboratory",
    "custom",
]


class Staff(Tree):
    """Heads by ratio: one head for so many accounts, or for so much ARR, of the role's segments."""

    accounts: Number | None = parameter(None, gt=0, mark="", source="yours; the presets: S3")
    """Accounts for each head."""
    arr: Money | None = parameter(None, gt=0, mark="", source="yours")
    """ARR for each head."""


class Overflow(Tree):
    """Where idle people of a role help out."""

    to: tuple[str, ...] = parameter((), mark="", source="yours; the presets: scratch model")
    """Roles whose queues they help with."""
    speed: Number = parameter(0.85, low=0.6, high=1.0, gt=0, le=1, source="scratch model")
    """Their speed at that work."""


class Role(Tree):
    """A row of the role table: how many, what they do, for whom and how, and what they cost."""

    title: str = parameter("", mark="", source="yours")
    """Name for people; the key in words where none is given."""
    like: str | None = parameter(None, mark="", source="yours")
    """A role of the catalogue to take defaults from (a key that is in the catalogue does so)."""
    share: Share | None = parameter(None, mark="", source="yours; the presets: E14")
    """Share of the team's heads (largest remainder)."""
    count: Count | None = parameter(None, opening=True, unit="people", mark="", source="yours")
    """Heads at the opening, for `structure: custom`."""
    staff: Staff | Literal["backlog"] | None = parameter(None)
    """How leadership staffs the role later: by ratio, or where the visible backlog per head is
    longest; none: it keeps its share of the team."""
    handles: dict[str, Share] = parameter({"rest": 1.0}, mark="", source="yours; the presets: E14")
    """Kinds of work and the part of each that this role does; `rest`: every kind that no other
    row takes."""
    segments: tuple[str, ...] = parameter((), mark="", source="yours")
    """Segments it serves; empty: all."""
    serves: Literal["owner", "pod", "pool"] = parameter(
        "owner", mark="", source="yours; the presets: E14"
    )
    """Named owner of each account, a pod that shares a book, or one pool."""
    pod_size: Count = parameter(4, low=3, high=8, ge=2, le=50, source="guess")
    """People in a pod."""
    loaded_cost: Money = parameter(
        145_000,
        low=100e3,
        high=250e3,
        ge=0,
        mark="E",
        source="OTE $110K; loaded $145K",
    )
    """Cost of one head a year, all in."""
    ramp: Weeks | None = parameter(None, low=6, high=40, ge=0, source="none: S3 by `people.ramp`")
    """Weeks to 80 % of full speed; none: `people.ramp`."""
    fill: Weeks | None = parameter(
        None, low=6, high=16, ge=0, source="none: by `people.hiring.fill`"
    )
    """Weeks from requisition to start; none: `people.hiring.fill`."""
    client_share: Share = parameter(
        0.75, low=0.65, high=0.85, gt=0, mark="E", source="30 of 40 h a week"
    )
    """Share of the working day left for client work after meetings and administration."""
    touch: Share = parameter(1.0, low=0.2, high=1.0, gt=0, source="E14 tech-touch 0.3")
    """Share of planned work and requests that is done by hand; the rest is digital."""
    backup: Flag = parameter(False, mark="", source="yours")
    """A colleague takes requests while an owner is on leave."""
    held_with: str | None = parameter(None, mark="", source="yours; the presets: scratch model")
    """While the role is worth less than half a head, people of this role hold it as a second,
    part-time role."""
    overflow: Overflow = parameter(Overflow())
    """Whom idle people help."""
    budget: Literal["cs", "sales"] = parameter("cs", mark="", source="yours")
    """Who pays; roles paid by sales are not in the cost to serve."""


class Team(Tree):
    """Who works here on the opening day."""

    structure: Structure = parameter("generalist", mark="", source="yours")
    """A preset role table, or `custom`."""
    size: Count = parameter(
        6, unit="people", low=2, high=200, ge=0, le=2000, opening=True, mark="", source="yours"
    )
    """Heads at the opening, CS operations included."""
    coordination: Hours = parameter(0.0, low=0.0, high=4.0, ge=0, le=20, source="E14: 1.5 h")
    """Hours a week that each person spends on coordination between roles."""
    operations_share: Share = parameter(
        0.0, low=0.0, high=0.10, ge=0, le=0.5, source="E14: 0.5-1 head"
    )
    """Share of the heads that is CS operations: no accounts, improvement work only."""
    operations_cost: Money = parameter(
        130_000, low=90e3, high=200e3, ge=0, opening=True, source="guess, below a CSM"
    )
    """Loaded cost of a head in CS operations a year."""
    operations_output: Share = parameter(0.3, low=0.1, high=0.6, source="guess")
    """Share of the time of CS operations that ends up as documentation and automation."""
    transfer: Share = parameter(0.06, low=0.03, high=0.10, ge=0, le=1, source="E14 f")
    """Extra effort on work that a role does for an account somebody else leads (hand-offs)."""
    roles: dict[str, Role] = parameter({})
    """The role table."""
