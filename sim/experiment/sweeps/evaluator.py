"""Evaluator: lives through the points of a study, and computes no world twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np

from sim.experiment.comparison import sides_of
from sim.experiment.crew import Crew
from sim.experiment.executors import how_many
from sim.experiment.keeping import kept
from sim.experiment.points import Point, Samples
from sim.experiment.replications import Interrupted, Progress, checked
from sim.experiment.sweeps.document import document_of
from sim.experiment.sweeps.gathered import Gathered
from sim.experiment.sweeps.kept import KeptPoints
from sim.experiment.sweeps.sides import PointSides, stamp
from sim.experiment.worlds import Engine, Outcome, Task, outcome_of, the_model
from sim.scenario.study import Study
from sim.tables.results import Key

SAVED_SECONDS = 30.0
"""Digests of points are written down this often."""
Mine = Callable[[int], bool]
"""Whether the point with a number is computed here; for work that is shared out."""


class Evaluator:
    """An `Evaluate` over the sides of a study, in memory or with a results folder.

    Use it in a `with` block: workers start when they are first needed and stay for further calls.

    store: the results folder; what it holds is not computed again. workers, executor, engine,
    progress: as in `replications.run`; progress is told of the worlds of one call. mine: points
    of others are only taken from what is there, NaN where it is not.
    """

    def __init__(
        self,
        study: Study,
        *,
        store: str | Path | None = None,
        workers: int | None = None,
        executor: Executor | None = None,
        mine: Mine | None = None,
        progress: Progress | None = None,
        engine: Engine | None = None,
    ) -> None:
        self.study, self.mine, self.progress = study, mine, progress
        self.engine = (engine or the_model()).keeping(kept(study.keep))
        self.kept = None if store is None else self._kept_in(store)
        self.sides = PointSides(study, self.kept.digests() if self.kept else {})
        self.gathered = Gathered(len(study.origins), study.needed, study.by)
        self.crew = Crew(how_many(workers), executor)
        self.computed = 0
        self._done = self._planned = 0
        self._saved_at = time.monotonic()
        self._described = False
        self._our_numbers: set[int] = set()

    def _kept_in(self, folder: str | Path) -> KeptPoints:
        """What the folder knows of the study."""
        study = self.study
        base, *others = (origin.scenario for origin in study.origins)
        return KeptPoints(
            folder,
            study.keep,
            study,
            document_of(study),
            sides_of(base, others, study.opening),
            stamp(study),
            self.engine.measures,
        )

    def __enter__(self) -> Evaluator:
        self.crew.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.crew.__exit__(kind, error, trace)
        if kind is None and self.mine is None:
            self.settle()

    def settle(self) -> None:
        """Put the digests in the folder in order: where work is shared out, when all is done."""
        if self.kept is not None and self._described:
            self.kept.settle()

    def _add(self, point: Point) -> int:
        """Number of the point's settings; whose they are is remembered."""
        number = self.sides.add(point)
        if self._ours(point):
            self._our_numbers.add(number)
        return number

    def __call__(self, points: Sequence[Point], replications: int) -> Samples:
        """Samples at these points, replications 0 .. n-1 of every side.

        Raises InputError, WorkerLostError, and Interrupted (a KeyboardInterrupt) with what is
        finished kept.
        """
        self.fill(points, replications)
        return self.samples(points, replications)

    def samples(self, points: Sequence[Point], replications: int) -> Samples:
        """What is known of these points; NaN where a world is not there, or has no value."""
        names = self.study.needed
        keys = [Key(name) for name in names]
        shape = (len(self.study.origins), len(points), replications)
        values = {name: np.full(shape, np.nan) for name in names}
        for i, point in enumerate(points):
            found = self.gathered.values(self._add(point), keys, replications)
            for j, name in enumerate(names):
                values[name][:, i] = found[:, :, j]
        return Samples(tuple(points), self.study.names, values)

    def complete(self, points: Sequence[Point], replications: int) -> bool:
        """Whether every world of these points has come in; the folder is looked at once more.

        Of two who finish their shares at once, whoever writes last finds the worlds of both.
        """
        return not any(
            self._found(number, side, replications)
            for number in {self._add(point): None for point in points}
            for side in range(self.sides.each)
        )

    def fill(self, points: Sequence[Point], replications: int) -> list[int]:
        """Compute what is missing; the number that each point has in `gathered`."""
        checked(replications)
        numbers = [self._add(point) for point in points]
        wanted: dict[int, bool] = {}
        for number, point in zip(numbers, points, strict=True):
            wanted[number] = self._ours(point) or wanted.get(number, False)
        with self._saving(len(wanted) * replications * self.sides.each):
            self._describe()
            self._tell()
            tasks = self._missing(wanted, replications)
            self.crew.finish(self.engine, self.sides, tasks, self._take_in)
        return numbers

    @contextmanager
    def _saving(self, planned: int) -> Iterator[None]:
        """Digests are written down at the end, however it comes; Ctrl-C says what is finished."""
        self._done, self._planned = 0, planned
        try:
            yield
        except KeyboardInterrupt:
            folder = self.kept.folder if self.kept else None
            raise Interrupted(self._done, self._planned, folder) from None
        finally:
            if self.kept is not None:
                self.kept.flush()
            self._save()

    def count_there(self, points: Sequence[Point], replications: int) -> int:
        """How many of the worlds of these points are there already."""
        numbers = dict.fromkeys(self._add(point) for point in points)
        return sum(
            replications - len(self._absent(number, side, replications))
            for number in numbers
            for side in range(self.sides.each)
        )

    def timed(self, points: Sequence[Point], replications: int, *, keep: bool) -> list[float]:
        """Seconds of a few missing worlds, lived through here: at the first, middle, last point.

        keep: their outcomes count as computed. Empty where nothing is missing. For the eye only.
        """
        missing = [
            Task(number * self.sides.each, replication)
            for number in {self._add(p): None for p in points if self._ours(p)}
            if (replication := self._first_missing(number, replications)) is not None
        ]
        places = dict.fromkeys((0, len(missing) // 2, len(missing) - 1)) if missing else {}
        with self._saving(len(points) * replications * self.sides.each):
            return [self._seconds(missing[place], keep) for place in places]

    def _ours(self, point: Point) -> bool:
        return self.mine is None or self.mine(point.number)

    def _first_missing(self, number: int, replications: int) -> int | None:
        return next(iter(self._absent(number, 0, replications)), None)

    def _seconds(self, task: Task, keep: bool) -> float:
        side = self.sides[task.side]
        began = time.perf_counter()
        outcome = outcome_of(self.engine, side.scenario, side.opening, task.replication)
        seconds = time.perf_counter() - began
        if keep:
            self._describe()
            self._keep(task, outcome)
        return seconds

    def _absent(self, number: int, side: int, replications: int) -> list[int]:
        """Replications of a side that are neither in memory nor in the folder."""
        absent = [i for i in range(replications) if not self.gathered.has(number, side, i)]
        if absent and self.kept is not None:
            address = self.sides.address(number * self.sides.each + side)
            absent = self.kept.missing(address, absent)
        return absent

    def _missing(self, wanted: dict[int, bool], replications: int) -> Iterator[Task]:
        """The worlds to compute, pairs together; what is found on the way is taken in."""
        for number, mine in wanted.items():
            absent = [self._found(number, side, replications) for side in range(self.sides.each)]
            self._done += replications * self.sides.each - sum(map(len, absent))
            if mine:
                for replication in range(replications):
                    for side, lacking in enumerate(absent):
                        if replication in lacking:
                            yield Task(number * self.sides.each + side, replication)
        self._tell()

    def _found(self, number: int, side: int, replications: int) -> set[int]:
        """Take in what the folder has of a side; the replications that it has not."""
        absent = {i for i in range(replications) if not self.gathered.has(number, side, i)}
        if not absent or self.kept is None:
            return absent
        address = self.sides.address(number * self.sides.each + side)
        for replication in sorted(absent - set(self.kept.missing(address, sorted(absent)))):
            outcome = self.kept.find(address, replication)
            if outcome is not None:
                self.gathered.take(number, side, replication, outcome.values)
                absent.discard(replication)
        return absent

    def _take_in(self, task: Task, outcome: Outcome) -> None:
        """Keep an outcome as soon as it is there, and say so."""
        self._keep(task, outcome)
        self._tell()

    def _keep(self, task: Task, outcome: Outcome) -> None:
        self._gather(task, outcome)
        if self.kept is not None:
            self.sides.address(task.side)
            self.kept.keep(self.sides[task.side], task.replication, outcome)
            if time.monotonic() - self._saved_at > SAVED_SECONDS:
                self._save()
        self.computed += 1
        self._done += 1

    def _gather(self, task: Task, outcome: Outcome) -> None:
        number, side = divmod(task.side, self.sides.each)
        self.gathered.take(number, side, task.replication, outcome.values)

    def _save(self) -> None:
        """Write down the digests of our points that are new; others write down theirs."""
        if self.kept is not None and self._described:
            self.kept.remember(each for each in self.sides.known() if each[0] in self._our_numbers)
            self._saved_at = time.monotonic()

    def _describe(self) -> None:
        """Say in the folder what will be there, before the first world is."""
        if self.kept is not None and not self._described:
            self.kept.describe()
            self._described = True

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self._done, self._planned)
