"""Studies of analyses: opened with what lives through their points, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.worlds import workers_in_words
from sim.base.faults import Fault, InputError
from sim.base.version import MODEL_VERSION, VERSION
from sim.experiment.answers.ensemble import told_apart
from sim.experiment.answers.question import Question, heading
from sim.experiment.executors import executor_for
from sim.experiment.points import Evaluate
from sim.experiment.replications import Progress
from sim.experiment.sweeps.evaluator import Evaluator
from sim.experiment.sweeps.loading import load_study
from sim.experiment.worlds import Side
from sim.measures import MEASURES
from sim.present.subject import DISCLAIMER
from sim.present.words import count_words
from sim.scenario.study import Study

Source = str | Path | Mapping[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """How a study is lived through.

    overrides: set in base and candidates. measure: asked for, beside those of the study.
    replications: instead of the study's. out: the folder that keeps the worlds. say: is told how
    many runs there will be. workers, cluster: where they are computed, as in `executor_for`. plan:
    only say what it would come to. timed: with `plan`, by a few worlds that are thrown away.
    """

    overrides: Mapping[str, str]
    measure: str | None = None
    replications: int | None = None
    workers: int | None = None
    out: str | Path | None = None
    progress: Progress | None = None
    say: Say | None = None
    cluster: str | None = None
    plan: bool = False
    timed: bool = True


@contextmanager
def opened(
    source: Source, options: Options, made: Callable[[Study], Study] | None = None
) -> Iterator[tuple[Study, Evaluator]]:
    """The study in a file or a mapping, and what lives through its points, for a `with` block.

    made: makes the study that is lived through of the one that was read. Raises InputError before
    anything is touched.
    """
    study = load_study(source, dict(options.overrides))
    if options.measure is not None:
        if options.measure not in MEASURES:
            message = f"no measure {options.measure!r}: one of {', '.join(MEASURES)}"
            raise InputError(Fault("--measure", "", message))
        measures = dict.fromkeys([options.measure, *study.measures])
        study = replace(study, measures=tuple(measures))
    if options.replications is not None:
        study = replace(study, replications=options.replications)
    if made is not None:
        study = made(study)
    with (
        workers_in_words(),
        executor_for(options.workers, None if options.plan else options.cluster) as executor,
        Evaluator(
            study, store=options.out, executor=executor, progress=options.progress
        ) as evaluate,
    ):
        yield study, evaluate


def question_of(study: Study, candidate: int | None) -> Question:
    """The first measure of a study: the difference of a candidate, the first if None.

    candidate: 0 for the base itself. Raises InputError where there is no such candidate.
    """
    most = len(study.candidates)
    number = min(1, most) if candidate is None else candidate
    if number > most:
        message = f"there is no candidate {number}: the study has {most}"
        raise InputError(Fault("--candidate", "", message))
    return Question(study.measures[0], number or None)


def headed(
    study: Study, question: Question, document: Mapping[str, Any], evaluate: Evaluate
) -> dict[str, Any]:
    """The document of an answer, with what it is about on top.

    With an ensemble also what is luck and what is ignorance, at the study's own point.
    """
    head = heading(question, study.names, currency_of(study), study.replications)
    about: dict[str, Any] = {}
    if study.ensemble:
        about["ensemble"] = told_apart(question, evaluate, study.replications)
    return {"study": study.name, **head, **document, **about, "provenance": _provenance(study)}


def currency_of(study: Study) -> str:
    """Currency of all amounts: that of the base."""
    return study.base.scenario.book.currency


def announced(study: Study, points: int, say: Say | None, about: str) -> None:
    """One line before an analysis starts: how many runs there will be."""
    if say is not None:
        sides = len(study.names)
        runs = points * sides * study.replications
        say(
            f"{about}: {count_words(points, 'point')} x {sides} scenarios x {study.replications} "
            f"replications = {runs:,} runs"
        )


def shown(kind: str, document: Mapping[str, Any], out: Path | None) -> Answer:
    """An answer as sentence and table, and the document for machines.

    out: a folder for KIND-MEASURE.json and, in charts/, its chart as PNG and SVG; None: no files.
    """
    from sim.present.answers.table import answer_text

    answer = Answer(answer_text(kind, document), document)
    if out is None:
        return answer
    return replace(answer, remarks=tuple(_written(kind, answer, out)))


def _written(kind: str, answer: Answer, out: Path) -> Sequence[str]:
    from sim.present.charts.answers.table import CHARTS
    from sim.present.charts.folder import write_pictures

    name = f"{kind}-{answer.data['measure']}"
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.json"
    part = path.with_suffix(".json.part")
    part.write_text(answer.json() + "\n", encoding="utf-8")
    part.replace(path)
    written = [f"Answer: {path}"]
    if kind in CHARTS:
        picture = replace(CHARTS[kind](answer.data), name=name)
        files = write_pictures([picture], foot_line(answer.data), out / "charts")
        written.append(f"Chart: {files[0]}")
    return written


def _provenance(study: Study) -> dict[str, Any]:
    return {
        "scenarios": {
            origin.scenario.name: Side(origin.scenario).digest for origin in study.origins
        },
        "seed": study.base.scenario.seed,
        "design_seed": study.seed,
        "version": VERSION,
        "model_version": MODEL_VERSION,
    }


def foot_line(document: Mapping[str, Any]) -> str:
    """What made an answer, in one line below its chart."""
    made = document["provenance"]
    digests = ", ".join(f"{name} {digest[:8]}" for name, digest in made["scenarios"].items())
    return (
        f"study {document['study']} · scenarios {digests} · seed {made['seed']} · "
        f"Reorg {VERSION}, model {MODEL_VERSION} · {DISCLAIMER}"
    )
