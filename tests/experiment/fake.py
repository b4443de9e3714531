"""A tiny organisation for testing what runs it: module-level functions, so that they travel."""

import os
import signal
import sys
import time
from pathlib import Path

import numpy as np

from sim.experiment.worlds import Engine
from sim.scenario.tree import Scenario
from sim.tables.results import Key
from sim.tables.run import Run, empty_tables

WEEKS = 5


def scenario(name="Base", *, size=6, quit_rate=0.13, question="", seed=1, **top):
    """A small scenario; `question` tells the fakes below where to leave their traces."""
    return Scenario.model_validate(
        {
            "schema": 1,
            "name": name,
            "question": question,
            "seed": seed,
            "book": {"segments": {"smb": {"arr_share": 1.0}}},
            "work": {"kinds": {}},
            "team": {"size": size, "roles": {"csm": {"share": 1}}},
            "people": {"base_quit_rate": quit_rate},
            **top,
        }
    )


def simulate(scenario, replication, opening=None):
    """Luck by seed and replication; what the scenario says comes after the draw."""
    luck = np.random.default_rng([scenario.seed, replication]).random(WEEKS)
    state = (opening or scenario).team.size
    tables = empty_tables()
    tables["accounts"] = {
        name: np.arange(3).astype(column.dtype) for name, column in tables["accounts"].items()
    }
    tables["weekly_roles"]["time"] = 7.0 * (1 + np.arange(WEEKS))
    for name, column in tables["weekly_roles"].items():
        if name != "time":
            tables["weekly_roles"][name] = (
                np.full(WEEKS, np.nan).astype(column.dtype)
                if (column.dtype.kind == "f")
                else np.zeros(WEEKS, column.dtype)
            )
    tables["weekly_roles"]["backlog"] = (
        luck + scenario.people.base_quit_rate + 0.01 * state
    ).astype("f4")
    return Run(
        scenario,
        replication,
        tables,
        {"segment": ("smb",)},
        ("a", "b", "ü"),
        7.0 * WEEKS,
        {"seed": scenario.seed},
    )


def simulate_counted(scenario, replication, opening=None):
    """As above, and one file for each call in the folder that `question` names."""
    mark = Path(scenario.question) / f"{scenario.name}-{replication}-{os.getpid()}-{os.getppid()}"
    mark = mark.with_name(f"{mark.name}-{time.time_ns()}")
    mark.touch()
    return simulate(scenario, replication, opening)


def simulate_slowly(scenario, replication, opening=None):
    """A run of a tenth of a second."""
    time.sleep(0.1)
    return simulate_counted(scenario, replication, opening)


def simulate_for_ever(scenario, replication, opening=None):
    """From replication 2 on, never done. The first two are quick."""
    run = simulate_counted(scenario, replication, opening)
    if replication >= 2:
        time.sleep(600)
    return run


def simulate_and_die(scenario, replication, opening=None):
    """Replication 3 kills its worker, the first time, once the file `taken` is there."""
    mark = Path(scenario.question) / "died"
    if replication == 3 and not mark.exists():
        end = time.monotonic() + 20
        while not (Path(scenario.question) / "taken").exists() and time.monotonic() < end:
            time.sleep(0.01)
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return simulate_counted(scenario, replication, opening)


def simulate_and_always_die(scenario, replication, opening=None):
    """Replication 3 kills every worker that tries."""
    if replication == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return simulate(scenario, replication, opening)


def simulate_and_fail(scenario, replication, opening=None):
    """Replication 3 raises."""
    if replication == 3:
        raise ArithmeticError("three is too many")
    return simulate(scenario, replication, opening)


def simulate_and_interrupt(scenario, replication, opening=None):
    """Somebody presses Ctrl-C during replication 3."""
    if replication == 3:
        raise KeyboardInterrupt
    return simulate_counted(scenario, replication, opening)


def simulate_and_list_modules(scenario, replication, opening=None):
    """Leaves a list of the modules that this process has, and its thread setting."""
    listing = [os.environ.get("OMP_NUM_THREADS", ""), *sys.modules]
    (Path(scenario.question) / f"{os.getpid()}.modules").write_text("\n".join(listing))
    return simulate(scenario, replication, opening)


def compute(run, by=()):
    """Some measures under their real names."""
    backlog = run["weekly_roles"]["backlog"].astype("f8")
    values = {
        Key("grr"): 1 - backlog.mean() / 10,
        Key("csm_turnover"): backlog.max(),
        Key("utilisation"): backlog.min(),
        Key("renewal_churn"): np.nan if run.replication % 2 else backlog[0],
    }
    if "segment" in by:
        values[Key("grr", "segment", "smb")] = values[Key("grr")]
    if "quarter" in by:
        values[Key("grr", "quarter", "1")] = np.nan
    return values


def weekly(run):
    """One series."""
    return {"backlog": run["weekly_roles"]["backlog"], "heads": np.arange(WEEKS)}


def engine(function=simulate):
    """The fake organisation with one of the ways to simulate above."""
    return Engine(function, compute, weekly)


def calls(folder, name="Base"):
    """Replications of the named scenario that were computed, one item for each call."""
    return sorted(int(mark.name.split("-")[1]) for mark in Path(folder).glob(f"{name}-*"))


def processes(folder):
    """Worker processes that computed something, and the processes that started them."""
    return {int(pid) for mark in Path(folder).glob("Base-*") for pid in mark.name.split("-")[2:4]}


def alive(pids):
    """Which of these processes still live; one that is only waiting to be buried does not."""
    return [pid for pid in pids if _lives(pid)]


def _lives(pid):
    if Path("/proc/self/stat").exists():
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
