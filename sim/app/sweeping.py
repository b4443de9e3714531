"""`reorg sweep`: a study, lived through point by point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.worlds import workers_in_words
from sim.experiment.executors import executor_for
from sim.experiment.replications import Progress, units_of_measures
from sim.experiment.shards import shard_of
from sim.experiment.sweeps import sweep as sweeps
from sim.experiment.sweeps.loading import load_study
from sim.present.swept import plan_words, table_words
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
    mine = None if shard is None else shard_of(shard).mine

    def tell(plan: sweeps.Plan) -> None:
        if say is not None:
            say("\n".join(_lines(plan)))

    with workers_in_words(), executor_for(workers, cluster) as executor:
        found = sweeps.sweep(
            study,
            out,
            replications=replications,
            workers=workers,
            executor=executor,
            mine=mine,
            progress=progress,
            planned=tell,
        )
    names = tuple(str(Path(out) / name) for name in found.files)
    data = {
        "study": study.name,
        "scenarios": list(study.names),
        **_plan(found.plan),
        "computed": found.computed,
        "files": list(names),
        "summary": found.summary,
    }
    return Answer(_table(study, found), data, tuple(f"Table: {name}" for name in names))


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
    data = {"study": study.name, "scenarios": list(study.names), **_plan(plan)}
    return Answer("\n".join(_lines(plan)), data)


def _plan(plan: sweeps.Plan) -> dict[str, Any]:
    return {**asdict(plan), "runs": plan.runs, "estimate": plan.estimate}


def _lines(plan: sweeps.Plan) -> list[str]:
    return [line for line in (plan.remark, plan_words(_plan(plan))) if line]


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
