"""One world at a time, from a scenario to its numbers: the work that goes to a worker.

Only the standard library and numpy are imported here; the model itself is loaded on first use.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.experiment.keeping import KEPT_RUNS, Keep
from sim.experiment.provenance import named_digest
from sim.tables.results import Key
from sim.tables.run import Columns, Run

if TYPE_CHECKING:
    from sim.measures import Measure
    from sim.scenario.tree import Scenario

SPLITS = ("segment", "role", "quarter", "pilot", "moved")
"""Splits of the measures that are kept of every run, whatever is asked for now."""


class Engine(NamedTuple):
    """The three functions that turn a scenario into numbers. Functions of a module: they travel.

    simulate: (scenario, replication, opening) -> Run.
    compute: (run, by) -> value of each Key, NaN where there is none.
    weekly: run -> series of one value a week, by name.
    measures: names that `compute` gives; stored worlds that lack one are computed again.
    tables: of how many first replications the tables are sent back (infinity: of all).
    """

    simulate: Callable[[Scenario, int, Scenario | None], Run]
    compute: Callable[[Run, Sequence[str]], Mapping[Key, float]]
    weekly: Callable[[Run], Mapping[str, np.ndarray]]
    measures: tuple[str, ...] = ()
    tables: float = KEPT_RUNS

    def keeping(self, keep: Keep) -> Engine:
        """The engine that makes no more of a world than is kept of it."""
        return self._replace(weekly=self.weekly if keep.weekly else no_series, tables=keep.tables)


def no_series(run: Run) -> Mapping[str, np.ndarray]:
    """The weekly series of a run of which none are kept."""
    return {}


def the_model(own: Sequence[Measure] = ()) -> Engine:
    """The model and the measures of this project, with the caller's own."""
    from sim.measures import compute, weekly_series, with_own
    from sim.organisation import simulate

    measures = partial(compute, own=tuple(own)) if own else compute
    return Engine(simulate, measures, weekly_series, tuple(with_own(own)))


class Address(NamedTuple):
    """What all worlds of one side are found by.

    digest: of the scenario. opening: of the base in whose state it opens, '' for its own.
    """

    digest: str
    opening: str
    seed: int


@dataclass(frozen=True)
class Side:
    """One scenario of an experiment, and the base in whose state it opens (None: its own)."""

    scenario: Scenario
    opening: Scenario | None = None

    @cached_property
    def digest(self) -> str:
        """Digest of the scenario."""
        return named_digest(self.scenario)

    @cached_property
    def opening_digest(self) -> str:
        """Digest of the base in whose state it opens; '' where it opens in its own."""
        return named_digest(self.opening) if self.opening else ""

    @property
    def address(self) -> Address:
        """What its worlds are found by in a store."""
        return Address(self.digest, self.opening_digest, self.scenario.seed)


class Task(NamedTuple):
    """One world to compute: which side of the experiment (by number) and which replication."""

    side: int
    replication: int


class Chunk(NamedTuple):
    """Tasks for one worker. Scenarios and openings by side, as far as the tasks need them."""

    tasks: tuple[Task, ...]
    scenarios: dict[int, tuple[Scenario, Scenario | None]]


@dataclass(frozen=True)
class Kept:
    """The tables of a run, without its scenario, which the parent has."""

    tables: dict[str, Columns]
    labels: dict[str, tuple[str, ...]]
    names: tuple[str, ...]
    days: float
    provenance: dict[str, Any]

    def run(self, scenario: Scenario, replication: int) -> Run:
        """The whole run again."""
        return Run(
            scenario, replication, self.tables, self.labels, self.names, self.days, self.provenance
        )


@dataclass(frozen=True)
class Outcome:
    """What is kept of one world: values, weekly series (float64), tables of the first few."""

    values: dict[Key, float]
    weekly: dict[str, np.ndarray]
    kept: Kept | None = None


class Answer(NamedTuple):
    """What a worker sends back: outcomes in the order of the tasks, and the seconds they took."""

    outcomes: tuple[Outcome, ...]
    seconds: float


def compute_chunk(engine: Engine, chunk: Chunk) -> Answer:
    """The outcomes of a chunk. Raises what the model raises."""
    began = time.perf_counter()
    outcomes = tuple(
        outcome_of(engine, *chunk.scenarios[task.side], task.replication) for task in chunk.tasks
    )
    return Answer(outcomes, time.perf_counter() - began)


def outcome_of(
    engine: Engine, scenario: Scenario, opening: Scenario | None, replication: int
) -> Outcome:
    """Simulate one world and measure it."""
    run = engine.simulate(scenario, replication, opening)
    values = {Key(*key): float(value) for key, value in engine.compute(run, SPLITS).items()}
    weekly = {name: np.asarray(x, np.float64) for name, x in engine.weekly(run).items()}
    return Outcome(values, weekly, _kept(run) if replication < engine.tables else None)


def _kept(run: Run) -> Kept:
    """The run without its scenario; provenance as JSON data, as it comes back from a store."""
    return Kept(
        run.tables,
        {name: tuple(words) for name, words in run.labels.items()},
        tuple(run.names),
        float(run.days),
        json.loads(json.dumps(run.provenance)),
    )
