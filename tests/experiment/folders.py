"""What tests of the results store have in common: folders to compare, and real child processes."""

import os
import subprocess
import sys
from pathlib import Path

from sim.experiment.replications import run
from sim.experiment.store import Store
from sim.experiment.worlds import Side
from tests.experiment import fake


def content(folder):
    """Every file of a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def filled(folder, replications, scenario=None, **options):
    """A folder with so many replications of a fake organisation; its store."""
    run(
        scenario or fake.scenario(), replications, workers=1, store=folder, engine=fake.engine(),
        **options,
    )  # fmt: skip
    return Store(folder)


def address(**keys):
    """Where the worlds of the fake scenario are."""
    return Side(fake.scenario(**keys)).address


def child(script, *arguments, **options):
    """A Python process that runs a script and can import from the root of the repository."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )
