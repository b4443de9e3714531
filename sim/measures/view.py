"""A view: the part of a run that a measure looks at.

Warm-up is a filter here, and so are a segment, a role and a quarter. A measure asks for rows and
gets those of its part; it never knows which part that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from sim.base.dates import YEAR
from sim.measures.faces import Encounters
from sim.measures.ledger import Ledger
from sim.measures.paths import Paths
from sim.measures.rows import Rows, within
from sim.measures.stints import stints
from sim.scenario.changes import PILOT, has_pilot, has_reorganisation
from sim.tables import Run
from sim.tables.run import Columns

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

T = TypeVar("T")
QUARTER = YEAR / 4
SLACK = 1.0
"""Days by which a last block or quarter may be short: three calendar years can be 1095 days."""

WEEK_ENDS = ("weekly_people", "weekly_accounts", "weekly_roles", "weekly_teams", "weekly_climate")


class Shared:
    """What all views of a run share, made when it is first asked for."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @cached_property
    def ledger(self) -> Ledger:
        """Who was a customer when, and at what ARR."""
        return Ledger(self._run)

    @cached_property
    def stints(self) -> Columns:
        """Who held which post when."""
        return stints(self._run)

    @cached_property
    def movers(self) -> np.ndarray:
        """Whether each person, by row number, changed roles in a reorganisation."""
        moves, people = self._run["moves"], self._run["people"]["person"]
        moved = np.zeros(int(people.max(initial=-1)) + 1, bool)
        moved[moves["person"][moves["role"] != moves["role_after"]]] = True
        return moved

    @cached_property
    def encounters(self) -> Encounters:
        """Who worked for whom."""
        return Encounters(self._run)

    @cached_property
    def paths(self) -> Paths:
        """True and reported health by week."""
        return Paths(self._run)


@dataclass(frozen=True)
class View:
    """A run from `start` to `end` (days), or a segment or a role of it in that time.

    origin: when measuring began (end of the warm-up), before `start` in a later quarter.
    segment, role: positions in the code books, None for all. pilot: treated accounts (1) or the
    others (0); moved: accounts that changed hands and people who changed roles in a reorganisation.
    trailing: blocks are the twelve months that end with the view, not those that begin with it.
    """

    run: Run
    shared: Shared
    origin: float
    start: float
    end: float
    segment: int | None = None
    role: int | None = None
    pilot: int | None = None
    moved: int | None = None
    trailing: bool = False
    _memory: dict[Any, Any] = field(init=False, default_factory=dict, repr=False)

    @property
    def scenario(self) -> Scenario:
        """The scenario that made the run."""
        return self.run.scenario

    @property
    def of_everybody(self) -> bool:
        """Whether the view is of all accounts and people, be it of a part of the time."""
        parts = (self.segment, self.role, self.pilot, self.moved)
        return all(part is None for part in parts)

    @property
    def ledger(self) -> Ledger:
        """Who was a customer when, and at what ARR: of all segments."""
        return self.shared.ledger

    @cached_property
    def blocks(self) -> list[tuple[float, float]]:
        """Full 12-month blocks (365.25 days each, so that every annual contract is due once)."""
        if self.trailing:
            first = self.end - YEAR
            return [(max(first, self.origin), self.end)] if first > self.origin - SLACK else []
        count = int((self.end - self.start + SLACK) // YEAR)
        edges = [min(self.start + k * YEAR, self.end) for k in range(count + 1)]
        return list(pairwise(edges))

    @cached_property
    def in_part(self) -> np.ndarray:
        """Whether each account belongs to the view's part, shape (accounts,)."""
        accounts = self.run["accounts"]
        mine = np.ones(len(accounts["segment"]), bool)
        for column in ("segment", "pilot", "moved"):
            if (wanted := getattr(self, column)) is not None:
                mine &= accounts[column] == wanted
        return mine

    def rows(self, table: str, time: str = "time") -> Rows:
        """Rows of a table in the view's time and part; `time` names the column that dates them.

        A row belongs to [start, end); a weekly row, dated at the end of its week, to (start, end].
        """
        if (table, time) not in self._memory:
            self._memory[table, time] = self.rows_between(table, time, self.start, self.end)
        rows: Rows = self._memory[table, time]
        return rows

    def rows_between(self, table: str, time: str, start: float, end: float) -> Rows:
        """Rows of the view's part that are dated in [start, end) (weekly: (start, end])."""
        columns = self.run[table]
        mask = within(columns[time], start, end, week_ends=table in WEEK_ENDS)
        return Rows.of(columns, mask & self._mine(table))

    def _mine(self, table: str) -> np.ndarray | bool:
        columns = self.run[table]
        whole = self.segment is None and self.pilot is None and self.moved is None
        if not whole and "account" in columns:
            return np.asarray(np.append(self.in_part, False)[columns["account"]])
        return self._of_people(columns)

    def _of_people(self, columns: Columns) -> np.ndarray | bool:
        """Which rows are of the view's people: of a role, of a pilot's roles, or who moved."""
        if self.role is not None and "role" in columns:
            return np.asarray(columns["role"] == self.role)
        if self.pilot is not None and "role" in columns:
            in_pilot = [name.endswith(PILOT) for name in self.run.labels["role"]]
            return np.asarray(np.array(in_pilot)[columns["role"]] == bool(self.pilot))
        if self.moved is not None and "person" in columns:
            return np.asarray(self.shared.movers[columns["person"]] == bool(self.moved))
        return True

    @cached_property
    def weeks(self) -> int:
        """Weeks that end in the view's time, whatever its part: a pilot may have no roles."""
        ends = self.run["weekly_roles"]["time"]
        return len(np.unique(ends[within(ends, self.start, self.end, week_ends=True)]))

    @cached_property
    def people(self) -> Rows:
        """Everybody of the view's part, whenever employed: one row for each post (`stints`)."""
        columns = self.shared.stints
        return Rows.of(columns, np.ones(len(columns["role"]), bool) & self._of_people(columns))

    def kinds(self, arrives: str) -> np.ndarray:
        """Whether each kind of work is brought about by `arrives`, by position in the code book.

        An extra place at the end answers no for -1, no kind.
        """
        kinds = self.scenario.work.kinds
        words = self.run.labels["kind"]
        return np.array([w in kinds and kinds[w].arrives == arrives for w in words] + [False])

    def once(self, function: Callable[[View], T]) -> T:
        """`function(view)`, remembered for the next measure that asks."""
        if function not in self._memory:
            self._memory[function] = function(self)
        result: T = self._memory[function]
        return result


def whole(run: Run) -> View:
    """The view of everything after the warm-up."""
    start = min(run.scenario.warmup * YEAR, run.days)
    return View(run, Shared(run), start, start, run.days)


def everything(view: View) -> View:
    """All that is measured of the run that a view is part of."""
    return View(view.run, view.shared, view.origin, view.origin, view.run.days)


def by_segment(view: View) -> Iterator[tuple[str, View]]:
    """Name and view of each segment."""
    for code, name in enumerate(view.run.labels["segment"]):
        yield name, replace(view, segment=code)


def by_role(view: View) -> Iterator[tuple[str, View]]:
    """Name and view of each role."""
    for code, name in enumerate(view.run.labels["role"]):
        yield name, replace(view, role=code)


def by_quarter(view: View) -> Iterator[tuple[str, View]]:
    """Number ('1', '2', ...) and view of each full quarter since the warm-up.

    A ratio over a year is then over the twelve months that end with the quarter.
    """
    count = int((view.end - view.start + SLACK) // QUARTER)
    edges = [min(view.start + k * QUARTER, view.end) for k in range(count + 1)]
    for k, (start, end) in enumerate(pairwise(edges)):
        yield str(k + 1), replace(view, start=start, end=end, trailing=True)


def by_pilot(view: View) -> Iterator[tuple[str, View]]:
    """The treated accounts of a pilot and its roles, and the others; nothing without a pilot."""
    if has_pilot(view.scenario):
        yield "treated", replace(view, pilot=1)
        yield "untreated", replace(view, pilot=0)


def by_moved(view: View) -> Iterator[tuple[str, View]]:
    """Accounts and people that a reorganisation moved, and the others; nothing without one."""
    if has_reorganisation(view.scenario):
        yield "moved", replace(view, moved=1)
        yield "stayed", replace(view, moved=0)


SPLITS = {
    "segment": by_segment,
    "role": by_role,
    "quarter": by_quarter,
    "pilot": by_pilot,
    "moved": by_moved,
}
"""How a run can be divided: name -> (view of everything) -> (level, view of the level)."""
