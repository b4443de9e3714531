"""Measures by segment, role and other splits: readings and means, made from the worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.base.statistics import mean_interval, paired_interval, share_above
from sim.measures import MEASURES
from sim.present import labels
from sim.present.reading import Reading, reading
from sim.present.subject import Side, Subject
from sim.present.words import named
from sim.tables.results import Key, Result

SPLITS = {
    "segment": "By segment",
    "role": "By role",
    "pilot": "Treated in the pilot, and not",
    "moved": "Moved by the reorganisation, and not",
}
SIGNS = {"up": 1.0, "down": -1.0}


def levels(subject: Subject, by: str, side: Side | None = None) -> list[str]:
    """The parts of a split that the base or `side` has, in their own order."""
    found: dict[str, None] = {}
    for result in (subject.base.result, *([side.result] if side else [])):
        found.update(dict.fromkeys(key.level for key in result.values if key.by == by))
    return list(found)


def level_name(subject: Subject, by: str, level: str) -> str:
    """A segment or role as people call it."""
    return subject.role(level) if by == "role" else named(level)


def split_readings(subject: Subject, side: Side, by: str, level: str) -> list[Reading]:
    """Every measure of a part of a split, of `side` against the base; each is judged alone."""
    every = (
        _reading(subject, side, Key(name, by, level)) for name in labels.in_order(list(MEASURES))
    )
    return [found for found in every if found is not None]


def split_means(subject: Subject, by: str, level: str) -> dict[str, dict[str, Any]]:
    """Every measure of a part of a split of the base: its mean as in a summary."""
    found = {}
    for name in labels.in_order(list(MEASURES)):
        values = _values(subject.base.result, Key(name, by, level))
        if np.isfinite(values).any():
            measure = MEASURES[name]
            found[name] = {
                **mean_interval(values)._asdict(),
                "unit": measure.unit,
                "better": measure.better,
            }
    return found


def _reading(subject: Subject, side: Side, key: Key) -> Reading | None:
    measure = MEASURES[key.measure]
    base, other = _values(subject.base.result, key), _values(side.result, key)
    if not (np.isfinite(base).any() or np.isfinite(other).any()):
        return None
    change = paired_interval(base, other)
    sign = SIGNS.get(measure.better)
    return reading(
        key.measure,
        {
            "base": mean_interval(base).mean,
            "candidate": mean_interval(other).mean,
            "difference": change.mean,
            "lo": change.lo,
            "hi": change.hi,
            "n": change.n,
            "p_better": None if sign is None else share_above(sign * (other - base)),
            "wins": None if sign is None else int((sign * (other - base) > 0).sum()),
            "unit": measure.unit,
            "better": measure.better,
        },
        subject.currency,
    )


def _values(result: Result, key: Key) -> np.ndarray:
    return np.asarray(result.values.get(key, np.full(len(result.replications), np.nan)), float)
