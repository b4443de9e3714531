"""Arms: the organisations that an experiment lives through, as overrides of one base."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
    customers), so that a difference is earned after day one; that arm opens in its own, as this one
    does where the name is ''. equal: the team is scaled to that arm's 'payroll' or 'headcount'.
    """

    sets: Sets = field(default_factory=dict)
    state: str = ""
    equal: Equal | None = None


def sides(arms: Mapping[str, Arm]) -> dict[str, Side]:
    """The scenario of every arm, and of the one in whose state it opens. Raises InputError."""
    found: dict[str, Side] = {}
    for name, arm in arms.items():
        if not arm.state:
            found[name] = Side(_scenario(_text(arm.sets)))
            continue
        state = _text(arms[arm.state].sets)
        found[name] = Side(_scenario(_text(arm.sets), state, arm.equal), _scenario(state))
    return found


@lru_cache(maxsize=1024)
def _scenario(sets: str, state: str = "", equal: Equal | None = None) -> Scenario:
    """A scenario that several rows share is made, and scaled, once."""
    scenario = load(BASE, json.loads(sets))
    return scaled(_scenario(state), scenario, equal).scenario if equal else scenario


def _text(sets: Sets) -> str:
    return json.dumps(dict(sets))


def lacking(arms: Mapping[str, Arm], measures: Iterable[str], known: Iterable[str]) -> list[str]:
    """Paths that this version's tree has not, and measures that it does not compute."""
    there = set(known)
    paths = dict.fromkeys(path for arm in arms.values() for path in arm.sets)
    absent = [path for path in paths if not _known(path)]
    return absent + [name for name in dict.fromkeys(measures) if name not in there]


def _known(path: str) -> bool:
    """Whether the tree has the path; of a dated change also what lies below `set`."""
    return found_at(path).known
