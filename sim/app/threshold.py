"""`reorg threshold`: where along one assumption a structure overtakes another."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.planning import Ahead, plan_answer
from sim.app.studies import Options, Source, announced, headed, opened, question_of, shown
from sim.base.faults import Fault, InputError
from sim.base.units import UnitError, read_money, read_rate
from sim.experiment.answers.placing import named
from sim.experiment.answers.threshold import first_look, threshold
from sim.experiment.points import Evaluate
from sim.measures import MEASURES
from sim.scenario.study import Study

AHEAD = Ahead("first look", then="Then it looks ever closer, where the answer may cross.")


def threshold_file(
    source: Source,
    options: Options,
    *,
    parameter: str | None = None,
    candidate: int | None = None,
    target: float | str = 0.0,
    files: bool = True,
) -> Answer:
    """Where the answer crosses `target` along one factor of a study, the others as in the base.

    parameter: its name; None: the only one. target: a number, or text in the unit of the measure.
    The rest as in `sensitivity_file`. Raises InputError.
    """
    with opened(source, options) as (study, evaluate):

        def ask(evaluate: Evaluate) -> dict[str, Any]:
            return crossed(
                study, evaluate, options, parameter=parameter, candidate=candidate, target=target
            )

        if options.plan:
            return plan_answer(study, evaluate, ask, AHEAD, options.timed)
        document = ask(evaluate)
    return shown("threshold", document, Path(options.out) if files and options.out else None)


def crossed(
    study: Study,
    evaluate: Evaluate,
    options: Options,
    *,
    parameter: str | None = None,
    candidate: int | None = None,
    target: float | str = 0.0,
) -> dict[str, Any]:
    """The document of one threshold. Raises InputError."""
    factor, question = named(study.factors, parameter), question_of(study, candidate)
    line = _target(target, MEASURES[question.measure].unit)
    announced(study, first_look(factor), options.say, "first look")
    found = threshold(
        factor,
        question,
        evaluate,
        study.replications,
        target=line,
    )
    return headed(study, question, {**found.document(), "paths": list(factor.paths)}, evaluate)


def _target(given: float | str, unit: str) -> float:
    """The target in the unit of the measure. Raises InputError where it is no finite number."""
    try:
        found = float(given)
    except ValueError:
        try:
            found = read_money(given) if unit.startswith("money") else read_rate(given)
        except UnitError as error:
            raise InputError(Fault("--target", "", str(error))) from None
    if not math.isfinite(found):
        raise InputError(Fault("--target", "", f"{given} is no place to cross: a finite number"))
    return found
