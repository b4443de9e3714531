"""Means of measures over numbered worlds, of which each is lived through once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from sim.experiment.crew import Crew
from sim.experiment.executors import how_many
from sim.experiment.replications import Progress
from sim.experiment.worlds import Engine, Outcome, Side, Task, no_series, the_model
from sim.scenario.tree import Scenario
from sim.tables.results import Key


class Measured:
    """Measures of scenarios in numbered worlds: the same number is the same luck in all.

    planned: worlds that there will be in all, for the progress.
    """

    def __init__(
        self,
        measures: Sequence[str],
        *,
        planned: int = 0,
        executor: Executor | None = None,
        progress: Progress | None = None,
        engine: Engine | None = None,
    ) -> None:
        self.keys = [Key(name) for name in measures]
        self.engine = (engine or the_model())._replace(weekly=no_series, tables=0)
        self.crew = Crew(how_many(1 if executor is None else None), executor)
        self.planned, self.progress = planned, progress
        self.known: dict[tuple[str, int], list[float]] = {}

    def values(self, scenario: Scenario, numbers: Sequence[int]) -> dict[str, np.ndarray]:
        """Measure -> one value for each of these worlds, NaN where there is none.

        Raises what `Crew.finish` raises.
        """
        side = Side(scenario)
        missing = [i for i in numbers if (side.digest, i) not in self.known]

        def take_in(task: Task, outcome: Outcome) -> None:
            found = [float(outcome.values.get(key, np.nan)) for key in self.keys]
            self.known[side.digest, task.replication] = found
            if self.progress is not None:
                self.progress(len(self.known), max(self.planned, len(self.known)))

        with self.crew as crew:
            crew.finish(self.engine, [side], [Task(0, i) for i in missing], take_in)
        rows = np.array([self.known[side.digest, i] for i in numbers])
        return {key.measure: rows[:, column] for column, key in enumerate(self.keys)}

    def means(self, scenario: Scenario, numbers: Sequence[int]) -> dict[str, float]:
        """Measure -> mean over these worlds."""
        found = self.values(scenario, numbers)
        return {name: float(np.nanmean(values)) for name, values in found.items()}
