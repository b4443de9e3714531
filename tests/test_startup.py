"""Help, completion and `import sim` stay light: told by the modules they load, not by a clock."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    *("pandas", "scipy", "matplotlib", "pyarrow", "numpy", "pydantic", "rich", "ruamel", "jinja2"),
    *("simpy", "multiprocessing", "concurrent"),
}


def loaded(*arguments):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [
        ("-m", "sim.cli", "--help"),
        ("-m", "sim.cli", "--version"),
        ("-m", "sim.cli", "compare", "--help"),
        ("-m", "sim.cli", "completion", "bash"),
        ("-c", "import sim; print(sim.__version__)"),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded(arguments):
    modules = loaded(*arguments)
    assert "sim" in modules
    assert modules.isdisjoint(HEAVY)
