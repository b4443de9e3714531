"""`python -m sim.claims.calibration`: fit the defaults again, and write what came out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sim.claims.calibration.fitting import Fitting, Sizes
from sim.claims.calibration.free import FREE
from sim.claims.calibration.kept import write
from sim.claims.calibration.measured import goals
from sim.claims.own import OWN
from sim.experiment.executors import executor_for
from sim.experiment.replications import Worlds
from sim.experiment.worlds import Side, the_model
from sim.tables.results import Result


def main() -> None:
    """Fit, and write the files; worlds that are in `--out` are not run again."""
    parser = argparse.ArgumentParser(prog="python -m sim.claims.calibration", description=__doc__)
    parser.add_argument("--out", default="results/calibration", help="folder that keeps the worlds")
    parser.add_argument("--workers", type=int, help="processes (default: all cores)")
    parser.add_argument("--into", type=Path, help="folder for the files (default: the package)")
    given = parser.parse_args()
    model = the_model(OWN)
    with executor_for(given.workers) as executor:

        def live(sides: Sequence[Side], n: int, first: int = 0) -> Sequence[Result]:
            worlds = Worlds(sides, engine=model, store=given.out, keep="values", first=first)
            worlds.fill(n, lambda _: True, executor=executor)
            return worlds.results()

        def say(text: str) -> None:
            sys.stderr.write(f"{text}\n")

        fit = Fitting(live, goals(), FREE, Sizes(), say).run()
    for path in write(fit, Sizes(), given.into):
        say(f"written: {path}")


if __name__ == "__main__":
    main()
