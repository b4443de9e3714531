"""Adoption: on day 0 a candidate organisation takes over the base's people, accounts and queues.

A comparison earns its difference after the opening: nobody is a stranger, no trust is lost and no
hand-over is worked on because of the change itself. What does not differ is not touched, so a
candidate that changes nothing moves no byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation import opening
from sim.organisation.items import Item
from sim.organisation.speed import refresh_person
from sim.scenario.heads import heads_by_role, operations_heads
from sim.tables.columns import ASSIGNMENT

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World
    from sim.scenario.tree import Scenario

OPENING = ASSIGNMENT.index("opening")


def adopt(world: World) -> None:
    """Put the candidate's tree in force on day 0."""
    before = world.scenario
    world.scenario = world.candidate
    after = world.candidate
    world.adopt_kinds()
    world.refresh()
    if _shape(before) == _shape(after):
        world.office.refresh()
        world.office.reweigh()
    else:
        world.continuity.silent = True
        _reorganise(world)
        world.continuity.silent = False
    for person in world.people:
        if person.employed:
            refresh_person(world, person)


def _shape(scenario: Scenario) -> list[object]:
    """What decides who does which work for whom: heads and routes, not titles or costs."""
    parts = [
        (name, r.handles, r.segments, r.serves, r.pod_size, r.held_with, r.overflow.to)
        for name, r in scenario.team.roles.items()
    ]
    return [parts, heads_by_role(scenario), operations_heads(scenario)]


def _reorganise(world: World) -> None:
    """Map people to the new desks, keep owners where roles allow, put queued work back."""
    office, staffing = world.office, world.staffing
    old = office.desks
    world.arrivals.catch_up(world.env.now)
    for person in world.people:
        person.wake_up()
    items = _queued(old)
    owners = {item.number: person for person, item in items if person is not None}
    for seat in staffing.seats:
        if seat.person is not None:
            seat.desk.remove(seat.person)
    office.furnish()
    desks = {d.name: d for d in office.desks}
    heads = heads_by_role(world.scenario)
    world.size = sum(heads.values())
    left_behind = _resize(world, sum(heads.values()))
    places = opening.map_people(world, heads)
    fresh: list[Seat] = []
    for seat in staffing.seats:
        if seat.number not in places:
            continue
        seat.desk = seat.wanted = desks[places[seat.number]]
        if seat.person is not None:
            seat.desk.add(seat.person)
            if seat.person.current is not None:
                seat.person.current.role = seat.desk.index
        elif seat.opened == float("inf"):
            fresh.append(seat)
    for seat in fresh:
        opening.add_settled(world, seat)
    _rebook(world, old)
    for item in [*(item for _, item in items), *left_behind]:
        if item.account < 0 or world.accounts.alive[item.account]:
            _deliver(world, item, owners.get(item.number))


def _queued(desks: list[Desk]) -> list[tuple[Person | None, Item]]:
    """Everything that waits in the old queues, oldest first, with whose inbox it was in."""
    items: list[tuple[Person | None, Item]] = []
    for desk in desks:
        inboxes = {id(p.inbox): p for p in desk.people}
        for queue in desk.queues():
            items += [(inboxes.get(id(queue)), item) for item in queue.take_all()]
    return sorted(items, key=lambda found: found[1].number)


def _resize(world: World, heads: int) -> list[Item]:
    """More seats than the base had are filled by settled people; the last seats close first.

    Vacancies are part of the state: they are neither filled nor closed before others. Returns
    what those who go had in hand.
    """
    staffing = world.staffing
    while len(staffing.seats) < heads:
        staffing.add_seat(world.office.desks[0])
    surplus = len(staffing.seats) - heads
    closing = {s.number for s in list(reversed(staffing.seats))[: max(0, surplus)]}
    left_behind: list[Item] = []
    for seat in staffing.seats:
        if seat.number in closing:
            seat.opened = float("inf")
            seat.vacant = float("-inf")
            if seat.person is not None:
                left_behind += _let_go(world, seat.person)
                seat.person = None
    staffing.seats = [s for s in staffing.seats if s.number not in closing]
    return left_behind


def _let_go(world: World, person: Person) -> list[Item]:
    """Somebody the candidate has no seat for is not there on day 0; returns the item in hand."""
    person.employed = False
    person.last_day = world.env.now - 1e-6
    person.wake_up()
    return person.hand_back()


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
            world.books.give(desk, account, keeper, OPENING)
            desk.fresh_until[account] = max(d.fresh_until[account] for d in old)
        else:
            left.append((desk, account))
    for desk, account in left:
        world.books.assign(desk, account, OPENING)
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
            world.books.give(desk, account, taker, OPENING)


def _deliver(world: World, item: Item, person: Person | None) -> None:
    """Route queued work by the new table; work of one's own stays with its person."""
    item.role = -1
    if item.kind in world.own_kinds:
        if person is not None and person.employed:
            item.role = person.desk.index
            person.inbox.push(item)
        else:
            world.outcomes.cancel(item)
        return
    world.office.deliver(item)
