"""A crew of workers that finishes tasks, whatever happens to single workers.

Tasks go out in chunks of about half a second, so that handing out costs little; they are pulled as
they are needed, so there may be millions. A worker that dies takes only its chunk with it: that
goes out again, run by run. Results do not depend on who computed what, or in which order they came.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from multiprocessing import process
from pathlib import Path
from types import TracebackType

from sim.base.faults import Fault, InputError
from sim.experiment.executors import Local, WorkerLostError, cores
from sim.experiment.worlds import Answer, Chunk, Engine, Outcome, Side, Task, compute_chunk

CHUNK_SECONDS = 0.5
"""A chunk lasts at least this long, where there is enough to do for everybody."""

MOST = 500
"""Tasks in a chunk at most: what one death may cost, and what is pulled ahead for one worker."""

LIVES = 3
"""A run that was under way in so many deaths of a worker is given up."""

Done = Callable[[Task, Outcome], None]


class Crew:
    """Workers for one experiment: started when first needed, ended with the `with` block.

    executor: somebody else's, used and never ended here; else so many `workers` of our own.
    """

    def __init__(self, workers: int, executor: Executor | None = None) -> None:
        self.workers = workers
        self.borrowed = executor is not None
        self._own = Local(workers)
        self.executor = self._own if executor is None else executor

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if kind is None:
            self._own.shutdown()
        else:
            self._own.stop()

    @property
    def slots(self) -> int:
        """Chunks that should be under way: what the executor asks for, where it says."""
        return int(getattr(self.executor, "slots", self._own.slots))

    @property
    def at_once(self) -> int:
        """Runs that get on at the same time: processes beyond the cores only take turns."""
        return min(self.slots, cores()) if isinstance(self.executor, Local) else self.slots

    def finish(
        self, engine: Engine, sides: Sequence[Side], tasks: Iterable[Task], done: Done
    ) -> None:
        """Compute all tasks; `done` gets each outcome as it comes.

        Of sides only `sides[i]` is used, and tasks are taken as they are needed: both may be lazy.
        Raises what the model raises, InputError, WorkerLostError, and KeyboardInterrupt at Ctrl-C.
        """
        if isinstance(self.executor, Local):
            self.executor.fit(engine)
        job = _Job(self, engine, sides, iter(tasks), done)
        if isinstance(self.executor, Local) and self.slots > 1 and job.unfinished():
            _check_script()
        try:
            while job.unfinished():
                job.step()
        except BaseException:
            job.cancel()
            raise


class _Job:
    """Tasks that wait, chunks under way, and answers to be passed on."""

    def __init__(
        self, crew: Crew, engine: Engine, sides: Sequence[Side], tasks: Iterator[Task], done: Done
    ) -> None:
        self.crew, self.engine, self.sides = crew, engine, sides
        self.tasks, self.done = tasks, done
        self.next: deque[Task] = deque()
        self.running: dict[Future[Answer], Chunk] = {}
        self.arrived: deque[tuple[Chunk, Answer]] = deque()
        self.deaths: Counter[Task] = Counter()
        self.size = 1
        self.answered = False

    def unfinished(self) -> bool:
        """Whether there is anything left to do."""
        self._look_ahead(1)
        return bool(self.next or self.running)

    def cancel(self) -> None:
        """Take back what has not begun."""
        for future in self.running:
            future.cancel()

    def step(self) -> None:
        """Keep everybody busy, and pass on what is finished."""
        slots = self.crew.slots
        self._hand_out(slots)
        finished = wait(self.running, return_when=FIRST_COMPLETED).done
        ordered = [future for future in self.running if future in finished]
        try:
            # Failures last: what is finished is kept before anything is raised.
            for future in sorted(ordered, key=_failed):
                self._take_in(future, self.running.pop(future))
            # Workers get the next chunk before this process does its own part. In process there
            # is nobody to keep busy, and a chunk would hold up what is finished.
            if slots > 1:
                self._hand_out(slots)
        finally:
            self._pass_on()

    def _look_ahead(self, tasks: int) -> None:
        """Pull tasks until so many wait, as far as there are."""
        self.next.extend(islice(self.tasks, max(0, tasks - len(self.next))))

    def _hand_out(self, slots: int) -> None:
        """Fill the slots with chunks."""
        while len(self.running) < slots:
            self._look_ahead(self.size * slots)
            if not self.next:
                return
            tasks = self._take(slots)
            try:
                chunk = self._chunk(tasks)
                future = self.crew.executor.submit(compute_chunk, self.engine, chunk)
            except BaseException:
                self.next.extendleft(reversed(tasks))
                raise
            self.running[future] = chunk

    def _take(self, slots: int) -> list[Task]:
        """The tasks of the next chunk: towards the end, a fair share of what is left.

        A run that may have killed a worker goes alone.
        """
        size = min(self.size, math.ceil(len(self.next) / slots))
        tasks = [self.next.popleft()]
        if not self.deaths[tasks[0]]:
            while self.next and len(tasks) < size and not self.deaths[self.next[0]]:
                tasks.append(self.next.popleft())
        return tasks

    def _chunk(self, tasks: Sequence[Task]) -> Chunk:
        """The tasks with the scenarios that they need."""
        sides = {i: self.sides[i] for i in dict.fromkeys(task.side for task in tasks)}
        return Chunk(tuple(tasks), {i: (s.scenario, s.opening) for i, s in sides.items()})

    def _take_in(self, future: Future[Answer], chunk: Chunk) -> None:
        """Keep an answer, and learn how long a run takes; a chunk whose worker died goes again."""
        try:
            answer = future.result()
        except BrokenExecutor:
            self._again(chunk)
            return
        self.answered = True
        self.arrived.append((chunk, answer))
        if self.crew.slots > 1:
            wanted = math.ceil(CHUNK_SECONDS * len(chunk.tasks) / max(answer.seconds, 1e-6))
            self.size = min(wanted, 2 * self.size, MOST)

    def _pass_on(self) -> None:
        """Give the outcomes that arrived to whoever wants them."""
        while self.arrived:
            chunk, answer = self.arrived.popleft()
            for task, outcome in zip(chunk.tasks, answer.outcomes, strict=True):
                self.done(task, outcome)

    def _again(self, chunk: Chunk) -> None:
        """Put the tasks of a lost chunk first in the line. Raises WorkerLostError."""
        if not isinstance(self.crew.executor, Local):
            raise WorkerLostError("a worker of the given executor died: start the executor again")
        self.deaths.update(chunk.tasks)
        lost = [task for task in chunk.tasks if self.deaths[task] >= LIVES]
        if lost:
            raise WorkerLostError(self._sentence(lost))
        self.next.extendleft(reversed(chunk.tasks))

    def _sentence(self, lost: list[Task]) -> str:
        names = sorted({self.sides[task.side].scenario.name for task in lost})
        if not self.answered:
            return (
                f"worker processes died {LIVES} times before any finished a run: {_why_at_once()}"
            )
        return (
            f"a worker process died {LIVES} times over the same run of {' and '.join(names)}, "
            "mostly for want of memory: fewer workers need less (--workers 1)"
        )


def _check_script() -> None:
    """Raises InputError where workers would look for a script that is no file, and die of it."""
    main = sys.modules.get("__main__")
    script = getattr(main, "__file__", None)
    if not script or getattr(main, "__spec__", None) is not None:
        return
    if not (Path(getattr(process, "ORIGINAL_DIR", None) or "") / script).exists():
        message = "is no file, and worker processes read the script again: save it as a file"
        raise InputError(Fault(script, "", f"{message}, or take one worker (--workers 1)"))


def _why_at_once() -> str:
    """Why workers die before they work: they read the script again, or there is no memory."""
    memory = "there is too little memory (--workers 1 needs least)"
    main = sys.modules.get("__main__")
    script = str(getattr(main, "__file__", None) or "")
    if not script.endswith(".py") or getattr(main, "__spec__", None) is not None:
        return memory
    guard = "if __name__ == '__main__':"
    return f"{Path(script).name} needs {guard} around its calls; if it has that, {memory}"


def _failed(future: Future[Answer]) -> bool:
    return future.cancelled() or future.exception() is not None
