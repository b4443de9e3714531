"""Listed levels of a study, of one path or of several that move together, as a factor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.base.units import shown
from sim.scenario.documents import Keys
from sim.scenario.study.factors import Factor
from sim.scenario.study.notes import Notes
from sim.scenario.study.trials import Trial
from sim.scenario.study.values import facts_at, numeric


def listed(
    notes: Notes, name: str, lists: Mapping[str, tuple[Keys, list[Any]]]
) -> tuple[Factor, tuple[Trial, ...]] | None:
    """Levels by path, each with its place in the study, as a factor and what has to be tried."""
    first, above = next((path, keys) for path, (keys, _) in lists.items())
    lengths = {len(levels) for _, levels in lists.values()}
    if 0 in lengths or len(lengths) > 1:
        told = ", ".join(f"{len(levels)} for {path}" for path, (_, levels) in lists.items())
        message = "no levels: at least one" if lengths == {0} else f"{told}: as many for each path"
        notes.add(notes.spot(above), name, message)
        return None
    rows = list(zip(*(levels for _, levels in lists.values()), strict=True))
    for i, row in enumerate(rows):
        if row in rows[:i]:
            words = " and ".join(shown(value) for value in row)
            notes.add(notes.spot((*above, i)), name, f"{words} is listed twice: each level once")
    trials = [
        Trial(notes.spot((*above, i)), dict(zip(lists, row, strict=True)))
        for i, row in enumerate(rows)
    ]
    facts = facts_at(first)
    unit = facts.unit if facts is not None and numeric(first) else ""
    return Factor(name, tuple(lists), levels=tuple(rows), unit=unit), tuple(trials)
