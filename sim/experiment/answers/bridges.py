"""Bridges to the tools of researchers: a study as a SALib problem and as an EMA workbench model."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.faults import InputError
from sim.experiment.answers.placing import ends, lead, levels, position, stands, whole
from sim.experiment.answers.question import Question, means
from sim.experiment.designs.design import point_at
from sim.experiment.points import Evaluate, Point, Samples
from sim.scenario.study.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

EXPLORE = "needs the EMA workbench, which is not installed: pip install 'reorg[explore]'"


def problem(factors: Sequence[Factor]) -> dict[str, Any]:
    """SALib's description of the factors: positions from 0 to 1, which `cloud` makes points of.

    A position keeps the scale (log or linear) and the levels of a factor, and effects over it are
    effects over the whole range.
    """
    return {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0] for _ in factors],
    }


def ema_parameters(factors: Sequence[Factor]) -> list[Any]:
    """The factors as uncertainties of an EMA workbench model, in their own units.

    Paths that move together are one uncertainty, by its `lead`. Raises InputError without the
    EMA workbench.
    """
    with workbench():
        from ema_workbench import (  # type: ignore[import-untyped]
            CategoricalParameter,
            IntegerParameter,
            RealParameter,
        )

    found = []
    for factor in factors:
        if factor.listed:
            found.append(CategoricalParameter(factor.name, levels(factor)))
        elif whole(factor):
            found.append(IntegerParameter(factor.name, int(factor.low[0]), int(factor.high[0])))
        else:
            i = lead(factor)
            found.append(RealParameter(factor.name, factor.low[i], factor.high[i]))
    return found


def ema_model(
    name: str,
    factors: Sequence[Factor],
    questions: Sequence[Question],
    evaluate: Evaluate,
    replications: int,
) -> Any:
    """An EMA workbench Model whose outcomes are the mean answers of a point.

    name: letters and digits. Outcomes have the measures' names. Raises InputError without the EMA
    workbench.
    """
    with workbench():
        from ema_workbench import Model, ScalarOutcome

    def live(**at: Any) -> dict[str, float]:
        samples = evaluate([_point(factors, at)], replications)
        return {q.measure: float(means(q.of(samples), q.measure)[0]) for q in questions}

    model = Model(name, function=live)
    model.uncertainties = ema_parameters(factors)
    model.outcomes = [ScalarOutcome(question.measure) for question in questions]
    return model


def ema_results(
    factors: Sequence[Factor], samples: Samples, questions: Sequence[Question]
) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Samples as `perform_experiments` gives them: experiments and outcomes, a row a world.

    The columns of experiments are the factors, `policy`, `model` and `replication`.
    """
    import pandas as pd

    replications = next(iter(samples.values.values())).shape[2]
    columns: dict[str, Any] = {
        factor.name: np.repeat([stands(factor, p) for p in samples.points], replications)
        for factor in factors
    }
    columns["replication"] = np.tile(np.arange(replications), len(samples.points))
    experiments = pd.DataFrame(columns).assign(policy="None", model="reorg")
    return experiments, {q.measure: q.of(samples).reshape(-1) for q in questions}


@contextmanager
def workbench() -> Iterator[None]:
    """Imports of the EMA workbench, without its warnings; InputError where it is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ImportError as error:
        raise InputError(f"this {EXPLORE}") from error


def _point(factors: Sequence[Factor], at: dict[str, Any]) -> Point:
    us = []
    for factor in factors:
        where = position(factor, at[factor.name])
        us.append(ends(factor)[int(where)] if factor.listed else where)
    return point_at(factors, us, 0)
