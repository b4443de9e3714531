"""Improvement: a share of the week that is set aside for writing down and automating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import NEVER, Item

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

CONTRACT_HOURS = 40.0
LEAST_PRIORITY = 4
"""Priority that protected improvement work has at least."""


def improvement_week(world: World, people: list[Person]) -> None:
    """Give everybody the improvement work of the week; a small part of it is protected.

    Protected work never expires and is not the first to go.
    """
    culture, kind = world.scenario.culture, world.kind_for("improvement")
    hours = culture.improvement_share * CONTRACT_HOURS
    if kind < 0 or world.scenario.work.volume == 0.0 or hours <= 0.0:
        return
    floor = min(hours, culture.improvement_floor)
    row, now = world.kind_rows[kind], world.env.now
    work = world.calendar.to_work(now) + row.due
    due = world.calendar.from_work(work)
    parts = (
        (min(row.priority, LEAST_PRIORITY), NEVER, floor),
        (world.steering.order.priority(kind, -1), world.expiry(kind, work), hours - floor),
    )
    for person in people:
        for priority, expires, effort in parts:
            if effort > 0.0:
                item = Item(world.next_item(), kind, -1, 0, priority, now, due, expires, effort)
                item.role = person.desk.index
                person.inbox.push(item)
