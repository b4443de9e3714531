"""How a violated identity is told: what should hold, how often it does not, and a first case."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.tables import Run

Identity = Callable[[Run], str]
"""Looks at a run and says in words what is violated; '' if nothing is."""


def rows_where(bad: np.ndarray, table: str, words: str) -> str:
    """A finding if any row is bad: `table: words (n rows, the first is row i)`."""
    if not bad.any():
        return ""
    return f"{table}: {words} ({int(bad.sum())} rows, the first is row {int(np.argmax(bad))})"


def unequal(left: float, right: float, words: str, tolerance: float = 1e-6) -> str:
    """A finding if two totals differ by more than rounding: `words: left is not right`."""
    if abs(left - right) <= tolerance * max(1.0, abs(left), abs(right)):
        return ""
    return f"{words}: {left:,.6g} is not {right:,.6g}"
