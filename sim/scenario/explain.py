"""Faults in our own words: from the validator's findings to 'what is wrong: what is allowed'."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from sim.base.units import EXAMPLES, NegativeError, UnitError, number_text, shown
from sim.scenario.documents import Keys
from sim.scenario.fields import BoundError, Facts, Tree, facts_of
from sim.scenario.guess import meant, nearest
from sim.scenario.paths import elsewhere, find, keys_of
from sim.scenario.tree import Scenario

SORTS = {
    "number": "a number",
    "count": "a whole number",
    "share": "a share from 0 to 1, such as 0.08 or '8 %'",
    "rate": "a number or a percentage, such as 0.35 or '35 %'",
    "money": "an amount, such as 12000, '12k' or '1.2M'",
    "flag": "on or off",
    "date": "a date as year-month-day, such as 2026-07-01",
    "length": "a number of years, such as 3 or '18 months'",
    "when": "a date such as 2026-07-01, or 'month 7'",
}
PLAIN: dict[Any, str] = {
    str: "text",
    bool: "on or off",
    float: "a number",
    int: "a whole number",
    NoneType: "null",
}
AT_LEAST_ZERO = ("count", "money", "length")
Problem = tuple[Keys, str, bool]
"""Path, message, and whether the key is what is wrong (not its value)."""


def allowed(field: FieldInfo, *, inside: bool = False) -> str:
    """What a field takes, with its bounds: 'a whole number of people, 0 or more'.

    inside: what a value in the field's mapping takes.
    """
    facts = facts_of(field)
    if not facts.sort:
        return _shape(field.annotation)
    words = SORTS.get(facts.sort, "")
    if facts.sort == "duration":
        words = f"needs a number and a unit, such as {EXAMPLES[facts.unit]}"
    elif facts.unit and facts.sort in ("count", "number"):
        words += f" of {facts.unit}"
    words += _bounds(facts)
    if get_origin(field.annotation) is dict and not inside:
        return f"a mapping from names to values, each {words}"
    others = [arm for arm in get_args(field.annotation) if get_origin(arm) is Literal]
    return " or ".join([words, *(_shape(arm) for arm in others)])


def _bounds(facts: Facts) -> str:
    """', 0 or more', ', more than 0, at most 30 years': the bounds that are not said yet."""
    unit = f" {facts.unit}" if facts.sort == "duration" else ""
    said = []
    ge = 0 if facts.ge is None and facts.sort in AT_LEAST_ZERO else facts.ge
    ge = None if ge == 0 and facts.sort in ("share", "duration") else ge
    if facts.gt is not None:
        said.append(f"more than {number_text(float(facts.gt))}{unit}")
    elif ge is not None:
        said.append(f"{number_text(float(ge))}{unit} or more")
    if facts.le is not None and not (facts.le == 1 and facts.sort == "share"):
        said.append(f"at most {number_text(float(facts.le))}{unit}")
    return "".join(f", {words}" for words in said)


def _shape(annotation: Any) -> str:
    """What an annotation without a unit takes, in words."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _listed([str(word) for word in arguments])
    if origin is tuple:
        return "a list in square brackets, such as [a, b]"
    if origin is dict:
        return "a mapping from names to values, such as {a: 1}"
    if isinstance(annotation, type) and issubclass(annotation, Tree):
        return f"a mapping with keys such as {', '.join(list(keys_of(annotation))[:4])}"
    return " or ".join(_shape(inner) for inner in arguments if inner is not NoneType) or "a value"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def problems(
    error: ValidationError, data: Mapping[str, Any], root: type[Tree] = Scenario
) -> list[Problem]:
    """Everything that the validator found in `data`, each path once, in our words.

    root: the branch that the whole of `data` is.
    """
    found: dict[Keys, Problem] = {}
    for detail in error.errors(include_url=False, include_input=False):
        path, value = _located(detail, data)
        words = _words(detail["type"], detail.get("ctx", {}), path, value, root)
        found.setdefault(path, (path, words, detail["type"] == "extra_forbidden"))
    suggested = {_near(path, root) for path, _, is_key in found.values() if is_key}
    shadowed = {path[:depth] for path in found for depth in range(len(path))}
    return [found[path] for path in found if path not in suggested | shadowed]


def _located(detail: Any, data: Mapping[str, Any]) -> tuple[Keys, Any]:
    """The path of a finding in the data (arms of unions left out), and the value there."""
    path: list[str | int] = []
    here: Any = data
    loc = detail["loc"]
    for position, part in enumerate(loc):
        inside = (isinstance(here, Mapping) and part in here) or (
            isinstance(here, list) and isinstance(part, int) and part < len(here)
        )
        if inside:
            path.append(part)
            here = here[part]
        elif position == len(loc) - 1 and detail["type"] == "missing":
            path.append(part)
            here = None
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, BoundError) and cause.segment is not None:
        path.append(cause.segment)
        here = here[cause.segment]
    return tuple(path), here


def _words(sort: str, context: Mapping[str, Any], path: Keys, value: Any, root: type[Tree]) -> str:
    """One finding of the validator as 'what is wrong: what is allowed'."""
    if sort == "extra_forbidden":
        return unknown(path, root)
    field, inside = _field(path, root)
    takes = allowed(field, inside=inside) if field is not None else "one of the known keys"
    if sort == "missing":
        return _missing(path, takes)
    cause = context.get("error")
    if field is not None and isinstance(cause, NegativeError | BoundError):
        return _out_of_bounds(value, facts_of(field), takes)
    if isinstance(cause, UnitError):
        return f"{cause.wrong}: {takes}" + (f" ({cause.hint})" if cause.hint else "")
    if sort == "literal_error" and field is not None:
        hint = meant(value, _literals(field.annotation)) if isinstance(value, str) else ""
        return f"{shown(value)} is not allowed: {takes}{hint}"
    if sort == "string_type" and isinstance(value, (int, float)):
        return f"{shown(value)} is not text: put it in quotes"
    return f"{shown(value)} is not allowed: {takes}"


def _out_of_bounds(value: Any, facts: Facts, takes: str) -> str:
    """A quantity that is written as it should be, but is too small or too large."""
    if facts.sort == "duration":
        takes = _bounds(facts).removeprefix(", ")
        if facts.gt is None and not facts.ge:
            takes = f"0 or more, {takes}".removesuffix(", ")
    elif facts.sort == "rate" and isinstance(value, int | float):
        meant = value / 100
        if 1 < value <= 100 and (facts.le is None or meant <= facts.le):
            takes += f" (is '{number_text(float(value))} %' meant?)"
    return f"{shown(value)} is not allowed: {takes}"


def _field(path: Keys, root: type[Tree]) -> tuple[FieldInfo | None, bool]:
    """The field at a path, or the one whose mapping it lies in (then the second is True)."""
    for depth in range(len(path), 0, -1):
        found = find(path[:depth], root)
        if found.field is not None:
            return found.field, depth < len(path) or found.branch is None
    return None, False


def _literals(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for inner in get_args(annotation) for word in _literals(inner)]


def _near(path: Keys, root: type[Tree]) -> Keys | None:
    """The path with its first unknown key as the known one that it is nearest to.

    Up to that key only, where there is no such path.
    """
    if _home(path, root) is not None:
        return None
    for i, key in enumerate(path):
        found = find(path[: i + 1], root)
        if found.branch is not None and found.field is None:
            near = nearest(str(key), keys_of(found.branch))
            if near is None:
                return None
            mended = (*path[:i], near, *path[i + 1 :])
            return mended if find(mended, root).field is not None else mended[: i + 1]
    return None


def _home(path: Keys, root: type[Tree]) -> str | None:
    """Where in a scenario the last key is at home; no other tree has homes."""
    return elsewhere(str(path[-1])) if root is Scenario else None


def unknown(path: Keys, root: type[Tree] = Scenario, *, whole: bool = False) -> str:
    """What to say of a key that the tree has not.

    whole: suggest a path to write in place of this one, not only its last key.
    """
    home = _home(path, root)
    if home is not None:
        return f"unknown key here; did you mean {home}?"
    near = _near(path, root)
    if near is not None:
        # Where the last key is not what is wrong, it alone would say nothing.
        said = near if whole or near[-1] == path[-1] else near[-1:]
        return f"unknown key; did you mean {'.'.join(map(str, said))}?"
    branch = find(path, root).branch
    return f"unknown key: known here are {', '.join(keys_of(branch)) if branch else 'none'}"


def _missing(path: Keys, takes: str) -> str:
    if path in (("book",), ("work",)):
        takes += "; or 'extends: standard' brings one"
    return f"missing: {takes}"
