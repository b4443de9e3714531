"""The recorder: rows of what happened, in typed columns. No averages, no measures.

Rows are packed straight into the bytes of the typed columns; nothing is recorded before day 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.items import Item
from sim.tables.columns import TABLES
from sim.tables.words import EVENT

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.organisation.world import World

NAN = float("nan")
PACKED_MOST = 4 << 20
"""Bytes of packed rows that are turned into columns, so that the end needs no second copy."""
EVENT_CODE = {word: i for i, word in enumerate(EVENT)}
PACKED = {"i1": "b", "i2": "h", "i4": "i", "f4": "f", "f8": "d"}


class Sheet:
    """One growing table: packed rows (one third of the cost of lists of numbers), or columns.

    Columns have room for more rows than there are, and are made longer one at a time: memory that
    nobody has written to costs nothing, and no table is ever held twice.
    """

    def __init__(self, name: str) -> None:
        self.dtype = np.dtype([(c.name, c.dtype) for c in TABLES[name]])
        self.pack = Struct("=" + "".join(PACKED[c.dtype] for c in TABLES[name])).pack
        self.packed = bytearray()
        self.columns = {c.name: np.empty(0, c.dtype) for c in TABLES[name]}
        self.settled = 0
        self.rows = 0

    def add(self, row: tuple[float, ...]) -> int:
        """Append a row; returns its number."""
        self.packed += self.pack(*row)
        self.rows += 1
        return self.rows - 1

    def add_columns(self, **columns: np.ndarray) -> None:
        """Append many rows at once, given by column."""
        self.flush()
        self._settle(columns, len(next(iter(columns.values()))))
        self.rows = self.settled

    def flush(self) -> None:
        """Turn packed rows into columns."""
        if self.packed:
            rows = np.frombuffer(self.packed, self.dtype)
            self._settle(rows, len(rows))
            self.packed = bytearray()

    def _settle(self, columns: Mapping[str, np.ndarray] | np.ndarray, count: int) -> None:
        """Put rows behind those that are there; room is doubled where it is short."""
        begin, end = self.settled, self.settled + count
        for name, column in self.columns.items():
            if end > len(column):
                longer = np.empty(max(end, 2 * len(column)), column.dtype)
                longer[:begin] = column[:begin]
                self.columns[name] = column = longer
            column[begin:end] = columns[name]
        self.settled = end

    def table(self) -> dict[str, np.ndarray]:
        """The whole table."""
        self.flush()
        return {name: column[: self.settled] for name, column in self.columns.items()}


class Recorder:
    """All sheets of a run; `on` from day 0."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.on = False
        self.sheets = {name: Sheet(name) for name in TABLES}
        self._work = self.sheets["work"]
        self._pack_work = self._work.pack
        self._since: dict[tuple[int, int], tuple[int, int, float, int]] = {}
        self.last: dict[tuple[str, int], int] = {}
        self.because = -1

    def work(self, item: Item, finished: float, outcome: int) -> None:
        """A work item ended (or the run did: queued, finished NaN)."""
        if self.on:
            self._work.packed += self._pack_work(
                item.number,
                item.kind,
                item.source,
                item.account,
                item.person,
                item.role,
                item.created,
                item.due,
                item.started,
                finished,
                item.demand,
                item.hours,
                item.after,
                item.unlogged,
                outcome,
            )

    def event(
        self, what: str, person: int = -1, account: int = -1, causes: int = 0, because: int = -1
    ) -> int:
        """Something worth telling happened; returns the row number, -1 before day 0."""
        if not self.on:
            return -1
        because = because if because >= 0 else self.because
        row = self.sheets["events"].add(
            (self.world.env.now, EVENT_CODE[what], person, account, causes, because)
        )
        self.last[(what, account if account >= 0 else person)] = row
        return row

    def assigned(self, account: int, person: Person, desk: Desk, lead: bool, why: int) -> None:
        """Somebody begins to own an account in a role; where they do already, they go on."""
        if self.on:
            key = (desk.index, account)
            if self._since.get(key, (-1, -1))[:2] == (person.row, int(lead)):
                return
            self.unassigned(account, desk)
            self._since[key] = (person.row, int(lead), self.world.env.now, why)

    def disowned(self, desks: list[Desk]) -> None:
        """The role table changed: ownerships that these desks do not know of have ended."""
        now = self.world.env.now
        owners = {desk.index: desk.owner for desk in desks}
        for (role, account), begun in list(self._since.items()):
            owner = owners[role][account] if role in owners else None
            if owner is None or owner.row != begun[0]:
                self._assignment(account, role, self._since.pop((role, account)), now)

    def unassigned(self, account: int, desk: Desk) -> None:
        """An ownership ends."""
        begun = self._since.pop((desk.index, account), None)
        if begun is not None and self.on:
            self._assignment(account, desk.index, begun, self.world.env.now)

    def _assignment(
        self, account: int, role: int, begun: tuple[int, int, float, int], end: float
    ) -> None:
        person, lead, start, why = begun
        self.sheets["assignments"].add((account, person, role, lead, start, end, why))

    def renewal(
        self,
        account: int,
        outcome: int,
        before: float,
        after: float,
        probability: float,
        luck: float,
        causes: int,
    ) -> None:
        """A contract date passed."""
        if self.on:
            lead = self.world.accounts.lead[account]
            self.sheets["renewals"].add(
                (
                    self.world.env.now,
                    account,
                    outcome,
                    before,
                    after,
                    probability,
                    luck,
                    lead,
                    causes,
                )
            )

    def expansion(
        self, account: int, person: Person, before: float, after: float, probability: float
    ) -> None:
        """An expansion closed, won or lost."""
        if self.on:
            self.sheets["expansions"].add(
                (self.world.env.now, account, person.row, before, after, probability)
            )

    def close_books(self) -> None:
        """The run ends: ownerships still open are recorded with no end."""
        for (role, account), begun in sorted(self._since.items()):
            self._assignment(account, role, begun, NAN)
        self._since.clear()

    def tidy(self) -> None:
        """Now and then: turn what has piled up into columns."""
        for sheet in self.sheets.values():
            if len(sheet.packed) > PACKED_MOST:
                sheet.flush()

    def tables(self) -> dict[str, dict[str, np.ndarray]]:
        """All tables by name."""
        return {name: sheet.table() for name, sheet in self.sheets.items()}
