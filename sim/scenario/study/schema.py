"""The JSON Schema of study files; the paths that can be varied are completed, too."""

from __future__ import annotations

from typing import Any

from sim.scenario.fields import Tree
from sim.scenario.paths import NAME, every
from sim.scenario.schema import document, tree_schema
from sim.scenario.study.asked import TargetKeys
from sim.scenario.study.keys import RangeKeys, StudyKeys, TogetherKeys
from sim.scenario.study.paths import NEVER
from sim.scenario.study.varying import DOCUMENTED

VARIED = {"$ref": "#/definitions/Varied"}


def study_schema() -> dict[str, Any]:
    """The schema of a study file, as a JSON document."""
    made = _keys(StudyKeys)
    definitions: dict[str, Any] = {name: _keys(tree) for name, tree in SHAPES.items()}
    definitions["Varied"] = {
        "anyOf": [
            {"$ref": "#/definitions/Range"},
            {"type": "array", "minItems": 1},
            {"const": DOCUMENTED},
            {"$ref": "#/definitions/Together"},
        ]
    }
    paths = [path for path, _ in every() if NAME not in path and path not in NEVER]
    definitions["Vary"] = {
        "type": "object",
        "properties": dict.fromkeys(paths, VARIED),
        "additionalProperties": VARIED,
    }
    definitions["Targets"] = {
        "type": "object",
        "additionalProperties": {"$ref": "#/definitions/Target"},
    }
    for key, shape in (("vary", "Vary"), ("targets", "Targets")):
        node = made["properties"][key]
        made["properties"][key] = {
            "description": node["description"],
            "allOf": [{"$ref": f"#/definitions/{shape}"}],
        }
    return document("Reorg study", {**made, "definitions": definitions})


def _keys(tree: type[Tree]) -> dict[str, Any]:
    """The schema of a mapping in a study, where nothing is inherited and so nothing deleted."""
    made = tree_schema(tree)[0]
    for node in made["properties"].values():
        del node["x-reorg"]
        node.update(node.pop("anyOf")[0] if "anyOf" in node else {})
    return made


SHAPES: dict[str, type[Tree]] = {"Range": RangeKeys, "Together": TogetherKeys, "Target": TargetKeys}
"""What stands in a study below `vary` and `targets`."""
