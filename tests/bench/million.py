"""What a large sweep needs: what one run of the standard company costs, in time and in bytes."""

from __future__ import annotations

import pickle
import tempfile
import time
from pathlib import Path
from statistics import median

from sim.experiment.replications import run
from sim.experiment.worlds import Chunk, Engine, Side, Task, compute_chunk, the_model
from sim.scenario import load

FIRST = 1000
"""The first replication: those before may send back tables, as only few runs of a sweep do."""


def seconds_a_run(runs: int) -> float:
    """Seconds of processor time of a run with its measures: the median."""
    engine, found = the_model(), []
    for i in range(runs):
        begin = time.process_time()
        _answer(engine, i)
        found.append(time.process_time() - begin)
    return median(found)


def bytes_of_a_run() -> tuple[int, int]:
    """Bytes that a chunk of one run sends to a worker, and that come back."""
    engine, side = the_model(), Side(load("standard"))
    chunk = Chunk((Task(0, FIRST),), {0: (side.scenario, None)})
    return len(pickle.dumps((engine, chunk))), len(pickle.dumps(_answer(engine, 0)))


def _answer(engine: Engine, i: int):
    return compute_chunk(engine, Chunk((Task(0, FIRST + i),), {0: (load("standard"), None)}))


def bytes_in_the_store(runs: int) -> float:
    """Bytes on disk that a further run adds to a results folder, without tables."""
    with tempfile.TemporaryDirectory() as folder:
        sizes = []
        for replications in (runs, 2 * runs):
            run(load("standard"), replications, store=folder)
            files = Path(folder).rglob("*")
            sizes.append(sum(path.stat().st_size for path in files if path.is_file()))
    return (sizes[1] - sizes[0]) / runs


def million() -> None:
    """Print all three."""
    sent, back = bytes_of_a_run()
    print(f"a run of the standard company: {seconds_a_run(15):.2f} s of processor time")
    print(f"sent to a worker: {sent:,} bytes; back: {back:,}; kept: {bytes_in_the_store(20):,.0f}")
