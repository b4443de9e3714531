"""Shards: every item is of exactly one, whoever numbers them."""

import os
import subprocess
import sys

import pytest

from sim.base.faults import InputError
from sim.experiment.replications import run
from sim.experiment.shards import Shard, shard_of
from sim.tables.results import Key
from tests.experiment import fake
from tests.experiment.clusters import ROOT


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_every_item_is_of_exactly_one_shard(count):
    shards = [Shard(number, count) for number in range(1, count + 1)]
    for index in range(50):
        assert sum(shard.mine(index) for shard in shards) == 1
    sizes = [sum(map(shard.mine, range(50))) for shard in shards]
    assert max(sizes) - min(sizes) <= 1


def slurm(task, first, count, **more):
    found = {"ID": task, "MIN": first, "COUNT": count, **more}
    return {f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in found.items()}


@pytest.mark.parametrize(
    ("text", "environment", "number", "count"),
    [
        ("2/8", {}, 2, 8),
        (" 8/8 ", {}, 8, 8),
        ("2/8", slurm(5, 0, 10), 2, 8),
        ("auto", slurm(0, 0, 4), 1, 4),
        ("auto", slurm(4, 1, 4), 4, 4),
        ("auto", slurm(7, 3, 5, STEP=2), 3, 5),
        ("auto/4", slurm(2, 1, 4), 2, 4),
        ("auto", {"JOB_COMPLETION_INDEX": "0", "JOB_COMPLETIONS": "5"}, 1, 5),
        ("auto/5", {"JOB_COMPLETION_INDEX": "4"}, 5, 5),
    ],
)
def test_a_shard_is_read_from_its_text_and_the_environment(text, environment, number, count):
    assert shard_of(text, environment) == Shard(number, count)


def test_the_environment_of_this_process_counts_where_none_is_given(monkeypatch):
    for name, value in slurm(3, 1, 6).items():
        monkeypatch.setenv(name, value)
    assert shard_of("auto") == Shard(3, 6)


@pytest.mark.parametrize(
    ("text", "environment", "sentence"),
    [
        ("0/8", {}, "--shard 0/8: 0/8 is not allowed: I/N with I from 1 to N"),
        ("9/8", {}, "--shard 9/8: 9/8 is not allowed: I/N with I from 1 to N"),
        ("1/0", {}, "--shard 1/0: 1/0 is not allowed"),
        ("2", {}, "--shard 2: is no shard: I/N"),
        ("-1/8", {}, "is no shard"),
        ("a/b", {}, "is no shard"),
        ("auto/x", {"JOB_COMPLETION_INDEX": "0"}, "is no shard"),
        (
            "auto",
            {},
            "--shard auto: needs an array job, and none of SLURM_ARRAY_TASK_ID, "
            "JOB_COMPLETION_INDEX is set: I/N",
        ),
        ("auto", slurm(7, 1, 3), "does not fit an array of 3 tasks from 1 on, of which this is 7"),
        ("auto", slurm(2, 1, 3, STEP=2), "does not fit"),
        ("auto/4", slurm(2, 1, 3), "does not fit"),
        ("auto", {"SLURM_ARRAY_TASK_ID": "2"}, "reads SLURM_ARRAY_TASK_MIN, which is ''"),
        ("auto", {"JOB_COMPLETION_INDEX": "2"}, "does not know how many there are: auto/N"),
        ("auto/0", {"JOB_COMPLETION_INDEX": "0"}, "not allowed"),
        ("auto/3", {"JOB_COMPLETION_INDEX": "3"}, "4/3 is not allowed"),
        (
            "auto",
            {"JOB_COMPLETION_INDEX": "0", "JOB_COMPLETIONS": "five"},
            "reads JOB_COMPLETIONS, which is 'five': a whole number is needed",
        ),
    ],
)
def test_what_is_no_shard_is_refused_in_words(text, environment, sentence):
    with pytest.raises(InputError) as caught:
        shard_of(text, environment)
    assert sentence in str(caught.value)


PART = """
import sys
from pathlib import Path
from sim.experiment.crew import Crew
from sim.experiment.shards import shard_of
from sim.experiment.worlds import Side, Task
from sim.tables.results import Key
from tests.experiment import fake
if __name__ == "__main__":
    folder, shard = Path(sys.argv[1]), shard_of("auto/3")
    with Crew(1) as crew:
        crew.finish(
            fake.engine(fake.simulate_counted),
            [Side(fake.scenario(question=str(folder)))],
            (Task(0, i) for i in range(20) if shard.mine(i)),
            lambda task, outcome: (folder / f"part-{task.replication}").write_text(
                outcome.values[Key("grr")].hex()
            ),
        )
"""


def test_three_shards_at_once_are_the_whole(tmp_path):
    script = tmp_path / "part.py"
    script.write_text(PART)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parts = [
        subprocess.Popen(
            [sys.executable, script, tmp_path],
            env={**environment, "JOB_COMPLETION_INDEX": str(index)},
        )
        for index in range(3)
    ]
    assert [part.wait(timeout=60) for part in parts] == [0, 0, 0]
    assert fake.calls(tmp_path) == list(range(20)), "nobody computes what another one does"
    alone = run(fake.scenario(question=str(tmp_path)), 20, workers=1, engine=fake.engine())
    found = [float.fromhex((tmp_path / f"part-{i}").read_text()) for i in range(20)]
    assert alone.values[Key("grr")].tolist() == found
