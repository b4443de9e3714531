"""Arms: the organisations that an experiment lives through, as overrides of one base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.base.faults import InputError
from sim.experiment.equal import Equal, scaled
from sim.experiment.worlds import Side
from sim.scenario import load
from sim.scenario.study.values import found_at

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

BASE = "standard"
"""The preset that every arm starts from: the company that the shipped scenarios have."""

Sets = Mapping[str, Any]
"""Dotted path -> value, in the words of a scenario file."""


@dataclass(frozen=True)
class Arm:
    """One organisation.

    sets: what is set on the base. state: name of the arm in whose state it opens (people, queues,
    customers), '' for its own; a difference is then earned after day one. equal: the team is
    scaled to the opening 'payroll' or 'headcount' of that arm.
    """

    sets: Sets = field(default_factory=dict)
    state: str = ""
    equal: Equal | None = None


def sides(arms: Mapping[str, Arm]) -> dict[str, Side]:
    """The scenario of every arm, and of the one in whose state it opens. Raises InputError."""
    made: dict[str, Scenario] = {}
    found: dict[str, Side] = {}
    for name, arm in arms.items():
        scenario = load(BASE, dict(arm.sets))
        if arm.state and arm.equal:
            scenario = scaled(made[arm.state], scenario, arm.equal).scenario
        made[name] = scenario
        found[name] = Side(scenario, made[arm.state] if arm.state else None)
    return found


def lacking(arms: Mapping[str, Arm], measures: Iterable[str], known: Iterable[str]) -> list[str]:
    """Paths that this version's tree has not, and measures that it does not compute."""
    there = set(known)
    paths = dict.fromkeys(path for arm in arms.values() for path in arm.sets)
    absent = [path for path in paths if not _known(path)]
    return absent + [name for name in dict.fromkeys(measures) if name not in there]


def refused(arms: Mapping[str, Arm]) -> str:
    """What this version says against the arms, in one line; '' where it takes them."""
    try:
        sides(arms)
    except InputError as error:
        return "; ".join(f"{fault.path}: {fault.message}" for fault in error.faults)
    return ""


def _known(path: str) -> bool:
    """Whether the tree has the path; of a dated change also what lies below `set`."""
    return found_at(path).known
