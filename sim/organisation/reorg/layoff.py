"""A layoff: seats close on a day, and whoever sits there leaves with severance.

Empty seats close first, with their requisitions; then the seats of those in notice, who go at once
and get nothing; then of those who came last. Holders of named seats stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import NEVER
from sim.scenario.heads import whole

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World
    from sim.scenario.tree import Layoff


def lay_off(world: World, layoff: Layoff) -> bool:
    """Close the seats; the size that leaders plan with shrinks by the same part.

    CS operations have no seats here and stay. Those who go hand nothing over in a notice. Returns
    whether anybody went.
    """
    staffing = world.staffing
    before = len(staffing.seats)
    count = layoff.heads if layoff.heads is not None else round((layoff.share or 0.0) * before)
    named = list(world.named.holders.values())
    open_to_all = [s for s in staffing.seats if s.person is None or s.person not in named]
    closing = sorted(open_to_all, key=_order)[:count]
    going = [seat.person for seat in closing if seat.person is not None]
    _let_go(world, going)
    for seat in closing:
        seat.opened = NEVER
        staffing.seats.remove(seat)
    world.size -= whole(world.size * (1.0 - len(staffing.seats) / before)) if before else 0
    return bool(going)


def _let_go(world: World, going: list[Person]) -> None:
    """They leave now; nobody of them takes over anything on the way."""
    staying = [p for p in going if p.resigned == NEVER]
    for person in going:
        person.last_day = world.env.now
        person.resigned = min(person.resigned, world.env.now)
    for person in going:
        world.leaving.leave(person, what="let go")
    for person in staying:
        person.resigned = NEVER  # It was not their decision.


def _order(seat: Seat) -> tuple[int, float, int]:
    """The order in which seats close: empty, left soon, then the last hired first."""
    person = seat.person
    if person is None:
        return 0, 0.0, -seat.number
    return (1 if person.resigned < NEVER else 2), -person.hired, -seat.number
