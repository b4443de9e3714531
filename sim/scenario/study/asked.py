"""What a study asks for: measures, splits and targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.base.units import UnitError, read_money, read_rate, shown
from sim.scenario.fields import Tree, parameter
from sim.scenario.guess import meant, nearest
from sim.scenario.study.factors import Factor
from sim.scenario.study.notes import Notes


class Measurable(NamedTuple):
    """What a study must know of a measure: its unit, its splits, and whether it is headline."""

    unit: str
    splits: tuple[str, ...]
    headline: bool


Measures = Mapping[str, Measurable]


class TargetKeys(Tree):
    """What one measure has to reach."""

    at_least: Any = parameter(None)
    """Not below this."""
    at_most: Any = parameter(None)
    """Not above this."""


def measures_of(notes: Notes, asked: Sequence[str], known: Measures) -> tuple[str, ...]:
    """The measures that are asked for, the headline ones where none is; faults are noted."""
    if not asked:
        return tuple(name for name, measure in known.items() if measure.headline)
    for spot, name in notes.sequence(("measures",), asked):
        if name not in known:
            notes.add(spot, "measures", f"{shown(name)} is no measure: {_known(name, known)}")
    return tuple(dict.fromkeys(name for name in asked if name in known))


def _known(name: object, known: Measures) -> str:
    """The measure that may be meant, or else all there are."""
    near = nearest(name, known) if isinstance(name, str) else None
    return f"did you mean {near}?" if near else ", ".join(known)


def splits_of(
    notes: Notes, asked: Sequence[str], measures: Sequence[str], known: Measures
) -> tuple[str, ...]:
    """The splits that are asked for; one that there is not, or that no measure has, is noted."""
    splits = tuple(dict.fromkeys(split for each in known.values() for split in each.splits))
    for spot, split in notes.sequence(("by",), asked):
        if split not in splits:
            message = f"{shown(split)} is no split{meant(split, splits)}: {', '.join(splits)}"
            notes.add(spot, "by", message)
        elif measures and not any(split in known[name].splits for name in measures):
            notes.add(spot, "by", f"none of the measures has values by {split}: other measures")
    return tuple(dict.fromkeys(asked))


def targets_of(
    notes: Notes, asked: Mapping[str, Any], known: Measures
) -> dict[str, dict[str, float]]:
    """Targets in the unit of each measure; faults are noted."""
    found: dict[str, dict[str, float]] = {}
    for name, target in asked.items():
        place, path = ("targets", name), f"targets.{name}"
        if name not in known:
            message = f"no measure: {_known(name, known)}"
            notes.add(notes.spot(place, key=True), path, message)
        elif not isinstance(target, dict) or not target:
            message = f"{shown(target)} is not allowed: {{at_least: VALUE}} or {{at_most: VALUE}}"
            notes.add(notes.spot(place), path, message)
        elif not notes.keys(TargetKeys, target, place, path)[1]:
            found[name] = {
                which: value
                for which, given in target.items()
                if (value := _value(notes, name, which, given, known[name].unit)) is not None
            }
    return found


def _value(notes: Notes, name: str, which: str, given: Any, unit: str) -> float | None:
    try:
        return read_money(given) if unit.startswith("money") else read_rate(given)
    except UnitError as error:
        notes.add(notes.spot(("targets", name, which)), f"targets.{name}.{which}", str(error))
        return None


def minimised(
    notes: Notes, asked: str | None, known: Measures, factors: Sequence[Factor]
) -> str | None:
    """The measure or the varied path to make small; anything else is noted."""
    names = [*known, *(f.name for f in factors), *(path for f in factors for path in f.paths)]
    if asked is not None and asked not in names:
        message = f"{shown(asked)} is neither a measure nor varied{meant(asked, names)}"
        notes.add(notes.spot(("minimise",)), "minimise", f"{message}: one of them")
    return asked
