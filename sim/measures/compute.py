"""All measures of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sim.measures.table import Measure, with_own
from sim.measures.view import SPLITS, whole
from sim.tables import Run
from sim.tables.results import Key


def compute(run: Run, by: Collection[str] = (), *, own: Iterable[Measure] = ()) -> dict[Key, float]:
    """Every measure of a run, and of its parts; NaN where it has no value.

    by: any of 'segment', 'role' and 'quarter'; a measure that makes no sense for a division has
    no key for it. own: further measures, of the caller's. The keys depend on the scenario and
    its length only, never on what happened. Raises KeyError for an unknown division.
    """
    everything = whole(run)
    rows = with_own(own)
    values = {Key(name): row.function(everything) for name, row in rows.items()}
    for split in by:
        for level, view in SPLITS[split](everything):
            for name, row in rows.items():
                if split in row.splits:
                    values[Key(name, split, level)] = row.function(view)
    return values
