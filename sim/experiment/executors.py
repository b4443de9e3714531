"""Where worlds are computed: one seam, `concurrent.futures.Executor`.

Any executor fits. Ours can be stopped at once, leave nothing running when this process is killed,
and say in `slots` how many calls they want under way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

from sim.base.faults import Fault, InputError
from sim.experiment.workers.by_value import ByValue, travels
from sim.experiment.workers.pool import ByName

if TYPE_CHECKING:
    from sim.experiment.workers.cluster import Cluster

P = ParamSpec("P")
T = TypeVar("T")
Kind: TypeAlias = "InProcess | ByName | ByValue"
"""One worker, as an executor that can be dropped at once."""


class WorkerLostError(RuntimeError):
    """Workers died again and again over the same run, or are gone; the text says which and why.

    option: the option of the command line that chose the workers.
    """

    option = "--workers"


@contextmanager
def executor_for(workers: int | None = None, cluster: str | None = None) -> Iterator[Executor]:
    """The executor for one command: the cluster at an address, or so many processes here.

    workers: None for all cores; 1 stays in this process. cluster: address or scheduler file of a
    dask scheduler that runs. Left in order, it ends its work first; left by an exception, at once.
    Raises InputError for workers or a cluster that cannot be used.
    """
    if cluster is None:
        executor: Local | Cluster = Local(how_many(workers))
    elif workers is not None:
        raise InputError(
            Fault("", "--workers", "a cluster has its own: either --workers or --cluster")
        )
    else:
        from sim.experiment.workers import cluster as engine

        executor = engine.Cluster(cluster)
    try:
        yield executor
    except BaseException:
        executor.stop()
        raise
    executor.shutdown()


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

    def drop(self) -> None:
        """Nothing runs here once a call is over."""


class Local(Executor):
    """Workers on this machine, started when first needed. One worker means this process.

    Each worker is an executor of its own, so that one that dies takes nothing but its own calls
    (their futures raise BrokenExecutor); another is started in its place when next needed.
    """

    def __init__(self, workers: int) -> None:
        self.slots = workers
        self._kind: Callable[[], Kind] = InProcess if workers == 1 else ByName
        self._workers: list[tuple[Kind, list[Future[Any]]]] = []

    def fit(self, parts: object) -> None:
        """Choose processes that calls with such parts (the functions of an engine) can reach."""
        kind = ByName if travels(parts) else ByValue
        if self.slots > 1 and kind is not self._kind:
            self.shutdown()
            self._kind = kind

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As ever: to the worker with the fewest calls. Raises InputError where loky is missing."""
        worker, under_way = self._free()
        try:
            future = worker.submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self._workers.remove((worker, under_way))
            end([worker])
            return self.submit(fn, *args, **kwargs)
        under_way.append(future)
        return future

    def _free(self) -> tuple[Kind, list[Future[Any]]]:
        """The worker with the fewest calls under way; a new one rather than a busy one."""
        for _, calls in self._workers:
            calls[:] = [future for future in calls if not future.done()]
        least = min(self._workers, key=lambda each: len(each[1]), default=None)
        if least is None or (least[1] and len(self._workers) < self.slots):
            least = (self._kind(), [])
            self._workers.append(least)
        return least

    def stop(self) -> None:
        """End the workers now, whatever they are doing."""
        workers, self._workers = self._workers, []
        end([worker for worker, _ in workers])

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers when they are done."""
        workers, self._workers = self._workers, []
        for worker, _ in workers:
            worker.shutdown(wait=wait, cancel_futures=cancel_futures)


def end(workers: Sequence[Kind]) -> None:
    """End workers at once: all are told before the first is waited for."""
    for worker in workers:
        worker.drop()
    for worker in workers:
        worker.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def how_many(workers: int | None, tasks: int = sys.maxsize) -> int:
    """Workers to start: those asked for (None: all cores), and no more than there are tasks.

    Raises InputError for less than one.
    """
    if workers is not None and workers < 1:
        raise InputError(
            Fault("", "workers", f"{workers} is not allowed: a whole number, 1 or more")
        )
    return max(1, min(workers or cores(), tasks))
