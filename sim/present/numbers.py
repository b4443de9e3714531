"""Tables of measures in words: rows of cells in words, with what the interval allows to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.measures import MEASURES
from sim.present import labels
from sim.present.bounds import within
from sim.present.reading import BARELY, BETTER, SAME, UNCLEAR, WORSE, Reading, headline, number
from sim.present.splits import SPLITS, levels, split_means, split_readings
from sim.present.subject import Side, Subject
from sim.present.words import NOTHING, count_words, per, scale, unit_words

__all__ = ["SPLITS", "Cell", "Line", "alone", "compared", "meanings", "split"]

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
    return [_line(r) for r in found if (r in head) == only_headline]


def alone(subject: Subject, only_headline: bool) -> list[Line]:
    """Measures of the only scenario: mean, interval of the mean, spread between worlds, worlds."""
    measures = subject.summary["measures"]
    return [
        _mean_line(name, measures[name], subject.currency)
        for name in labels.in_order(list(measures))
        if bool(measures[name].get("headline")) == only_headline
        and measures[name].get("mean") is not None
    ]


def split(subject: Subject, by: str, side: Side | None) -> list[tuple[str, list[Line]]]:
    """(level, lines) of every level of a split; side: a candidate, None for the base alone."""
    tables = []
    for level in levels(subject, by, side):
        if side is None:
            lines = [
                _mean_line(name, entry, subject.currency)
                for name, entry in split_means(subject, by, level).items()
            ]
        else:
            lines = [_line(r) for r in split_readings(subject, side, by, level)]
        if lines:
            tables.append((level, lines))
    return tables


def _line(r: Reading) -> Line:
    return Line(labels.full_label(r.measure), _unit(r.unit), _cells(r))


def _mean_line(name: str, entry: Mapping[str, Any], currency: str) -> Line:
    unit = _unit(str(entry["unit"]))
    return Line(labels.full_label(name), unit, _mean_cells(name, entry, currency))


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


def _mean_cells(name: str, entry: Mapping[str, Any], currency: str) -> tuple[Cell, ...]:
    mean, lo, hi, sd = (number(entry.get(key)) for key in ("mean", "lo", "hi", "sd"))
    unit = str(entry["unit"])
    how = scale(unit, (mean, lo, hi), currency=currency, finest=(hi - lo) / 2 if hi > lo else None)
    spread = scale(unit, (sd,), currency=currency, change=True, finest=sd / 5 if sd > 0 else None)
    return (
        Cell(how.plain(mean)),
        Cell(how.span(*within(lo, hi, unit, name))),
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
