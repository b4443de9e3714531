"""The values that were asked for, of many worlds: a few numbers each, whatever a world weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.tables.results import Key


class Gathered:
    """Values by point, side and replication, as they come in.

    measures, by: which keys are taken; whole measures always, splits where asked. A value that a
    world has not is NaN.
    """

    def __init__(self, sides: int, measures: Sequence[str], by: Sequence[str] = ()) -> None:
        self.sides, self.measures, self.by = sides, tuple(measures), tuple(by)
        self.columns: dict[Key, int] = {Key(name): i for i, name in enumerate(measures)}
        self._points: dict[int, _Values] = {}

    def has(self, point: int, side: int, replication: int) -> bool:
        """Whether this world has come in."""
        found = self._points.get(point)
        return found is not None and found.has(side, replication)

    def take(self, point: int, side: int, replication: int, values: Mapping[Key, float]) -> None:
        """Take in one world."""
        found = self._points.setdefault(point, _Values(self.sides))
        row = {}
        for key, value in values.items():
            if key in self.columns or (key.by in self.by and key.measure in self.measures):
                row[self.columns.setdefault(key, len(self.columns))] = value
        found.put(side, replication, row, len(self.columns))

    def keys(self) -> list[Key]:
        """Everything that some world has, in an order that no order of arrival changes.

        By measure and split as they were asked for; levels by number, then by name.
        """
        splits = ("", *self.by)
        return sorted(
            self.columns,
            key=lambda k: (self.measures.index(k.measure), splits.index(k.by), _order(k.level)),
        )

    def values(self, point: int, keys: Sequence[Key], replications: int) -> np.ndarray:
        """Values of one point, float64 (sides, replications, keys); NaN where there are none."""
        out = np.full((self.sides, replications, len(keys)), np.nan)
        found = self._points.get(point)
        if found is not None:
            for i, key in enumerate(keys):
                column = self.columns[key]
                if column < found.table.shape[2]:
                    there = found.table[:, :replications, column]
                    out[:, : there.shape[1], i] = there
        return out


class _Values:
    """One point: float64 (sides, replications, columns), grown as needed, and what has come in."""

    def __init__(self, sides: int) -> None:
        self.table = np.full((sides, 0, 0), np.nan)
        self.there = np.zeros((sides, 0), bool)

    def has(self, side: int, replication: int) -> bool:
        return replication < self.there.shape[1] and bool(self.there[side, replication])

    def put(self, side: int, replication: int, row: Mapping[int, float], columns: int) -> None:
        sides, replications, known = self.table.shape
        if replication >= replications or columns > known:
            room = max(replications, 2 * replication if replications else 0, replication + 1)
            grown = np.full((sides, room, columns), np.nan)
            grown[:, :replications, :known] = self.table
            there = np.zeros((sides, room), bool)
            there[:, :replications] = self.there
            self.table, self.there = grown, there
        for column, value in row.items():
            self.table[side, replication, column] = value
        self.there[side, replication] = True


def _order(level: str) -> tuple[float, str]:
    return (float(level), "") if level.isdigit() else (float("inf"), level)
