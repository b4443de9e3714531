"""Replications: the same scenario under different luck, number by number.

Replication i of every scenario meets the same luck (common random numbers), so results are kept
and compared by its number. `auto` takes as many as the headline measures need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sim.base.faults import Fault, InputError
from sim.base.statistics import looks
from sim.experiment.crew import Crew
from sim.experiment.executors import how_many
from sim.experiment.keeping import KEPT_RUNS, Level, kept
from sim.experiment.precision import MOST, precise
from sim.experiment.provenance import resolved, versions
from sim.experiment.store import Store
from sim.experiment.worlds import Engine, Outcome, Side, Task, the_model
from sim.tables.results import Key, Result

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

Replications = int | Literal["auto"]
Progress = Callable[[int, int], None]
"""Called with the number of finished worlds and of all that are planned so far."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C: how many of the planned worlds are finished, and whether a folder keeps them."""

    def __init__(self, finished: int, total: int, folder: Path | None) -> None:
        where = f" and kept in {folder}" if folder else ""
        super().__init__(f"interrupted: {finished} of {total} runs are finished{where}")
        self.finished, self.total, self.folder = finished, total, folder


def run(
    scenario: Scenario,
    replications: Replications,
    *,
    workers: int | None = None,
    store: str | Path | None = None,
    keep: Level = "weekly",
    progress: Progress | None = None,
    executor: Executor | None = None,
    engine: Engine | None = None,
) -> Result:
    """Replications of one scenario.

    replications: how many, or 'auto'. workers: processes, all cores where none is given; 1 stays
    in this process. store: the results folder; what it holds is not computed again. keep:
    'tables' keeps the tables of every run there, not of the first three. executor: any
    `concurrent.futures.Executor` instead of our own. Raises InputError, Interrupted (a
    KeyboardInterrupt), WorkerLostError.
    """
    worlds = Worlds([Side(scenario)], engine=engine, store=store, keep=keep, progress=progress)
    worlds.fill(replications, precise, workers=workers, executor=executor)
    return worlds.results()[0]


class Worlds:
    """All worlds of an experiment: sides by replications, as far as they are finished.

    first: number of the first replication; those below it are not lived through. asked: what else
    made the experiment, as JSON data, for the store to remember; None stands for the usual.
    """

    def __init__(
        self,
        sides: Sequence[Side],
        *,
        engine: Engine | None = None,
        store: str | Path | None = None,
        keep: Level = "weekly",
        progress: Progress | None = None,
        first: int = 0,
        asked: Mapping[str, Any] | None = None,
    ) -> None:
        self.sides, self.first = tuple(sides), first
        self.asked = {name: value for name, value in (asked or {}).items() if value is not None}
        self.engine = (engine or the_model()).keeping(kept(keep))
        self.store = None if store is None else Store(store, keep, self.engine.measures)
        self.progress = progress
        self.outcomes: dict[Task, Outcome] = {}
        self.planned = 0

    def fill(
        self,
        replications: Replications,
        enough: Callable[[Sequence[Result]], bool],
        *,
        workers: int | None = None,
        executor: Executor | None = None,
    ) -> None:
        """Compute the replications, or for 'auto' as many as it takes until they are `enough`."""
        stops = tuple(looks(MOST)) if replications == "auto" else (checked(replications),)
        crew = Crew(how_many(workers, stops[0] * len(self.sides)), executor)
        self.describe()
        try:
            with self._saved(), crew:
                for stop in stops:
                    self._upto(stop, crew)
                    if replications == "auto" and enough(self.results()):
                        break
        except KeyboardInterrupt:
            folder = self.store.folder if self.store else None
            raise Interrupted(len(self.outcomes), self.planned, folder) from None

    def read(self, replications: int) -> bool:
        """Take the first replications of every side from the store; whether all of them are there.

        Nothing is computed, and nothing is written.
        """
        self.planned = (replications - self.first) * len(self.sides)
        for i in range(self.first, replications):
            for number, side in enumerate(self.sides):
                found = self.store.find(side, i) if self.store else None
                if found is None:
                    return False
                self.outcomes[Task(number, i)] = found
        return True

    @contextmanager
    def _saved(self) -> Iterator[None]:
        """However the block ends, what is finished is in the store after it."""
        try:
            yield
        finally:
            if self.store is not None:
                self.store.flush()

    def describe(self) -> None:
        """Say in the store what will be there, before the first part is."""
        if self.store is None:
            return
        experiment = {
            "base": self.sides[0].digest,
            "candidates": [
                {"digest": side.digest, "opening": side.opening_digest} for side in self.sides[1:]
            ],
            **self.asked,
        }
        self.store.told.describe(experiment, self.sides, units_of_measures())

    def _upto(self, replications: int, crew: Crew) -> None:
        """Finish the worlds of all replications from the first to below `replications`.

        Pairs are computed together.
        """
        self.planned = (replications - self.first) * len(self.sides)
        missing = []
        for i in range(self.first, replications):
            for number, side in enumerate(self.sides):
                task = Task(number, i)
                if task in self.outcomes:
                    continue
                found = self.store.find(side, i) if self.store else None
                if found is None:
                    missing.append(task)
                else:
                    self.outcomes[task] = found
        self._tell()
        crew.finish(self.engine, self.sides, missing, self._take_in)

    def _take_in(self, task: Task, outcome: Outcome) -> None:
        """Keep an outcome as soon as it is there."""
        if self.store is not None:
            self.store.keep(self.sides[task.side], task.replication, outcome)
        # Tables of all runs are the store's to hold; memory needs those of the first few.
        self.outcomes[task] = (
            outcome if task.replication < KEPT_RUNS else replace(outcome, kept=None)
        )
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(len(self.outcomes), self.planned)

    def results(self) -> list[Result]:
        """One result for each side, over the replications that every side has."""
        numbers = range(self.first, self.first + self.planned // len(self.sides))
        return [
            _result(side, numbers, [self.outcomes[Task(number, i)] for i in numbers])
            for number, side in enumerate(self.sides)
        ]


def _result(side: Side, numbers: range, outcomes: Sequence[Outcome]) -> Result:
    """The outcomes of some replications of one side as a Result."""
    pairs = zip(numbers, outcomes, strict=True)
    kept = [o.kept.run(side.scenario, i) for i, o in pairs if i < KEPT_RUNS and o.kept]
    return Result(
        scenario=side.scenario,
        replications=tuple(numbers),
        values=_columns(outcomes),
        weekly=_stacked(outcomes),
        runs=tuple(kept),
        digest=side.digest,
        provenance=provenance_of(side, len(outcomes)),
    )


def provenance_of(side: Side, replications: int) -> dict[str, Any]:
    """What made the result of one side: versions, digests, seed, count and the whole scenario."""
    return {
        **versions(),
        "digest": side.digest,
        "opening": side.opening_digest or side.digest,
        "seed": side.scenario.seed,
        "replications": replications,
        "scenario": resolved(side.scenario),
    }


def _columns(outcomes: Sequence[Outcome]) -> dict[Key, np.ndarray]:
    """Key -> one value a replication, NaN where a replication has none."""
    keys = dict.fromkeys(key for outcome in outcomes for key in outcome.values)
    return {key: np.array([o.values.get(key, np.nan) for o in outcomes]) for key in keys}


def _stacked(outcomes: Sequence[Outcome]) -> dict[str, np.ndarray]:
    """Series -> array (replications, weeks), NaN where a replication has no such week."""
    weeks: dict[str, int] = {}
    for outcome in outcomes:
        for name, series in outcome.weekly.items():
            weeks[name] = max(weeks.get(name, 0), len(series))
    stacked = {name: np.full((len(outcomes), count), np.nan) for name, count in weeks.items()}
    for i, outcome in enumerate(outcomes):
        for name, series in outcome.weekly.items():
            stacked[name][i, : len(series)] = series
    return stacked


def checked(replications: Replications) -> int:
    """The number of replications. Raises InputError for less than one."""
    if not isinstance(replications, int) or isinstance(replications, bool) or replications < 1:
        raise InputError(
            Fault("", "replications", f"{replications} is not allowed: a whole number, 1 or more, "
                  "or auto")
        )  # fmt: skip
    return replications


def units_of_measures() -> dict[str, str]:
    """Unit of every measure, by name."""
    from sim.measures import MEASURES

    return {name: measure.unit for name, measure in MEASURES.items()}
