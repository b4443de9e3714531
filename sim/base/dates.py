"""The calendar: days since the start date, and the working clock (09:00-17:00, Monday to Friday).

Calendar time is in days, 0 at midnight of the start date. Working time is in working days on the
same origin: it stands still at night and at weekends, so that five working days make a week.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

DAY_START = 9 / 24
DAY_END = 17 / 24
DAY_HOURS = 8.0
WEEK = 7.0
YEAR = 365.25
MONTH = YEAR / 12
WORKDAYS_A_MONTH = MONTH * 5 / 7


class Calendar:
    """Converts between calendar days, working days and dates for one start date."""

    def __init__(self, start: dt.date) -> None:
        self.start = start
        self.weekday = start.weekday()
        offsets = [d for d in range(7) if (self.weekday + d) % 7 < 5]
        self._offsets = offsets
        self._offset_array = np.array(offsets, dtype=float)
        before = [sum(1 for o in offsets if o < d) for d in range(8)]
        self._before = before
        self._before_array = np.array(before, dtype=float)

    def is_workday(self, day: int) -> bool:
        """Whether day number `day` (may be negative) is a Monday to Friday."""
        return (self.weekday + day) % 7 < 5

    def date(self, time: float) -> dt.date:
        """The date of a time in days."""
        return self.start + dt.timedelta(days=int(np.floor(time)))

    def day_of(self, date: dt.date) -> int:
        """Days from the start date to `date`."""
        return (date - self.start).days

    def to_work(self, time: float) -> float:
        """Working days at a calendar time: 1.5 is 13:00 of the second working day."""
        week, rest = divmod(time, WEEK)
        day = int(rest)
        done = 5.0 * week + self._before[day]
        if self._before[day + 1] > self._before[day]:
            hour = (rest - day - DAY_START) * 3.0
            if hour > 0.0:
                done += hour if hour < 1.0 else 1.0
        return done

    def from_work(self, work: float) -> float:
        """Calendar time at which so many working days have passed (a day's start, not its eve)."""
        week, rest = divmod(work, 5.0)
        day = int(rest)
        return WEEK * week + self._offsets[day] + DAY_START + (rest - day) / 3.0

    def to_work_array(self, time: np.ndarray) -> np.ndarray:
        """`to_work` for an array."""
        week = np.floor(time / WEEK)
        rest = time - WEEK * week
        day = np.minimum(rest.astype(int), 6)
        before = self._before_array[day]
        working = self._before_array[day + 1] - before
        hour = np.clip((rest - day - DAY_START) * 3.0, 0.0, 1.0)
        return 5.0 * week + before + working * hour

    def from_work_array(self, work: np.ndarray) -> np.ndarray:
        """`from_work` for an array."""
        out: np.ndarray[Any, Any] = work / 5.0
        np.floor(out, out=out)
        rest = work - 5.0 * out
        day = np.minimum(rest.astype(int), 4)
        # In place: `WEEK * week + offset + DAY_START + (rest - day) / 3.0`.
        rest -= day
        rest /= 3.0
        out *= WEEK
        out += self._offset_array[day]
        out += DAY_START
        out += rest
        return out

    def working_hours(self, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Working hours between two arrays of times."""
        return (self.to_work_array(end) - self.to_work_array(begin)) * DAY_HOURS
