"""The recorder: rows of what happened, in typed columns. No averages, no measures.

Rows are packed straight into the bytes of the typed columns; nothing is recorded before day 0.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.items import Item
from sim.tables.columns import EVENT, TABLES

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.organisation.world import World

NAN = float("nan")
EVENT_CODE = {word: i for i, word in enumerate(EVENT)}
PACKED = {"i1": "b", "i2": "h", "i4": "i", "f4": "f", "f8": "d"}


class Sheet:
    """One growing table: packed rows (one third of the cost of lists of numbers), or columns."""

    def __init__(self, name: str) -> None:
        self.columns = TABLES[name]
        self.dtype = np.dtype([(c.name, c.dtype) for c in self.columns])
        self.pack = Struct("=" + "".join(PACKED[c.dtype] for c in self.columns)).pack
        self.packed = bytearray()
        self.blocks: list[dict[str, np.ndarray]] = []
        self.rows = 0

    def add(self, row: tuple[float, ...]) -> int:
        """Append a row; returns its number."""
        self.packed += self.pack(*row)
        self.rows += 1
        return self.rows - 1

    def add_columns(self, **columns: np.ndarray) -> None:
        """Append many rows at once, given by column."""
        self.flush()
        self.blocks.append(
            {c.name: np.asarray(columns[c.name]).astype(c.dtype) for c in self.columns}
        )
        self.rows += len(next(iter(columns.values())))

    def flush(self) -> None:
        """Turn pending rows into a block of columns."""
        if self.packed:
            rows = np.frombuffer(self.packed, self.dtype)
            self.blocks.append({c.name: rows[c.name].copy() for c in self.columns})
            self.packed = bytearray()

    def table(self) -> dict[str, np.ndarray]:
        """The whole table."""
        self.flush()
        if len(self.blocks) == 1:
            return self.blocks[0]
        return {
            c.name: np.concatenate([b[c.name] for b in self.blocks])
            if self.blocks
            else np.empty(0, c.dtype)
            for c in self.columns
        }


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

    def assigned(self, account: int, person: Person, lead: bool, why: int) -> None:
        """Somebody begins to own an account in their role."""
        if self.on:
            self.unassigned(account, person.desk)
            key = (person.desk.index, account)
            self._since[key] = (person.row, int(lead), self.world.env.now, why)

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

    def tables(self) -> dict[str, dict[str, np.ndarray]]:
        """All tables by name."""
        return {name: sheet.table() for name, sheet in self.sheets.items()}
