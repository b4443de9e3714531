"""A look at the organisation: the one place that turns the world into what leaders see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import NEVER
from sim.organisation.leadership import RoleView, Visible

if TYPE_CHECKING:
    from sim.organisation.roles import Desk
    from sim.organisation.world import World
    from sim.scenario.tree import Role


def look(world: World) -> Visible:
    """What leaders can see now."""
    world.arrivals.catch_up(world.env.now)
    reported, at_risk = world.ledger.portfolio()
    return Visible(
        world.scenario.leadership.planning,
        world.size,
        world.staffing.planned_growth(),
        reported,
        at_risk,
        tuple(_role(world, desk) for desk in world.office.desks),
        tuple(world.ledger.tickets),
        world.scenario.leadership.hiring,
        len(world.staffing.left()),
    )


def _role(world: World, desk: Desk) -> RoleView:
    policy, target = staffed_by(desk.row)
    if policy in ("share", "backlog"):
        target *= world.office.part(desk)
    accounts, arr = world.served_by(desk) if policy in ("accounts", "arr") else (0, 0.0)
    known, room = world.ledger.hours.of(desk.people)
    return RoleView(
        name=desk.name,
        policy=policy,
        target=target,
        heads=sum(1 for p in desk.people if p.resigned > world.env.now),
        open=sum(1 for s in world.staffing.seats if s.wanted is desk and s.opened < NEVER),
        backlog=desk.backlog(),
        accounts=accounts,
        arr=arr,
        held=desk.held is not None,
        logged=known,
        capacity=room / max(1, len(desk.people)),
    )


def staffed_by(row: Role) -> tuple[str, float]:
    """How a role is staffed, and its share, or accounts or ARR a head."""
    if row.staff == "backlog":
        return "backlog", row.share or 0.0
    if row.staff is not None:
        policy = "accounts" if row.staff.accounts else "arr"
        return policy, row.staff.accounts or row.staff.arr or 1.0
    return "share", float(row.count) if row.count is not None else row.share or 0.0
