"""The JSON Schema: every field is there, says its facts, and takes what files write."""

import json

from sim.scenario import json_schema
from sim.scenario.paths import every

SCHEMA = json_schema()


def node_at(path):
    """The schema of the field at a dotted path (NAME: any name)."""
    node = SCHEMA
    for key in path.split("."):
        name = key == "NAME"
        node = mapping(node)["additionalProperties"] if name else resolved(node)["properties"][key]
    return node


def mapping(node):
    """The arm of a node that is a mapping from names."""
    if "additionalProperties" in node:
        return node
    return next(arm for arm in node["anyOf"] if "additionalProperties" in arm)


def resolved(node):
    """The branch that a node leads to."""
    if "properties" in node:
        return node
    if "$ref" in node:
        return resolved(SCHEMA["definitions"][node["$ref"].rpartition("/")[2]])
    arms = [*node.get("anyOf", []), *node.get("allOf", [])]
    return resolved(next(arm for arm in arms if arm.keys() & {"$ref", "anyOf", "allOf"}))


def test_it_is_one_json_document():
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA


def test_every_field_is_there_with_a_description():
    for path, field in every():
        description = node_at(path)["description"]
        assert description, path
        if field.description:
            assert description.startswith(" ".join(field.description.split())[:40]), path


def test_a_field_says_unit_default_range_mark_and_source():
    node = node_at("burnout.time_up")
    assert node["default"] == "26 weeks"
    assert "Plausible 13 weeks to 78 weeks. Guess: E5." in node["description"]
    assert node["x-reorg"] == {
        "unit": "weeks", "range": [13, 78], "mark": "G", "source": "E5", "opening": False,
    }  # fmt: skip


def test_a_child_need_not_repeat_what_it_inherits():
    assert "extends" in SCHEMA["properties"]
    assert SCHEMA["if"] == {"not": {"required": ["extends"]}}
    assert SCHEMA["then"]["required"] == ["book", "work"]
    assert "required" not in SCHEMA
    assert all("required" not in branch for branch in SCHEMA["definitions"].values())


def test_unknown_keys_are_refused_but_for_attributes_of_segments():
    open_ended = {
        name
        for name, branch in SCHEMA["definitions"].items()
        if branch.get("additionalProperties") is not False
    }
    assert open_ended == {"Segment"}
    assert SCHEMA["additionalProperties"] is False


def test_it_is_draft_7():
    text = json.dumps(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in text
    assert "prefixItems" not in text
