"""Evaluator: lives through the points of a study, and computes no world twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np

from sim.experiment.crew import Crew
from sim.experiment.executors import how_many
from sim.experiment.keeping import kept
from sim.experiment.points import Point, Samples
from sim.experiment.replications import Interrupted, Progress, checked
from sim.experiment.sweeps.known import Known
from sim.experiment.sweeps.members import Share, by_member, mean_of, member_of, shares
from sim.experiment.worlds import Engine, Outcome, Task, outcome_of, the_model
from sim.scenario.study import Study
from sim.tables.results import Key

Mine = Callable[[int], bool]
"""Whether the point with a number is computed here; for work that is shared out."""


class Evaluator:
    """An `Evaluate` over the sides of a study, in memory or with a results folder.

    Use it in a `with` block: workers start when they are first needed and stay for further calls,
    and Ctrl-C, wherever it comes within, leaves it as Interrupted, which says what is finished.

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
        self.known = Known(study, store, self.engine.measures)
        self.crew = Crew(how_many(workers), executor)
        self.computed = 0
        self._shares: dict[int, list[Share]] = {}
        self._done = self._planned = 0

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
        if kind is KeyboardInterrupt and self._planned:
            raise Interrupted(self._done, self._planned, self.known.folder) from None
        if kind is None and self.mine is None:
            self.known.settle()

    def __call__(self, points: Sequence[Point], replications: int) -> Samples:
        """Samples at these points, replications 0 .. n-1 of every side.

        Raises InputError, WorkerLostError, and KeyboardInterrupt with what is finished kept.
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
            found = self.values(point, keys, replications)
            for j, name in enumerate(names):
                values[name][:, i] = found[:, :, j]
        if not self.study.ensemble:
            return Samples(tuple(points), self.study.names, values)
        members = len(self.study.ensemble)
        worlds = {name: by_member(each, members) for name, each in values.items()}
        means = {name: mean_of(each) for name, each in worlds.items()}
        return Samples(tuple(points), self.study.names, means, worlds)

    def keys(self) -> list[Key]:
        """Everything that some world has, in an order that no order of arrival changes."""
        return self.known.gathered.keys()

    def values(self, point: Point, keys: Sequence[Key], replications: int) -> np.ndarray:
        """What is known of one point, float64 (sides, replications, keys); NaN where nothing is."""
        out = np.full((self._each, replications, len(keys)), np.nan)
        for number, wanted in self._parts(point, replications):
            found = self.known.gathered.values(number, keys, replications)
            out[:, list(wanted)] = found[:, list(wanted)]
        return out

    def complete(self, points: Sequence[Point], replications: int) -> bool:
        """Whether every world of these points has come in; the folder is looked at once more.

        Of two who finish their shares at once, whoever writes last finds the worlds of both.
        """
        return not any(
            self.known.lacking(number, side, wanted)
            for number, wanted in self._all_parts(points, replications).items()
            for side in range(self._each)
        )

    def fill(self, points: Sequence[Point], replications: int) -> None:
        """Compute what is missing."""
        checked(replications)
        parts = self._all_parts(points, replications)
        ours = set(self._all_parts([p for p in points if self._ours(p)], replications))
        with self._saving(sum(map(len, parts.values())) * self._each):
            self.known.describe()
            self._tell()
            tasks = self._missing(parts, ours)
            self.crew.finish(self.engine, self.known.sides, tasks, self._take_in)

    def one(self, point: Point, replication: int) -> None:
        """Compute what one replication of a point lacks, on every side."""
        number = self._number(point, replication)
        with self._saving(self._each):
            self.known.describe()
            tasks = self._missing({number: (replication,)}, {number})
            self.crew.finish(self.engine, self.known.sides, tasks, self._take_in)

    def there(self, point: Point, replication: int) -> bool:
        """Whether one replication of a point is there, on every side.

        Where nobody has written down what its settings lead to, nothing is, and none is made.
        """
        number = self._number(point, replication)
        known = self.known.sides.keys[number] in self.known.sides.digests
        return known and not any(
            self.known.absent(number, s, (replication,)) for s in range(self._each)
        )

    def _number(self, point: Point, replication: int) -> int:
        """Number of the settings that a replication of a point has."""
        ensemble = self.study.ensemble
        sets = ensemble[member_of(replication, len(ensemble))] if ensemble else {}
        return self.known.add(point, sets, ours=self._ours(point))

    @contextmanager
    def _saving(self, planned: int) -> Iterator[None]:
        """Digests are written down at the end, however it comes."""
        self._done, self._planned = 0, planned
        try:
            yield
        finally:
            self.known.flush()

    def count_there(self, points: Sequence[Point], replications: int) -> int:
        """How many of the worlds of these points are there already."""
        return sum(
            len(wanted) - len(self.known.absent(number, side, wanted))
            for number, wanted in self._all_parts(points, replications).items()
            for side in range(self._each)
        )

    def timed(self, points: Sequence[Point], replications: int, *, keep: bool) -> list[float]:
        """Seconds of a few missing worlds, lived through here: at the first, middle, last point.

        keep: their outcomes count as computed. Empty where nothing is missing. For the eye only.
        """
        ours = self._all_parts([p for p in points if self._ours(p)], replications)
        missing = [
            Task(number * self._each, absent[0])
            for number, wanted in ours.items()
            if (absent := self.known.absent(number, 0, wanted))
        ]
        places = dict.fromkeys((0, len(missing) // 2, len(missing) - 1)) if missing else {}
        with self._saving(len(points) * replications * self._each):
            return [self._seconds(missing[place], keep) for place in places]

    @property
    def _each(self) -> int:
        """Sides of a point."""
        return len(self.study.origins)

    def _parts(self, point: Point, replications: int) -> list[tuple[int, tuple[int, ...]]]:
        """Number of a point's settings, and replications, for each parameter set of the ensemble.

        Whose they are is remembered.
        """
        ours = self._ours(point)
        if replications not in self._shares:
            self._shares = {replications: shares(self.study.ensemble, replications)}
        return [
            (self.known.add(point, share.sets, ours=ours), share.replications)
            for share in self._shares[replications]
        ]

    def _all_parts(self, points: Iterable[Point], replications: int) -> dict[int, tuple[int, ...]]:
        """The replications wanted of each number; points, or sets, may share one."""
        found: dict[int, tuple[int, ...]] = {}
        for point in points:
            for number, wanted in self._parts(point, replications):
                known = found.get(number, wanted)
                found[number] = wanted if known is wanted else tuple(sorted({*known, *wanted}))
        return found

    def _ours(self, point: Point) -> bool:
        return self.mine is None or self.mine(point.number)

    def _seconds(self, task: Task, keep: bool) -> float:
        side = self.known.sides[task.side]
        began = time.perf_counter()
        outcome = outcome_of(self.engine, side.scenario, side.opening, task.replication)
        seconds = time.perf_counter() - began
        if keep:
            self.known.describe()
            self._keep(task, outcome)
        return seconds

    def _missing(
        self, parts: Mapping[int, tuple[int, ...]], ours: Collection[int]
    ) -> Iterator[Task]:
        """The worlds to compute, pairs together; what is found on the way is taken in."""
        for number, wanted in parts.items():
            absent = [self.known.lacking(number, side, wanted) for side in range(self._each)]
            self._done += len(wanted) * self._each - sum(map(len, absent))
            if number in ours:
                for replication in wanted:
                    for side, lacking in enumerate(absent):
                        if replication in lacking:
                            yield Task(number * self._each + side, replication)
        self._tell()

    def _take_in(self, task: Task, outcome: Outcome) -> None:
        """Keep an outcome as soon as it is there, and say so."""
        self._keep(task, outcome)
        self._tell()

    def _keep(self, task: Task, outcome: Outcome) -> None:
        self.known.take(task, outcome)
        self.computed += 1
        self._done += 1

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self._done, self._planned)
