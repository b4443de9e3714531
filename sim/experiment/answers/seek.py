"""Seek: the cheapest setting that meets the targets, confirmed in worlds the search never saw."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.faults import Fault, InputError
from sim.experiment.answers.placing import ends, world
from sim.experiment.answers.targets import Setting, Target, nearest, setting
from sim.experiment.designs.design import point_at
from sim.experiment.points import Evaluate
from sim.scenario.study.factors import Factor
from sim.scenario.study.values import coordinate

CONFIRM = 2
"""A confirmation has this many times the replications of the search, all of them fresh."""
CHECKED = 4
"""Settings that are confirmed at most, from the cheapest on."""


@dataclass(frozen=True)
class Sought:
    """What was sought and found.

    chosen: the cheapest setting that meets all targets in the search and in fresh worlds; None
    if there is none. confirmation: it in the fresh worlds. failed: cheaper settings that met the
    targets in the search and missed them in fresh worlds (the search had picked their luck).
    nearest: where nothing meets the targets, what comes nearest. tried: all, in order.
    """

    method: str
    minimise: str
    targets: tuple[Target, ...]
    chosen: Setting | None
    confirmation: Setting | None
    failed: tuple[Setting, ...]
    nearest: Setting | None
    tried: tuple[Setting, ...]

    def document(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "method": self.method,
            "minimise": self.minimise,
            "targets": [
                {"measure": t.measure, "kind": t.kind, "value": t.value, "sure": t.sure}
                for t in self.targets
            ],
            "chosen": _told(self.chosen),
            "confirmation": _told(self.confirmation),
            "failed": [each.document() for each in self.failed],
            "nearest": _told(self.nearest),
            "tried": [each.document() for each in self.tried],
        }


class Search:
    """Tries positions, remembers what was found, and confirms the best."""

    def __init__(
        self,
        factors: Sequence[Factor],
        targets: Sequence[Target],
        evaluate: Evaluate,
        replications: int,
        minimise: str,
        side: int,
    ) -> None:
        self.factors, self.targets, self.evaluate = tuple(factors), tuple(targets), evaluate
        self.replications, self.minimise, self.side = replications, minimise, side
        self.found: dict[tuple[tuple[str, str], ...], Setting] = {}

    def tries(self, us: Sequence[float]) -> Setting:
        """The setting at a position; one that was tried before is not tried again."""
        here = point_at(self.factors, us, len(self.found))
        key = world(here)
        if key not in self.found:
            values = self.evaluate([here], self.replications).values
            self._check(values)
            rows = {name: values[name][self.side, 0] for name in self._measures()}
            self.found[key] = setting(here, rows, self.targets, self.minimise)
        return self.found[key]

    def ends(self, method: str) -> Sought:
        """The cheapest that meets the targets here and in fresh worlds, or the nearest."""
        tried = tuple(self.found.values())
        good = sorted((s for s in tried if s.meets), key=lambda s: (s.cost, s.point.number))
        failed: list[Setting] = []
        for each in good[:CHECKED]:
            again = self._confirmed(each)
            if again.meets:
                return self._sought(method, each, again, failed, None)
            failed.append(each)
        return self._sought(method, None, None, failed, nearest(tried))

    def _sought(
        self,
        method: str,
        chosen: Setting | None,
        again: Setting | None,
        failed: Sequence[Setting],
        near: Setting | None,
    ) -> Sought:
        return Sought(
            method, self.minimise, self.targets, chosen, again, tuple(failed), near,
            tuple(self.found.values()),
        )  # fmt: skip

    def _confirmed(self, chosen: Setting) -> Setting:
        """The same point in replications that the search did not see."""
        n = self.replications
        values = self.evaluate([chosen.point], (1 + CONFIRM) * n).values
        rows = {name: values[name][self.side, 0, n:] for name in self._measures()}
        return setting(chosen.point, rows, self.targets, self.minimise)

    def _measures(self) -> list[str]:
        varied = any(self.minimise in factor.paths for factor in self.factors)
        extra = [] if varied else [self.minimise]
        return list(dict.fromkeys([*(target.measure for target in self.targets), *extra]))

    def _check(self, values: Any) -> None:
        missing = [name for name in self._measures() if name not in values]
        if missing:
            known = ", ".join([*values, *(factor.name for factor in self.factors)])
            raise InputError(
                [Fault("", name, f"was not computed: one of {known}") for name in missing]
            )


def _check_cost(factors: Sequence[Factor], cost: str) -> None:
    """A list of words has no size to be minimised; '2M' is a number in the unit of its field."""
    for factor in factors:
        if cost not in factor.paths:
            continue
        column = factor.paths.index(cost)
        for row in factor.levels:
            size = coordinate(cost, row[column])
            if isinstance(size, bool) or not isinstance(size, (int, float)):
                message = f"{row[column]!r} is no number: minimise a measure, or give a range"
                raise InputError(Fault("", cost, message))


def _cost_of(factors: Sequence[Factor], minimise: str | None) -> str:
    """The path or measure that is minimised; for a factor's name its first path."""
    if minimise is None:
        return factors[0].paths[0]
    paths = {factor.name: factor.paths[0] for factor in factors}
    return paths.get(minimise, minimise)


def _told(found: Setting | None) -> dict[str, Any] | None:
    return None if found is None else found.document()


def seek(
    factors: Sequence[Factor],
    targets: Sequence[Target],
    evaluate: Evaluate,
    replications: int,
    *,
    minimise: str | None = None,
    side: int = 0,
    trials: int = 60,
    seed: int = 1,
) -> Sought:
    """The cheapest setting that meets all targets.

    minimise: a measure, a path that a factor sets, whose value is the cost, or a factor (its first
    path); by default the only factor.
    side: whose measures count, 0 the base. One factor is bisected, several are searched by
    Optuna's TPE with `trials` settings and a fixed seed. Every setting lives through the same
    replications; luck is never searched over. Raises InputError.
    """
    if not factors:
        raise InputError("nothing is varied: name at least one factor")
    if replications < 2:
        raise InputError("seeking needs 2 replications at least, or luck cannot be told")
    if minimise is None and len(factors) > 1:
        raise InputError("several factors: say what to minimise, a measure or one of the factors")
    cost = _cost_of(factors, minimise)
    _check_cost(factors, cost)
    search = Search(factors, targets, evaluate, replications, cost, side)
    if len(factors) == 1:
        bisect(factors[0], search.tries)
        return search.ends("bisection")
    from sim.experiment.answers.tpe import explore

    explore(factors, search.tries, trials, seed)
    return search.ends("tpe")


STEPS = 7
"""Halvings of a range: to 1 part in 128."""
BETWEEN = 5
"""Places between the ends that are looked at where neither end meets the targets."""


def _halvings(steps: Sequence[float]) -> int:
    return STEPS if len(steps) == 2 else len(steps).bit_length() + 1


def most_looks(factor: Factor) -> int:
    """Settings of one factor that `bisect` tries at most: ends, places between, halvings."""
    return 2 + BETWEEN + _halvings(ends(factor))


def bisect(factor: Factor, tries: Callable[[Sequence[float]], Setting]) -> None:
    """Tries settings of one factor until the border of what meets the targets is closed in.

    Taken for granted: dearer settings meet the targets and cheaper ones do not, with one border
    between. If neither end meets them, places between are looked at, from the cheapest on. Whole
    numbers and lists end at neighbours.
    """
    steps = ends(factor)
    tried = [(u, tries([u])) for u in (steps[0], steps[-1])]
    (cheap, low), (dear, high) = sorted(tried, key=lambda end: end[1].cost)
    if low.meets:
        return
    if not high.meets:
        chosen = np.linspace(cheap, dear, BETWEEN + 2)[1:-1].tolist()
        dear = next((u for u in chosen if tries([u]).meets), math.nan)
        if math.isnan(dear):
            return
        cheap = chosen[chosen.index(dear) - 1] if dear != chosen[0] else cheap
    for _ in range(_halvings(steps)):
        middle = (cheap + dear) / 2
        between = tries([middle])
        if between.point in (tries([cheap]).point, tries([dear]).point):
            return
        if between.meets:
            dear = middle
        else:
            cheap = middle
