"""Mapping: how many places each role gets, and who takes which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import NEVER
from sim.organisation.speed import skill
from sim.scenario.heads import OPERATIONS, heads_of_size

if TYPE_CHECKING:
    from sim.organisation.reorg.terms import Terms
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World

MOST_HEADS = 2000


def places(world: World, terms: Terms) -> dict[str, int]:
    """Heads of each desk under the tables in force, CS operations as `OPERATIONS`.

    As many in all as the team has seats now, vacant ones and operations included; with `equal:
    payroll` as many as cost what these cost.
    """
    total = len(world.staffing.seats) + world.operations.heads
    if terms.equal != "payroll":
        return _heads(world, total)
    rows = {d.name: d.row.loaded_cost for d in world.office.desks}
    rows[OPERATIONS] = world.scenario.team.operations_cost
    aim = sum(s.desk.row.loaded_cost for s in world.staffing.seats)
    aim += world.operations.heads * world.scenario.team.operations_cost
    sizes = range(1, min(MOST_HEADS, 4 * total + 4))
    return min(
        (_heads(world, n) for n in sizes),
        key=lambda heads: abs(sum(n * rows[name] for name, n in heads.items()) - aim),
    )


def _heads(world: World, total: int) -> dict[str, int]:
    """Heads by desk for a team of this size; a pilot's table gets its part of the work."""
    office = world.office
    whole = heads_of_size(world.scenario, total)
    if not office.pilot_part:
        return whole
    operations = whole.pop(OPERATIONS)
    serving = sum(whole.values())
    treated = min(max(1, round(office.pilot_part * serving)), max(1, serving - 1))
    pilot = heads_of_size(office.tables[-1].tree, treated, operations=0)
    pilot.pop(OPERATIONS)
    suffix = office.tables[-1].suffix
    rest = heads_of_size(world.scenario, serving - treated, operations=0)
    return {
        **rest,
        **{f"{name}{suffix}": n for name, n in pilot.items()},
        OPERATIONS: operations,
    }


def map_people(world: World, heads: dict[str, int], terms: Terms) -> dict[int, str]:
    """Who takes which desk under another table: seat -> name of the desk.

    Those whom `moves` names go, the most practised first, and all others keep a role of the same
    name. Without moves people keep a role of the same name as far as it has places, and the rest go
    where they have most practice: the fewest moves. Vacant seats take what is left. Who is not in
    the result has no place.
    """
    left = {role: n for role, n in heads.items() if role != OPERATIONS}
    out: dict[int, str] = {}
    manned = [s for s in world.staffing.seats if s.person is not None]
    if terms.back is not None:
        _go_back(manned, left, out, terms.back)
    if terms.moves:
        _named(world, manned, left, out, terms)
    for seat in manned:
        stays = bool(terms.moves) and seat.desk.name in left
        if seat.number not in out and (stays or left.get(seat.desk.name, 0) > 0):
            _take(seat, seat.desk.name, left, out)
    for seat in manned:
        open_roles = [r for r, n in left.items() if n > 0]
        if seat.number not in out and open_roles:
            _take(seat, _best(world, seat, open_roles, left), left, out)
    for seat in world.staffing.seats:
        open_roles = [r for r, n in left.items() if n > 0]
        if seat.number not in out and seat.person is None and open_roles:
            _take(seat, max(open_roles, key=lambda r: left[r]), left, out)
    return out


def _best(world: World, seat: Seat, roles: list[str], left: dict[str, int]) -> str:
    """The role in which whoever holds the seat has most practice."""
    person = seat.person
    assert person is not None
    return max(roles, key=lambda r: (skill(world, person, r), left[r]))


def _take(seat: Seat, role: str, left: dict[str, int], out: dict[int, str]) -> None:
    out[seat.number] = role
    left[role] -= 1


def _go_back(manned: list[Seat], left: dict[str, int], out: dict[int, str], since: float) -> None:
    """The change that moved people is over: they take their role of before, while it has places."""
    for seat in manned:
        moved = seat.person is not None and seat.person.moved_at == since
        before = seat.person.role_before if moved and seat.person is not None else ""
        if left.get(before, 0) > 0:
            _take(seat, before, left, out)


def _named(
    world: World, manned: list[Seat], left: dict[str, int], out: dict[int, str], terms: Terms
) -> None:
    """People whom the change moves by name of their role; nobody who has resigned."""
    for role, source, count in terms.moves:
        able = [
            s
            for s in manned
            if s.desk.name == source
            and s.number not in out
            and s.person is not None
            and s.person.resigned == NEVER
        ]
        able.sort(key=lambda s: -skill(world, s.person, role))  # type: ignore[arg-type]
        for seat in able[:count]:
            _take(seat, role, left, out)
