"""The calibrated ensemble: parameter sets that all fit the published figures.

`defaults/ensemble.csv` has a row for each set and a column for each dotted path that was fitted;
`python -m sim.claims.calibration` makes it. The sets stand in an order in which the first few are
already far apart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from sim.scenario.default_sets import FOLDER
from sim.scenario.leaves import leaves
from sim.scenario.load import load
from sim.scenario.tree import Scenario

FILE = FOLDER / "ensemble.csv"
ACCOUNT = FOLDER / "fit.json"
"""How it was made: what was fitted, to which figures, and what came of it."""
USUAL = "standard"
"""The preset whose values were fitted."""
EACH = 2
"""Replications in a row that share a set; luck cannot be told from one."""
LEAST = 2 * EACH
"""Replications that an ensemble needs: two sets with two worlds each."""
Member = Mapping[str, float]
"""One set: dotted path -> value, in the unit of the field."""


@cache
def members(file: Path = FILE) -> tuple[Member, ...]:
    """All sets, in their order."""
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple({path: float(value) for path, value in row.items()} for row in rows)


def calibrated(scenarios: Sequence[Scenario], taken: Iterable[str] = ()) -> tuple[Member, ...]:
    """The sets, as far as they say anything about these scenarios.

    A path is left out where one of the scenarios has another value than the shipped default, since
    what somebody set is known to them, and where it is `taken`: varied by a study, it or what lies
    above or below it. No sets where no path is left.
    """
    usual = _values(load(USUAL))
    varied = tuple(taken)
    kept = [
        path
        for path in members()[0]
        if not any(_touch(path, other) for other in varied)
        and all(_same(path, _values(scenario), usual) for scenario in scenarios)
    ]
    return tuple({path: member[path] for path in kept} for member in members()) if kept else ()


def _values(scenario: Scenario) -> dict[str, object]:
    return {leaf.path: leaf.value for leaf in leaves(scenario)}


def _same(path: str, mine: Mapping[str, object], usual: Mapping[str, object]) -> bool:
    """Whether a scenario has the shipped values at a path and below it."""
    own = {each: value for each, value in mine.items() if _touch(path, each)}
    return bool(own) and all(usual.get(each) == value for each, value in own.items())


def _touch(one: str, other: str) -> bool:
    """Whether two paths are the same, or one lies below the other."""
    shorter, longer = sorted((f"{one}.", f"{other}."), key=len)
    return longer.startswith(shorter)
