"""Rows of a table: chosen once, cut out column by column."""

from __future__ import annotations

import numpy as np

from sim.tables import Columns


class Rows:
    """Some rows of a table; a column is cut out when it is asked for."""

    def __init__(self, table: Columns, which: np.ndarray, size: int) -> None:
        """`which`: their row numbers; `size`: how many rows the table has."""
        self._table, self._which, self._size = table, which, size
        self._cut: dict[str, np.ndarray] = {}

    @classmethod
    def of(cls, table: Columns, mask: np.ndarray) -> Rows:
        """The rows where a mask holds."""
        return cls(table, np.flatnonzero(mask), len(mask))

    def __getitem__(self, column: str) -> np.ndarray:
        if len(self._which) == self._size:
            return self._table[column]
        if column not in self._cut:
            self._cut[column] = self._table[column][self._which]
        return self._cut[column]

    def __len__(self) -> int:
        return len(self._which)

    def where(self, mask: np.ndarray) -> Rows:
        """Those of these rows where `mask` (one value for each) holds."""
        return Rows(self._table, self._which[mask], self._size)


def within(times: np.ndarray, start: float, end: float, *, week_ends: bool = False) -> np.ndarray:
    """Which times lie in [start, end), or in (start, end] for the ends of weeks."""
    if week_ends:
        return np.asarray((times > start) & (times <= end))
    return np.asarray((times >= start) & (times < end))
