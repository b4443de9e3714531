"""Studies as experiments: read with the measures that there are, and checked for pairing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.experiment.comparison import prepared
from sim.scenario.study import Measurable, Study, load


def load_study(
    source: str | Path | Mapping[str, Any], overrides: Mapping[str, Any] | None = None
) -> Study:
    """The study in a file or a mapping, checked.

    overrides: dotted path -> value, set in the base and every candidate. Raises InputError with
    every fault of the file; then where worlds of base and candidates would be no pairs.
    """
    from sim.measures import MEASURES

    known = {name: Measurable(m.unit, m.splits, m.headline) for name, m in MEASURES.items()}
    study = load(source, known, overrides)
    if study.candidates:
        candidates = [origin.scenario for origin in study.candidates]
        prepared(study.base.scenario, candidates, study.equal, study.opening)
    return study
