"""Values at a path: read into the unit of the field, and written as a scenario file has them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sim.base.units import UnitError, duration_text, read_duration
from sim.scenario.explain import allowed
from sim.scenario.fields import READERS, Facts, facts_of
from sim.scenario.paths import Found, find
from sim.scenario.sets import split

NUMERIC = ("number", "count", "share", "rate", "money", "length", "duration")
"""Sorts of quantity that can be a range."""


@cache
def found_at(path: str) -> Found:
    """What a dotted path names; for a path of a dated change, what that path names."""
    keys = split(path)
    if len(keys) > 3 and keys[0] == "timeline" and keys[2] == "set":
        return find(str(keys[3]).split("."))
    return find(keys)


@cache
def facts_at(path: str) -> Facts | None:
    """What the declaration of the field at a path says; None for a name or key without field."""
    field = found_at(path).field
    return None if field is None else facts_of(field)


def numeric(path: str) -> bool:
    """Whether the field at a path is a number with a unit, so that it has ranges."""
    facts = facts_at(path)
    return facts is not None and facts.sort in NUMERIC


def takes(path: str) -> str:
    """What the field at a path takes, in words."""
    field = found_at(path).field
    return "a value" if field is None else allowed(field)


def number(path: str, value: object) -> float:
    """The value, as somebody wrote it, in the unit of the field. Raises `UnitError`."""
    facts = facts_at(path)
    assert facts is not None, path
    if facts.sort == "duration":
        return read_duration(value, facts.unit)
    found: Any = READERS[facts.sort](value)
    return float(found)


def written(path: str, value: float) -> Any:
    """A number in the unit of the field, as a scenario file has it: '26.5 weeks', 7, 0.2.

    Where the field counts, the nearest whole number.
    """
    facts = facts_at(path)
    if facts is not None and facts.sort == "duration":
        return duration_text(value, facts.unit)
    if facts is not None and facts.sort == "count":
        return int(value + 0.5)
    return value


def coordinate(path: str, value: Any) -> float | bool | str:
    """A level for a table: a number in the unit of the field, on/off as a bool, else text."""
    facts = facts_at(path)
    if facts is not None and not isinstance(value, (list, dict)):
        try:
            if facts.sort in NUMERIC:
                return number(path, value)
            if facts.sort == "flag":
                return bool(READERS["flag"](value))
        except UnitError:
            return str(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
