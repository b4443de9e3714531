"""A view: the part of a run that a measure looks at.

Warm-up is a filter here, and so are a segment, a role and a quarter. A measure asks for rows and
gets those of its part; it never knows which part that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import YEAR
from sim.measures.ledger import Ledger
from sim.tables import Run

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

QUARTER = YEAR / 4
SLACK = 1.0
"""Days by which a last block or quarter may be short: three calendar years can be 1095 days."""

WEEK_ENDS = ("weekly_people", "weekly_accounts", "weekly_roles")


class Rows:
    """Some rows of a table; a column is cut out when it is asked for."""

    def __init__(self, table: Columns, mask: np.ndarray, size: int) -> None:
        self._table = table
        which = np.flatnonzero(mask)
        self._which: np.ndarray | slice = slice(None) if len(which) == size else which
        self._size = len(which)
        self._cut: dict[str, np.ndarray] = {}

    def __getitem__(self, column: str) -> np.ndarray:
        if column not in self._cut:
            self._cut[column] = self._table[column][self._which]
        return self._cut[column]

    def __len__(self) -> int:
        return self._size


@dataclass(frozen=True)
class View:
    """A run from `start` to `end` (days), or a segment or a role of it in that time.

    origin: when measuring began (end of the warm-up), before `start` in a later quarter.
    segment, role: positions in the code books, None for all.
    trailing: blocks are the twelve months that end with the view, not those that begin with it.
    """

    run: Run
    ledger: Ledger
    origin: float
    start: float
    end: float
    segment: int | None = None
    role: int | None = None
    trailing: bool = False
    _cache: dict[tuple[str, str], Rows] = field(default_factory=dict)

    @property
    def scenario(self) -> Scenario:
        """The scenario that made the run."""
        return self.run.scenario

    @property
    def years(self) -> float:
        """Length of the view."""
        return (self.end - self.start) / YEAR

    @cached_property
    def blocks(self) -> list[tuple[float, float]]:
        """Full 12-month blocks (365.25 days each, so that every annual contract is due once)."""
        if self.trailing:
            first = self.end - YEAR
            return [(max(first, self.origin), self.end)] if first > self.origin - SLACK else []
        count = int((self.end - self.start + SLACK) // YEAR)
        return [
            (self.start + k * YEAR, min(self.start + (k + 1) * YEAR, self.end))
            for k in range(count)
        ]

    @cached_property
    def in_part(self) -> np.ndarray:
        """Whether each account belongs to the view's segment, shape (accounts,)."""
        segment = self.run["accounts"]["segment"]
        return np.ones(len(segment), bool) if self.segment is None else segment == self.segment

    def rows(self, table: str, time: str = "time") -> Rows:
        """Rows of a table in the view's time and part; `time` names the column that dates them.

        A row belongs to [start, end); a weekly row, dated at the end of its week, to (start, end].
        """
        if (table, time) not in self._cache:
            columns = self.run[table]
            mask = within(columns[time], self.start, self.end, week_ends=table in WEEK_ENDS)
            self._cache[table, time] = Rows(columns, mask & self._mine(table))
        return self._cache[table, time]

    def rows_between(self, table: str, time: str, start: float, end: float) -> Rows:
        """Rows of the view's part that are dated in [start, end) (weekly: (start, end])."""
        columns = self.run[table]
        mask = within(columns[time], start, end, week_ends=table in WEEK_ENDS)
        return Rows(columns, mask & self._mine(table))

    def _mine(self, table: str) -> np.ndarray | bool:
        columns = self.run[table]
        if self.segment is not None and "account" in columns:
            return np.append(self.in_part, False)[columns["account"]]
        if self.role is not None and "role" in columns:
            return np.asarray(columns["role"] == self.role)
        return True

    @cached_property
    def people(self) -> Rows:
        """Everybody of the view's role, whenever employed."""
        columns = self.run["people"]
        return Rows(columns, np.ones(len(columns["role"]), bool) & self._mine("people"))

    def kinds(self, *arrives: str) -> np.ndarray:
        """Whether each kind of work is brought about by one of these, by position; last False.

        The extra place at the end answers for -1, no kind.
        """
        kinds = self.scenario.work.kinds
        words = self.run.labels["kind"]
        return np.array([w in kinds and kinds[w].arrives in arrives for w in words] + [False])


def within(times: np.ndarray, start: float, end: float, *, week_ends: bool) -> np.ndarray:
    """Which times lie in [start, end), or in (start, end] for the ends of weeks."""
    if week_ends:
        return np.asarray((times > start) & (times <= end))
    return np.asarray((times >= start) & (times < end))


def whole(run: Run) -> View:
    """The view of everything after the warm-up."""
    start = min(run.scenario.warmup * YEAR, run.days)
    return View(run, Ledger(run), start, start, run.days)


def by_segment(view: View) -> Iterator[tuple[str, View]]:
    """Name and view of each segment."""
    for code, name in enumerate(view.run.labels["segment"]):
        yield name, View(view.run, view.ledger, view.origin, view.start, view.end, segment=code)


def by_role(view: View) -> Iterator[tuple[str, View]]:
    """Name and view of each role."""
    for code, name in enumerate(view.run.labels["role"]):
        yield name, View(view.run, view.ledger, view.origin, view.start, view.end, role=code)


def by_quarter(view: View) -> Iterator[tuple[str, View]]:
    """Number ('1', '2', ...) and view of each full quarter since the warm-up.

    A ratio over a year is then over the twelve months that end with the quarter.
    """
    count = int((view.end - view.start + SLACK) // QUARTER)
    for k in range(count):
        start = view.start + k * QUARTER
        end = min(start + QUARTER, view.end)
        yield str(k + 1), View(view.run, view.ledger, view.origin, start, end, trailing=True)


SPLITS = {"segment": by_segment, "role": by_role, "quarter": by_quarter}
"""How a run can be divided: name -> (view of everything) -> (level, view of the level)."""
