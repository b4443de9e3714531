"""Rows: a scenario file as a list of dotted paths, each with its value and a note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.base.units import number_text
from sim.scenario.documents import scalar

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ .%]*[A-Za-z0-9_%]|[A-Za-z_]")
_WORDS = ("yes", "no", "on", "off", "y", "n")


@dataclass(frozen=True)
class Row:
    """One line of a scenario file. value: plain data; None deletes what is inherited."""

    path: str
    value: Any
    note: str = ""


def sets(rows: Iterable[Row]) -> dict[str, Any]:
    """The rows as overrides: dotted path -> value; text as it would be written, quotes and all."""
    return {row.path: flow(row.value) if isinstance(row.value, str) else row.value for row in rows}


def yaml_lines(rows: Iterable[Row]) -> list[str]:
    """The rows as the lines of a YAML file, branches together, notes behind.

    A path of three keys or more has its last key in a line of its own, however deep.
    """
    tree: dict[str, Any] = {}
    for row in rows:
        *above, last = row.path.split(".")
        branch = tree
        for key in above:
            branch = branch.setdefault(key, {})
        branch[last] = row
    return _lines(tree, 0)


def _lines(tree: Mapping[str, Any], depth: int) -> list[str]:
    out = []
    for key, below in tree.items():
        head = f"{'  ' * depth}{key}:"
        if isinstance(below, Row):
            line = f"{head} {flow(below.value)}"
            out.append(f"{line:<36}  # {below.note}" if below.note else line)
        else:
            out += [head, *_lines(below, depth + 1)]
        if depth == 0 and not isinstance(below, Row):
            out.append("")
    return out


def flow(value: Any) -> str:
    """A value on one line of YAML, text without quotes where that is safe."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, float):
        return number_text(value)
    return value if _plain(value) else json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> bool:
    """Whether a value is text that YAML reads back as the same text without quotes."""
    return (
        isinstance(value, str)
        and _PLAIN.fullmatch(value) is not None
        and value.lower() not in _WORDS
        and isinstance(scalar(value), str)
    )
