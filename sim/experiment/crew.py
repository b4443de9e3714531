"""A crew of workers that finishes a list of tasks, whatever happens to single workers.

Tasks go out in chunks of about half a second, so that handing out costs little. A worker that
dies takes only its chunk with it: that goes out again, run by run. Results do not depend on who
computed what, or in which order they came.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from types import TracebackType

from sim.experiment.executors import WorkerLostError, start, stop
from sim.experiment.worlds import Answer, Chunk, Engine, Outcome, Side, Task, compute_chunk

CHUNK_SECONDS = 0.5
"""A chunk lasts at least this long, where there is enough to do for everybody."""

LIVES = 2
"""A run that was under way in so many deaths of a worker is given up."""

Done = Callable[[Task, Outcome], None]


class Crew:
    """Workers for one experiment: started when first needed, ended with the `with` block.

    executor: somebody else's, used and never ended here; else one of our own with `workers`.
    """

    def __init__(self, workers: int, executor: Executor | None = None) -> None:
        self.workers = workers
        self.borrowed = executor is not None
        self._executor = executor

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._executor is not None and not self.borrowed:
            if kind is None:
                self._executor.shutdown()
            else:
                stop(self._executor)

    @property
    def executor(self) -> Executor:
        """The executor, started if need be."""
        if self._executor is None:
            self._executor = start(self.workers)
        return self._executor

    def replace_executor(self) -> None:
        """End an executor that lost a worker; the next use starts another.

        Raises WorkerLostError for a borrowed one.
        """
        if self.borrowed:
            raise WorkerLostError("a worker of the given executor died: start the executor again")
        stop(self.executor)
        self._executor = None

    def finish(
        self, engine: Engine, sides: Sequence[Side], tasks: Iterable[Task], done: Done
    ) -> None:
        """Compute all tasks; `done` gets each outcome as it comes.

        Raises what the model raises, WorkerLostError, and KeyboardInterrupt at Ctrl-C.
        """
        job = _Job(self, engine, sides, deque(tasks), done)
        while job.pending or job.running:
            job.step()


class _Job:
    """Tasks that wait and chunks under way."""

    def __init__(
        self, crew: Crew, engine: Engine, sides: Sequence[Side], pending: deque[Task], done: Done
    ) -> None:
        self.crew, self.engine, self.sides = crew, engine, sides
        self.pending, self.done = pending, done
        self.running: dict[Future[Answer], Chunk] = {}
        self.deaths: Counter[Task] = Counter()
        self.size = 1
        self.answered = False
        # One chunk more than workers, so that nobody waits for the parent.
        self.slots = crew.workers + 1 if crew.workers > 1 else 1

    def step(self) -> None:
        """Hand out what can be handed out, and take in what is finished."""
        try:
            while self.pending and len(self.running) < self.slots:
                chunk = self._take()
                try:
                    future = self.crew.executor.submit(compute_chunk, self.engine, chunk)
                except BaseException:
                    self.pending.extendleft(reversed(chunk.tasks))
                    raise
                self.running[future] = chunk
            for future in wait(self.running, return_when=FIRST_COMPLETED).done:
                self._accept(future)
        except BrokenExecutor:
            self._recover()

    def _take(self) -> Chunk:
        """The next chunk; a run that may have killed a worker goes alone."""
        tasks = [self.pending.popleft()]
        if not self.deaths[tasks[0]]:
            while self.pending and len(tasks) < self.size and not self.deaths[self.pending[0]]:
                tasks.append(self.pending.popleft())
        needed = {task.side: self.sides[task.side] for task in tasks}
        return Chunk(tuple(tasks), {i: (s.scenario, s.opening) for i, s in needed.items()})

    def _accept(self, future: Future[Answer]) -> None:
        """Pass on the outcomes of a chunk, and learn how long a run takes."""
        answer = future.result()
        self.answered = True
        chunk = self.running.pop(future)
        for task, outcome in zip(chunk.tasks, answer.outcomes, strict=True):
            self.done(task, outcome)
        if self.slots > 1:
            wanted = math.ceil(CHUNK_SECONDS * len(chunk.tasks) / max(answer.seconds, 1e-6))
            fair = math.ceil(len(self.pending) / self.crew.workers)
            self.size = max(1, min(wanted, fair))

    def _recover(self) -> None:
        """After the death of a worker: keep what is finished, put the rest first in the line."""
        self.crew.replace_executor()
        again: list[Task] = []
        for future, chunk in list(self.running.items()):
            if future.done() and not future.cancelled() and not _died(future):
                self._accept(future)
            else:
                del self.running[future]
                again.extend(chunk.tasks)
        self.deaths.update(again)
        lost = sorted(task for task in again if self.deaths[task] >= LIVES)
        if lost:
            raise WorkerLostError(self._sentence(lost))
        self.pending.extendleft(sorted(again, reverse=True))

    def _sentence(self, lost: list[Task]) -> str:
        names = sorted({self.sides[task.side].scenario.name for task in lost})
        if not self.answered:
            return (
                f"worker processes died {LIVES} times before any finished a run: there is too "
                "little memory (--workers 1 needs least), or a script starts them outside of "
                "if __name__ == '__main__':"
            )
        return (
            f"a worker process died {LIVES} times over the same run of {' and '.join(names)}, "
            "mostly for want of memory: fewer workers need less (--workers 1)"
        )


def _died(future: Future[Answer]) -> bool:
    return isinstance(future.exception(), BrokenExecutor)
