"""Frames: week k ends on day 7 (k + 1), and shows what the weekly tables say of its end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.base.dates import WEEK
from sim.tables import Run
from sim.tables.run import Columns

EDGE = 1e-6
"""Days by which a time may miss the end of its week."""


def frames(run: Run) -> int:
    """Number of full weeks of a run."""
    return int((run.days + EDGE) // WEEK)


def ends(run: Run) -> np.ndarray:
    """Days on which the weeks end, shape (weeks,)."""
    return WEEK * np.arange(1, frames(run) + 1)


def week_of(times: np.ndarray) -> np.ndarray:
    """Number of the week in which each time lies; what happens at its very end belongs to it."""
    return np.ceil(times / WEEK - EDGE).astype(int) - 1


def at_ends(run: Run, table: str, names: Sequence[str], only: np.ndarray | None = None) -> Columns:
    """The named columns of a weekly table, and `week`: the rows that are of ends of full weeks.

    only: of these, the rows where it is true.
    """
    rows = run[table]
    week = week_of(rows["time"])
    kept = (np.abs(rows["time"] - WEEK * (week + 1)) < EDGE) & (week >= 0) & (week < frames(run))
    if only is not None:
        kept &= only
    return {"week": week[kept], **{name: rows[name][kept] for name in names}}


def ordered(rows: Columns, by: str) -> list[tuple[int, Columns]]:
    """(value, its rows by week) for every value of a column, in order."""
    order = np.lexsort((rows["week"], rows[by]))
    sorted_rows = {name: column[order] for name, column in rows.items()}
    found, starts = np.unique(sorted_rows[by], return_index=True)
    stops = np.append(starts[1:], len(order))
    return [
        (int(value), {name: column[a:b] for name, column in sorted_rows.items()})
        for value, a, b in zip(found, starts, stops, strict=True)
    ]
