"""A cluster that exists already: the workers of a dask scheduler, as an executor.

Whatever starts the workers (Slurm, Kubernetes, a shell) is somebody else's affair; all that is
needed is the address of the scheduler. A worker that dies takes its calls with it, and dask gives
them to another; workers may come and go.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from functools import partial
from typing import Any, ParamSpec, TypeVar

from sim.experiment.executors import WorkerLostError
from sim.experiment.workers.agreement import difference, here
from sim.experiment.workers.joining import OPTION, PATIENCE_SECONDS, fault, join

P = ParamSpec("P")
T = TypeVar("T")

CALLS_A_THREAD = 2
"""One call under way and one that waits, so that no worker waits for this process."""

COUNT_SECONDS = 2.0
"""How often the threads of the cluster are counted again."""


class ClusterLostError(WorkerLostError):
    """The scheduler is gone, or its workers died again and again over the same runs."""

    option = OPTION


class Cluster(Executor):
    """The workers of a dask scheduler.

    address: `tcp://host:port` (or another protocol of dask), or the path of a scheduler file.
    Raises InputError where dask is not installed, nobody answers, or a worker has other versions
    than this process; calls raise ClusterLostError, and InputError on such a worker that came
    later.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = join(address)
        self._calls = self._client.get_executor(pure=False)
        self._threads, self._counted = 0, float("-inf")

    @property
    def slots(self) -> int:
        """Calls that should be under way: a few for each thread that the cluster has now."""
        if time.monotonic() - self._counted > COUNT_SECONDS and self._client.status == "running":
            self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return max(2, CALLS_A_THREAD * self._threads)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future of the call on any worker. Functions of `__main__` travel whole."""
        from distributed.protocol.pickle import dumps

        # As bytes, so that the scheduler need not unpack every scenario that passes through.
        parcel = dumps((fn, args, kwargs))  # type: ignore[no-untyped-call]
        ours: Future[T] = Future()
        try:
            theirs = self._calls.submit(open_parcel, here(), parcel)
        except Exception as error:
            raise self._in_words(error) from error
        theirs.add_done_callback(partial(self._pass_on, ours))
        ours.add_done_callback(partial(_cancel_too, theirs))
        return ours

    def _pass_on(self, ours: Future[T], theirs: Future[T]) -> None:
        """Give the outcome of a call on to the future that our caller has, errors in our words."""
        if not ours.set_running_or_notify_cancel():
            return
        try:
            ours.set_result(theirs.result())
        except (Exception, CancelledError) as error:
            ours.set_exception(self._in_words(error))

    def _in_words(self, error: BaseException) -> BaseException:
        """What is to be raised instead of dask's own errors; errors of a call stay as they are."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return ClusterLostError(
                f"workers died over the same runs ({error.allowed_failures + 1}, the last one at "
                f"{error.last_worker.address}), mostly for want of memory: give them more"
            )
        if isinstance(error, CancelledError) or self._client.status != "running":
            return ClusterLostError(
                f"the scheduler at {self.address} is gone: start it again, and the same command "
                "goes on from there"
            )
        return error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on without us; calls that nobody fetched are dropped."""
        self._client.close(timeout=PATIENCE_SECONDS)

    stop = shutdown


def open_parcel(versions: Mapping[str, str], parcel: bytes) -> Any:
    """On a worker: make the call in a parcel.

    Raises what the call raises, and InputError where this worker has other versions: it may have
    joined after the others were asked.
    """
    if differs := difference(versions, here()):
        from distributed import get_worker

        raise fault(
            f"the worker at {get_worker().address} has {differs}: the same versions are needed "
            "everywhere"
        )
    fn, args, kwargs = pickle.loads(parcel)
    return fn(*args, **kwargs)


def _cancel_too(theirs: Future[Any], ours: Future[Any]) -> None:
    if ours.cancelled():
        theirs.cancel()
