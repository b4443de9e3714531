"""Adoption: on day 0 a candidate organisation takes over the base's people, accounts and queues.

A comparison earns its difference after the opening: nobody is a stranger, no trust is lost and no
hand-over is worked on because of the change itself. What does not differ is not touched, so a
candidate that changes nothing moves no byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation import opening
from sim.organisation.items import Item
from sim.scenario.heads import heads_by_role
from sim.tables.columns import ASSIGNMENT

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World

OPENING = ASSIGNMENT.index("opening")


def adopt(world: World) -> None:
    """Put the candidate's tree in force on day 0."""
    before = world.scenario
    world.scenario = world.candidate
    after = world.candidate
    world.adopt_kinds()
    world.refresh()
    same_team = (
        before.team.roles == after.team.roles
        and before.team.size == after.team.size
        and before.team.operations_share == after.team.operations_share
    )
    if same_team:
        world.office.refresh()
        world.office.reweigh()
    else:
        world.continuity.silent = True
        _reorganise(world)
        world.continuity.silent = False
    for person in world.people:
        if person.employed:
            world.refresh_person(person)


def _reorganise(world: World) -> None:
    """Map people to the new desks, keep owners where roles allow, put queued work back."""
    office, staffing = world.office, world.staffing
    old = office.desks
    world.arrivals.catch_up(world.env.now)
    for person in world.people:
        person.wake_up()
    items = _queued(old)
    for seat in staffing.seats:
        if seat.person is not None:
            seat.desk.remove(seat.person)
    office.furnish()
    desks = {d.name: d for d in office.desks}
    heads = heads_by_role(world.scenario)
    world.size = sum(heads.values())
    _resize(world, sum(heads.values()))
    places = opening.map_people(world, heads)
    fresh: list[Seat] = []
    for seat in staffing.seats:
        if seat.number not in places:
            continue
        seat.desk = seat.wanted = desks[places[seat.number]]
        if seat.person is not None:
            seat.desk.add(seat.person)
        elif seat.opened == float("inf"):
            fresh.append(seat)
    for seat in fresh:
        opening.add_settled(world, seat)
    _rebook(world, old)
    for item in items:
        if item.account < 0 or world.accounts.alive[item.account]:
            _deliver(world, item)


def _queued(desks: list[Desk]) -> list[Item]:
    """Everything that waits in the old queues, oldest first."""
    items = [item for desk in desks for queue in desk.queues() for item in queue.take_all()]
    return sorted(items, key=lambda item: item.number)


def _resize(world: World, heads: int) -> None:
    """More seats than the base had are filled by settled people; the last seats close first.

    Vacancies are part of the state: they are neither filled nor closed before others.
    """
    staffing = world.staffing
    while len(staffing.seats) < heads:
        staffing.add_seat(world.office.desks[0])
    surplus = len(staffing.seats) - heads
    closing = {s.number for s in list(reversed(staffing.seats))[: max(0, surplus)]}
    for seat in staffing.seats:
        if seat.number in closing:
            seat.opened = float("inf")
            seat.vacant = float("-inf")
            if seat.person is not None:
                _let_go(world, seat.person)
                seat.person = None
    staffing.seats = [s for s in staffing.seats if s.number not in closing]


def _let_go(world: World, person: Person) -> None:
    """Somebody the candidate has no seat for is not there on day 0."""
    person.employed = False
    person.last_day = world.env.now - 1e-6
    person.current = None
    person.wake_up()


def _rebook(world: World, old: list[Desk]) -> None:
    """Every account gets a lead: the one it had where the role still leads it, else another."""
    office, accounts = world.office, world.accounts
    owners = {d.name: d.owner for d in old}
    for person in world.people:
        person.book.clear()
        person.load = 0.0
    order = sorted(world.alive_accounts(), key=lambda a: (-accounts.arr[a], accounts.names[a]))
    left = []
    for account in order:
        lead = office.lead_desk[accounts.segment[account]]
        if lead is None:
            accounts.lead[account] = -1
            continue
        desk = office.acting(lead)
        previous = [owner[account] for owner in owners.values() if owner[account] is not None]
        keeper = next(
            (p for p in previous if p is not None and p.employed and p.desk is desk), None
        )
        if not desk.by_owner:
            accounts.lead[account] = -1
        elif keeper is not None:
            office.give(desk, account, keeper, OPENING)
        else:
            left.append((desk, account))
    for desk, account in left:
        office.assign(desk, account, OPENING)
    _even_out(world)


def _even_out(world: World) -> None:
    """The opening books are shared fairly: from the fullest to the emptiest, one at a time."""
    office = world.office
    for desk in office.desks:
        people = [p for p in desk.people if desk.by_owner]
        for _ in range(len(world.accounts)):
            if len(people) < 2:
                break
            giver = max(people, key=lambda p: (p.load, -p.row))
            taker = min(people, key=lambda p: (p.load, p.row))
            if not giver.book:
                break
            account = next(reversed(giver.book))
            weight = desk.weight[world.accounts.segment[account]]
            if giver.load - taker.load <= max(weight, 0.05 * giver.load):
                break
            office.give(desk, account, taker, OPENING)


def _deliver(world: World, item: Item) -> None:
    """Route queued work by the new table; work without an account stays with its person."""
    item.role = -1
    if item.account < 0:
        person = world.people[item.person] if item.person >= 0 else None
        if person is not None and person.employed:
            item.role = person.desk.index
            person.inbox.push(item)
        else:
            world.outcomes.cancel(item)
        return
    world.office.deliver(item)
