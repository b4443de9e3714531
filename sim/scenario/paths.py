"""Dotted paths of the parameter tree: which field a path names, and every path there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from sim.scenario.fields import Tree, facts_of
from sim.scenario.tree import Scenario

NAME = "NAME"


@dataclass(frozen=True)
class Found:
    """What a path names.

    branch: the branch that the last key belongs to. field: its field; None for a free name (of a
    role, a segment) or a key that is not known. known: whether the path exists in the tree.
    opening: whether the field, or a branch it lies in, is read once, at the start.
    """

    branch: type[Tree] | None
    field: FieldInfo | None
    known: bool
    opening: bool


def key_of(name: str, field: FieldInfo) -> str:
    """The key that users write for a field."""
    return field.alias or name


@cache
def keys_of(branch: type[Tree]) -> dict[str, FieldInfo]:
    """The fields of a branch by the key that users write."""
    return {key_of(name, field): field for name, field in branch.model_fields.items()}


def open_ended(branch: type[Tree]) -> bool:
    """Whether a branch takes keys of the user's own."""
    return branch.model_config.get("extra") == "allow"


def below(annotation: Any) -> tuple[str, type[Tree] | None]:
    """What lies below a field, and the branch it leads to.

    'tree': a branch; 'each': a mapping from names to branches; 'values': a mapping from names to
    values (no branch); 'items': a list of branches; '': nothing, it is a leaf.
    """
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return ("tree", annotation) if issubclass(annotation, Tree) else ("", None)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        kind, branch = below(arguments[1])
        return ("each", branch) if kind == "tree" else ("values", None)
    if get_origin(annotation) is tuple:
        kind, branch = below(arguments[0])
        return ("items", branch) if kind == "tree" else ("", None)
    for inner in arguments:
        kind, branch = below(inner)
        if kind:
            return kind, branch
    return "", None


def find(path: Sequence[str | int], root: type[Tree] = Scenario) -> Found:
    """What the path (keys from the root) names."""
    branch: type[Tree] | None = root
    field: FieldInfo | None = None
    opening, named = False, ""
    for position, key in enumerate(path):
        if named:
            owner, named = branch, ""
            if owner is None:
                return Found(None, field, position == len(path) - 1, opening)
            if position == len(path) - 1:
                return Found(None, None, True, opening)
            continue
        if branch is None:
            return Found(None, None, False, opening)
        field = keys_of(branch).get(str(key))
        if field is None:
            return Found(branch, None, open_ended(branch), opening)
        opening = opening or facts_of(field).opening
        kind, inner = below(field.annotation)
        if position == len(path) - 1:
            return Found(branch, field, True, opening)
        branch, named = inner, "named" if kind in ("each", "values", "items") else ""
    return Found(None, None, True, opening)


def every(branch: type[Tree] = Scenario, above: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every leaf of the tree with its dotted path; NAME stands for a name of the user's own."""
    for key, field in keys_of(branch).items():
        path = f"{above}.{key}" if above else key
        kind, inner = below(field.annotation)
        if inner is not None and kind != "items":
            yield from every(inner, path if kind == "tree" else f"{path}.{NAME}")
        else:
            yield path, field


@cache
def _homes() -> dict[str, str]:
    """Every key of the tree with the first path that ends in it; paths without names first."""
    paths = sorted((path for path, _ in every()), key=lambda path: path.count(NAME))
    return {path.rpartition(".")[2]: path for path in reversed(paths)}


def elsewhere(key: str) -> str | None:
    """A path that ends in this key, where there is one."""
    return _homes().get(key)


def by_segment(field: FieldInfo) -> bool:
    """Whether a field has one value, or one for each segment."""
    return get_origin(field.annotation) is not dict and below(field.annotation)[0] == "values"
