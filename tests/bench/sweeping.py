"""What a sweep costs beside its runs: a bare loop over `simulate`, the same in a sweep, and kept.

Also a finished sweep of 10,000 runs, whose engine costs nothing: what the parent weighs, and how
long it takes to find that there is nothing to do.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from sim.experiment.designs import points
from sim.experiment.sweeps.evaluator import Evaluator
from sim.experiment.sweeps.loading import load_study
from sim.experiment.sweeps.sweep import sweep
from sim.organisation import simulate
from sim.scenario import changed, load
from sim.scenario.study import Study
from tests.experiment.test_sweep_large import PARENT

QUIT_RATES = (0.08, 0.11, 0.14, 0.17, 0.2)
REPLICATIONS = 2


def study() -> Study:
    """Five points of two worlds of half a second."""
    return load_study(
        {
            "study": 1,
            "base": load("standard"),
            "vary": {"people.base_quit_rate": list(QUIT_RATES)},
            "replications": REPLICATIONS,
        }
    )


def bare() -> None:
    """The loop that somebody would write who only wants the worlds."""
    base = load("standard")
    for rate in QUIT_RATES:
        scenario = changed(base, {"people.base_quit_rate": rate})
        for replication in range(REPLICATIONS):
            simulate(scenario, replication)


def in_memory() -> None:
    """The same worlds and their measures, by a sweep that keeps nothing."""
    with Evaluator(study(), workers=1) as evaluate:
        evaluate(points(evaluate.study), REPLICATIONS)


def kept() -> None:
    """The same, kept in a folder, with its tables at the end."""
    with tempfile.TemporaryDirectory() as folder:
        sweep(study(), folder, workers=1)


def overheads(rounds: int) -> tuple[float, float]:
    """Medians over alternations: sweep in memory / bare loop, and kept / in memory."""
    bare()
    seconds = []
    for _ in range(rounds):
        row = []
        for way in (bare, in_memory, kept):
            begin = time.process_time()
            way()
            row.append(time.process_time() - begin)
        seconds.append(row)
    return median(m / b for b, m, _ in seconds), median(k / m for _, m, k in seconds)


def ten_thousand() -> tuple[float, float]:
    """MiB of the parent of a sweep of 10,000 runs, and seconds of the same sweep once more."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", PARENT, str(Path(folder) / "out"), "5000"]
        first, again = (
            subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(2)
        )
    return int(first[2]) / 1024, float(again[1])
