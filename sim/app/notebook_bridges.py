"""What `import sim` offers to the tools of researchers: SALib problems, EMA workbench models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.app.studies import Options, Source, opened, question_of
from sim.experiment.answers import bridges
from sim.experiment.answers.placing import cloud
from sim.experiment.answers.question import means
from sim.experiment.replications import Progress


def salib_problem(study: Source) -> dict[str, Any]:
    """A study as a SALib problem: its factors as positions between 0 and 1.

    A position keeps the scale and the levels of its factor. Raises InputError.
    """
    with opened(study, Options({}, workers=1)) as (read, _):
        return bridges.problem(read.factors)


def answers_at(
    study: Source,
    positions: np.ndarray,
    *,
    measure: str | None = None,
    candidate: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> np.ndarray:
    """Mean answers at positions of `salib_problem`, float64 (points,): what SALib analyses.

    positions: (points, factors), as SALib samples them. measure, candidate: as in `sensitivity`.
    Raises InputError.
    """
    how = Options({}, measure, replications, workers, None, progress)
    with opened(study, how) as (read, evaluate):
        question = question_of(read, candidate)
        samples = evaluate(cloud(read.factors, np.asarray(positions)), read.replications)
        return means(question.of(samples), question.measure)


def ema_model(
    study: Source,
    name: str = "reorg",
    *,
    candidate: int | None = None,
    replications: int | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Any:
    """A study as an EMA workbench Model: factors are uncertainties, measures are outcomes.

    An outcome is the mean paired difference of a candidate (0: the base's own value). It lives
    through one point at a time in this process. name: letters and digits. Raises InputError.
    """
    how = Options(overrides or {}, None, replications, workers=1)
    with opened(study, how) as (read, evaluate):
        first = question_of(read, candidate)
        questions = [type(first)(measure, first.candidate) for measure in read.measures]
        return bridges.ema_model(name, read.factors, questions, evaluate, read.replications)
