"""A real dask cluster for tests: a scheduler and workers as processes of their own, on loopback."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


def wait_for(condition, seconds=60):
    """Until the condition holds; fails when it takes too long."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)
    return found


class Cluster:
    """A scheduler and its workers; `stop` kills what is left."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        self.processes = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = wait_for(self._address)

    def _start(self, what, *arguments):
        command = [sys.executable, "-m", "dask", what, "--scheduler-file", str(self.file)]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--no-dashboard", *arguments],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def _address(self):
        try:
            return json.loads(self.file.read_text())["address"]
        except (OSError, ValueError):
            return None

    def add(self, name, *arguments):
        """Start a worker without a nanny: killed is killed."""
        return self._start(
            "worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--name", name,
            "--local-directory", str(self.folder), *arguments,
        )  # fmt: skip

    def stop(self):
        """Kill everybody."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


@contextmanager
def watching(cluster):
    """A client beside the one that is tested, to see what the scheduler sees."""
    from distributed import Client

    with Client(cluster.address, timeout=20, set_as_default=False) as client:
        yield client


def workers_of(cluster):
    """Addresses of the workers by name."""
    with watching(cluster) as client:
        found = client.scheduler_info(n_workers=-1)["workers"]
    return {each["name"]: address for address, each in found.items()}


@contextmanager
def running(folder, workers=2, **environment):
    """A cluster whose workers have joined. environment: of its processes, beside our own."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(folder, **environment)
    try:
        for number in range(workers):
            cluster.add(f"worker-{number}")
        if workers:
            with watching(cluster) as client:
                client.wait_for_workers(workers, timeout=60)
        yield cluster
    finally:
        cluster.stop()


def same(one, other):
    """Two results have the same values and series, byte by byte."""
    assert list(one.values) == list(other.values)
    for key, values in one.values.items():
        assert values.tobytes() == other.values[key].tobytes()
    for name, series in one.weekly.items():
        assert series.tobytes() == other.weekly[name].tobytes()
