"""Relief: playbooks and automation take effort out of kinds of work, and take hours to keep up.

Playbooks standardise planned work and onboarding; automation does part of planned work and
requests. The upkeep is of the whole organisation: CS operations first, then everybody alike, so it
pays only above a number of customers. Sources: M11, M39.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.organisation.world import World
    from sim.scenario.tree import Kind, Work

STANDARD = ("planned", "onboarding")
AUTOMATED = ("planned", "request")


def relieved(work: Work) -> dict[str, Kind]:
    """The kinds of work as they are with the playbooks and the automation in force."""
    if work.playbooks == 0.0 and work.automation == 0.0:
        return work.kinds
    return {name: _relieved(work, kind) for name, kind in work.kinds.items()}


def _relieved(work: Work, kind: Kind) -> Kind:
    standard = work.playbooks if kind.arrives in STANDARD else 0.0
    automated = work.automation if kind.arrives in AUTOMATED else 0.0
    factor = (1.0 - work.playbook_hours * standard) * (1.0 - automated)
    changes: dict[str, Any] = {
        "hours": _scaled(kind.hours, factor),
        "cv": kind.cv * (1.0 - work.playbook_spread * standard),
        "over": kind.over * (1.0 - work.playbook_length * standard),
    }
    return kind.model_copy(update=changes)


def _scaled(hours: Any, factor: float) -> Any:
    if isinstance(hours, dict):
        return {segment: one * factor for segment, one in hours.items()}
    return hours * factor


def upkeep(world: World) -> tuple[float, float]:
    """Hours a week that CS operations spend on upkeep, and what is left for each of the others."""
    work = world.scenario.work
    needed = work.playbooks * work.playbook_upkeep + work.automation * work.automation_upkeep
    by_operations = min(needed, world.operations_hours)
    if needed <= by_operations:
        return by_operations, 0.0
    heads = sum(1 for p in world.people if p.employed) or world.scenario.team.size
    return by_operations, (needed - by_operations) / max(1, heads)
