"""Sweep: every world of a study's design, kept in a folder, ending as tidy Parquet."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.base.faults import Fault, InputError
from sim.experiment.designs import Design, points
from sim.experiment.points import Point
from sim.experiment.provenance import resolved, sha256, versions
from sim.experiment.replications import Progress, checked
from sim.experiment.store.files import alone, digest_of, write_whole
from sim.experiment.store.swept import SWEEP
from sim.experiment.sweeps.document import document_of
from sim.experiment.sweeps.evaluator import Evaluator, Mine
from sim.experiment.sweeps.rows import point_rows, value_rows, write
from sim.experiment.sweeps.summary import summary_of
from sim.experiment.worlds import Engine
from sim.scenario.study import Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Plan:
    """What a sweep comes to, before it starts.

    there: worlds that are in the folder already. seconds: of each of a few worlds that were lived
    through to take the time. workers: how many share the rest. remark: on the design, or ''.
    """

    points: int
    sides: int
    replications: int
    there: int
    seconds: tuple[float, ...]
    workers: int
    remark: str

    @property
    def runs(self) -> int:
        """Worlds in all."""
        return self.points * self.sides * self.replications

    @property
    def estimate(self) -> float:
        """Seconds until the end, if worlds take as long as those that were timed; NaN unknown."""
        left = self.runs - self.there
        if not self.seconds:
            return math.nan if left else 0.0
        return left * sum(self.seconds) / len(self.seconds) / self.workers


@dataclass(frozen=True)
class Swept:
    """A sweep that is over.

    files: the tables in the folder; none while worlds of others are missing. computed: worlds that
    this call lived through. summary: groups of points, see `sweep_summary`; empty while worlds are
    missing.
    """

    plan: Plan
    folder: Path
    files: tuple[str, ...]
    computed: int
    summary: list[dict[str, Any]]

    def frame(self) -> pd.DataFrame:
        """The tidy table as a DataFrame."""
        import pandas as pd

        several = self.folder / "sweep"
        return pd.read_parquet(several if several.is_dir() else self.folder / "sweep.parquet")


def sweep(
    study: Study,
    out: str | Path,
    *,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    mine: Mine | None = None,
    progress: Progress | None = None,
    planned: Callable[[Plan], None] | None = None,
    engine: Engine | None = None,
) -> Swept:
    """Every world of the study's design, in the folder `out`; what it holds is not computed again.

    replications: instead of the study's. planned: is told the plan before anything but a few
    worlds is lived through. mine: which points to compute, for work that is shared out; the tables
    are written by whoever finds all worlds there. The rest as in `replications.run`. Raises
    InputError, WorkerLostError, and Interrupted with what is finished kept.
    """
    study = _with(study, replications)
    design = points(study)
    request = _request(study, design)
    folder = Path(out)
    found = _finished(folder, request)
    if found is not None:
        plan = _plan(study, design, _runs(study, design), (), 1, design.remark)
        if planned is not None:
            planned(plan)
        return Swept(plan, folder, tuple(found["files"]), 0, found["summary"])
    evaluator = Evaluator(
        study,
        store=folder,
        workers=workers,
        executor=executor,
        mine=mine,
        progress=progress,
        engine=engine,
    )
    with evaluator:
        plan = planned_for(evaluator, design, keep=True, remark=design.remark)
        if planned is not None:
            planned(plan)
        evaluator.fill(design, study.replications)
    files, summary = _written(evaluator, design, folder, request)
    return Swept(plan, folder, files, evaluator.computed, summary)


def dry_run(
    study: Study,
    out: str | Path,
    *,
    replications: int | None = None,
    workers: int | None = None,
    measure: bool = True,
    engine: Engine | None = None,
) -> Plan:
    """What a sweep would come to. Nothing is written.

    measure: live through a few worlds, which are thrown away, to estimate the time.
    """
    study = _with(study, replications)
    design = points(study)
    if _finished(Path(out), _request(study, design)) is not None:
        return _plan(study, design, _runs(study, design), (), 1, design.remark)
    with Evaluator(study, store=out, workers=workers, engine=engine) as evaluator:
        return planned_for(evaluator, design, keep=False, measure=measure, remark=design.remark)


def planned_for(
    evaluator: Evaluator,
    design: Sequence[Point],
    *,
    keep: bool,
    measure: bool = True,
    remark: str = "",
) -> Plan:
    """The plan of some points, with the time of a few worlds. keep: those count as computed."""
    study = evaluator.study
    there = evaluator.count_there(design, study.replications)
    seconds: tuple[float, ...] = ()
    if measure and there < _runs(study, design):
        seconds = tuple(evaluator.timed(design, study.replications, keep=keep))
    return _plan(study, design, there, seconds, evaluator.crew.at_once, remark)


def _with(study: Study, replications: int | None) -> Study:
    return study if replications is None else replace(study, replications=checked(replications))


def _runs(study: Study, design: Sequence[Point]) -> int:
    return len(design) * len(study.origins) * study.replications


def _plan(
    study: Study,
    design: Sequence[Point],
    there: int,
    seconds: tuple[float, ...],
    workers: int,
    remark: str,
) -> Plan:
    sides = len(study.origins)
    return Plan(len(design), sides, study.replications, there, seconds, workers, remark)


def _request(study: Study, design: Design) -> str:
    """Digest of everything that the tables of a sweep depend on."""
    table = hashlib.sha256(design.table.tobytes()).hexdigest()
    return sha256([versions(), document_of(study), table])


def _finished(folder: Path, request: str) -> dict[str, Any] | None:
    """The manifest of a sweep that is here and whole, if it is this one."""
    try:
        found = json.loads((folder / SWEEP).read_text("utf-8"))
        same = found["request"] == request and all(
            digest_of(folder / name) == digest for name, digest in found["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if same else None


def _written(
    evaluator: Evaluator, design: Design, folder: Path, request: str
) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """The tables and the manifest of a sweep whose worlds are all there; else nothing."""
    study, n = evaluator.study, evaluator.study.replications
    if not evaluator.complete(design, n):
        return (), []
    evaluator.known.settle()
    summary = summary_of(study, evaluator.samples(design, n))
    about = {
        **versions(),
        "request": request,
        "study": document_of(study),
        "seed": study.base.scenario.seed,
        "points": len(design),
        "runs": _runs(study, design),
        "scenarios": [resolved(origin.scenario) for origin in study.origins],
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            rows = value_rows(study, design, evaluator, n)
            files = write(point_rows(study, design), folder, "points")
            files |= write(rows, folder, "sweep")
            manifest = {**about, "files": files, "summary": summary}
            text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
            write_whole(folder / SWEEP, text.encode())
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise InputError(Fault(str(folder), "", message)) from error
    return tuple(files), summary
