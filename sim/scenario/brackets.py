"""The bracket that somebody opened and never closed: where it is, which a parser does not tell."""

from __future__ import annotations

from typing import Any, NamedTuple

from ruamel.yaml import YAML, tokens
from ruamel.yaml.error import YAMLError

PAIRS = {
    tokens.FlowSequenceStartToken: (tokens.FlowSequenceEndToken, "[", "]"),
    tokens.FlowMappingStartToken: (tokens.FlowMappingEndToken, "{", "}"),
}
ENDS = tuple(end for end, _, _ in PAIRS.values())


class Bracket(NamedTuple):
    """An opening bracket: its mark (line and column from 0), and what is wrong with it."""

    mark: Any
    sentence: str


def left_open(text: str) -> Bracket | None:
    """The innermost bracket that is never closed, or by the other sort; None if there is none."""
    opened: list[Any] = []
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if type(token) in PAIRS:
                opened.append(token)
            elif isinstance(token, ENDS) and opened:
                if not isinstance(token, PAIRS[type(opened[-1])][0]):
                    break
                opened.pop()
    except YAMLError:
        pass  # it is the parser's to complain of; what is open by then is not closed
    if not opened:
        return None
    _, sign, end = PAIRS[type(opened[-1])]
    return Bracket(
        opened[-1].start_mark,
        f"not valid YAML: this '{sign}' is not closed: a '{end}' where it ends",
    )
