"""Replications: the same numbers whoever computes them, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.executors import WorkerLostError
from sim.experiment.replications import Interrupted, run
from sim.experiment.store import Store
from sim.experiment.worlds import Side
from sim.tables.results import Key
from tests.experiment import fake


def test_results_do_not_depend_on_the_workers():
    one, two = (run(fake.scenario(), 9, workers=n, engine=fake.engine()) for n in (1, 2))
    assert list(one.values) == list(two.values)
    assert list(one.weekly) == list(two.weekly)
    for key, values in one.values.items():
        assert values.tobytes() == two.values[key].tobytes()
    for name, series in one.weekly.items():
        assert series.tobytes() == two.weekly[name].tobytes()
    assert one.provenance == two.provenance
    assert one.replications == two.replications == tuple(range(9))


def test_a_result_holds_a_value_and_a_series_for_each_replication_and_the_first_three_runs():
    result = run(fake.scenario(), 5, workers=1, engine=fake.engine())
    assert result.values[Key("grr")].shape == (5,)
    assert np.isnan(result.values[Key("renewal_churn")]).tolist() == [False, True] * 2 + [False]
    assert result.weekly["backlog"].shape == (5, fake.WEEKS)
    assert [r.replication for r in result.runs] == [0, 1, 2]
    again = fake.simulate(fake.scenario(), 2)
    kept = result.runs[2]["weekly_roles"]["backlog"]
    np.testing.assert_array_equal(kept, again["weekly_roles"]["backlog"])


def test_any_executor_will_do():
    with ThreadPoolExecutor(2) as threads:
        theirs = run(fake.scenario(), 6, executor=threads, engine=fake.engine())
        assert threads.submit(int, "7").result() == 7, "a borrowed executor is not shut down"
    ours = run(fake.scenario(), 6, workers=1, engine=fake.engine())
    np.testing.assert_array_equal(theirs.values[Key("grr")], ours.values[Key("grr")])


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_computed_twice_in_a_folder(tmp_path, workers):
    scenario = fake.scenario(question=str(tmp_path))
    engine = fake.engine(fake.simulate_counted)
    first = run(scenario, 4, workers=workers, store=tmp_path / "out", engine=engine)
    assert fake.calls(tmp_path) == [0, 1, 2, 3]
    more = run(scenario, 6, workers=workers, store=tmp_path / "out", engine=engine)
    assert fake.calls(tmp_path) == [0, 1, 2, 3, 4, 5]
    np.testing.assert_array_equal(more.values[Key("grr")][:4], first.values[Key("grr")])
    run(scenario, 6, workers=workers, store=tmp_path / "elsewhere", engine=engine)
    assert len(fake.calls(tmp_path)) == 12


def test_the_progress_counts_every_world_once(tmp_path):
    def seen():
        calls = []
        run(
            fake.scenario(), 4, workers=1, store=tmp_path, engine=fake.engine(),
            progress=lambda done, planned: calls.append((done, planned)),
        )  # fmt: skip
        return calls

    assert seen() == [(done, 4) for done in range(5)]
    assert seen() == [(4, 4)]


def test_a_killed_worker_costs_only_its_chunk(tmp_path):
    scenario = fake.scenario(question=str(tmp_path))
    engine = fake.engine(fake.simulate_and_die)
    died = tmp_path / "died"
    finished = []

    def tell(done, planned):
        if done:
            (tmp_path / "taken").touch()
        if not died.exists():
            finished.append(done)

    result = run(scenario, 12, workers=2, store=tmp_path / "out", engine=engine, progress=tell)
    assert died.exists()
    calls = fake.calls(tmp_path)
    assert set(calls) == set(range(12))
    assert finished[-1] >= 1
    assert len([i for i in range(12) if calls.count(i) == 1]) >= finished[-1]
    whole = run(fake.scenario(), 12, workers=1, engine=fake.engine())
    np.testing.assert_array_equal(result.values[Key("grr")], whole.values[Key("grr")])


def test_a_run_that_kills_every_worker_is_given_up_in_one_sentence(tmp_path):
    engine = fake.engine(fake.simulate_and_always_die)
    with pytest.raises(WorkerLostError) as caught:
        run(fake.scenario(), 8, workers=2, store=tmp_path, engine=engine)
    assert str(caught.value) == (
        "a worker process died 3 times over the same run of Base, mostly for want of memory: "
        "fewer workers need less (--workers 1)"
    )
    assert len(list((tmp_path / "values").glob("*.parquet"))) >= 1


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_model_raises_reaches_the_caller(workers):
    with pytest.raises(ArithmeticError, match="three is too many"):
        run(fake.scenario(), 8, workers=workers, engine=fake.engine(fake.simulate_and_fail))


def test_ctrl_c_keeps_what_is_finished(tmp_path):
    scenario = fake.scenario(question=str(tmp_path))
    out = tmp_path / "out"
    with pytest.raises(Interrupted) as caught:
        run(scenario, 8, workers=1, store=out, engine=fake.engine(fake.simulate_and_interrupt))
    assert (caught.value.finished, caught.value.total) == (3, 8)
    assert str(caught.value) == f"interrupted: 3 of 8 runs are finished and kept in {out}"
    assert isinstance(caught.value, KeyboardInterrupt)
    run(scenario, 8, workers=1, store=out, engine=fake.engine(fake.simulate_counted))
    assert fake.calls(tmp_path) == list(range(8))


UNGUARDED = """
import sys
from sim.experiment.replications import run
from tests.experiment import fake
run(fake.scenario(), 4, workers=2, engine=fake.engine())
"""


def test_a_script_without_a_guard_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED)
    done = subprocess.run(
        [sys.executable, script], env=with_root(), capture_output=True, text=True, timeout=60
    )
    assert (
        "worker processes died 3 times before any finished a run: script.py needs "
        "if __name__ == '__main__': around its calls; if it has that, there is too little memory"
    ) in done.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_a_script_that_is_no_file_is_told_so_before_any_worker_starts(workers):
    done = subprocess.run(
        [sys.executable, "-"], input=UNGUARDED.replace("workers=2", f"workers={workers}"),
        env=with_root(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stderr.count("Traceback") == (workers > 1)
    assert (done.returncode == 0) == (workers == 1)
    sentence = "<stdin>: is no file, and worker processes read the script again: save it as a file"
    assert (sentence in done.stderr) == (workers == 2)


def with_root():
    """The environment of a script that imports from the root of the repository."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


PARENT = """
import sys
from sim.experiment.replications import run
from tests.experiment import fake
if __name__ == "__main__":
    scenario = fake.scenario(question=sys.argv[1])
    engine = fake.engine(fake.simulate_for_ever)

    def tell(done, planned):
        with open(sys.argv[1] + "/taken", "w") as file:
            file.write("x" * done)

    try:
        run(scenario, 8, workers=2, store=sys.argv[1] + "/out", engine=engine, progress=tell)
    except KeyboardInterrupt as stopped:
        print(stopped)
        sys.exit(130)
"""


@pytest.fixture
def parent(tmp_path):
    """A parent with two workers that never finish, in a process group of its own."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    process = subprocess.Popen(
        [sys.executable, script, tmp_path],
        start_new_session=True,
        text=True,
        env=with_root(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_for(lambda: len(fake.calls(tmp_path)) >= 4)
    yield process
    process.kill()
    process.communicate()


def side(folder):
    """The side that the parent computes."""
    return Side(fake.scenario(question=str(folder)))


def wait_for(condition, seconds=60):
    """Until the condition holds; fails when it takes too long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def test_a_killed_parent_leaves_no_orphan(parent, tmp_path):
    pids = fake.processes(tmp_path)
    assert len(pids) >= 3, "two workers and what started them"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_for(lambda: not fake.alive(pids), 20)


def test_ctrl_c_in_a_terminal_stops_the_workers_at_once_and_keeps_the_rest(parent, tmp_path):
    wait_for(lambda: (tmp_path / "taken").exists() and (tmp_path / "taken").stat().st_size == 2)
    pids = fake.processes(tmp_path)
    os.killpg(parent.pid, signal.SIGINT)
    out, err = parent.communicate(timeout=30)
    assert parent.returncode == 130
    assert out.startswith("interrupted: 2 of 8 runs are finished and kept in ")
    assert Store(tmp_path / "out").missing(side(tmp_path), range(8)) == list(range(2, 8))
    assert err == ""
    wait_for(lambda: not fake.alive(pids), 20)


def test_a_worker_imports_nothing_heavy_and_counts_with_one_thread(tmp_path):
    before = os.environ.get("OMP_NUM_THREADS")
    scenario = fake.scenario(question=str(tmp_path))
    run(
        scenario,
        4,
        workers=2,
        store=tmp_path / "out",
        engine=fake.engine(fake.simulate_and_list_modules),
    )
    listings = list(tmp_path.glob("*.modules"))
    assert listings
    for listing in listings:
        threads, *modules = listing.read_text().split("\n")
        assert threads == "1"
        assert not {"pandas", "pyarrow", "scipy", "matplotlib"} & set(modules)
    assert os.environ.get("OMP_NUM_THREADS") == before


@pytest.mark.parametrize("replications", [0, -3, 2.5, "many", True])
def test_a_number_of_replications_that_cannot_be_is_refused(replications):
    with pytest.raises(InputError, match="a whole number, 1 or more, or auto"):
        run(fake.scenario(), replications, engine=fake.engine())


def test_fewer_than_one_worker_is_refused():
    with pytest.raises(InputError, match="workers: 0 is not allowed: a whole number, 1 or more"):
        run(fake.scenario(), 2, workers=0, engine=fake.engine())
