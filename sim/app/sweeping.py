"""`reorg sweep`: a study, lived through point by point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.planning import plan_document, plan_lines
from sim.app.worlds import workers_in_words
from sim.experiment.executors import executor_for
from sim.experiment.replications import Progress, units_of_measures
from sim.experiment.shards import shard_of
from sim.experiment.sweeps import sweep as sweeps
from sim.experiment.sweeps.loading import load_study
from sim.present.swept import table_words
from sim.scenario.study import Study


def sweep_file(
    file: str | Path | Mapping[str, Any],
    overrides: Mapping[str, str] | None = None,
    *,
    replications: int | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    shard: str | None = None,
    out: str | Path,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> Answer:
    """Every world of a study, kept in the folder `out`, and the tables of what they gave.

    overrides hold for base and candidates. replications: instead of the study's. workers, cluster:
    where it is computed, as in `executor_for`. shard: compute one part of the points only, as in
    `shard_of`; whoever finds all worlds there writes the tables. say: is told how large the sweep
    is, before it starts. Raises InputError before anything is touched, and Interrupted with what
    was finished kept.
    """
    study = load_study(file, dict(overrides or {}))
    with workers_in_words(), executor_for(workers, cluster) as executor:
        found = sweeps.sweep(
            study,
            out,
            replications=replications,
            workers=workers,
            executor=executor,
            mine=None if shard is None else shard_of(shard).mine,
            progress=progress,
            planned=None if say is None else lambda plan: say("\n".join(plan_lines(plan))),
        )
    return _swept(study, found)


def plan_file(
    file: str | Path | Mapping[str, Any],
    overrides: Mapping[str, str] | None = None,
    *,
    replications: int | None = None,
    workers: int | None = None,
    out: str | Path,
    measure: bool = True,
) -> Answer:
    """What a sweep would come to; nothing is written. measure: a few worlds are lived through."""
    study = load_study(file, dict(overrides or {}))
    plan = sweeps.dry_run(study, out, replications=replications, workers=workers, measure=measure)
    return Answer("\n".join(plan_lines(plan)), plan_document(study, plan))


def _swept(study: Study, found: sweeps.Swept) -> Answer:
    """What came of a sweep: the table for the eye, all of it for machines, and where files are."""
    files = [str(found.folder / name) for name in found.files]
    data = {
        **plan_document(study, found.plan),
        "computed": found.computed,
        "files": files,
        "summary": found.summary,
    }
    return Answer(_table(study, found), data, tuple(f"Table: {name}" for name in files))


def _table(study: Study, found: sweeps.Swept) -> str:
    if not found.summary:
        return (
            "Worlds of other shares are missing: the tables come with the last of them. If none of "
            "them is at work any more, run once more without --shard to write the tables."
        )
    units = units_of_measures()
    return table_words(
        found.summary,
        {name: units[name] for name in study.measures},
        {factor.name: factor.unit for factor in study.factors},
        base=study.names[0],
        compared=bool(study.candidates),
        currency=study.base.scenario.book.currency,
    )
