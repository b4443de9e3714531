"""Rows that are run over the calibrated parameter sets: ignorance beside luck.

Replications 2k and 2k + 1 have set k, as in a study with `ensemble: calibrated`. Each set counts
once, with the mean of its worlds, so that an interval is over the sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from sim.claims.arms import Arm, sides
from sim.claims.experiment import Experiment
from sim.claims.seen import Seen
from sim.claims.targets import Target
from sim.experiment.answers.ensemble import share_within
from sim.experiment.sweeps.members import mean_of
from sim.scenario.ensemble import EACH, calibrated
from sim.tables.results import Key

ArmValues = Mapping[str, Mapping[Key, np.ndarray]]
"""Arm -> key -> one value a replication."""


class Values(Protocol):
    """Lives through arms, replications `first` .. n-1 of each."""

    def __call__(self, arms: Mapping[str, Arm], n: int, first: int = 0) -> ArmValues:
        """The values of every arm."""
        ...


def over_sets(experiment: Experiment, replications: int, live: Values) -> Seen:
    """The arms of an experiment, one row for each parameter set: the mean of its two worlds.

    As many sets as there are pairs of replications, all of them at most; what an arm sets itself
    stays as it is. Raises InputError.
    """
    scenarios = [side.scenario for side in sides(experiment.arms).values()]
    sets = calibrated(scenarios)[: max(1, replications // EACH)]
    found: dict[str, dict[Key, list[float]]] = {name: {} for name in experiment.arms}
    for number, member in enumerate(sets):
        arms = {
            name: replace(arm, sets={**member, **arm.sets}) for name, arm in experiment.arms.items()
        }
        for name, values in live(arms, EACH * (number + 1), EACH * number).items():
            for key, each in values.items():
                column = found[name].setdefault(key, [np.nan] * len(sets))
                column[number] = float(mean_of(each))
    columns = {
        name: {key: np.array(column) for key, column in values.items()}
        for name, values in found.items()
    }
    return Seen(columns, np.arange(len(sets)))


def by_set(experiment: Experiment, seen: Seen, target: Target) -> dict[str, Any] | None:
    """How many sets there were, and the share of them whose own number is as expected.

    None without an ensemble, or where the form has no number of a single set.
    """
    if not experiment.ensemble or experiment.form.by_set is None:
        return None
    places = experiment.form.by_set(seen)
    share = share_within(places.tolist(), target.low, target.high)
    return {"count": len(places), "within": share.estimate, "lo": share.lo, "hi": share.hi}
