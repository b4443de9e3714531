"""SIGKILL at any moment: at most the part in flight is lost, and the end is the same."""

import random
import shutil
import time

import pytest

from sim.experiment.store.parts import BLOCK
from tests.experiment.folders import child, content, filled

SCRIPT = """
import sys
from sim.experiment.comparison import compare
from tests.experiment import fake
if __name__ == "__main__":
    out, marks, replications, workers = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
    base, other = (fake.scenario(name, question=marks) for name in ("Base", "Other"))
    engine = fake.engine(fake.simulate_counted if marks else fake.simulate)
    compare(base, [other], replications, workers=workers, store=out, engine=engine,
            progress=lambda done, known: print(done, flush=True))
"""


def finished(*arguments):
    """The script run to its end."""
    process = child(SCRIPT, *arguments)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def killed(luck, *arguments):
    """The script killed at a random moment after its first words; whether it was in time."""
    process = child(SCRIPT, *arguments)
    process.stdout.readline()
    time.sleep(luck.uniform(0, 0.06))
    process.kill()
    process.communicate()
    return process.returncode != 0


def survives(folder, kills, replications, workers=1):
    """Kill so often, finish, and compare with a folder that nobody disturbed."""
    luck = random.Random(kills)
    out, marks = folder / "out", folder / "marks"
    marks.mkdir()
    done = sum(killed(luck, out, marks, replications, workers) for _ in range(kills))
    assert done == kills, "there was not enough to do for so many kills"
    finished(out, marks, replications, workers)
    computed = len(list(marks.iterdir()))
    shutil.rmtree(marks)
    marks.mkdir()
    finished(folder / "calm", marks, replications, workers)
    assert content(out) == content(folder / "calm")
    return computed


def test_ten_kills_leave_no_trace(tmp_path):
    computed = survives(tmp_path, 10, 300)
    # Two sides are computed side by side, so that two parts are in flight.
    assert 600 <= computed <= 600 + 10 * 2 * BLOCK


@pytest.mark.verify
def test_a_hundred_kills_leave_no_trace(tmp_path):
    computed = survives(tmp_path, 100, 2500)
    assert 5000 <= computed <= 5000 + 100 * 2 * BLOCK


@pytest.mark.verify
def test_kills_of_a_parent_with_workers_leave_no_trace(tmp_path):
    survives(tmp_path, 10, 400, workers=2)


def test_what_a_killed_process_left_is_cleared_up(tmp_path):
    filled(tmp_path / "a", 5)
    for place in ("values", "weekly", "tables", "studies", "."):
        (tmp_path / "a" / place).mkdir(exist_ok=True)
        (tmp_path / "a" / place / ".x.parquet.123.draft").write_text("half")
    (tmp_path / "a" / "tables" / ".y.123.draft").mkdir()
    (tmp_path / "a" / "tables" / ".y.123.draft" / "work.parquet").write_text("half")
    filled(tmp_path / "a", 6)
    filled(tmp_path / "b", 6)
    assert content(tmp_path / "a") == content(tmp_path / "b")
