"""The JSON Schema of scenario files, as editors use it for completion and red underlines.

Draft 7, which yaml-language-server reads. A file that extends another need not repeat what it
inherits, so nothing below the root is required, and the root's keys only where there is no
`extends`. `null` is allowed for values and named items: it deletes what is inherited. A description
ends with the default, the plausible range, the mark and the source; `x-reorg` says it for tools.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from sim.base.units import duration_text
from sim.scenario.explain import allowed
from sim.scenario.fields import Facts, Tree, facts_of
from sim.scenario.inherit import presets
from sim.scenario.paths import below, keys_of
from sim.scenario.tree import Scenario

FACTS = ("unit", "range", "mark", "source", "opening")
MARKS = {"E": "evidence", "C": "calibrated", "G": "guess"}
BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}


def json_schema() -> dict[str, Any]:
    """The schema of a scenario file, as a JSON document."""
    made, definitions = tree_schema(Scenario)
    required = made.pop("required", [])
    made["properties"] = {"extends": _extends(), **made["properties"]}
    return document(
        "Reorg scenario",
        {
            **made,
            "if": {"not": {"required": ["extends"]}},
            "then": {"required": required},
            "definitions": definitions,
        },
    )


def tree_schema(root: type[Tree]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of a tree as users write it, and of the branches below it by name."""
    made = root.model_json_schema(by_alias=True)
    definitions = made.pop("$defs", {})
    for branch in dict.fromkeys(_branches(root)):
        schema = made if branch is root else definitions[branch.__name__]
        if branch is not root:
            schema.pop("required", None)
        _finish(schema, branch)
    return made, definitions


def document(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A schema as a document of its own, in draft 7."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", **schema, "title": title}
    found: dict[str, Any] = _moved(head)
    return found


def _branches(branch: type[Tree]) -> Iterator[type[Tree]]:
    yield branch
    for field in keys_of(branch).values():
        inner = below(field.annotation)[1]
        if inner is not None:
            yield from _branches(inner)


def _extends() -> dict[str, Any]:
    named = ", ".join(presets())
    return {
        "type": "string",
        "description": f"File to build on: relative, absolute, or a preset: {named}.",
    }


def _finish(schema: dict[str, Any], branch: type[Tree]) -> None:
    """Make one branch's schema fit for files that inherit, and say the facts of its fields."""
    fields = keys_of(branch)
    for key, node in schema["properties"].items():
        schema["properties"][key] = _property(node, fields[key])


def _property(node: dict[str, Any], field: FieldInfo) -> dict[str, Any]:
    """One field: its type, bounds and default as users write them, and its description."""
    facts = facts_of(field)
    extra = {key: node.pop(key, None) for key in (*FACTS, *BOUNDS)}
    node.pop("title", None)
    node.pop("description", None)
    default = node.pop("default", None)
    _bound(node, {BOUNDS[key]: extra[key] for key in BOUNDS if extra[key] is not None})
    made: dict[str, Any] = {"description": _description(field, facts)}
    plain = default is None or isinstance(default, (dict, list)) or field.annotation is None
    if not plain:
        made["default"] = _written(default, facts)
    if isinstance(node.get("additionalProperties"), dict):
        node["additionalProperties"] = {"anyOf": [node["additionalProperties"], {"type": "null"}]}
    if below(field.annotation)[0] == "tree" and "$ref" in node:
        made["allOf"] = [node]
    elif below(field.annotation)[0] == "each":
        made |= node
    else:
        made["anyOf"] = [node, {"type": "null"}]
    told = {"unit": facts.unit, **{key: extra[key] for key in FACTS[1:]}}
    made["x-reorg"] = {key: value for key, value in told.items() if value not in (None, "")}
    return made


def _bound(node: Any, bounds: dict[str, float]) -> None:
    """Put bounds on every number in a type; text with a unit is left to `reorg check`."""
    if isinstance(node, list):
        for inner in node:
            _bound(inner, bounds)
    elif isinstance(node, dict):
        kinds = node.get("type", [])
        if {"number", "integer"} & set([kinds] if isinstance(kinds, str) else kinds):
            node.update(bounds)
        for key in ("anyOf", "oneOf", "additionalProperties"):
            _bound(node.get(key), bounds)


def _written(value: Any, facts: Facts) -> Any:
    if facts.sort == "duration" and isinstance(value, (int, float)):
        return duration_text(value, facts.unit)
    return value


def _description(field: FieldInfo, facts: Facts) -> str:
    """What a field means, what it takes, and where its default comes from."""
    said = [" ".join((field.description or "").split())]
    said.append(f"Takes {allowed(field)}.".replace("Takes needs", "Takes"))
    if isinstance(field.default, (int, float)) and not isinstance(field.default, bool):
        said.append(f"Default {facts.words(float(field.default))}.")
    if facts.low is not None and facts.high is not None:
        said.append(f"Plausible {facts.words(facts.low)} to {facts.words(facts.high)}.")
    if facts.mark in MARKS and (facts.source or facts.low is not None):
        source = f": {facts.source}" if facts.source else ""
        said.append(f"{MARKS[facts.mark].capitalize()}{source}.")
    said.append("Opening only." if facts.opening else "")
    return " ".join(word for word in said if word)


def _moved(node: Any) -> Any:
    """The same with references to `definitions`, where draft 7 keeps them."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/definitions/") if key == "$ref" else _moved(value)
            for key, value in node.items()
        }
    return [_moved(item) for item in node] if isinstance(node, list) else node
