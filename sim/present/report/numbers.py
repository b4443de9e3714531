"""Tables of measures for a page: rows of cells in words, with what the interval allows to say."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.base.statistics import mean_interval, paired_interval, share_above
from sim.measures import MEASURES
from sim.present import labels
from sim.present.reading import (
    BARELY,
    BETTER,
    SAME,
    UNCLEAR,
    WORSE,
    Reading,
    headline,
    number,
    reading,
)
from sim.present.subject import Side, Subject
from sim.present.words import NOTHING, count_words, per, scale, unit_words
from sim.tables.results import Key, Result

SPLITS = {
    "segment": "By segment",
    "role": "By role",
    "pilot": "Treated in the pilot, and not",
    "moved": "Moved by the reorganisation, and not",
}
SIGNS = {"up": 1.0, "down": -1.0}
SAID = {BETTER: "better", WORSE: "worse", BARELY: "barely", UNCLEAR: "unclear", SAME: ""}
"""What is said of a difference, by its kind; of others nothing."""


class Cell(NamedTuple):
    """Text of a cell and its class: one of `SAID`, or nothing."""

    text: str
    kind: str = ""


class Line(NamedTuple):
    """A row: name of the measure, unit, cells."""

    name: str
    unit: str
    cells: tuple[Cell, ...]


def compared(subject: Subject, position: int, only_headline: bool) -> list[Line]:
    """Candidate `position` against the base: base, candidate, difference, interval, better in."""
    found = subject.readings(position)
    head = headline(found)
    return [
        Line(labels.full_label(r.measure), _unit(r.unit), _cells(r))
        for r in found
        if (r in head) == only_headline
    ]


def alone(subject: Subject, only_headline: bool) -> list[Line]:
    """Measures of the only scenario: mean, interval of the mean, spread between worlds, worlds."""
    measures = subject.summary["measures"]
    lines = []
    for name in labels.in_order(list(measures)):
        entry = measures[name]
        if bool(entry.get("headline")) == only_headline and entry.get("mean") is not None:
            lines.append(
                Line(
                    labels.full_label(name),
                    _unit(str(entry["unit"])),
                    _mean_cells(entry, subject.currency),
                )
            )
    return lines


def split(subject: Subject, by: str, side: Side | None) -> list[tuple[str, list[Line]]]:
    """(level, lines) of every level of a split; side: a candidate, None for the base alone."""
    keys: dict[str, None] = {}
    for result in (subject.base.result, *([side.result] if side else [])):
        keys.update(dict.fromkeys(key.level for key in result.values if key.by == by))
    tables = []
    for level in keys:
        lines = [
            line
            for name in labels.in_order(list(MEASURES))
            if (line := _split_line(subject, side, Key(name, by, level))) is not None
        ]
        if lines:
            tables.append((level, lines))
    return tables


def _split_line(subject: Subject, side: Side | None, key: Key) -> Line | None:
    measure = MEASURES[key.measure]
    base = _values(subject.base.result, key)
    if side is None:
        if not np.isfinite(base).any():
            return None
        entry: dict[str, Any] = {**mean_interval(base)._asdict(), "unit": measure.unit}
        return Line(
            labels.full_label(key.measure),
            _unit(measure.unit),
            _mean_cells(entry, subject.currency),
        )
    other = _values(side.result, key)
    if not (np.isfinite(base).any() or np.isfinite(other).any()):
        return None
    change = paired_interval(base, other)
    sign = SIGNS.get(measure.better)
    r = reading(
        key.measure,
        {
            "base": mean_interval(base).mean,
            "candidate": mean_interval(other).mean,
            "difference": change.mean,
            "lo": change.lo,
            "hi": change.hi,
            "n": change.n,
            "p_better": None if sign is None else share_above(sign * (other - base)),
            "unit": measure.unit,
            "better": measure.better,
        },
        subject.currency,
    )
    return Line(labels.full_label(key.measure), _unit(measure.unit), _cells(r))


def _values(result: Result, key: Key) -> np.ndarray:
    return np.asarray(result.values.get(key, np.full(len(result.replications), np.nan)), float)


def _cells(r: Reading) -> tuple[Cell, ...]:
    kind = r.kind if r.kind in SAID else ""
    difference = "same" if r.kind == SAME else r.changes.signed(r.difference)
    return (
        Cell(r.values.plain(r.base)),
        Cell(r.values.plain(r.candidate)),
        Cell(difference, kind),
        Cell("" if r.kind == SAME else r.changes.span(r.lo, r.hi)),
        Cell("" if r.won_words == NOTHING else r.won_words),
        Cell(SAID.get(kind, ""), kind),
    )


def _unit(unit: str) -> str:
    """What a value is per, where that must be said beside its name."""
    return per(unit) or unit if unit.startswith("per ") else per(unit)


def _mean_cells(entry: dict[str, Any], currency: str) -> tuple[Cell, ...]:
    mean, lo, hi, sd = (number(entry.get(key)) for key in ("mean", "lo", "hi", "sd"))
    unit = str(entry["unit"])
    how = scale(unit, (mean, lo, hi), currency=currency, finest=(hi - lo) / 2 if hi > lo else None)
    spread = scale(unit, (sd,), currency=currency, change=True, finest=sd / 5 if sd > 0 else None)
    return (
        Cell(how.plain(mean)),
        Cell(how.span(lo, hi)),
        Cell(spread.plain(sd)),
        Cell(count_words(int(entry.get("n") or 0), "world")),
    )


def meanings(subject: Subject) -> list[tuple[str, str, str]]:
    """(label, unit in words, definition) of every measure that is shown."""
    shown = subject.measures(0) if subject.candidates else subject.summary["measures"]
    return [
        (
            labels.full_label(name),
            unit_words(MEASURES[name].unit, subject.currency),
            " ".join(MEASURES[name].definition.split()),
        )
        for name in labels.in_order([n for n in shown if n in MEASURES])
    ]
