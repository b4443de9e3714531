"""Parallel efficiency: two workers behind the seam against two processes that share nothing.

The work is the same: runs of half a second of processor time each. What the seam costs (handing
out, fetching, waiting for the last one) is what is missing to 1.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from sim.experiment.crew import Crew
from sim.experiment.executors import executor_for
from sim.experiment.worlds import Engine, Side, Task
from sim.scenario import load
from sim.tables.results import Key
from tests.experiment import clusters

RUN_SECONDS = 0.5
WORKERS = 2
FIRST = 1000
"""The first replication: those before may send back tables, which a burnt run has not."""


def burn(scenario=None, replication=0, opening=None) -> tuple[float, float]:
    """A run: so much processor time of this thread. What a worker does beside it comes on top.

    Gives the moments of the system's clock at which it began and ended.
    """
    begin, end = time.perf_counter(), time.thread_time() + RUN_SECONDS
    while time.thread_time() < end:
        sum(range(1000))
    return begin, time.perf_counter()


def moments(run: tuple[float, float], by=()) -> dict[Key, float]:
    """In place of the measures: the two moments."""
    return {Key("begin"): run[0], Key("end"): run[1]}


def nothing(*_) -> dict:
    """No series; also a call that costs nothing."""
    return {}


def static(runs: int) -> float:
    """Seconds in which two processes that were started before do half of the runs each."""
    command = [sys.executable, "-m", "tests.bench", "--burn", str(runs // WORKERS)]
    processes = [
        subprocess.Popen(
            command, cwd=clusters.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(WORKERS)
    ]
    for process in processes:
        process.stdout.readline()
    begin = time.perf_counter()
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.stdout.readline()
    seconds = time.perf_counter() - begin
    for process in processes:
        process.communicate()
    return seconds


def own_share(runs: int) -> None:
    """What `static` asks of each process."""
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(runs):
        burn()
    print("done", flush=True)


def behind_the_seam(executor: Executor, runs: int) -> tuple[float, float]:
    """Seconds in which a crew does the runs, and the part of them that workers had one in hand."""
    side, done = Side(load("standard")), {}
    begin = time.perf_counter()
    with Crew(WORKERS, executor) as crew:
        tasks = (Task(0, FIRST + i) for i in range(runs))
        crew.finish(Engine(burn, moments, nothing), [side], tasks, done.__setitem__)
    seconds = time.perf_counter() - begin
    assert len(done) == runs
    busy = sum(each.values[Key("end")] - each.values[Key("begin")] for each in done.values())
    return seconds, busy / seconds / WORKERS


def efficiencies(rounds: int, runs: int) -> dict[str, list[tuple[float, float]]]:
    """By executor, one pair for each round of static, local, cluster.

    The pair: seconds of the static processes / ours; the part of the time that workers had a run in
    hand (which other users of the machine hardly change, as they do the first).
    """
    found: dict[str, list[tuple[float, float]]] = {"local": [], "through dask": []}
    with warm() as executors:
        for executor in executors:
            behind_the_seam(executor, 2 * WORKERS)
        for _ in range(rounds):
            alone = static(runs)
            for executor, pairs in zip(executors, found.values(), strict=True):
                seconds, busy = behind_the_seam(executor, runs)
                pairs.append((alone / seconds, busy))
    return found


@contextmanager
def warm() -> Iterator[tuple[Executor, Executor]]:
    """Local processes and a cluster on loopback, whose workers have started."""
    with (
        tempfile.TemporaryDirectory() as folder,
        clusters.running(Path(folder), WORKERS) as cluster,
        executor_for(WORKERS) as processes,
        executor_for(cluster=cluster.address) as workers,
    ):
        for executor in (processes, workers):
            wait([executor.submit(time.sleep, 0.5) for _ in range(WORKERS)])
        yield processes, workers


def chunk_cost(rounds: int, calls: int) -> tuple[float, float]:
    """Milliseconds that a call costs locally and through a cluster: calls that do nothing."""
    costs: tuple[list[float], list[float]] = ([], [])
    with warm() as executors:
        for _ in range(rounds):
            for executor, found in zip(executors, costs, strict=True):
                begin = time.perf_counter()
                wait([executor.submit(nothing) for _ in range(calls)])
                found.append((time.perf_counter() - begin) / calls * 1e3)
    return median(costs[0]), median(costs[1])
