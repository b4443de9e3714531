"""A scenario back into the form of a file: resolved, complete, and readable again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sim.scenario import structures
from sim.scenario.tree import Scenario

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "nan", "inf")


def dump(scenario: Scenario) -> dict[str, Any]:
    """The resolved scenario as plain data, units in words: `load` of it gives an equal scenario.

    What the structure's preset has and the scenario has not is `null`, or it would come back.
    """
    data = scenario.model_dump(mode="json", by_alias=True)
    roles = data["team"]["roles"]
    preset = structures.preset(scenario.team.structure, scenario.defaults)
    for name, row in preset["roles"].items():
        if name not in roles:
            roles[name] = None
            continue
        for kind in row.get("handles", {}):
            roles[name]["handles"].setdefault(kind, None)
    return data


def dump_text(scenario: Scenario) -> str:
    """`dump` as the text of a YAML file."""
    return data_text(dump(scenario))


def data_text(data: Mapping[str, Any]) -> str:
    """Plain data as the text of a YAML file."""
    return "".join(_lines(data, 0))


def _lines(data: Mapping[str, Any], indent: int) -> list[str]:
    """A mapping as block YAML; lists and small mappings in brackets."""
    out = []
    for key, value in data.items():
        head = f"{'  ' * indent}{_key(key)}:"
        if isinstance(value, dict) and value and indent < 4:
            out += [f"{head}\n", *_lines(value, indent + 1)]
        elif isinstance(value, list) and len(value) > 8:
            items = [f"{'  ' * (indent + 1)}- {_flow(item)}\n" for item in value]
            out += [f"{head}\n", *items]
        else:
            out.append(f"{head} {_flow(value)}\n")
    return out


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _WORDS
    return key if plain else json.dumps(key, ensure_ascii=False)


def _flow(value: Any) -> str:
    """A value on one line: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
