"""Interaction of two changes: what both do beyond the sum of what each does alone (2 x 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.base.statistics import mean_interval, share_above
from sim.experiment.summary import SIGNS, finite
from sim.scenario.leaves import leaves
from sim.tables.results import Comparison, Key, Result

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

ORDER = "the base, one change, the other, both"
CELLS = ("base", "first", "second", "both")
TOLD = 3
"""So many paths are named where the fourth scenario is not the sum of the two before it."""
NOT_THERE = object()


def interaction(of: Comparison) -> dict[str, Any]:
    """The 2 x 2 of a base and three candidates (one change, the other, both), paired by world.

    `first`, `second`, `both`: names. `measures.NAME` of every headline measure: means of the four
    cells as `base`, `first`, `second`, `both`; `sum` = first + second - base, what both would give
    if the changes only added up; `effects` of `first`, `second` and `both` against the base and
    `interaction` = both - sum, each with mean, lo, hi (95 % t interval over worlds); `p_better`:
    share of worlds in which both is better than the sum; n, unit, better. A world counts where all
    four have a value. None stands for no value. The scenarios are as `two_by_two` wants them.
    """
    from sim.measures import HEADLINE, MEASURES

    cells = (of.base, *of.candidates)
    names = {f: r.scenario.name for f, r in zip(CELLS[1:], of.candidates, strict=True)}
    found = {}
    for name in HEADLINE:
        row = MEASURES[name]
        numbers = _numbers(_values(cells, name), SIGNS.get(row.better))
        found[name] = {**numbers, "unit": row.unit, "better": row.better}
    return {**names, "measures": found}


def _values(cells: Sequence[Result], name: str) -> np.ndarray:
    """Values of the four cells, shape (4, worlds), in the worlds in which all have one."""
    none = np.full(len(cells[0].replications), np.nan)
    found = np.array([cell.values.get(Key(name), none) for cell in cells], float)
    return found[:, ~np.isnan(found).any(axis=0)]


def _numbers(values: np.ndarray, sign: float | None) -> dict[str, Any]:
    base, first, second, both = values
    beyond = both - first - second + base
    changes = {"first": first - base, "second": second - base, "both": both - base}
    means = {cell: mean_interval(row).mean for cell, row in zip(CELLS, values, strict=True)}
    return {
        **{cell: finite(mean) for cell, mean in means.items()},
        "sum": finite(means["first"] + means["second"] - means["base"]),
        "effects": {
            name: {key: finite(x) for key, x in zip(("mean", "lo", "hi"), each, strict=False)}
            for name, change in {**changes, "interaction": beyond}.items()
            for each in (mean_interval(change),)
        },
        "p_better": None if sign is None else finite(share_above(sign * beyond)),
        "n": len(beyond),
    }


def two_by_two(base: Scenario, candidates: Sequence[Scenario]) -> None:
    """Checks that the candidates are one change of the base, another, and both.

    Raises InputError where there are not three, where the two changes set one field to different
    values, or where the third sets something else than the two together.
    """
    if len(candidates) != 3:
        message = f"four scenarios in this order: {ORDER}; there are {len(candidates) + 1}"
        raise InputError(Fault("", "--interaction", message))
    values = _by_path(base)
    first, second, both = (_changed(values, _by_path(each)) for each in candidates)
    one, other, together = (each.name for each in candidates)
    clash = [path for path in first if path in second and first[path] != second[path]]
    if clash:
        message = f"{one} and {other} set different values of {_told(clash)}: both cannot hold"
        raise InputError(Fault(together, clash[0], message))
    wanted = {**first, **second}
    wrong = [
        path
        for path in dict.fromkeys([*wanted, *both])
        if wanted.get(path, NOT_THERE) != both.get(path, NOT_THERE)
    ]
    if wrong:
        message = f"is not {one} and {other} together in {_told(wrong)}: the order is {ORDER}"
        raise InputError(Fault(together, wrong[0], message))


def _by_path(scenario: Scenario) -> dict[str, Any]:
    found = {leaf.path: leaf.value for leaf in leaves(scenario)}
    return {**found, "book.accounts": scenario.book.accounts}


def _changed(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from the base; a path that is gone has None, as one that is set to none."""
    every = dict.fromkeys([*other, *base])
    return {path: other.get(path) for path in every if other.get(path) != base.get(path)}


def _told(paths: Sequence[str]) -> str:
    more = len(paths) - TOLD
    return ", ".join(paths[:TOLD]) + (f" and {more} more" if more > 0 else "")
