"""`reorg seek`: the cheapest setting that meets the targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.planning import Ahead, plan_answer
from sim.app.studies import Options, Source, announced, headed, opened, shown
from sim.experiment.answers.placing import unit_of
from sim.experiment.answers.question import Question
from sim.experiment.answers.seek import CHECKED, CONFIRM, most_looks, seek
from sim.experiment.answers.targets import targets_of
from sim.experiment.points import Evaluate
from sim.measures import MEASURES
from sim.scenario.study import Study

TRIALS = 60


def seek_file(
    source: Source,
    options: Options,
    *,
    sure: bool = True,
    trials: int = TRIALS,
    files: bool = True,
) -> Answer:
    """The cheapest setting of a study's factors that meets its targets.

    The measures are those of the candidate where the study has one, else of the base. sure: a
    target counts as met when the 95 % interval meets it; else when the mean does. trials: settings
    that are tried where there are several factors. Raises InputError.
    """
    with opened(source, options) as (study, evaluate):

        def ask(evaluate: Evaluate) -> dict[str, Any]:
            return sought(study, evaluate, options, sure=sure, trials=trials)

        if options.plan:
            return plan_answer(study, evaluate, ask, _ahead(study, trials), options.timed)
        document = ask(evaluate)
    return shown("seek", document, Path(options.out) if files and options.out else None)


def _ahead(study: Study, trials: int) -> Ahead:
    """What a search tries: all its trials of several factors, of one as many as it takes."""
    then = (
        f"Then up to {CHECKED} settings that meet the targets are confirmed, in {CONFIRM} x "
        f"{study.replications} fresh worlds each."
    )
    if len(study.factors) > 1:
        return Ahead("search, at most", trials, then)
    return Ahead("bisection, at most", most_looks(study.factors[0]), then)


def sought(
    study: Study,
    evaluate: Evaluate,
    options: Options,
    *,
    sure: bool = True,
    trials: int = TRIALS,
) -> dict[str, Any]:
    """The document of one search. Raises InputError."""
    targets = targets_of(study.targets or {}, sure)
    side = min(1, len(study.candidates))
    if len(study.factors) > 1:
        announced(study, trials, options.say, "search")
    found = seek(
        study.factors,
        targets,
        evaluate,
        study.replications,
        minimise=study.minimise,
        side=side,
        trials=trials,
        seed=study.seed,
    )
    question = Question(targets[0].measure, side or None)
    return {
        **headed(study, question, found.document(), evaluate),
        "factors": {factor.name: factor.unit for factor in study.factors},
        "paths": {path: unit_of(f, path) for f in study.factors for path in f.paths},
        "units": {name: MEASURES[name].unit for name in study.needed},
    }
