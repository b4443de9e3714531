"""A document: plain data in which every key and value knows where it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Key = str | int
Keys = tuple[Key, ...]

_INT = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,99}|0x[0-9a-fA-F]{1,99}")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)"
    r"|\.(?:nan|NaN|NAN)"
)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class Spot(NamedTuple):
    """Where something is written: a file with line and column from 1, or an override (line 0)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass
class Document:
    """Plain data, and where each of its keys and values stands (keys under their path as well)."""

    data: Any
    keys: dict[Keys, Spot] = field(default_factory=dict)
    values: dict[Keys, Spot] = field(default_factory=dict)
    preset: str = ""
    """Name of the shipped preset that it is."""


@dataclass(slots=True)
class Node:
    """A value as written. `size` and `depth` count with every alias written out."""

    spot: Spot
    value: Any
    children: list[tuple[Key, Spot, Node]] | None = None
    size: int = 1
    depth: int = 1


def scalar(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema: null, true, false, a number, or text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def expanded(root: Node) -> Document:
    """Plain data with its places; every alias is written out."""
    document = Document(None)

    def expand(node: Node, path: Keys) -> Any:
        document.values[path] = node.spot
        if node.children is None:
            return node.value
        data: Any = {} if isinstance(node.value, dict) else []
        for key, spot, child in node.children:
            below = (*path, key)
            document.keys[below] = spot
            value = expand(child, below)
            if isinstance(data, dict):
                data[key] = value
            else:
                data.append(value)
        return data

    document.data = expand(root, ())
    return document
