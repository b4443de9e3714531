"""Dated changes: what holds from a day of the run on, and how people and accounts get there."""

from __future__ import annotations

from typing import Any, Literal

from sim.scenario.fields import Count, Hours, Share, Tree, Weeks, parameter
from sim.scenario.tree.programme import Layoff, ProgrammeCost, ProgrammeName


class Move(Tree):
    """People who take a role on the date of a change."""

    from_: str = parameter(..., alias="from", mark="", source="yours")
    """The role that they have until then."""
    count: Count = parameter(..., unit="people", ge=1, mark="", source="yours")
    """How many; those with most practice in the new role's work go."""


class Scope(Tree):
    """A pilot: the part of the book for which a change holds; the rest is the comparison."""

    segments: tuple[str, ...] = parameter((), mark="", source="yours")
    """Segments of the treated accounts; empty: all."""
    share: Share = parameter(1.0, low=0.1, high=1.0, gt=0, mark="", source="yours; Q33: 20 %")
    """Share of their accounts that is treated."""
    pick: Literal["random", "top", "bottom"] = parameter("random", mark="", source="yours")
    """Which of them: by luck of their own, or by ARR from the top or the bottom."""


class KeepOwner(Tree):
    """Accounts that keep their owner when the role that leads them changes."""

    top_arr: Share = parameter(0.0, low=0.0, high=0.3, mark="", source="yours")
    """Share of the accounts, those with most ARR, that keep their owner for good."""
    renewal_within: Weeks = parameter(0.0, low=0, high=26, ge=0, mark="", source="yours")
    """An account whose contract date comes within this time changes hands after that date."""


class Change(Tree):
    """A dated change: from `at` on, the paths in `set` hold. Live fields only.

    A change of the role table is a reorganisation: people get new roles, accounts new owners.
    """

    at: str = parameter(..., mark="", source="yours")
    """A date (2026-07-01) or a month of the run (`month 7`: after six full months)."""
    set: dict[str, Any] = parameter({}, mark="", source="yours")
    """Dotted paths and their new values."""
    note: str = parameter("", mark="", source="yours")
    """Why; printed with the description."""
    until: str | None = parameter(None, mark="", source="yours")
    """When it ends and what held before holds again, a date or a month; none: it stays."""
    moves: dict[str, Move] = parameter({}, mark="", source="yours")
    """Who gets which role: the new role, and from which one how many; the others keep a role of
    the same name. None: heads by share, with the fewest moves."""
    equal: Literal["payroll", "headcount"] | None = parameter(None, mark="", source="yours")
    """What the new table is sized to: the payroll or the heads of the day; none: the heads."""
    scope: Scope | None = parameter(None, mark="", source="yours")
    """A pilot: the accounts for which it holds; none: all."""
    keep_owner: KeepOwner | None = parameter(None, mark="", source="yours")
    """Accounts that keep their owner, for good or for a while; none: no exceptions."""
    phase_weeks: Weeks | None = parameter(None, low=0, high=26, ge=0, mark="", source="yours")
    """Time over which accounts change hands, in equal weekly steps; none: all at once."""
    handover_hours: Hours | None = parameter(None, low=0.5, high=6, ge=0, mark="", source="yours")
    """Hours that the new owner spends on each account; none: `customers.handover_hours`."""
    handover: Literal["warm", "cold"] | None = parameter(None, mark="", source="yours")
    """Warm: the old owner gives hours, too, and hands the relationship over; cold: neither.
    None: warm."""
    programme: ProgrammeName | None = parameter(None, mark="", source="yours")
    """A row of the table of programmes: what it sets comes with a lag and costs money. `set` then
    holds other full values, or further ones; they come with the lag, too."""
    strength: Share | None = parameter(None, low=0.5, high=1.0, source="guess")
    """How much of its full effect a programme has in the end, at the same cost and hours; none: all
    of it."""
    lag: Weeks | None = parameter(None, low=0, high=52, ge=0, source="none: the table")
    """Time until a programme has its full effect; none: as in the table of programmes."""
    cost: ProgrammeCost | None = parameter(None)
    """What it costs; none: `money.programmes`, and then the table of programmes."""
    layoff: Layoff | None = parameter(None, mark="", source="yours")
    """People who are let go on the date; none: nobody."""
