"""What `run` and `compare` have in common: lost workers in words, and the files that show worlds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sim.base.faults import Fault, InputError


@contextmanager
def workers_in_words() -> Iterator[None]:
    """Turns a lost worker process into InputError: the number of workers was wrong."""
    from sim.experiment.executors import WorkerLostError

    try:
        yield
    except WorkerLostError as error:
        raise InputError(Fault("--workers", "", str(error))) from error
