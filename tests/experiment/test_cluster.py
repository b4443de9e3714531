"""A cluster computes what one process computes, or says why it cannot."""

import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from sim.base.faults import InputError
from sim.base.version import MODEL_VERSION
from sim.cli import main
from sim.experiment.executors import executor_for
from sim.experiment.replications import run
from tests.experiment import clusters, fake
from tests.experiment.clusters import wait_for


def test_in_process_local_processes_and_a_cluster_give_the_same_bytes(cluster):
    scenario = fake.scenario()
    one, two = (run(scenario, 30, workers=n, engine=fake.engine()) for n in (1, 2))
    with executor_for(cluster=cluster.address) as executor:
        there = run(scenario, 30, executor=executor, engine=fake.engine())
    clusters.same(one, two)
    clusters.same(one, there)
    assert one.provenance == there.provenance


SMALL = [
    *("run", "standard", "--set", "book.arr=4M", "--set", "team.size=4", "--years", "0.5"),
    *("--replications", "4", "--json", "--quiet"),
]


def test_the_command_says_the_same_with_a_cluster(cluster, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    here, there = (
        CliRunner().invoke(main, [*SMALL, *where], catch_exceptions=False)
        for where in (["--workers", "1"], ["--cluster", cluster.address, "--out", "there"])
    )
    assert here.exit_code == there.exit_code == 0
    assert here.stdout == there.stdout
    assert there.stderr == ""


def test_the_command_refuses_a_cluster_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*SMALL, "--cluster", "tcp://127.0.0.1:1", "--out", "out"])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("--cluster: no scheduler answers at tcp://127.0.0.1:1: give ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_scheduler_file_is_as_good_as_an_address(cluster):
    with executor_for(cluster=str(cluster.file)) as executor:
        assert executor.submit(sum, (1, 2, 3)).result(30) == 6


def test_few_calls_are_under_way_for_each_worker(cluster):
    with executor_for(cluster=cluster.address) as executor:
        assert executor.slots == 4


def test_a_worker_of_a_cluster_imports_nothing_heavy(cluster, tmp_path):
    engine = fake.engine(fake.simulate_and_list_modules)
    with executor_for(cluster=cluster.address) as executor:
        run(fake.scenario(question=str(tmp_path)), 4, executor=executor, engine=engine)
    listings = list(tmp_path.glob("*.modules"))
    assert listings
    for listing in listings:
        modules = set(listing.read_text().split("\n"))
        assert "sim.experiment.worlds" in modules
        assert not {"pandas", "pyarrow", "scipy", "matplotlib"} & modules


def test_what_the_model_raises_reaches_the_caller(cluster):
    engine = fake.engine(fake.simulate_and_fail)
    with (
        pytest.raises(ArithmeticError, match="three is too many"),
        executor_for(cluster=cluster.address) as executor,
    ):
        run(fake.scenario(), 8, executor=executor, engine=engine)


TYPED_IN = """
import sys
from sim.experiment.executors import executor_for
from sim.experiment.replications import run
from tests.experiment import fake
def mine(scenario, replication, opening=None):
    return fake.simulate(scenario, replication + 100)
with executor_for(cluster=sys.argv[1]) as executor:
    there = run(fake.scenario(), 6, executor=executor, engine=fake.engine(mine))
here = run(fake.scenario(), 6, workers=1, engine=fake.engine(mine))
print(all(here.values[key].tobytes() == x.tobytes() for key, x in there.values.items()))
"""


def test_parts_without_a_module_travel_to_a_cluster(cluster):
    done = subprocess.run(
        [sys.executable, "-c", TYPED_IN, cluster.address],
        env=cluster.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "True\n", done.stderr


OTHER_MODEL = """
import sim.base.version
sim.base.version.MODEL_VERSION = "another"
"""


@pytest.fixture
def other(tmp_path):
    """The option of a worker that has another version of the model."""
    preload = tmp_path / "other_model.py"
    preload.write_text(OTHER_MODEL)
    return ("--preload", str(preload))


def test_a_worker_with_another_version_is_named_and_nothing_computed(cluster, tmp_path, other):
    stranger = cluster.add("stranger", *other)
    try:
        address = wait_for(lambda: clusters.workers_of(cluster).get("stranger"))
        with (
            pytest.raises(InputError) as caught,
            executor_for(cluster=cluster.address) as executor,
        ):
            run(fake.scenario(question=str(tmp_path)), 4, executor=executor)
    finally:
        stranger.kill()
        stranger.wait()
        wait_for(lambda: "stranger" not in clusters.workers_of(cluster))
    assert str(caught.value) == (
        f"--cluster: the worker at {address} has reorg's model another (here: {MODEL_VERSION}): "
        "the same versions are needed everywhere"
    )
    assert fake.calls(tmp_path) == []


@pytest.mark.verify
def test_a_worker_with_another_version_that_joins_later_computes_nothing(tmp_path, other):
    scenario = fake.scenario(question=str(tmp_path))
    engine = fake.engine(fake.simulate_counted)
    with (
        clusters.running(tmp_path / "cluster", 0) as cluster,
        executor_for(cluster=cluster.address) as executor,
    ):
        cluster.add("stranger", *other)
        with pytest.raises(InputError, match="has reorg's model another"):
            run(scenario, 4, executor=executor, engine=engine)
    assert fake.calls(tmp_path) == []


def test_the_address_of_a_worker_is_no_scheduler(cluster):
    address = clusters.workers_of(cluster)["worker-0"]
    with (
        pytest.raises(InputError, match=f"no scheduler answers at {address}: give the address"),
        executor_for(cluster=address),
    ):
        pass


@pytest.mark.verify
def test_the_model_gives_the_same_on_a_worker_with_two_threads(tmp_path):
    from sim.scenario import load

    scenario = load("standard", {"book.arr": "4M", "team.size": "4", "years": "0.5"})
    here = run(scenario, 8, workers=1)
    with clusters.running(tmp_path / "cluster", 0) as cluster:
        cluster.add("threads", "--nthreads", "2")
        with executor_for(cluster=cluster.address) as executor:
            there = run(scenario, 8, executor=executor)
    clusters.same(here, there)
    for ours, theirs in zip(here.runs, there.runs, strict=True):
        np.testing.assert_array_equal(ours["work"]["finished"], theirs["work"]["finished"])
