"""Regrouping: people, accounts and queued work go from one role table to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation import opening
from sim.organisation.items import NEVER, Item
from sim.organisation.person_week import settle
from sim.organisation.reorg.handing import Handing
from sim.organisation.reorg.mapping import map_people, places
from sim.scenario.heads import OPERATIONS

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.reorg.terms import Terms
    from sim.organisation.roles import Desk
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World


class Regroup:
    """One change of the role table, carried out on the day. Its accounts are in `handing`."""

    def __init__(self, world: World, terms: Terms) -> None:
        self.world = world
        self.terms = terms
        self.handing = Handing(world, terms)
        self.old: list[Desk] = []
        self.left_behind: list[Item] = []
        self.gone: list[Person] = []

    def carry_out(self, heads: dict[str, int] | None = None) -> None:
        """Everybody gets a desk, every account a lead, every item a queue.

        heads: by role, vacant seats included; None: as many in all as there are (`places`).
        """
        world = self.world
        office, staffing = world.office, world.staffing
        self.old = office.desks
        world.arrivals.catch_up(world.env.now)
        for person in world.people:
            person.wake_up()
        items = _queued(self.old)
        inboxes = {item.number: person for person, item in items if person is not None}
        for seat in staffing.seats:
            if seat.person is not None:
                seat.desk.remove(seat.person)
        office.furnish()
        back, before = [], len(staffing.seats)
        if heads is None:
            heads = places(world, self.terms)
            back = self._resize_operations(heads)
        self._resize(sum(n for role, n in heads.items() if role != OPERATIONS))
        seating = map_people(world, heads, self.terms)
        staffing.replan(len(staffing.seats) - before)
        self._seat(seating)
        world.operations.resume(back)
        self._hire(heads, seating)
        self.handing.rebook(self.old)
        for item in [*(item for _, item in items), *self.left_behind]:
            _deliver(world, item, inboxes.get(item.number))

    # --- seats ---------------------------------------------------------------------------------

    def _resize_operations(self, heads: dict[str, int]) -> list[Seat]:
        """CS operations as the new table has them; returns the seats of who comes back."""
        operations = self.world.operations
        grow = max(0, heads[OPERATIONS] - operations.heads)
        serving = sum(n for role, n in heads.items() if role != OPERATIONS)
        joining = min(grow, max(0, len(self.world.staffing.seats) - serving))
        now = self.world.env.now
        staying = [s for s in self.world.staffing.seats if s.person and s.person.resigned > now]
        for seat in staying[::-1][:joining]:
            assert seat.person is not None
            self.left_behind += seat.person.hand_back()
            operations.park(seat.person, seat)
            self.world.staffing.seats.remove(seat)
        back = operations.resize(heads[OPERATIONS])
        self.world.staffing.seats += back
        return back

    def _resize(self, heads: int) -> None:
        """Seats beyond so many close: vacant ones first, then of who came last.

        On the free day vacancies are part of the state: the last seats close, whoever sits there,
        and further seats are filled by settled people.
        """
        staffing = self.world.staffing
        if self.terms.free:
            while len(staffing.seats) < heads:
                staffing.add_seat(self.world.office.desks[0])
            order = list(reversed(staffing.seats))
        else:
            order = sorted(staffing.seats, key=_last_in, reverse=True)
        closing = order[: max(0, len(staffing.seats) - heads)]
        for seat in [s for s in staffing.seats if s in closing]:
            seat.opened, seat.vacant = NEVER, -NEVER
            if seat.person is not None:
                self._let_go(seat.person)
                seat.person = None
        staffing.seats = [s for s in staffing.seats if s not in closing]

    def _let_go(self, person: Person) -> None:
        """Somebody has no seat under the new table. On the free day they were never there."""
        world = self.world
        person.employed = False
        person.last_day = world.env.now - (1e-6 if self.terms.free else 0.0)
        person.wake_up()
        self.left_behind += person.hand_back()
        if not self.terms.free:
            world.recorder.event("let go", person=person.row)
            settle(world, person)
            self.gone.append(person)

    def _seat(self, seating: dict[int, str]) -> None:
        """Everybody at the desk of their role."""
        desks = self.world.office.by_name
        for seat in self.world.staffing.seats:
            if seat.number not in seating:
                continue
            seat.desk = seat.wanted = desks[seating[seat.number]]
            if seat.person is not None:
                seat.desk.add(seat.person)
                if seat.person.current is not None:
                    seat.person.current.role = seat.desk.index

    def _hire(self, heads: dict[str, int], seating: dict[int, str]) -> None:
        """Empty seats of the free day are filled at once; later, missing people are hired."""
        staffing = self.world.staffing
        if self.terms.free:
            for seat in [s for s in staffing.seats if s.person is None and s.opened == NEVER]:
                opening.add_settled(self.world, seat)
            return
        taken = list(seating.values())
        short = {r: n - taken.count(r) for r, n in heads.items() if r != OPERATIONS}
        scenario = self.world.scenario
        hiring = scenario.mechanisms.hiring and scenario.leadership.hiring == "open"
        missing = sum(short.values()) if hiring else 0
        for _ in range(missing):
            role = max(short, key=lambda r: short[r])
            short[role] -= 1
            staffing.requisition(self.world.office.by_name[role])


def _last_in(seat: Seat) -> tuple[bool, float, int]:
    """Order in which seats close, the last first."""
    person = seat.person
    return (person is None, 0.0 if person is None else person.hired, seat.number)


def _queued(desks: list[Desk]) -> list[tuple[Person | None, Item]]:
    """Everything that waits in the old queues, oldest first, with whose inbox it was in."""
    items: list[tuple[Person | None, Item]] = []
    for desk in desks:
        inboxes = {id(p.inbox): p for p in desk.people}
        for queue in desk.queues():
            items += [(inboxes.get(id(queue)), item) for item in queue.take_all()]
    return sorted(items, key=lambda found: found[1].number)


def _deliver(world: World, item: Item, person: Person | None) -> None:
    """Route queued work by the new table; work of one's own stays with its person.

    What was in hand for a customer who has left by now is cancelled.
    """
    item.role = -1
    if item.account >= 0 and not world.accounts.alive_list[item.account]:
        world.outcomes.cancel(item)
        return
    if item.kind in world.own_kinds:
        if person is not None and person.employed:
            item.role = person.desk.index
            person.inbox.push(item)
        else:
            world.outcomes.cancel(item)
        return
    world.office.deliver(item)
