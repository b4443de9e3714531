"""From merged data to a checked `Scenario`, or all faults at once, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from sim.base.faults import Fault, InputError
from sim.base.units import duration_text
from sim.scenario.book_file import read_book
from sim.scenario.documents import Keys, Spot
from sim.scenario.explain import Problem, problems
from sim.scenario.fields import Tree, facts_of
from sim.scenario.inherit import Merged, merge
from sim.scenario.paths import below, by_segment, keys_of
from sim.scenario.rules import RULES
from sim.scenario.rules_timeline import timeline
from sim.scenario.sets import document, sets_layer
from sim.scenario.tree import Book, Scenario
from sim.scenario.writing import dump

WHOLE = ("handles",)
"""Mappings whose default does not stay when some keys are given."""


def checked(merged: Merged, book: Book | None = None) -> Scenario:
    """The merged data as a scenario. Raises `InputError` with all its faults.

    book: what to take for the book, accounts and all, instead of what the data say.
    """
    kept = merged.data.get("book", {})
    kept = kept.get("segments") if isinstance(kept, dict) else None
    gone = {name for name in merged.deleted if name not in (kept or {})}
    data = with_defaults(Scenario, merged.data, gone)
    scenario, found = _validated(data)
    faulty = {path for path, _, _ in found}
    placed = [_placed_fault(merged, *problem) for problem in found]
    if scenario is not None:
        if book is not None:
            scenario = scenario.model_copy(update={"book": book})
        scenario, in_file = _with_accounts(scenario, merged, faulty)
        placed += [(Spot(""), fault) for fault in in_file]
        faulty |= {("book", "accounts")} if in_file else set()
        placed += [_placed_fault(merged, *broken, False) for broken in _broken(scenario, faulty)]
    if scenario is None or placed:
        order = sorted(placed, key=lambda pair: (pair[0].line == 0, pair[0]))
        raise InputError([fault for _, fault in order])
    return scenario


def changed(scenario: Scenario, sets: Mapping[str, Any]) -> Scenario:
    """The scenario with some fields set anew: dotted path -> value. Raises `InputError`.

    Its accounts and its timeline stay. Setting what already holds gives an equal scenario.
    """
    book = scenario.book.model_copy(update={"accounts": ()})
    light = scenario.model_copy(update={"book": book, "timeline": {}})
    merged = merge([document(dump(light), ""), sets_layer(sets)])
    now = checked(merged, book=scenario.book)
    return now.model_copy(update={"timeline": scenario.timeline})


def _validated(data: dict[str, Any]) -> tuple[Scenario | None, list[Problem]]:
    """The scenario and all problems; where there are some, the scenario without what is wrong.

    None where nothing is left to look at (a branch that must be there is missing).
    """
    found: list[Problem] = []
    rest = data
    for _ in range(4):
        try:
            return Scenario.model_validate(rest), found
        except ValidationError as error:
            new = problems(error, rest)
            said = {path for path, _, _ in found}
            found += [problem for problem in new if not _consequence(problem[0], said)]
            rest = deepcopy(rest) if rest is data else rest
            for path, _, _ in reversed(new):
                _prune(rest, path)
    return None, found


def _consequence(path: Keys, said: Iterable[Keys]) -> bool:
    """Whether a problem is only there because something at, above or below was taken out."""
    return any(path[: len(old)] == old or old[: len(path)] == path for old in said)


def _prune(data: Any, path: Keys) -> None:
    """Take out what is wrong at `path`; where it is not there (missing), what should have it."""
    holder: Any = data
    for key in path[:-1]:
        try:
            holder = holder[key]
        except (KeyError, IndexError, TypeError):
            return
    try:
        del holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        if len(path) > 1:
            _prune(data, path[:-1])


def _broken(scenario: Scenario, faulty: set[Keys]) -> list[tuple[Keys, str]]:
    """What the rules say, except those that look at something that is wrong itself."""
    found = [
        broken
        for rule in RULES
        if not _touched(rule.reads, faulty)
        for broken in rule.broken(scenario)
    ]
    if scenario.timeline and not found and not faulty:
        found += timeline(scenario, changed)
    return found


def _touched(reads: Iterable[str], faulty: set[Keys]) -> bool:
    """Whether something at, above or below one of these paths is faulty."""
    return any(_consequence(tuple(path.split(".")), faulty) for path in reads)


def _placed_fault(merged: Merged, path: Keys, message: str, is_key: bool) -> tuple[Spot, Fault]:
    spot = merged.spot(path, key=is_key)
    return spot, Fault(str(spot), ".".join(str(key) for key in path), message)


def _with_accounts(
    scenario: Scenario, merged: Merged, faulty: set[Keys]
) -> tuple[Scenario, list[Fault]]:
    """The scenario with the accounts of its book file, and what is wrong in that file."""
    book = scenario.book
    if (
        book.file is None
        or book.accounts
        or _touched(("book.segments", "book.file", "start"), faulty)
    ):
        return scenario, []
    spot = merged.spot(("book", "file"))
    file = Path(spot.file).parent / book.file if spot.line else Path(book.file)
    try:
        rows = read_book(file, str(file), book.segments, scenario.start, asked_at=str(spot))
    except InputError as error:
        return scenario, list(error.faults)
    filled = book.model_copy(update={"accounts": rows})
    return scenario.model_copy(update={"book": filled}), []


def with_defaults(
    branch: type[Tree], data: Mapping[str, Any], gone: Collection[str] = ()
) -> dict[str, Any]:
    """`data` in which a mapping that is given in part keeps the rest of the field's default.

    So `customers.base_churn: {smb: 0.2}` leaves the other segments as they are. gone: segments
    that were deleted, whose values are left out.
    """
    full = dict(data)
    for key, field in keys_of(branch).items():
        given = full.get(key)
        if not isinstance(given, dict):
            continue
        kind, inner = below(field.annotation)
        if kind == "tree" and inner is not None:
            full[key] = with_defaults(inner, given, gone)
        elif kind == "each" and inner is not None:
            full[key] = {
                name: with_defaults(inner, item, gone) if isinstance(item, dict) else item
                for name, item in given.items()
            }
        elif kind == "values" and key not in WHOLE:
            left_out = gone if by_segment(field) else ()
            default = field.default if isinstance(field.default, dict) else {}
            full[key] = {name: _text(field, value) for name, value in default.items()} | {
                name: value for name, value in given.items() if name not in left_out
            }
    return full


def _text(field: FieldInfo, value: Any) -> Any:
    """A default as a user would write it."""
    facts = facts_of(field)
    return duration_text(value, facts.unit) if facts.sort == "duration" else value
