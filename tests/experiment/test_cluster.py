"""A cluster computes what one process computes, whatever happens to its workers."""

import os
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest
from click.testing import CliRunner

from sim.base.faults import InputError
from sim.base.version import MODEL_VERSION
from sim.cli import main
from sim.experiment.executors import executor_for
from sim.experiment.replications import run
from sim.experiment.workers.cluster import ClusterLostError
from tests.experiment import clusters, fake
from tests.experiment.clusters import wait_for


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two workers that every test leaves as it found them."""
    with clusters.running(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def two(tmp_path):
    """Two workers that a test may kill."""
    with clusters.running(tmp_path / "cluster") as cluster:
        yield cluster


def same(one, other):
    assert list(one.values) == list(other.values)
    for key, values in one.values.items():
        assert values.tobytes() == other.values[key].tobytes()
    for name, series in one.weekly.items():
        assert series.tobytes() == other.weekly[name].tobytes()


def test_in_process_local_processes_and_a_cluster_give_the_same_bytes(cluster):
    scenario = fake.scenario()
    one, two = (run(scenario, 30, workers=n, engine=fake.engine()) for n in (1, 2))
    with executor_for(cluster=cluster.address) as executor:
        there = run(scenario, 30, executor=executor, engine=fake.engine())
    same(one, two)
    same(one, there)
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


def test_a_killed_worker_costs_only_its_chunk(two, tmp_path):
    scenario = fake.scenario(question=str(tmp_path))
    victim = two.processes[-1].pid

    def kill_in_mid_job():
        wait_for(lambda: len(computed_by(tmp_path, victim)) >= 3)
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill_in_mid_job)
    killer.start()
    with executor_for(cluster=two.address) as executor:
        found = run(
            scenario, 60, executor=executor, store=tmp_path / "out",
            engine=fake.engine(fake.simulate_slowly),
        )  # fmt: skip
    killer.join()
    same(found, run(scenario, 60, workers=1, engine=fake.engine()))
    calls = fake.calls(tmp_path)
    assert set(calls) == set(range(60))
    again = {i for i in calls if calls.count(i) > 1}
    assert again <= set(computed_by(tmp_path, victim)), "only what the victim had begun"
    assert all(calls.count(i) <= 2 for i in again)


def computed_by(folder, pid):
    """Replications that this process has computed."""
    return [int(mark.name.split("-")[1]) for mark in folder.glob(f"Base-*-{pid}-*-*")]


def test_workers_that_always_die_end_in_a_sentence(tmp_path):
    never = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with clusters.running(tmp_path / "cluster", 1, **never) as cluster:
        engine = fake.engine(fake.simulate_and_always_die)
        with (
            pytest.raises(ClusterLostError, match=r"workers died over the same runs \(1, the last"),
            executor_for(cluster=cluster.address) as executor,
        ):
            run(fake.scenario(), 8, executor=executor, store=tmp_path / "out", engine=engine)


def test_a_scheduler_that_goes_away_costs_nothing_that_is_finished(two, tmp_path):
    scenario, out = fake.scenario(question=str(tmp_path)), tmp_path / "out"
    finished = []

    def kill_in_mid_job(done, planned):
        finished.append(done)
        if done >= 4:
            two.scheduler.kill()

    engine = fake.engine(fake.simulate_slowly)
    with (
        pytest.raises(ClusterLostError, match=f"the scheduler at {two.address} is gone"),
        executor_for(cluster=two.address) as executor,
    ):
        run(scenario, 40, executor=executor, store=out, engine=engine, progress=kill_in_mid_job)
    run(scenario, 40, workers=1, store=out, engine=fake.engine(fake.simulate_counted))
    assert 4 <= finished[-1] < 40
    assert len(computed_by(tmp_path, os.getpid())) == 40 - finished[-1]


PARENT = """
import sys
from sim.experiment.executors import executor_for
from sim.experiment.replications import run
from tests.experiment import fake
try:
    with executor_for(cluster=sys.argv[2]) as executor:
        run(
            fake.scenario(question=sys.argv[1]), 100_000, executor=executor,
            engine=fake.engine(fake.simulate_slowly),
        )
except KeyboardInterrupt as stopped:
    print(stopped)
    sys.exit(130)
"""


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGKILL])
def test_a_parent_that_stops_takes_its_work_from_the_cluster(cluster, tmp_path, with_signal):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), cluster.address],
        env=cluster.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: len(fake.calls(tmp_path)) >= 4)
        parent.send_signal(with_signal)
        out, err = parent.communicate(timeout=30)
    finally:
        parent.kill()
    if with_signal == signal.SIGINT:
        assert parent.returncode == 130, err
        assert out.startswith("interrupted: ")
        assert err == ""
    with clusters.watching(cluster) as client:
        wait_for(lambda: client.run_on_scheduler(tasks_known) == 0, 30)


def tasks_known(dask_scheduler=None):
    return len(dask_scheduler.tasks)


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
    same(here, there)
    for ours, theirs in zip(here.runs, there.runs, strict=True):
        np.testing.assert_array_equal(ours["work"]["finished"], theirs["work"]["finished"])
