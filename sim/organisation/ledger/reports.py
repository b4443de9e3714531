"""Reported health: true health seen through whoever leads the account.

    R = H + min(1, report_bias x P + extra bias) x (1 - H) + noise, within 0 and 1

P is the personal trust between the customer and its lead, 0 where nobody leads: the more the two
like each other, the less of what is wrong is told (equation E12). An impartial programme
(`leadership.voice_of_customer`) takes the bias away, and not the noise, from the accounts that it
covers.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from sim.base.streams import Luck

if TYPE_CHECKING:
    from sim.organisation.accounts import Accounts
    from sim.scenario.tree import Scenario

QUARTER_WEEKS = 13
"""Weeks from one fresh judgement of an account to the next."""
BLOCK = 16
"""Judgements that are drawn together: four years."""


class Reports:
    """Luck of the reports of all accounts, and the bias that others add; shapes (accounts,).

    extra_bias: part of what an account lacks in health that is left out for another reason than
    trust, such as a score that is paid for; zeros unless a mechanism fills it.
    """

    def __init__(self, luck: Luck, accounts: Accounts) -> None:
        self._luck = luck
        self._accounts = accounts
        self._marks: dict[int, np.ndarray] = {}
        self._voice: np.ndarray | None = None
        self.extra_bias = np.zeros(len(accounts))

    def reported(self, scenario: Scenario, week: int) -> np.ndarray:
        """Reported health R at the end of a week, shape (accounts,)."""
        accounts, customers = self._accounts, scenario.customers
        if not scenario.mechanisms.filter:
            return accounts.health
        trust = np.where(np.asarray(accounts.lead) >= 0, accounts.trust, 0.0)
        hidden = np.minimum(1.0, customers.report_bias * trust + self.extra_bias)
        if scenario.leadership.voice_of_customer > 0.0:
            hidden[self.covered(scenario.leadership.voice_of_customer)] = 0.0
        out = accounts.health + hidden * (1.0 - accounts.health)
        if customers.report_noise > 0.0:
            out += customers.report_noise * self.noise(week)
        return np.minimum(1.0, np.maximum(0.0, out))

    def covered(self, share: float) -> np.ndarray:
        """Accounts that the impartial programme asks, shape (accounts,).

        Each account draws one uniform, once, and is asked where it lies below the share: a
        programme talks to a customer or does not, and a larger one keeps those it had.
        """
        if share <= 0.0:
            return np.zeros(len(self._accounts), bool)
        if self._voice is None:
            names = self._accounts.names
            self._voice = np.array([self._luck.uniform("voice", name) for name in names])
        return self._voice < share

    def noise(self, week: int) -> np.ndarray:
        """Standard normals of a week, shape (accounts,); nearly the same from week to week.

        Each account is judged anew every quarter; in between its noise turns from one judgement
        to the next, with the same spread all the way (the squares of the weights add up to 1).
        """
        mark, after = divmod(week, QUARTER_WEEKS)
        turn = 0.5 * pi * after / QUARTER_WEEKS
        return cos(turn) * self._judgement(mark) + sin(turn) * self._judgement(mark + 1)

    def _judgement(self, mark: int) -> np.ndarray:
        block, place = divmod(mark, BLOCK)
        if block not in self._marks:
            rows = np.empty((len(self._accounts), BLOCK))
            for row, name in zip(rows, self._accounts.names, strict=True):
                self._luck.stream("report", name, block).standard_normal(out=row)
            self._marks[block] = np.ascontiguousarray(rows.T)
        column: np.ndarray = self._marks[block][place]
        return column
