"""A worker process on this machine that ends with its parent, however that ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

METHOD = "forkserver" if sys.platform == "linux" else "spawn"
"""How processes start: afresh, so that what is imported, opened or locked here is not copied."""


class ByName(ProcessPoolExecutor):
    """One worker process. It finds the functions and classes of a call by the names of modules.

    method: 'forkserver' or 'spawn'.
    """

    def __init__(self, method: str = METHOD) -> None:
        context: Any = multiprocessing.get_context(method)
        worker_end, self._parent_end = context.Pipe(duplex=False)
        super().__init__(1, context, initializer=begin_worker, initargs=(worker_end,))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As ever; a process that is started by it never hears Ctrl-C, not even while it starts."""
        with deaf():
            return super().submit(fn, *args, **kwargs)

    def drop(self) -> None:
        """Tell the worker to end now, whatever it is doing; what it was doing is lost.

        Our own copy of its end of the pipe of results is closed, too: a worker that ends in the
        middle of a result would else leave the pool's thread waiting for the rest of it for ever.
        """
        self._parent_end.close()
        results: Any = self._result_queue
        if results is not None:
            results._writer.close()


@contextmanager
def deaf() -> Iterator[None]:
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
    when the parent wants its worker gone, or is gone itself. Where workers are forked from a server
    that holds on to `parent`, the sentinel of the parent tells; loky's workers have none.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sentinel = getattr(multiprocessing.parent_process(), "sentinel", None)
    ends: list[Any] = [parent] if sentinel is None else [parent, sentinel]
    threading.Thread(target=_leave_with, args=(ends,), daemon=True).start()


def _leave_with(ends: list[Any]) -> None:
    """Wait for any of `ends`, then end this process without asking its other threads."""
    wait(ends)
    os._exit(1)
