"""Dated changes: what holds from a day of the run on."""

from __future__ import annotations

from typing import Any

from sim.scenario.fields import Tree, parameter


class Change(Tree):
    """A dated change: from `at` on, the paths in `set` hold. Live fields only."""

    at: str = parameter(..., mark="", source="yours")
    """A date (2026-07-01) or a month of the run (`month 7`: after six full months)."""
    set: dict[str, Any] = parameter({}, mark="", source="yours")
    """Dotted paths and their new values."""
    note: str = parameter("", mark="", source="yours")
    """Why; printed with the description."""
