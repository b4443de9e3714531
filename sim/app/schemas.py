"""The JSON Schema of scenario files."""

from __future__ import annotations

from sim.app.answer import Answer
from sim.scenario import json_schema


def schema() -> Answer:
    """JSON Schema (2020-12) of a scenario file, for editors."""
    answer = Answer("", json_schema())
    return Answer(answer.json(), answer.data)
