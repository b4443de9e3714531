"""What common random numbers save: replications that independent seeds would need more.

The interval of a mean difference shrinks with its variance / n. With common luck the variance is
that of paired differences, V(c - b); with independent seeds it is V(c) + V(b). Independent seeds
need (V(c) + V(b)) / V(c - b) times as many replications for the same interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.base.statistics import differences
from sim.experiment.comparison import compare
from sim.tables.results import Comparison, Key

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario


class Saving(NamedTuple):
    """For one measure: variance of differences of single worlds, paired and independent.

    times: how many times more replications independent seeds need; NaN where the paired
    difference never varies.
    """

    measure: str
    paired: float
    independent: float

    @property
    def times(self) -> float:
        """The variance of independent differences over that of paired ones."""
        return self.independent / self.paired if self.paired > 0 else float("nan")


def savings(paired: Comparison, other: Comparison | None = None) -> list[Saving]:
    """Savings of the first candidate on each headline measure.

    other: the same comparison with another seed: then independent differences are those of its
    candidate and the base of `paired`, world by world. Without it, V(c) + V(b) is taken from the
    paired worlds themselves, which has the same expectation.
    """
    from sim.measures import HEADLINE

    base, candidate = paired.base, paired.candidates[0]
    found = []
    for key in map(Key, HEADLINE):
        if key not in base.values or key not in candidate.values:
            continue
        both = _variance(differences(base.values[key], candidate.values[key]))
        apart = (
            _variance(base.values[key]) + _variance(candidate.values[key])
            if other is None
            else _variance(differences(base.values[key], other.candidates[0].values[key]))
        )
        found.append(Saving(key.measure, both, apart))
    return found


def measured(
    base: Scenario, candidate: Scenario, replications: int, *, other_seed: int, **options: Any
) -> list[Saving]:
    """Run the comparison under its own seed and under another, and say what pairing saves.

    options: as for `compare` (workers, store, engine, ...).
    """
    paired = compare(base, [candidate], replications, **options)
    elsewhere = [s.model_copy(update={"seed": other_seed}) for s in (base, candidate)]
    other = compare(elsewhere[0], [elsewhere[1]], replications, **options)
    return savings(paired, other)


def _variance(values: np.ndarray) -> float:
    """Variance of single values (with n - 1), NaN left out; NaN for fewer than two."""
    kept = values[~np.isnan(values)]
    return float(kept.var(ddof=1)) if len(kept) > 1 else float("nan")
