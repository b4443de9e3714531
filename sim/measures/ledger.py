"""The ledger of a run: who was a customer when, and at what ARR.

Rebuilt from the opening, the renewals and the expansions, so that it holds at every moment and
not only at the end of weeks. 'At time t' means just before it: what happens at t itself belongs to
the time that begins there. Opening accounts are there from before any time.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from sim.base.dates import YEAR
from sim.tables import Run


class Ledger:
    """ARR of every account as a step function of time.

    account, time, arr: one row a step, by account and then time; the first of each account is its
    opening or signing. until: when the step ends. All of shape (steps,).
    """

    def __init__(self, run: Run) -> None:
        accounts, renewals, expansions = run["accounts"], run["renewals"], run["expansions"]
        self.days = run.days
        self.size = len(accounts["account"])
        self.arrived = np.where(accounts["opening"] == 1, -np.inf, accounts["arrived"])
        self.ended = np.where(np.isnan(accounts["ended"]), np.inf, accounts["ended"])
        account = np.concatenate((np.arange(self.size), renewals["account"], expansions["account"]))
        time = np.concatenate((self.arrived, renewals["time"], expansions["time"]))
        arr = np.concatenate((accounts["arr"], renewals["arr_after"], expansions["arr_after"]))
        order = np.lexsort((time, account))
        self.account, self.time, self.arr = account[order], time[order], arr[order]
        last = np.append(self.account[1:] != self.account[:-1], True)[: len(order)]
        self.until = np.where(last, np.inf, np.append(self.time[1:], np.inf)[: len(order)])
        self._arr_at: dict[float, np.ndarray] = {}

    def arr_at(self, when: float) -> np.ndarray:
        """ARR of every account just before `when`, shape (accounts,); 0 before and after."""
        if when not in self._arr_at:
            holds = (self.time < when) & (when <= self.until)
            arr = np.zeros(self.size)
            arr[self.account[holds]] = self.arr[holds]
            self._arr_at[when] = arr
        return self._arr_at[when]

    def alive_at(self, when: float) -> np.ndarray:
        """Whether each account was a customer just before `when`, shape (accounts,)."""
        return np.asarray((self.arrived < when) & (self.ended >= when))

    def arr_years(self, start: float, end: float, rate: float = 0.0) -> np.ndarray:
        """Integral of each account's ARR over [start, end), in money, shape (accounts,).

        rate: yearly discount rate; see `years_between`.
        """
        years = years_between(np.clip(self.time, start, end), np.clip(self.until, start, end), rate)
        return np.bincount(self.account, self.arr * years, minlength=self.size)

    def account_years(self, start: float, end: float) -> np.ndarray:
        """Years that each account was a customer in [start, end), shape (accounts,)."""
        span = np.clip(self.ended, start, end) - np.clip(self.arrived, start, end)
        return np.asarray(span / YEAR)

    @cached_property
    def _deltas(self) -> tuple[np.ndarray, np.ndarray]:
        first = np.append(True, self.account[1:] != self.account[:-1])[: len(self.account)]
        delta = self.arr - np.where(first, 0.0, np.roll(self.arr, 1))
        order = np.argsort(self.time, kind="stable")
        return self.time[order], np.concatenate(([0.0], np.cumsum(delta[order])))

    def total_arr(self, when: np.ndarray) -> np.ndarray:
        """ARR of the whole book just before each time, shape of `when`."""
        times, totals = self._deltas
        return np.asarray(totals[np.searchsorted(times, when, side="left")])

    def customers(self, when: np.ndarray) -> np.ndarray:
        """Number of customers just before each time, shape of `when`."""
        came = np.searchsorted(np.sort(self.arrived), when, side="left")
        went = np.searchsorted(np.sort(self.ended), when, side="left")
        return np.asarray(came - went)


def years_between(start: np.ndarray, end: np.ndarray, rate: float = 0.0) -> np.ndarray:
    """Years from `start` to `end` (days), each moment t weighted by (1 + rate)^(-t in years)."""
    if rate == 0:
        return np.asarray((end - start) / YEAR)
    force = math.log1p(rate)
    return np.asarray((np.exp(-force * start / YEAR) - np.exp(-force * end / YEAR)) / force)
