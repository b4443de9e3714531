"""`reorg run`: many worlds of one scenario, measured and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.checking import warn
from sim.app.worlds import shown, workers_in_words
from sim.experiment.executors import executor_for
from sim.experiment.keeping import Level
from sim.experiment.replications import Progress, Replications, run
from sim.experiment.summary import summary
from sim.present.verdict import outline
from sim.scenario import load
from sim.tables.results import Result


def run_file(
    file: str | Path,
    overrides: Mapping[str, str] | None = None,
    *,
    replications: Replications = 30,
    workers: int | None = None,
    cluster: str | None = None,
    by: Sequence[str] = (),
    out: str | Path,
    keep: Level = "weekly",
    pictures: bool = True,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> Answer:
    """Replications of the scenario in `file`, kept in the folder `out`.

    workers, cluster: where it is computed, as in `executor_for`. by: splits of the measures in the
    data. keep: 'tables' stores the tables of every run. pictures: charts and report are written,
    too. say: is told what may go wrong, before it runs. Raises InputError before anything is
    touched, and Interrupted with what was finished kept.
    """
    scenario = load(file, dict(overrides or {}))
    warn([scenario], say)
    with workers_in_words(), executor_for(workers, cluster) as executor:
        found = run(
            scenario, replications, store=out, keep=keep, progress=progress, executor=executor
        )
    return shown(found, lived(found, by), Path(out), pictures)


def lived(found: Result, by: Sequence[str] = ()) -> dict[str, Any]:
    """The document of a run: numbers, and what they say in words."""
    document, scenario = summary(found, by), found.scenario
    words = outline(scenario.name, document["measures"], scenario.years, scenario.book.currency)
    return {**document, "outline": words}
