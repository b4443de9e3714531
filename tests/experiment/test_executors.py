"""Executors on this machine: what dies costs its own work only, and nothing outlives its parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial

import pytest

from sim.base.faults import InputError
from sim.experiment import executors
from sim.experiment.crew import Crew
from sim.experiment.executors import Local, executor_for
from sim.experiment.replications import run
from sim.experiment.workers.by_value import ByValue, travels
from sim.experiment.workers.pool import ByName
from sim.tables.results import Key
from tests.experiment import fake
from tests.experiment.clusters import ROOT, wait_for

SPAWN = partial(ByName, "spawn")
KINDS = {"forkserver": ByName, "spawn": SPAWN, "by value": ByValue}


@pytest.fixture(params=KINDS)
def kind(request, monkeypatch):
    """Local workers are of one kind."""
    monkeypatch.setattr(executors, "ByName", KINDS[request.param])
    return request.param


def test_a_killed_worker_costs_only_its_chunk(kind, tmp_path):
    scenario = fake.scenario(question=str(tmp_path))
    victims = []

    def kill_in_mid_job():
        wait_for(lambda: len(fake.calls(tmp_path)) >= 6)
        victims.append(max(processes(tmp_path)))
        os.kill(victims[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_in_mid_job)
    killer.start()
    found = run(scenario, 50, workers=2, engine=fake.engine(fake.simulate_slowly))
    killer.join()
    here = run(scenario, 50, workers=1, engine=fake.engine())
    assert found.values[Key("grr")].tobytes() == here.values[Key("grr")].tobytes()
    calls = fake.calls(tmp_path)
    assert set(calls) == set(range(50))
    again = {i for i in calls if calls.count(i) > 1}
    assert again <= processes(tmp_path)[victims[0]], "only what the victim had begun"
    assert len(processes(tmp_path)) == 3, "two workers, and one in place of the victim"


def processes(folder):
    """Replications that each process has computed."""
    found = {}
    for mark in folder.glob("Base-*"):
        _, replication, pid, *_ = mark.name.split("-")
        found.setdefault(int(pid), set()).add(int(replication))
    return found


PARENT = """
import sys
from functools import partial
from sim.experiment import executors
from sim.experiment.replications import run
from sim.experiment.workers.pool import ByName
from tests.experiment import fake
def here(scenario, replication, opening=None):
    return fake.simulate_for_ever(scenario, replication)
if __name__ == "__main__":
    executors.ByName = partial(ByName, "spawn") if sys.argv[2] == "spawn" else ByName
    engine = fake.engine(here if sys.argv[2] == "by value" else fake.simulate_for_ever)
    run(fake.scenario(question=sys.argv[1]), 8, workers=2, engine=engine)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_parent_leaves_no_orphan(kind, tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script, tmp_path, kind], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        wait_for(lambda: len(fake.calls(tmp_path)) >= 4)
        pids = set(processes(tmp_path)) | children(parent.pid)
        assert len(pids) >= 3, "two workers and what looks after them"
    finally:
        parent.kill()
        parent.wait()
    wait_for(lambda: not fake.alive(pids), 20)


def children(pid):
    """Processes below one, where the system tells (Linux)."""
    done = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
    rows = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    found, todo = set(), [pid]
    while todo:
        parent = todo.pop()
        new = [child for child, above in rows if above == parent and child not in found]
        found.update(new)
        todo.extend(new)
    return found


TYPED_IN = """
from sim.experiment.replications import run
from tests.experiment import fake
offset = 100
def mine(scenario, replication, opening=None):
    return fake.simulate(scenario, replication + offset)
here, there = (run(fake.scenario(), 6, workers=n, engine=fake.engine(mine)) for n in (1, 2))
print(all(here.values[key].tobytes() == x.tobytes() for key, x in there.values.items()))
"""


def test_what_was_typed_in_runs_in_other_processes():
    done = subprocess.run(
        [sys.executable, "-c", TYPED_IN],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "True\n", done.stderr


def test_what_travels_by_name_is_what_has_a_module(monkeypatch):
    def inner():
        return 1

    main_function = type(inner)(inner.__code__, {"__name__": "__main__"}, "f")
    assert main_function.__module__ == "__main__"
    assert travels(fake.engine())
    assert travels(partial(fake.simulate, opening=None))
    for part in (inner, lambda: 1, main_function, partial(inner), [fake.simulate, inner]):
        assert not travels(part)


def test_without_loky_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "loky.backend", None)
    engine = fake.engine(lambda *world: fake.simulate(*world))
    with pytest.raises(InputError, match=r"reach no other process.*pip install 'reorg\[notebook\]"):
        run(fake.scenario(), 4, workers=2, engine=engine)
    assert run(fake.scenario(), 4, workers=1, engine=engine).replications == (0, 1, 2, 3)


def test_workers_are_started_when_there_is_something_to_do():
    with executor_for(workers=2) as executor:
        first, second = (executor.submit(os.getpid).result() for _ in range(2))
        assert first == second != os.getpid()
        executor.fit(fake.engine())
        assert executor.submit(os.getpid).result() == first, "parts that fit change nothing"


def test_one_worker_is_this_process():
    with executor_for(workers=1) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()


def test_workers_end_with_the_block_however_it_ends():
    with executor_for(workers=2) as executor:
        orderly = executor.submit(os.getpid).result()
    hastily = []

    def fail_while_it_works():
        with executor_for(workers=2) as executor:
            hastily.append(executor.submit(os.getpid).result())
            executor.submit(time.sleep, 600)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_while_it_works()
    wait_for(lambda: not fake.alive([orderly, *hastily]), 20)


def test_workers_and_a_cluster_are_one_too_many():
    with (
        pytest.raises(InputError, match="--workers: a cluster has its own"),
        executor_for(workers=2, cluster="tcp://127.0.0.1:1"),
    ):
        pass


def test_without_dask_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(InputError, match=r"^--cluster: needs .* pip install 'reorg\[cluster\]'$"),
        executor_for(cluster="tcp://127.0.0.1:1"),
    ):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "foo://127.0.0.1:1"])
def test_an_address_where_nobody_answers_is_refused(address):
    with (
        pytest.raises(InputError, match=f"^--cluster: no scheduler answers at {address}: give "),
        executor_for(cluster=address),
    ):
        pass


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "no/such/file.json", ""])
def test_what_is_no_address_is_refused(address):
    with (
        pytest.raises(InputError, match="is neither an address such as tcp://host:8786 nor"),
        executor_for(cluster=address),
    ):
        pass


def test_local_workers_are_at_most_as_many_as_asked_for():
    local = Local(2)
    try:
        pids = {future.result() for future in [local.submit(os.getpid) for _ in range(12)]}
    finally:
        local.stop()
    assert 1 <= len(pids) <= 2


def test_a_crew_with_nothing_to_do_starts_nobody():
    before = children(os.getpid())
    with Crew(2) as crew:
        crew.finish(fake.engine(), [], [], lambda task, outcome: None)
        # `ps` itself is a child.
        assert len(children(os.getpid())) <= len(before)
