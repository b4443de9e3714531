"""The JSON Schemas of scenario files and of studies."""

from __future__ import annotations

from sim.app.answer import Answer
from sim.scenario import json_schema
from sim.scenario.study.schema import study_schema


def schema(*, study: bool = False) -> Answer:
    """JSON Schema (draft 7) of a scenario file, or of a study, for editors."""
    answer = Answer("", study_schema() if study else json_schema())
    return Answer(answer.json(), answer.data)
