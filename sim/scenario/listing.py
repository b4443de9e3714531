"""Every parameter as a row of text: what `reorg parameters` prints and the reference is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from sim.base.units import duration_words
from sim.scenario.explain import allowed
from sim.scenario.fields import Facts, facts_of
from sim.scenario.leaves import NONE, Leaf, leaves
from sim.scenario.load import load
from sim.scenario.paths import every, find
from sim.scenario.programmes import Programme, table

MARKS = {"E": "evidence", "C": "calibrated", "G": "guess", "": "yours, or design"}
"""What a mark says of a default."""
USUAL = "standard"
"""The preset whose values are told beside the defaults of the tree."""
REQUIRED = "must be given"
COST_WORDS = {
    "once": "once",
    "yearly": "a year",
    "per_head": "a head and year",
    "hours": "a week of each person",
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of the tree. Texts are for the eye; `value`, `low` and `high` are numbers.

    default: what holds where nothing is said, in the tree. usual: what a scenario that extends
    `standard` has there, '' where that depends on a name. value: the tree's default as it is.
    low, high: plausible range, in `unit`. allowed: what is taken. when: 'opening' (read once, at
    the start) or 'live' (can change on a date).
    """

    path: str
    meaning: str
    default: str
    usual: str
    value: Any
    unit: str
    low: float | None
    high: float | None
    plausible: str
    allowed: str
    mark: str
    source: str
    when: str


def parameters() -> Iterator[Parameter]:
    """Every parameter, in the order of the tree; accounts, which files bring, are left out."""
    for path, field in every():
        if not path.startswith("book.accounts"):
            yield _parameter(path, field)


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme of the table, in words."""

    name: str
    title: str
    sets: str
    cost: str
    lag: str
    mark: str
    source: str


def programmes() -> Iterator[ProgrammeRow]:
    """Every programme, in the order of the table."""
    for name, row in table().items():
        sets = ", ".join(f"{path} {_plain(value)}" for path, value in row.sets.items())
        lag = duration_words(row.lag, "weeks") if row.lag else "at once"
        lag += ", in steps" if row.lag and row.comes == "gradually" else ""
        yield ProgrammeRow(name, row.title, sets or NONE, _cost(row), lag, row.mark, row.source)


def _plain(value: Any) -> str:
    return "on" if value is True else str(value)


def _cost(row: Programme) -> str:
    """What a programme costs, in the words of its keys."""
    told = [(leaf.path, leaf.words) for leaf in leaves(row.cost) if leaf.value is not None]
    return ", ".join(f"{words} {COST_WORDS[key]}" for key, words in told) or NONE


def _parameter(path: str, field: FieldInfo) -> Parameter:
    facts = facts_of(field)
    return Parameter(
        path=path,
        meaning=" ".join((field.description or "").split()),
        default=default_words(field),
        usual=usual_words(path),
        value=None if field.is_required() else field.default,
        unit=facts.unit,
        low=facts.low,
        high=facts.high,
        plausible=range_words(facts),
        allowed=allowed(field).replace("needs a number", "a number"),
        mark=facts.mark,
        source=facts.source,
        when="opening" if find(path.split(".")).opening else "live",
    )


def default_words(field: FieldInfo) -> str:
    """The tree's default of a field, in words."""
    facts, value = facts_of(field), field.default
    if field.is_required():
        return REQUIRED
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(each, facts)}" for key, each in value.items()) or NONE
    return _words(value, facts)


def _words(value: Any, facts: Facts) -> str:
    return NONE if value in (None, (), "") else Leaf("", value, facts).words


def range_words(facts: Facts) -> str:
    """The plausible range: '13-78 weeks', the unit once; '' where there is none."""
    if facts.low is None or facts.high is None:
        return ""
    if facts.sort in ("duration", "length"):
        return f"{facts.low:g}\u2013{duration_words(facts.high, facts.unit)}"
    low, high = facts.words(facts.low), facts.words(facts.high)
    if low.endswith(" %") and high.endswith(" %"):
        low = low.removesuffix(" %")
    return f"{low}\u2013{high}"


def usual_words(path: str) -> str:
    """The value in `standard`, one for each segment where there are several; '' for none."""
    found = [leaf for leaf in _usual() if f"{leaf.path}.".startswith(f"{path}.")]
    if found and found[0].path == path:
        return found[0].words
    return ", ".join(f"{leaf.path.rpartition('.')[2]} {leaf.words}" for leaf in found)


@cache
def _usual() -> tuple[Leaf, ...]:
    return tuple(leaves(load(USUAL)))
