"""Where worlds are computed: one seam, `concurrent.futures.Executor`.

Any executor fits (a cluster's too). The two of our own can also be stopped at once, and leave no
process behind when the parent is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, ParamSpec, TypeVar

from sim.base.faults import Fault, InputError

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLostError(RuntimeError):
    """Worker processes died again and again over the same run; the text says which and why."""


class InProcess(Executor):
    """Runs a call at once, in this process. Ctrl-C goes through to the caller."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is already done; an `Exception` of the call is kept in it."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Pool(ProcessPoolExecutor):
    """Worker processes that end with their parent, however it ends.

    Processes start afresh (forkserver on Linux, spawn elsewhere): what this process has imported,
    opened or locked is not copied into them.
    """

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        worker_end, self._parent_end = context.Pipe(duplex=False)
        super().__init__(workers, context, initializer=begin_worker, initargs=(worker_end,))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As ever; a process that is started by it never hears Ctrl-C, not even while it starts."""
        with _deaf():
            return super().submit(fn, *args, **kwargs)

    def stop(self) -> None:
        """End the workers now, whatever they are doing; what they were doing is lost."""
        self._parent_end.close()
        self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits until the end of the block; processes started within stay deaf for good."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_worker(parent: Connection) -> None:
    """Make this process a worker: one thread for numbers, deaf to Ctrl-C, gone with its parent.

    Ctrl-C reaches every process of a terminal; the parent decides what it means. `parent` ends
    when the parent wants the workers gone, its sentinel when the parent itself is gone.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    above = multiprocessing.parent_process()
    ends: list[Any] = [parent] if above is None else [parent, above.sentinel]
    threading.Thread(target=_leave_with, args=(ends,), daemon=True).start()


def _leave_with(ends: list[Any]) -> None:
    """Wait for any of `ends`, then end this process without asking its other threads."""
    wait(ends)
    os._exit(1)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def how_many(workers: int | None, tasks: int) -> int:
    """Workers to start: those asked for (None: all cores), and no more than there are tasks.

    Raises InputError for less than one.
    """
    if workers is not None and workers < 1:
        raise InputError(
            Fault("", "workers", f"{workers} is not allowed: a whole number, 1 or more")
        )
    return max(1, min(workers or cores(), tasks))


def start(workers: int) -> Executor:
    """An executor with so many workers; one means this process."""
    return InProcess() if workers == 1 else Pool(workers)


def stop(executor: Executor) -> None:
    """End an executor now: unfinished work is dropped."""
    if isinstance(executor, Pool):
        executor.stop()
    else:
        executor.shutdown(wait=False, cancel_futures=True)
