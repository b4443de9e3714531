"""The measurements behind `make bench`: each returns plain numbers."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np

from sim.organisation import simulate
from sim.scenario import load
from sim.scenario.tree import Scenario
from tests.bench.tutorial import finished_items, replay

ACCOUNTS_A_MILLION = 34.76
"""Opening accounts of the standard book for each $1M of ARR."""
ACCOUNTS_A_HEAD = 46
MIB = 1024.0


def company(accounts: int, years: int) -> Scenario:
    """The standard company with about so many accounts at the opening."""
    over = {
        "book.arr": str(round(accounts / ACCOUNTS_A_MILLION * 1e6)),
        "team.size": str(max(1, round(accounts / ACCOUNTS_A_HEAD))),
        "years": str(years),
    }
    return load("standard", over)


def model(scenario: Scenario, replication: int = 0) -> tuple[float, int, list]:
    """Seconds of processor time, items created (run-in included), and the items finished."""
    gc.collect()
    begin = time.process_time()
    run = simulate(scenario, replication)
    seconds = time.process_time() - begin
    return seconds, int(run["work"]["item"].max()) + 1, finished_items(run)


def against_tutorial(rounds: int) -> list[tuple[float, float]]:
    """Microseconds an item of the full model, and of its finished items in a plain queue."""
    scenario = company(500, years=3)
    out = []
    for _ in range(rounds):
        seconds, created, items = model(scenario)
        gc.collect()
        out.append((seconds / created * 1e6, replay(items) / len(items) * 1e6))
    return out


def growth(sizes: tuple[int, ...]) -> tuple[list[float], float]:
    """Microseconds an item by size (one year each), and the exponent: cost ~ accounts^exponent.

    Small companies are run several times, so that every size rests on about as much work.
    """
    costs = []
    for n in sizes:
        scenario = company(n, years=1)
        runs = [model(scenario, r)[:2] for r in range(max(1, min(7, 2000 // n)))]
        costs.append(median(seconds / created * 1e6 for seconds, created in runs))
    return costs, float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def peak_memory(accounts: int, years: int) -> tuple[float, float]:
    """MiB at the peak of a fresh process that simulates such a company, and its seconds."""
    here = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.bench", "--memory", str(accounts), str(years)]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
    peak, seconds = done.stdout.split()
    return float(peak), float(seconds)


def own_memory(accounts: int, years: int) -> tuple[float, float]:
    """What `peak_memory` asks of the fresh process: MiB at the peak, seconds."""
    seconds, _, _ = timed(accounts, years)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    return (peak / MIB if sys.platform == "darwin" else peak), seconds


def timed(accounts: int, years: int) -> tuple[float, int, int]:
    """Seconds, items and people of one run whose tables are kept to its end."""
    begin = time.process_time()
    run = simulate(company(accounts, years), 0)
    return time.process_time() - begin, len(run["work"]["item"]), len(run["people"]["person"])


def start_up(rounds: int) -> tuple[float, float]:
    """Milliseconds of `reorg --help` and of `python -c "import click"`: medians, alternating."""
    reorg = [str(Path(sys.executable).with_name("reorg")), "--help"]
    click = [sys.executable, "-c", "import click"]
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for command, found in zip((reorg, click), seconds, strict=True):
            begin = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            found.append(time.perf_counter() - begin)
    return median(seconds[0]) * 1e3, median(seconds[1]) * 1e3
