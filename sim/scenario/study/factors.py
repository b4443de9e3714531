"""Factors: what a study varies, each one dimension of its design."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Factor:
    """One dimension: a path, or several that move together.

    name: the path, or the user's name for paths that move `together`.
    paths: the dotted paths it sets.
    levels: what was listed: for each level one value a path, in the words of the file; empty where
        the factor is a range.
    low, high: for a range, the ends for each path, in the unit of the field; empty for a list.
    scale: 'linear' or 'log': how a range is stepped through.
    points: how many steps a grid makes of a range.
    unit: of the coordinate ('hours', 'share', 'money', ...; '' for categories).
    """

    name: str
    paths: tuple[str, ...]
    levels: tuple[tuple[Any, ...], ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    scale: str = "linear"
    points: int = 0
    unit: str = ""

    @property
    def listed(self) -> bool:
        """Whether its levels are listed; else it is a range."""
        return bool(self.levels)

    def place(self, u: float) -> tuple[Any, Mapping[str, Any]]:
        """Coordinate and overrides at `u` in [0, 1]: the level or the value of the range there.

        The coordinate is the first path's value: a number for a range, the level for a list.
        """
        if self.listed:
            row = self.levels[min(int(u * len(self.levels)), len(self.levels) - 1)]
            return row[0], dict(zip(self.paths, row, strict=True))
        values = [_between(a, b, u, self.scale) for a, b in zip(self.low, self.high, strict=True)]
        return values[0], dict(zip(self.paths, values, strict=True))


def _between(low: float, high: float, u: float, scale: str) -> float:
    if scale == "log":
        return float(low * (high / low) ** u)
    return low + (high - low) * u
