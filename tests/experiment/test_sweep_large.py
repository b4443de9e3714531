"""Ten thousand runs of a fake engine: what they cost the parent, and what resuming costs."""

import subprocess
import sys
import time

import pytest

from sim.experiment.sweeps.loading import load_study
from sim.experiment.sweeps.sweep import sweep
from sim.scenario import load
from tests.experiment.fake import engine

PARENT = """
import resource, sys
from tests.experiment.test_sweep_large import large
large(sys.argv[1], int(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def large(out, samples):
    """Two worlds at each of many points, in this process."""
    many = load_study(
        {
            "study": 1,
            "base": load("standard"),
            "vary": {"people.base_quit_rate": {"from": 0.05, "to": 0.5}},
            "design": "latin_hypercube",
            "samples": samples,
            "replications": 2,
        }
    )
    began = time.perf_counter()
    found = sweep(many, out, workers=1, engine=engine())
    sys.stdout.write(f"{found.computed} {time.perf_counter() - began:.2f}\n")


@pytest.mark.verify
def test_ten_thousand_runs_leave_the_parent_small_and_resume_at_once(tmp_path):
    done = [
        subprocess.run(
            [sys.executable, "-c", PARENT, str(tmp_path / "out"), "5000"],
            capture_output=True, text=True, check=True,
        ).stdout.split()
        for _ in range(2)
    ]  # fmt: skip
    (computed, _, kilobytes), (again, seconds, _) = done
    assert (computed, again) == ("10000", "0")
    assert int(kilobytes) < 500 * 1024
    assert float(seconds) < 2
