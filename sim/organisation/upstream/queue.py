"""The queue of a team that owes work: first come, first served, a week at a time.

The team works as one server of its hours a week: at the loads that matter (a team with too few
hands) the wait is that of as many servers, and a week of a queue is a few lines of numpy instead
of a process and an event an item. Finish times are exact within the week, not averages.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

WAITING = np.dtype(
    [
        ("reached", "f8"),
        ("due", "f8"),
        ("account", "i4"),
        ("hours", "f8"),
        ("left", "f8"),
        ("late", "?"),
    ]
)
"""When it came and is due (working days), for whom, effort asked, what is left, overdue by now."""


class Week(NamedTuple):
    """What a week brought, as items: those that went overdue, and those done after their date."""

    overdue: np.ndarray
    done_late: np.ndarray


class TeamQueue:
    """What one team was sent and has not done, in order of arrival.

    backlog: the team's own hours of work that waits, at the end of the last week.
    """

    def __init__(self) -> None:
        self.items = np.empty(0, WAITING)
        self.came: list[np.ndarray] = []
        self.backlog = 0.0

    def add(
        self,
        reached: np.ndarray,
        due: np.ndarray,
        account: np.ndarray,
        hours: np.ndarray,
        left: np.ndarray,
    ) -> None:
        """Items that came this week; `left` is what they take in the team's own hours."""
        items = np.zeros(len(reached), WAITING)
        columns = {"reached": reached, "due": due, "account": account, "hours": hours, "left": left}
        for name, column in columns.items():
            items[name] = column
        self.came.append(items)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.came and not len(self.items)

    def step(self, begin: float, end: float, hours: float, alive: np.ndarray) -> Week:
        """Work from `begin` to `end` (working days) with so many hours in all (may be infinite).

        alive: by account; what customers who left had asked for is forgotten.
        """
        items = np.concatenate((self.items, *self.came))
        self.came = []
        items = items[alive[items["account"]]]
        items = items[np.argsort(items["reached"], kind="stable")]
        rate = hours / (end - begin)
        begun, finished = _times(items, begin, rate)
        overdue = ~items["late"] & (finished > items["due"]) & (items["due"] <= end)
        items["late"] |= overdue
        done = finished <= end
        self.items = items[~done]
        if len(self.items):
            # What is in hand has been worked on since it was begun.
            self.items["left"][0] -= max(0.0, end - begun[~done][0]) * rate
        self.backlog = float(self.items["left"].sum())
        return Week(items[overdue], items[done & items["late"]])


def _times(items: np.ndarray, begin: float, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """When a server of so many hours a day begins and ends each item.

    It works without a pause while something is there: with S the working time of all items up to
    one, that one ends at S + max over it and those before it of (came - S before it), which is
    Lindley's recursion written out.
    """
    if rate == 0.0:
        never = np.full(len(items), np.inf)
        return never, never
    takes = items["left"] / rate
    whole = takes.cumsum()
    came = np.maximum(items["reached"], begin)
    ends = whole + np.maximum.accumulate(came - (whole - takes))
    return ends - takes, ends
