"""Hours that leaders know of: what people log, and what the voice of the employee tells them."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING

from sim.tables.columns import WEEKLY_PEOPLE

if TYPE_CHECKING:
    from sim.organisation.people import Person

MEMORY_WEEKS = 13
"""Time over which leaders average hours: a quarter."""
KEPT = exp(-1.0 / MEMORY_WEEKS)
_PLACE = {column.name: place for place, column in enumerate(WEEKLY_PEOPLE)}
PERSON, CLIENT, UNLOGGED, AVAILABLE = (
    _PLACE[name] for name in ("person", "client", "unlogged", "available")
)


class KnownHours:
    """For each person: client hours that leaders know of and hours there were for them, a week."""

    def __init__(self) -> None:
        self._sums: dict[int, tuple[float, float, float]] = {}

    def close_week(self, rows: Sequence[tuple[float, ...]], voice: float) -> None:
        """Add a week. rows: of `weekly_people`; voice: share of unlogged hours that is heard of."""
        for row in rows:
            person = int(row[PERSON])
            known, room, weeks = self._sums.get(person, (0.0, 0.0, 0.0))
            self._sums[person] = (
                known * KEPT + row[CLIENT] - (1.0 - voice) * row[UNLOGGED],
                room * KEPT + row[AVAILABLE],
                weeks * KEPT + 1.0,
            )

    def of(self, people: Sequence[Person]) -> tuple[float, float]:
        """Hours a week of these people together that are known, and that there were for them.

        Averages that fade over a quarter. Who has not worked a week yet has none.
        """
        known = room = 0.0
        for person in people:
            if person.row in self._sums:
                mine, there_were, weeks = self._sums[person.row]
                known += mine / weeks
                room += there_were / weeks
        return known, room
