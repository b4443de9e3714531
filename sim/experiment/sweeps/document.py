"""A study as plain data: what a folder says of it, and part of what its results are found by."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sim.experiment.provenance import named_digest
from sim.scenario.study import Study


def document_of(study: Study) -> dict[str, Any]:
    """A study as JSON data: scenarios by name and digest, factors, design and what is asked."""
    left_out = ("base", "candidates", "rows")
    rest = {
        key: value
        for key, value in vars(study).items()
        if key not in (*left_out, "factors", "targets", "files", "ensemble")
    }
    scenarios = [
        {"name": origin.scenario.name, "digest": named_digest(origin.scenario)}
        for origin in study.origins
    ]
    return {
        **rest,
        "base": scenarios[0],
        "candidates": scenarios[1:],
        "factors": [asdict(factor) for factor in study.factors],
        "targets": {name: dict(target) for name, target in (study.targets or {}).items()},
        "files": dict(study.files or {}),
        **({"ensemble": [dict(member) for member in study.ensemble]} if study.ensemble else {}),
    }
