"""Who worked for whom: hours of work by account and person, in any stretch of time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.tables import Run


class Faces(NamedTuple):
    """Who worked on each account in a stretch of time; all of shape (accounts,).

    hours: on the account, by all; main: of these, by the person with most; person: that person,
    -1 if nobody.
    """

    hours: np.ndarray
    main: np.ndarray
    person: np.ndarray


class Encounters:
    """Pairs of account and person that worked together in a run, sorted once.

    account, person: shape (pairs,), by account. Work is dated by its first touch.
    """

    def __init__(self, run: Run) -> None:
        work = run["work"]
        which = np.flatnonzero((work["account"] >= 0) & (work["person"] >= 0) & (work["hours"] > 0))
        self.size, people = len(run["accounts"]["arr"]), max(1, len(run["people"]["role"]))
        key = work["account"][which].astype(np.int64) * people + work["person"][which]
        pairs, self._pair = np.unique(key, return_inverse=True)
        self.account, self.person = pairs // people, pairs % people
        self._started, self._hours = work["started"][which], work["hours"][which]
        self._known: dict[tuple[float, float], Faces] = {}

    def between(self, start: float, end: float) -> Faces:
        """Who worked on each account in work begun in [start, end)."""
        if (start, end) not in self._known:
            self._known[start, end] = self._faces(start, end)
        return self._known[start, end]

    def _faces(self, start: float, end: float) -> Faces:
        which = np.flatnonzero((self._started >= start) & (self._started < end))
        hours = np.bincount(self._pair[which], self._hours[which], minlength=len(self.account))
        main, person = np.zeros(self.size), np.full(self.size, -1)
        np.maximum.at(main, self.account, hours)
        most = np.flatnonzero((hours > 0) & (hours == main[self.account]))[::-1]
        person[self.account[most]] = self.person[most]
        return Faces(np.bincount(self.account, hours, minlength=self.size), main, person)
