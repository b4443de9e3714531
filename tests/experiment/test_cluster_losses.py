"""What dies in a cluster costs its own work only: workers, the scheduler, the command itself."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from sim.experiment.executors import executor_for
from sim.experiment.replications import run
from sim.experiment.workers.cluster import ClusterLostError
from tests.experiment import clusters, fake
from tests.experiment.clusters import wait_for


@pytest.fixture
def two(tmp_path):
    """Two workers that a test may kill."""
    with clusters.running(tmp_path / "cluster") as cluster:
        yield cluster


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
    clusters.same(found, run(scenario, 60, workers=1, engine=fake.engine()))
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
