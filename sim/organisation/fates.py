"""Fates: the luck of each account at its contract dates, and when it loses its champion."""

from __future__ import annotations

from collections.abc import Sequence

from sim.base.dates import YEAR
from sim.base.streams import Luck


class Fates:
    """Draws that belong to an account, kept once they are made. `names`: its identifier by row."""

    def __init__(self, luck: Luck, names: Sequence[str]) -> None:
        self._luck = luck
        self._names = names
        self._renewals: dict[tuple[int, int], list[float]] = {}
        self._champions: dict[tuple[int, int, float], list[float]] = {}

    def renewal(self, account: int, number: int) -> list[float]:
        """The account's uniforms for its contract date `number`: churn, contraction, size."""
        block, place = divmod(number, 16)
        key = (account, block)
        luck = self._renewals.get(key)
        if luck is None:
            stream = self._luck.stream("renewal", self._names[account], block)
            luck = self._renewals[key] = stream.random(48).tolist()
        return luck[3 * place : 3 * place + 3]

    def champions(self, account: int, year: int, rate: float) -> list[float]:
        """Days in a year (0: the first) on which the account loses its champion."""
        key = (account, year, rate)
        found = self._champions.get(key)
        if found is None:
            times = self._luck.points("champion", self._names[account], year, 1.0, rate)
            found = self._champions[key] = [t * YEAR + year * YEAR for t in times]
        return found
