"""Worker processes for parts that have no module: those of a notebook or of `__main__`.

A worker finds functions and classes by the name of their module. What was typed into a notebook,
made in a function or a lambda has no such name, so it must travel whole; loky does that.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from io import BytesIO
from typing import Any, ParamSpec, TypeVar

from sim.base.faults import Fault, InputError
from sim.experiment.workers.pool import begin_worker, deaf

P = ParamSpec("P")
T = TypeVar("T")


def travels(part: object) -> bool:
    """Whether another process can find by name all functions and classes that `part` is made of."""
    try:
        _Names(BytesIO(), pickle.HIGHEST_PROTOCOL).dump(part)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


class _Names(pickle.Pickler):
    """Pickles as ever, but refuses what belongs to `__main__`, which is another one elsewhere."""

    def reducer_override(self, part: Any) -> Any:
        if getattr(part, "__module__", "") == "__main__":
            raise pickle.PicklingError(f"{part!r} belongs to __main__")
        return NotImplemented


class ByValue(Executor):
    """One worker process, to which functions and classes travel whole.

    Raises InputError where loky is not installed.
    """

    def __init__(self) -> None:
        try:
            from loky.backend import get_context  # type: ignore[import-untyped]
            from loky.process_executor import ProcessPoolExecutor  # type: ignore[import-untyped]
        except ImportError:
            raise InputError(Fault("", "", MISSING)) from None
        context = get_context("loky")
        worker_end, self._parent_end = context.Pipe(duplex=False)
        self._process = ProcessPoolExecutor(
            1, context=context, initializer=begin_worker, initargs=(worker_end,)
        )

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As ever; a process that is started by it never hears Ctrl-C."""
        with deaf():
            future: Future[T] = self._process.submit(fn, *args, **kwargs)
        return future

    def drop(self) -> None:
        """Tell the worker to end now, whatever it is doing; what it was doing is lost."""
        self._parent_end.close()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the worker when it is done; with `cancel_futures` at once."""
        self._process.shutdown(wait=wait, kill_workers=cancel_futures)


MISSING = (
    "parts from a notebook or from __main__ reach no other process without loky: "
    "pip install 'reorg[notebook]', put them into a module of their own, or use one worker"
)
