"""A roster export: heads by role, tenure, cost and exits. Names are read and not kept.

What leaves this file is about roles. A person's row serves to count and to find rows that stand
twice, and of a role with fewer than `CROWD` people no cost is given: it would be somebody's pay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean, median

from sim.base.faults import Fault, InputError
from sim.base.statistics import rate_interval
from sim.base.units import DAYS_PER_YEAR
from sim.scenario.asking.reading import ALL_ROUND, roles
from sim.scenario.importing import cells
from sim.scenario.importing.columns import ROSTER
from sim.scenario.importing.days import read_day
from sim.scenario.importing.exports import Reader, told_day_first, unique
from sim.scenario.importing.job_titles import LEFT_OUT, role_of
from sim.scenario.importing.table import Row, Table, read_table
from sim.scenario.importing.trouble import Trouble

CROWD = 3
"""People whose mean cost is nobody's own."""
RAMPING = 26.0
"""Weeks after which a newcomer is taken to be settled."""


@dataclass(frozen=True)
class Member:
    """One row: the job title, when they came and left, their cost; no name."""

    title: str
    start: date
    end: date | None
    cost: float | None
    voluntary: bool


@dataclass(frozen=True)
class Roster:
    """What a roster says of the team at the end of the day `at`.

    people: heads by role. titles: job titles by role, `none` for those left out (with heads).
    costs: mean loaded cost by role of `CROWD` people or more. tenure: median in weeks; ramping:
    share there for less than `RAMPING` weeks. exits: in the twelve months before, by own decision
    and not; head_years: served in them by those who count. assumptions: in words.
    """

    at: date
    source: str
    people: Mapping[str, int]
    titles: Mapping[str, Mapping[str, int]]
    costs: Mapping[str, float]
    tenure: float
    ramping: float
    exits: tuple[int, int]
    head_years: float
    assumptions: tuple[str, ...]

    @property
    def turnover(self) -> tuple[float, float, float]:
        """Voluntary exits a year and head, with the exact 95 % interval of such a count."""
        left = self.exits[0]
        return (left / self.head_years, *rate_interval(left, self.head_years))


def read_roster(
    file: Path, at: date, told: Mapping[str, str], *, day_first: bool | None = None
) -> Roster:
    """The team in a roster CSV at the end of the day `at`.

    told: job title -> role, over what titles seem to say. Raises InputError with every fault.
    """
    _check_told(told)
    trouble = Trouble()
    table = read_table(file, ROSTER, trouble)
    trouble.stop()
    assert table is not None, "else trouble has stopped"
    rows, repeated = unique(table, "person", trouble)
    members = _members(table, rows, day_first, trouble)
    trouble.stop()
    taken = [(role_of(one.title, told), one) for one in members]
    return _summed(file, at, table, taken, len(repeated))


def _check_told(told: Mapping[str, str]) -> None:
    allowed = (*roles(), LEFT_OUT)
    wrong = [title for title, role in told.items() if role not in allowed]
    if wrong:
        raise InputError(
            Fault("--role", wrong[0], f"no role is called '{told[wrong[0]]}': {', '.join(allowed)}")
        )


def _members(
    table: Table, rows: list[Row], asked: bool | None, trouble: Trouble
) -> tuple[Member, ...]:
    """The rows, read."""
    read = Reader(table, trouble)
    day_first = told_day_first(table, rows, asked, trouble)

    def day(text: str) -> date:
        if not text:
            raise ValueError("is empty: a date")
        return read_day(text, day_first=day_first)

    found = []
    for row in rows:
        start = read.value(row, "start", day, date.min)
        end = read.value(row, "end", lambda text: day(text) if text else None, None)
        if end is not None and end < start:
            trouble.add(table.at(row, "end"), table.heading("end"), "is before the start")
        cost = read.value(row, "cost", lambda text: cells.amount(text) if text else None, None)
        voluntary = read.value(row, "voluntary", cells.flag, None)
        found.append(Member(read.key(row, "role"), start, end, cost, voluntary is not False))
    return tuple(found)


def _summed(
    file: Path,
    at: date,
    table: Table,
    taken: Sequence[tuple[str | None, Member]],
    repeated: int,
) -> Roster:
    """The team as numbers by role. Raises InputError where it could do no work."""
    here = [(role, one) for role, one in taken if _employed(one, at)]
    counted = [(role, one) for role, one in here if role not in (None, LEFT_OUT)]
    people: dict[str, int] = {}
    titles: dict[str, dict[str, int]] = {}
    for role, one in here:
        if role not in (None, LEFT_OUT):
            people[str(role)] = people.get(str(role), 0) + 1
        by_title = titles.setdefault(role or LEFT_OUT, {})
        by_title[one.title] = by_title.get(one.title, 0) + 1
    if not any(role in people for role in ALL_ROUND):
        message = (
            f"nobody employed on {at} has a title that is taken for {' or '.join(ALL_ROUND)}, who "
            "do all work that no specialist takes: another day, or --role 'TITLE=csm'"
        )
        raise InputError(Fault(str(file), "", message))
    served = [one for role, one in taken if role not in (None, LEFT_OUT)]
    weeks = [(at - one.start).days / 7 for _, one in counted]
    return Roster(
        at=at,
        source=file.name,
        people=dict(sorted(people.items(), key=lambda each: roles().index(each[0]))),
        titles=titles,
        costs=_costs(counted),
        tenure=median(weeks),
        ramping=sum(week < RAMPING for week in weeks) / len(weeks),
        exits=_exits(served, at),
        head_years=sum(_served(one, at) for one in served),
        assumptions=_assumptions(table, repeated),
    )


def _employed(one: Member, at: date) -> bool:
    return one.start <= at and (one.end is None or one.end > at)


def _costs(counted: Sequence[tuple[str | None, Member]]) -> dict[str, float]:
    """Mean cost by role, of roles with enough people who have one."""
    by_role: dict[str, list[float]] = {}
    for role, one in counted:
        if one.cost is not None:
            by_role.setdefault(str(role), []).append(one.cost)
    return {
        role: float(round(fmean(costs), -3))
        for role, costs in by_role.items()
        if len(costs) >= CROWD
    }


def _exits(served: Sequence[Member], at: date) -> tuple[int, int]:
    """Exits in the twelve months that end with the day: by own decision, and not."""
    since = at - timedelta(days=round(DAYS_PER_YEAR))
    left = [one for one in served if one.end is not None and since < one.end <= at]
    own = sum(one.voluntary for one in left)
    return own, len(left) - own


def _served(one: Member, at: date) -> float:
    """Years that somebody was employed of the twelve months that end with the day."""
    since = at - timedelta(days=round(DAYS_PER_YEAR))
    end = min(one.end or at, at)
    return max(0, (end - max(one.start, since)).days) / DAYS_PER_YEAR


def _assumptions(table: Table, repeated: int) -> tuple[str, ...]:
    """What the roster did not say and was taken as so."""
    texts = []
    if repeated:
        texts.append(f"{repeated} rows of the roster repeat another cell for cell: left out")
    if "end" not in table.places:
        texts.append("no column of the roster tells who left: taken as nobody, so no turnover")
    elif "voluntary" not in table.places:
        texts.append("no column tells whose exit was their own decision: taken as all")
    if "cost" not in table.places:
        texts.append("no column tells the loaded cost of people: the presets' is taken")
    return tuple(texts)
