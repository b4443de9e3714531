"""Paths: true and reported health of every account by week, and the declines in them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.base.dates import WEEK
from sim.tables import Run


class Declines(NamedTuple):
    """Falls of true health below a line, shape (declines,).

    begun: end of the week of the fall (days); days: until it was reported or, where `seen` is
    False, for how long it was not.
    """

    account: np.ndarray
    begun: np.ndarray
    days: np.ndarray
    seen: np.ndarray


class Paths:
    """Health, reported: at the end of week k + 1, shape (weeks, accounts); NaN: no customer."""

    def __init__(self, run: Run) -> None:
        rows = run["weekly_accounts"]
        week = np.rint(rows["time"] / WEEK).astype(int) - 1
        shape = (int(week.max(initial=-1)) + 1, len(run["accounts"]["account"]))
        self.health, self.reported = np.full(shape, np.nan, "f4"), np.full(shape, np.nan, "f4")
        self.health[week, rows["account"]] = rows["health"]
        self.reported[week, rows["account"]] = rows["reported"]
        self._declines: dict[float, Declines] = {}

    def reported_at(self, account: np.ndarray, time: np.ndarray) -> np.ndarray:
        """The last report of each account by a time (days); NaN where there is none."""
        week = np.floor(time / WEEK + 1e-6).astype(int) - 1
        out = np.full(len(week), np.nan)
        known = (week >= 0) & (week < len(self.reported))
        out[known] = self.reported[week[known], account[known]]
        return out

    def declines(self, line: float) -> Declines:
        """All falls of true health below `line` from one week to the next."""
        if line not in self._declines:
            self._declines[line] = self._find(line)
        return self._declines[line]

    def _find(self, line: float) -> Declines:
        low, was = self.health < line, self.health >= line
        begun, account = np.nonzero(low[1:] & was[:-1])
        begun += 1
        seen_at = _next(self.reported < line)[begun, account]
        over_at = _next(~low)[begun, account]
        seen = seen_at < over_at
        until = np.minimum(np.where(seen, seen_at, over_at), len(low) - 1)
        return Declines(account, WEEK * (begun + 1), WEEK * (until - begun), seen)


def _next(marks: np.ndarray) -> np.ndarray:
    """For each week and account the first week from it on that is marked; weeks if none is."""
    out = np.empty(marks.shape, "i4")
    following = np.full(marks.shape[1], len(marks), "i4")
    for week in range(len(marks) - 1, -1, -1):
        following = np.where(marks[week], week, following)
        out[week] = following
    return out
