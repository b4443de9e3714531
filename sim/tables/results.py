"""Results: many runs of one scenario, and several scenarios side by side. Plain data, no logic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    from sim.scenario.tree import Scenario
    from sim.tables.run import Run


class Key(NamedTuple):
    """What a value is of: the measure, how it is split and the part of the split.

    by is '' for the whole organisation (level '' too), else 'segment', 'role',
    'quarter', 'pilot' or 'moved'.
    """

    measure: str
    by: str = ""
    level: str = ""


@dataclass(frozen=True)
class Result:
    """Replications of one scenario.

    values: Key -> array of one value a replication, NaN where the measure has none.
    weekly: series name -> array (replications, weeks).
    runs: the whole runs of the first replications, for stories and pictures of single people.
    digest: of the resolved scenario, and of the base in whose state it opened.
    """

    scenario: Scenario
    replications: tuple[int, ...]
    values: dict[Key, np.ndarray]
    weekly: dict[str, np.ndarray]
    runs: tuple[Run, ...] = ()
    digest: str = ""
    provenance: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """A base and its candidates, paired by replication: number i met the same luck everywhere."""

    base: Result
    candidates: tuple[Result, ...]
    provenance: dict[str, Any] = field(default_factory=dict)
