"""Work items and the queues they wait in.

An item is one piece of work for one account (or for the team itself). It is created, waits in
exactly one queue, is worked on by one or more people in turn, and ends as done, dropped
(expired), cancelled (its account left) or still queued when the run ends.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.organisation.people import Person

NEVER = float("inf")
ASSIST = -1.0
"""Tag of the parts of an item that others do: hours as any, but the effect comes once."""
NOT_YET = float("nan")


class Item:
    """A piece of work. Times in days, efforts in hours (`demand`: at speed 1, no switching)."""

    __slots__ = (
        "account",
        "after",
        "created",
        "demand",
        "due",
        "expires",
        "hours",
        "kind",
        "late",
        "number",
        "person",
        "priority",
        "remaining",
        "role",
        "source",
        "started",
        "tag",
        "unlogged",
    )

    def __init__(
        self,
        number: int,
        kind: int,
        account: int,
        source: int,
        priority: float,
        created: float,
        due: float,
        expires: float,
        demand: float,
        tag: float = 0.0,
    ) -> None:
        self.number = number
        self.kind = kind
        self.account = account
        self.source = source
        self.priority = priority
        self.created = created
        self.due = due
        self.expires = expires
        self.demand = demand
        self.remaining = demand
        self.tag = tag
        self.started = NOT_YET
        self.hours = 0.0
        self.after = 0.0
        self.unlogged = 0.0
        self.person = -1
        self.role = -1
        self.late = False


Entry = tuple[float, float, int, Item]


class Queue:
    """Items waiting for one person, one pod or one pool: by priority, due date, number.

    `idle` are the people waiting for something to come in, longest idle first; `helpers` are the
    idle groups of roles that help out when those are all busy.
    """

    __slots__ = ("_paced", "entries", "helpers", "hours", "idle", "members", "role")

    def __init__(self, role: int) -> None:
        self.role = role
        self.entries: list[Entry] = []
        self.hours = 0.0
        self.idle: dict[Person, None] = {}
        self.helpers: tuple[dict[Person, None], ...] = ()
        self.members = 1
        self._paced = (NOT_YET, 0, 0.0, 0.0)

    def __len__(self) -> int:
        return len(self.entries)

    def push(self, item: Item) -> None:
        """Add an item and wake whoever has been idle longest."""
        heappush(self.entries, (item.priority, item.due, item.number, item))
        self.hours += item.remaining
        if self.idle or self.helpers:
            self._call()

    def _call(self) -> None:
        """Wake whoever has been idle longest, here or else in a role that helps."""
        if self.idle:
            next(iter(self.idle)).wake_up()
            return
        for group in self.helpers:
            if group:
                next(iter(group)).wake_up()
                return

    def pop(self) -> Item:
        """Take the most urgent item; raises IndexError when there is none."""
        item = heappop(self.entries)[3]
        self.hours -= item.remaining
        return item

    def take_all(self, which: set[int] | None = None) -> list[Item]:
        """Remove and return the items of these accounts (None: all), most urgent first."""
        entries = self.entries
        taken = sorted(entries if which is None else [e for e in entries if e[3].account in which])
        if taken:
            self._keep_without({e[2] for e in taken})
        return [e[3] for e in taken]

    def _keep_without(self, gone: set[int]) -> None:
        """Forget the items with these numbers."""
        self.entries = [e for e in self.entries if e[2] not in gone]
        heapify(self.entries)
        self.hours = sum([e[3].remaining for e in self.entries])

    def sweep(self, now: float) -> tuple[list[Item], list[Item]]:
        """Items newly overdue, and items that expired; the expired are removed."""
        overdue: list[Item] = []
        expired: list[Item] = []
        for item in [e[3] for e in self.entries if e[1] < now]:
            if item.expires < now:
                expired.append(item)
            elif not item.late:
                overdue.append(item)
        if expired:
            self._keep_without({item.number for item in expired})
        return sorted(overdue, key=_by_number), sorted(expired, key=_by_number)

    def pace(self, now: float) -> float:
        """Hours a working day needed to finish everything by its date (at speed 1).

        What is overdue is due at once, or by the day on which it would be dropped.
        Everybody asks this of a shared queue on the same evening, so the answer is kept.
        """
        when, length, hours, total = self._paced
        if when == now and length == len(self.entries) and hours == self.hours:
            return total
        total = 0.0
        for _, due, _, item in self.entries:
            days = (due - now) * (5 / 7)
            if days > 1.0:
                total += item.remaining / days
                continue
            days = (item.expires - now) * (5 / 7) if item.expires < NEVER else 1.0
            total += item.remaining / days if days > 1.0 else item.remaining
        self._paced = (now, len(self.entries), self.hours, total)
        return total


def _by_number(item: Item) -> int:
    return item.number
