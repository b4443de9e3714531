"""Named seats: what the roster of a scenario says of single people, carried out.

Whoever holds a named seat at the opening is there on day 0; from then on the roster in force
decides whether they resign on a date, are away, or may not resign. Without a roster nothing here
draws, schedules or changes anything.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from sim.scenario.when import change_day

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World
    from sim.scenario.tree import Named


def places(roles: Sequence[str], roster: Mapping[str, Named]) -> list[tuple[str, int]]:
    """Each name with its seat, as position in `roles` (the role of every seat, in order).

    Names with a place come first, then the others in order. Names without a seat are left out.
    """
    taken: dict[int, str] = {}
    for name, row in sorted(roster.items(), key=lambda item: item[1].place is None):
        mine = [i for i, role in enumerate(roles) if row.role in (None, role)]
        if row.place is not None:
            mine = mine[row.place - 1 : row.place]
        free = [i for i in mine if i not in taken]
        if free:
            taken[free[0]] = name
    return [(name, number) for number, name in taken.items()]


class NamedSeats:
    """Who sits in the named seats. `names` are all names of the run, in order of the roster."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.names = tuple(dict.fromkeys([*world.scenario.people.roster, *self._candidates()]))
        self.opening: dict[int, str] = {}
        self.holders: dict[str, Person] = {}
        self._planned: set[tuple[str, ...]] = set()

    def _candidates(self) -> list[str]:
        return list(self.world.candidate.people.roster)

    # --- the opening ---------------------------------------------------------------------------

    def reserve(self, order: list[Desk]) -> None:
        """Give the names of the base seats: the first free ones of their role, in order."""
        for name, number in places([d.name for d in order], self.world.scenario.people.roster):
            self.opening[number] = name

    def hired(self, seat: Seat) -> float | None:
        """Day on which the roster says that the holder began; None: it does not say."""
        name = self.opening.get(seat.number)
        since = self.world.scenario.people.roster[name].since if name is not None else None
        return None if since is None else change_day(self.world.scenario.start, since)

    def waits(self, person: Person) -> bool:
        """Whether this person is named and the run has not begun: nobody named leaves before."""
        return (
            bool(self.opening) and person.occupant == 0 and person.seat in self.opening
            and not self.world.recorder.on
        )  # fmt: skip

    # --- from day 0 on -------------------------------------------------------------------------

    def begin(self) -> None:
        """Day 0: find who sits in the named seats, and plan what the roster says of them."""
        seats = {seat.number: seat for seat in self.world.staffing.seats}
        for number, name in self.opening.items():
            if number in seats and (holder := seats[number].person) is not None:
                self.holders[name] = holder
        for name, row in self.world.candidate.people.roster.items():
            if name not in self.holders:
                taken = list(self.holders.values())
                free = [
                    s.person
                    for s in seats.values()
                    if s.person is not None and row.role in (None, s.desk.name)
                ]
                free = free if row.place is None else free[row.place - 1 : row.place]
                free = [p for p in free if p not in taken]
                if free:
                    self.holders[name] = free[0]
        self.plan()

    def plan(self) -> None:
        """Schedule the exits and leaves of the roster in force that are not scheduled yet."""
        for name, row in self.world.scenario.people.roster.items():
            person = self.holders.get(name)
            if person is not None:
                self._plan_exit(name, row, person)
                self._plan_leaves(name, row, person)

    def _plan_exit(self, name: str, row: Named, person: Person) -> None:
        if row.exit is None or (name, row.exit) in self._planned:
            return
        self._planned.add((name, row.exit))
        day = change_day(self.world.scenario.start, row.exit)
        if day >= self.world.env.now:
            self.world.env.process(self._exit(name, row.exit, person, day))

    def _exit(
        self, name: str, exit_: str, person: Person, day: float
    ) -> Generator[Event, None, None]:
        """Resign on the day, if the roster still says so and they have not by themselves."""
        world = self.world
        yield world.env.timeout(day - world.env.now)
        row = world.scenario.people.roster.get(name)
        if row is not None and row.exit == exit_:
            yield from world.leaving.resign(person, day, 0)

    def _plan_leaves(self, name: str, row: Named, person: Person) -> None:
        calendar = self.world.calendar
        for leave, absence in row.leave.items():
            if (name, leave, absence.at) in self._planned:
                continue
            self._planned.add((name, leave, absence.at))
            first = ceil(calendar.to_work(change_day(self.world.scenario.start, absence.at)) - 1e-9)
            block = (first, first + max(1, round(absence.days)))
            person.leaves.add(*block)
            self.world.env.process(self.world.staffing.leave_begins(person, [block]))

    def stays(self, person: Person) -> bool:
        """Whether the roster in force keeps this person from resigning by themselves."""
        if not self.holders:
            return False
        roster = self.world.scenario.people.roster
        return any(
            holder is person and name in roster and roster[name].stays
            for name, holder in self.holders.items()
        )

    def code(self, person: Person) -> int:
        """Position of the person's name among `names`; -1 for nobody in particular."""
        for name, holder in self.holders.items():
            if holder is person:
                return self.names.index(name)
        return -1
