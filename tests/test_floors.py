"""Imports go down the floors, and every library stays in its home."""

from __future__ import annotations

import pytest

from tests.floors import MAY_USE, SOURCE, faults, imports

FILES = sorted(SOURCE.rglob("*.py"))


def place(path):
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return (parts[1] if len(parts) > 2 else ""), ".".join(parts[:-1])


def wrong(text, room, package=None):
    return list(faults(room, imports(text, package or f"sim.{room}")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path):
    room, package = place(path)
    assert wrong(path.read_text(encoding="utf-8"), room, package) == []


def test_every_folder_is_a_room_and_every_room_a_folder():
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name[0] not in "._"}
    modules = {path.stem for path in SOURCE.glob("*.py")}
    assert folders == set(MAY_USE) - {""}
    assert modules == {"__init__"}


@pytest.mark.parametrize(
    ("room", "text"),
    [
        ("base", "import sim.scenario"),
        ("base", "from sim import scenario"),
        ("base", "from sim.scenario import load"),
        ("base", "from ..scenario import load"),
        ("base", "from .. import scenario"),
        ("base", "def f():\n    from sim.tables import Run"),
        ("base", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sim.app"),
        ("base", "import importlib\nimportlib.import_module('sim.cli')"),
        ("base", "HOME = 'sim.organisation'"),
        ("base", "__import__(name)"),
        ("base", "import pydantic"),
        ("organisation", "from sim.measures import compute"),
        ("measures", "from sim.organisation import simulate"),
        ("measures", "import simpy"),
        ("measures", "from scipy import stats"),
        ("measures", "class A:\n    import pandas as pd"),
        ("present", "from sim.organisation import simulate"),
        ("present", "from sim.experiment import run"),
        ("app", "from concurrent.futures import Executor"),
        ("app", "from sim import load"),
        ("cli", "from sim.scenario import load"),
        ("cli", "import numpy"),
        ("experiment", "import a_library_nobody_knows"),
        ("experiment", "import sim.attic"),
    ],
)
def test_a_wrong_import_is_seen(room, text):
    assert wrong(text, room)


@pytest.mark.parametrize(
    ("room", "text"),
    [
        ("base", "import numpy as np"),
        ("base", "def f():\n    from scipy import stats"),
        ("scenario", "from sim.base import units"),
        ("tables", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas as pd"),
        ("experiment", "from sim.organisation import simulate"),
        ("organisation", "import simpy"),
        ("cli", "from sim.app.running import run_file"),
        ("present", "from .words import scale"),
    ],
)
def test_a_right_import_passes(room, text):
    assert wrong(text, room) == []
