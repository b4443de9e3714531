"""A sweep ends in the same bytes wherever it is computed, and however often it is killed."""

import random
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from sim.cli import main
from tests.experiment.clusters import workers_of
from tests.experiment.folders import content

BASE = """
schema: 1
name: Small
extends: standard
years: 0.5
book: {arr: 3M}
team: {size: 3}
"""
CANDIDATE = """
schema: 1
name: Small, specialised
extends: base.yaml
team: {structure: specialised}
"""
STUDY = """
study: 1
base: base.yaml
candidates: [candidate.yaml]
vary:
  work.scope_creep: [20 %, 40 %]
  culture.hero_inclination: {from: 0.2, to: 0.8, points: 3}
replications: 3
measures: [grr, unlogged_hours]
by: [segment]
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    for name, text in (("base", BASE), ("candidate", CANDIDATE), ("study", STUDY)):
        (folder / f"{name}.yaml").write_text(text)
    return folder / "study.yaml"


def sweep(study, out, *options):
    arguments = ["sweep", str(study), "--out", str(out), "--quiet", *options]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def whole(study, tmp_path_factory):
    """The folder of a sweep in one process."""
    out = tmp_path_factory.mktemp("whole")
    sweep(study, out, "--workers", "1")
    return content(out)


def test_two_processes_end_in_the_same_bytes(study, whole, tmp_path):
    sweep(study, tmp_path, "--workers", "2")
    assert content(tmp_path) == whole


def test_three_shards_end_in_the_same_bytes(study, whole, tmp_path):
    said = [sweep(study, tmp_path, "--shard", f"{i}/3", "--workers", "1") for i in (2, 1, 3)]
    assert [("missing" in text) for text in said] == [True, True, False]
    assert content(tmp_path) == whole


def test_a_cluster_that_loses_a_worker_ends_in_the_same_bytes(study, whole, tmp_path, cluster):
    lost = cluster.add("lost")
    end = time.monotonic() + 60
    while "lost" not in workers_of(cluster) and time.monotonic() < end:
        time.sleep(0.05)
    command = [sys.executable, "-m", "sim.cli", "sweep", str(study), "--quiet"]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path), "--cluster", cluster.address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        while not list((tmp_path / "values").glob("*.parquet")) and process.poll() is None:
            time.sleep(0.01)
        lost.kill()
        assert process.wait(240) == 0, process.stderr.read()
    finally:
        process.kill()
        process.communicate()
        lost.kill()
        lost.wait()
    assert content(tmp_path) == whole


def killed(study, out, kills, luck):
    """Start the sweep and kill it at a random moment, so many times; then let it finish."""
    command = [sys.executable, "-m", "sim.cli", "sweep", str(study), "--quiet", "--workers", "2"]
    for _ in range(kills):
        process = subprocess.Popen([*command, "--out", str(out)], stdout=subprocess.DEVNULL)
        time.sleep(luck.uniform(0.2, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    sweep(study, out, "--workers", "1")


def test_a_sweep_that_is_killed_again_and_again_ends_in_the_same_bytes(study, whole, tmp_path):
    killed(study, tmp_path, 4, random.Random(1))
    assert content(tmp_path) == whole


@pytest.mark.verify
def test_a_hundred_kills(study, whole, tmp_path):
    luck = random.Random(2)
    for i in range(10):
        out = tmp_path / str(i)
        killed(study, out, 10, luck)
        assert content(out) == whole
