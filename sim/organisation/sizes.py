"""Sizes: the effort of work items, from marks of unit luck that belong to account and number."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.organisation.world import World
    from sim.scenario.tree import Kind

MARKS = 16


class Sizes:
    """Marks for the effort of items that are numbered for an account (planned work, steps)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._marks: dict[tuple[int, int, int], list[float]] = {}
        self._tables: dict[int, np.ndarray] = {}

    def mark(self, kind: int, account: int, number: int) -> float:
        """The mark of item `number` of this kind and account: N(0,1), or Exp(1) by shape."""
        block, place = divmod(number, MARKS)
        key = (kind, account, block)
        marks = self._marks.get(key)
        if marks is None:
            marks = self._draw(kind, account, block).tolist()
            self._marks[key] = marks
        return marks[place]

    def marks(self, kind: int, accounts: np.ndarray, numbers: np.ndarray) -> np.ndarray:
        """`mark` for arrays of accounts and numbers of one kind, from a table drawn row by row."""
        block = int(numbers.max()) // MARKS
        rows = self._tables.get(kind)
        if rows is None or rows.shape[1] < MARKS * (block + 1):
            wider = np.full((len(self.world.accounts), MARKS * (block + 1)), np.nan)
            if rows is not None:
                wider[:, : rows.shape[1]] = rows
            rows = self._tables[kind] = wider
        out = rows[accounts, numbers]
        for i in np.flatnonzero(np.isnan(out)).tolist():
            account, place = int(accounts[i]), int(numbers[i]) // MARKS
            rows[account, MARKS * place : MARKS * (place + 1)] = self._draw(kind, account, place)
            out[i] = rows[account, numbers[i]]
        return out

    def _draw(self, kind: int, account: int, block: int) -> np.ndarray:
        world = self.world
        draws = world.luck.stream(f"size/{world.kinds[kind]}", world.accounts.names[account], block)
        if world.kind_rows[kind].shape == "exponential":
            return draws.standard_exponential(MARKS)
        return draws.standard_normal(MARKS)

    @staticmethod
    def effort(row: Kind, hours: float, mark: float) -> float:
        """Hours of an item of this mean and mark."""
        if row.shape == "exponential":
            return hours * mark
        variance = log(1.0 + row.cv**2)
        return hours * exp(sqrt(variance) * mark - variance / 2.0)


def efforts(row: Kind, hours: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """`Sizes.effort` for arrays."""
    if row.shape == "exponential":
        return hours * marks
    variance = log(1.0 + row.cv**2)
    out: np.ndarray = hours * np.exp(sqrt(variance) * marks - variance / 2.0)
    return out
