"""`reorg sensitivity`: which assumptions drive a measure, or the difference between structures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.planning import Ahead, plan_answer
from sim.app.studies import Options, Source, announced, headed, opened, question_of, shown
from sim.base.faults import Fault, InputError
from sim.experiment.answers.futures import NOWHERE_ELSE, futures, with_futures
from sim.experiment.answers.information import decidable, enough, information
from sim.experiment.answers.losing import LEAST, losing
from sim.experiment.answers.morris import morris
from sim.experiment.answers.placing import cloud, ends, spread
from sim.experiment.answers.question import Question
from sim.experiment.answers.sobol import sobol
from sim.experiment.answers.surface import surface
from sim.experiment.answers.tornado import tornado
from sim.experiment.designs.grid import grid
from sim.experiment.designs.samples import power_of_two
from sim.experiment.points import Evaluate
from sim.experiment.sweeps.evaluator import Evaluator
from sim.measures import MEASURES
from sim.scenario.study import Study

TRAJECTORIES = 10
"""Morris trajectories where the study is not a Morris design and nothing is said."""


@dataclass(frozen=True)
class Asked:
    """One analysis: of which study, what, and with how many samples."""

    study: Study
    evaluate: Evaluate
    question: Question
    samples: int | None

    @property
    def drawn(self) -> int:
        """Points of a sample."""
        return self.samples or self.study.samples

    @property
    def trajectories(self) -> int:
        """Morris trajectories."""
        own = self.study.samples if self.study.design == "morris" else TRAJECTORIES
        return self.samples or own

    @property
    def better(self) -> str:
        """Which way the measure is good."""
        return MEASURES[self.question.measure].better


Document = Mapping[str, Any]


def as_it_is(study: Study, samples: int | None) -> Study:
    """The study that a method asks its points of, which mostly is the one that was written."""
    return study


@dataclass(frozen=True)
class Method:
    """A way to ask: how many points it takes, what it gives, and of which study it asks."""

    points: Callable[[Asked], int]
    document: Callable[[Asked], Document]
    study: Callable[[Study, int | None], Study] = as_it_is


def _tornado(a: Asked) -> Document:
    study = a.study
    return tornado(study.factors, a.question, a.evaluate, study.replications).document()


def _morris(a: Asked) -> Document:
    study = a.study
    return morris(
        study.factors,
        a.question,
        a.evaluate,
        study.replications,
        trajectories=a.trajectories,
        seed=study.seed,
    ).document()


def _sobol(a: Asked) -> Document:
    study = a.study
    return sobol(
        study.factors,
        a.question,
        a.evaluate,
        study.replications,
        samples=a.drawn,
        seed=study.seed,
    ).document()


def _information(a: Asked) -> Document:
    study, measure = a.study, a.question.measure
    decidable(len(study.names), a.drawn, measure, a.better)
    enough(study.replications)
    samples = a.evaluate(spread(study.factors, a.drawn, study.seed), study.replications)
    return information(study.factors, samples, measure, a.better, study.seed).document()


def _losing(a: Asked) -> Document:
    study, sides = a.study, 1 if a.question.candidate is None else len(a.study.names)
    decidable(sides, a.drawn, a.question.measure, a.better, LEAST)
    samples = a.evaluate(spread(study.factors, a.drawn, study.seed), study.replications)
    return losing(study.factors, samples, a.question, a.better).document()


def _heat(a: Asked) -> Document:
    study = a.study
    if len(study.factors) != 2:
        raise InputError(f"a heat map has 2 factors, and the study varies {len(study.factors)}")
    samples = a.evaluate(cloud(study.factors, grid(study.factors)), study.replications)
    return surface(study.factors[0], study.factors[1], samples, a.question).document()


def _drawn_at_once(study: Study, samples: int | None) -> Study:
    return with_futures(study, samples or study.samples)


def _futures(a: Asked) -> Document:
    decidable(len(a.study.names), len(a.study.ensemble), a.question.measure, a.better, 1)
    samples = a.evaluate([NOWHERE_ELSE], a.study.replications)
    return futures(a.study, samples, a.question, a.better).document()


METHODS = {
    "tornado": Method(lambda a: 1 + sum(len(ends(f)) for f in a.study.factors), _tornado),
    "morris": Method(lambda a: a.trajectories * (len(a.study.factors) + 1), _morris),
    "sobol": Method(lambda a: power_of_two(a.drawn) * (len(a.study.factors) + 2), _sobol),
    "heat": Method(lambda a: len(grid(a.study.factors)), _heat),
    "information": Method(lambda a: a.drawn, _information),
    "losing": Method(lambda a: a.drawn, _losing),
    "futures": Method(lambda a: 1, _futures, _drawn_at_once),
}
"""Name of a method -> the method."""


def sensitivity_file(
    source: Source,
    options: Options,
    *,
    method: str | None = None,
    candidate: int | None = None,
    samples: int | None = None,
    files: bool = True,
) -> Answer:
    """What drives the first measure of a study (or `options.measure`), by one of METHODS.

    method: None: the study's own. candidate, samples: as in `question_of`, and instead of
    the study's samples. files: the answer is written to `options.out`, too. Raises InputError.
    """
    with opened_for(source, options, method, samples) as (name, study, evaluate):

        def ask(evaluate: Evaluate) -> dict[str, Any]:
            return analysed(study, evaluate, name, options, candidate=candidate, samples=samples)

        if options.plan:
            return plan_answer(study, evaluate, ask, Ahead(name), options.timed)
        document = ask(evaluate)
    return shown(name, document, Path(options.out) if files and options.out else None)


@contextmanager
def opened_for(
    source: Source, options: Options, method: str | None, samples: int | None
) -> Iterator[tuple[str, Study, Evaluator]]:
    """The method that is used, the study that it asks of, and what lives through its points.

    method, samples: as in `sensitivity_file`. Raises InputError.
    """

    def made(study: Study) -> Study:
        return _known(method or study.method).study(study, samples)

    with opened(source, options, made) as (study, evaluate):
        yield method or study.method, study, evaluate


def analysed(
    study: Study,
    evaluate: Evaluate,
    method: str,
    options: Options,
    *,
    candidate: int | None = None,
    samples: int | None = None,
) -> dict[str, Any]:
    """The document of one analysis of the study that its method asks of. Raises InputError."""
    how = _known(method)
    question = question_of(study, candidate)
    asked = Asked(study, evaluate, question, samples)
    announced(study, how.points(asked), options.say, method)
    return headed(study, question, how.document(asked), evaluate)


def _known(method: str) -> Method:
    """The method of that name. Raises InputError."""
    if method not in METHODS:
        message = f"no method {method!r}: one of {', '.join(METHODS)}"
        raise InputError(Fault("--method", "", message))
    return METHODS[method]
