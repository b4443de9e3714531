"""What a parameter set shows: the CAL rows of the claims ledger, lived through with the set.

Only these rows are read; those that must emerge (HOLD) and cross-checks (XC) are never looked at.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sim.base.quantiles import normal_quantile
from sim.base.statistics import LEVEL
from sim.claims.arms import sides
from sim.claims.experiment import Experiment
from sim.claims.ledger import Live
from sim.claims.rows import EXPERIMENTS
from sim.claims.seen import Found, Seen
from sim.claims.targets import Target, targets
from sim.experiment.worlds import Address, Side
from sim.tables.results import Key

ROLE = "CAL"
"""The role of the rows that defaults are fitted to."""
Values = Mapping[str, float]
"""A parameter set: dotted path -> value."""


class Goal(NamedTuple):
    """One target and the experiment that measures it."""

    target: Target
    experiment: Experiment


def goals() -> list[Goal]:
    """The rows that are fitted to, in the order of targets.csv: role CAL, no other."""
    return [
        Goal(target, EXPERIMENTS[target.id]) for target in targets().values() if target.role == ROLE
    ]


@dataclass(frozen=True)
class Shown:
    """What one set shows: the worlds of each goal, in the order of the goals."""

    goals: tuple[Goal, ...]
    seen: tuple[Seen, ...]

    def found(self) -> list[Found]:
        """Each goal's number with its interval over luck."""
        pairs = zip(self.goals, self.seen, strict=True)
        return [goal.experiment.form.find(seen) for goal, seen in pairs]

    def worlds(self, number: int) -> np.ndarray:
        """The number of one goal world by world, shape (replications,)."""
        form, seen = self.goals[number].experiment.form, self.seen[number]
        return np.array([form.find(seen.at(np.array([i]))).got for i in range(seen.n)])

    def means(self) -> np.ndarray:
        """The mean over the worlds of each goal's number, shape (goals,); NaN worlds left out."""
        return np.array([np.nanmean(self.worlds(i)) for i in range(len(self.goals))])


def paired(shown: Shown, centre: Shown) -> list[Found]:
    """Each goal's number of a set: the centre's, plus the paired difference in the worlds of both.

    Most of the luck cancels in the difference, so a few worlds of the set are enough; the interval
    adds up the variances of the two parts.
    """
    found = []
    for i, base in enumerate(centre.found()):
        own, other = shown.worlds(i), centre.worlds(i)
        gap = own - other[: len(own)]
        gap = gap[~np.isnan(gap)]
        error = float(gap.std(ddof=1)) / math.sqrt(len(gap))
        half = math.hypot((base.hi - base.lo) / 2, normal_quantile((1 + LEVEL) / 2) * error)
        got = base.got + float(gap.mean())
        found.append(Found(got, got - half, got + half))
    return found


def lived(
    live: Live, goals: Sequence[Goal], wanted: Sequence[Values], replications: int, others: int
) -> list[Shown]:
    """Every set with the experiments of all goals, each world once.

    replications: of organisations that serve several goals; others: of those that serve one.
    """
    made = [[_sides(goal, values) for goal in goals] for values in wanted]
    every = [side for rows in made for arms in rows for side in arms.values()]
    known = {side.address: side for side in every}
    uses = Counter(side.address for side in every)
    counts = {at: replications if uses[at] > 1 else others for at in known}
    values: dict[Address, Mapping[Key, np.ndarray]] = {}
    for count in sorted(set(counts.values())):
        some = [at for at in known if counts[at] == count]
        results = live([known[at] for at in some], count)
        values |= {at: result.values for at, result in zip(some, results, strict=True)}
    order = tuple(goals)
    return [Shown(order, tuple(_seen(arms, values, counts) for arms in rows)) for rows in made]


def _sides(goal: Goal, values: Values) -> dict[str, Side]:
    """The arms of an experiment with the set below what the experiment itself sets."""
    return sides(
        {
            name: replace(arm, sets={**values, **arm.sets})
            for name, arm in goal.experiment.arms.items()
        }
    )


def _seen(
    arms: Mapping[str, Side],
    values: Mapping[Address, Mapping[Key, np.ndarray]],
    counts: Mapping[Address, int],
) -> Seen:
    """The replications that all arms of one experiment have."""
    n = min(counts[side.address] for side in arms.values())
    return Seen({name: values[side.address] for name, side in arms.items()}, np.arange(n))
