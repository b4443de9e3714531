"""One simulated world as a story reads it: rows by what they are about, names, dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.base.dates import Calendar
from sim.base.units import money_words
from sim.present.subject import Side
from sim.scenario.changes import PILOT, stretches
from sim.scenario.standing import title
from sim.tables import Run

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOBODY = -1
INSTANT = 1e-6
"""Days within which two times are the same."""


class Holder(NamedTuple):
    """Who somebody is in every world: the seat, and which holder of it."""

    seat: int
    occupant: int

    @property
    def words(self) -> str:
        """'7', or '7.1' for the holder after the first."""
        return f"{self.seat}.{self.occupant}" if self.occupant else str(self.seat)


@dataclass(frozen=True)
class World:
    """A kept run of one side. Accounts and people are row numbers, times days since the start."""

    side: Side
    run: Run

    @property
    def name(self) -> str:
        """Name of the scenario, as it is shown."""
        return self.side.name

    # --- rows ----------------------------------------------------------------------------------

    def where(self, table: str, **wanted: int) -> np.ndarray:
        """Numbers of the rows of a table whose columns have these values."""
        columns = self.run[table]
        keep = np.ones(len(next(iter(columns.values()))), bool)
        for name, value in wanted.items():
            keep &= columns[name] == value
        return np.flatnonzero(keep)

    def value(self, table: str, row: int, column: str = "time") -> float:
        """One value of a table."""
        return float(self.run[table][column][row])

    def code(self, label: str, word: str) -> int:
        """Position of a word in a code book; -1 where this run does not have it."""
        words = self.run.labels[label]
        return words.index(word) if word in words else -1

    def events(self, what: str, **wanted: int) -> list[int]:
        """Rows of the events of one sort, in order of time."""
        rows = self.where("events", what=self.code("event", what), **wanted)
        order = np.argsort(self.run["events"]["time"][rows], kind="stable")
        return [int(row) for row in rows[order]]

    def weeks(self, account: int) -> np.ndarray:
        """Rows of `weekly_accounts` of an account, in order of time."""
        return _one(self._weeks_by_account, account)

    def person_weeks(self, person: int) -> np.ndarray:
        """Rows of `weekly_people` of a person, in order of time."""
        return _one(self._weeks_by_person, person)

    def week(self, account: int, time: float) -> int:
        """Row of an account's last end of a week up to a time; -1 where there is none."""
        return self._last("weekly_accounts", self.weeks(account), time)

    def person_week(self, person: int, time: float) -> int:
        """Row of a person's last end of a week up to a time; -1 where there is none."""
        return self._last("weekly_people", self.person_weeks(person), time)

    def led(self, person: int, time: float) -> np.ndarray:
        """Rows of `weekly_accounts` of who a person led at the last week's end up to a time."""
        times = self.run["weekly_accounts"]["time"]
        end = int(np.searchsorted(times, time + INSTANT, side="right"))
        if not end:
            return np.empty(0, int)
        begin = int(np.searchsorted(times, times[end - 1], side="left"))
        rows = np.arange(begin, end)
        return rows[self.run["weekly_accounts"]["lead"][rows] == person]

    def arr(self, rows: np.ndarray) -> float:
        """ARR of rows of `weekly_accounts`, together."""
        return float(self.run["weekly_accounts"]["arr"][rows].sum())

    def _last(self, table: str, rows: np.ndarray, time: float) -> int:
        place = int(np.searchsorted(self.run[table]["time"][rows], time + INSTANT, side="right"))
        return int(rows[place - 1]) if place else -1

    @cached_property
    def _weeks_by_account(self) -> tuple[np.ndarray, np.ndarray]:
        return _sorted(self.run["weekly_accounts"]["account"])

    @cached_property
    def _weeks_by_person(self) -> tuple[np.ndarray, np.ndarray]:
        return _sorted(self.run["weekly_people"]["person"])

    # --- who and when --------------------------------------------------------------------------

    @cached_property
    def calendar(self) -> Calendar:
        """Days to dates."""
        return Calendar(dt.date.fromisoformat(self.side.scenario.start))

    def date(self, time: float) -> dt.date:
        """The date of a time."""
        return self.calendar.date(time)

    def day(self, time: float) -> str:
        """'14 Mar 2027'."""
        return day_words(self.date(time))

    def account(self, name: str) -> int:
        """Row number of the account of this name; -1 where it never signed."""
        return self._named.get(name, NOBODY)

    def contract(self, account: int) -> int:
        """Row of an account in the table `accounts`."""
        return self._accounts[account]

    def ended(self, account: int) -> float:
        """When an account left (days); infinity where it did not."""
        ended = self.value("accounts", self.contract(account), "ended")
        return ended if np.isfinite(ended) else float("inf")

    @cached_property
    def _accounts(self) -> dict[int, int]:
        return {int(account): row for row, account in enumerate(self.run["accounts"]["account"])}

    @cached_property
    def _named(self) -> dict[str, int]:
        return {self.run.names[account]: account for account in self._accounts}

    @cached_property
    def _people(self) -> dict[int, int]:
        return {int(person): row for row, person in enumerate(self.run["people"]["person"])}

    def record(self, person: int) -> int:
        """Row of a person in the table `people`."""
        return self._people[person]

    def holder(self, person: int) -> Holder:
        """Who a person is in every world."""
        row = self.record(person)
        people = self.run["people"]
        return Holder(int(people["seat"][row]), int(people["occupant"][row]))

    def person_of(self, holder: Holder) -> int:
        """The person who is that holder here; -1 where there is none who was here from day 0 on."""
        found = self.where("people", seat=holder.seat, occupant=holder.occupant)
        left = self.run["people"]["left"][found]
        here = found[~(left <= 0)]
        return int(self.run["people"]["person"][here[0]]) if len(here) else NOBODY

    def called(self, person: int) -> str:
        """'person 7', or the name that the roster gives; 'nobody' for -1."""
        if person == NOBODY:
            return "nobody"
        named = int(self.run["people"]["named"][self.record(person)])
        names = self.run.labels.get("named", ())
        if 0 <= named < len(names):
            return self.called_so(names[named])
        return f"person {self.holder(person).words}"

    @staticmethod
    def called_so(name: str) -> str:
        """A name of the roster as it is told: 'Ada'."""
        return capital(name.replace("_", " "))

    def as_role(self, person: int, role: int) -> str:
        """'person 7 (CSM)'."""
        return f"{self.called(person)} ({self.role(role)})"

    def role(self, code: int) -> str:
        """A role in words: 'CSM', 'renewals manager'."""
        name = self.run.labels["role"][code]
        words = self._titles.get(name) or name.replace("_", " ")
        return words if words.isupper() else words[:1].lower() + words[1:]

    @cached_property
    def _titles(self) -> dict[str, str]:
        scenario = self.side.scenario
        later = stretches(scenario) if scenario.timeline else []
        trees = [scenario, *(s.tree for s in later)]
        found = {n: title(n, r) for tree in trees for n, r in tree.team.roles.items()}
        pilots = {n: title(n, r) for s in later for n, r in s.pilot.team.roles.items()}
        return {**{f"{n}{PILOT}": f"{words}{PILOT}" for n, words in pilots.items()}, **found}

    def money(self, value: float) -> str:
        """An amount: '$204k'."""
        return money_words(value, self.side.scenario.book.currency)


def day_words(date: dt.date) -> str:
    """'14 Mar 2027'."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def blocks(marked: np.ndarray) -> list[slice]:
    """Stretches of consecutive True, as slices."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(int), [0]))))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _sorted(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers by key, in order within a key, and where each key begins."""
    order = np.argsort(keys, kind="stable")
    return order, np.searchsorted(keys[order], np.arange(int(keys.max(initial=-1)) + 2))


def _one(found: tuple[np.ndarray, np.ndarray], key: int) -> np.ndarray:
    order, begins = found
    return order[begins[key] : begins[key + 1]] if 0 <= key < len(begins) - 1 else order[:0]
