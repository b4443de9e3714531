"""Experiment: what would show one quantity of a claim, as a row of data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.claims.arms import Arm, Sets
from sim.claims.forms import BASE, CANDIDATE, Form
from sim.experiment.equal import Equal

LEAST_WITH_SETS = 6
"""The same with an ensemble: three sets with two worlds each."""
LEAST = 2
"""Replications of a first answer, at least."""
QUICK = 10
"""A first answer takes this part of the replications: one in ten."""
MOST_ARMS = 4
"""Arms that are told one by one."""


@dataclass(frozen=True)
class Experiment:
    """How one quantity is found.

    id: of its target. form: what is computed. arms: the organisations, by name. replications: of a
    full answer. needs: what this version must be able to do, where no path of the tree says so.
    ensemble: whether the replications are spread over the calibrated parameter sets, so that the
    interval holds ignorance beside luck.
    """

    id: str
    form: Form
    arms: Mapping[str, Arm] = field(default_factory=dict)
    replications: int = 40
    needs: tuple[str, ...] = ()
    ensemble: bool = False

    @property
    def quick(self) -> int:
        """Replications of a first answer."""
        least = LEAST_WITH_SETS if self.ensemble else LEAST
        return max(least, self.replications // QUICK)

    @property
    def measures(self) -> list[str]:
        """Names of the measures that it reads."""
        return list(dict.fromkeys(name.partition("/")[0] for name in self.form.reads))

    @property
    def words(self) -> str:
        """What is done, in one line: what is computed, then what is set on which arm."""
        if len(self.arms) > MOST_ARMS:
            return f"{self.form.words}; {len(self.arms)} arms: {', '.join(self.arms)}"
        shared = dict.fromkeys(_texts(next(iter(self.arms.values())).sets)) if self.arms else {}
        common = [
            text for text in shared if all(text in _texts(a.sets) for a in self.arms.values())
        ]
        told = [f"{name}: {_arm(arm, common)}" for name, arm in self.arms.items()]
        if common:
            told.append(f"all: {', '.join(common)}")
        return "; ".join([self.form.words, *told])


def one(identifier: str, form: Form, sets: Sets, replications: int = 40) -> Experiment:
    """An experiment with a single organisation."""
    return Experiment(identifier, form, {BASE: Arm(sets)}, replications)


def pair(
    identifier: str,
    form: Form,
    base: Sets,
    candidate: Sets,
    *,
    own: bool = False,
    equal: Equal | None = None,
    replications: int = 40,
) -> Experiment:
    """An experiment with a base and a candidate, which has the base's settings and its own.

    own: the candidate opens in its own state, as an organisation that has long been so; else it
    opens in the base's, as one that changes on day one. equal: its team is scaled to the base's.
    """
    state = "" if own else BASE
    arms = {BASE: Arm(base), CANDIDATE: Arm({**base, **candidate}, state, equal)}
    return Experiment(identifier, form, arms, replications)


def _texts(sets: Sets) -> list[str]:
    return [f"{path}={'null' if value is None else value}" for path, value in sets.items()]


def _arm(arm: Arm, common: list[str]) -> str:
    own = [text for text in _texts(arm.sets) if text not in common]
    if arm.equal:
        own.append(f"equal {arm.equal}")
    return ", ".join(own) or "as it is"
