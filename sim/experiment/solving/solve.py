"""Solving: a few rounds of a secant method in as many dimensions as there are levers.

Broyden's method on log factors: the first guess of the slopes is a diagonal, and every round
corrects it by what came of the last step. All rounds meet the same luck, so that a step shows
what the levers did and nothing else. The last round looks at more worlds, and the fit is told from
worlds that no round saw.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.statistics import Interval, mean_interval
from sim.experiment.solving.levers import Lever, levers, moved, value_at
from sim.experiment.solving.worlds import Measured
from sim.scenario import changed
from sim.scenario.tree import Scenario

ROUNDS = 4
"""Rounds of the search; then one or two in `WIDE` times as many worlds."""
WIDE = 3
FRESH = 2
"""Fresh worlds for the fit, as a multiple of the replications."""
STEP = 0.7
"""Longest step of a log factor in one round: a factor of 2."""
YEARS = 2.0
"""Length of a run: two years of twelve months each, beside the hidden half year."""


def worlds_in_all(replications: int) -> int:
    """Worlds that a solution takes at most."""
    return replications * (ROUNDS + 2 * WIDE + FRESH)


@dataclass(frozen=True)
class Fitted:
    """One equation after solving.

    asked: the target. got: mean and interval over fresh worlds. value: what the parameter is now.
    factor: on its drafted value. at_end: 'low' or 'high' where the lever stands at its bound.
    """

    lever: Lever
    asked: float
    got: Interval
    value: Any
    factor: float
    at_end: str

    @property
    def fits(self) -> bool:
        """Whether what was asked lies in the interval, or so near that it does not matter."""
        near = abs(self.got.mean - self.asked) <= self.lever.close
        return near or self.got.lo <= self.asked <= self.got.hi


@dataclass(frozen=True)
class Solution:
    """The solved scenario's changes, and how well each equation holds.

    sets: dotted path -> value. worlds: fresh ones, by number, from which `fitted` is told.
    """

    sets: Mapping[str, Any]
    fitted: tuple[Fitted, ...]
    fresh: tuple[int, int]


def solve(
    scenario: Scenario, targets: Mapping[str, float], replications: int, measured: Measured
) -> Solution:
    """The factors at which `scenario` comes to the targets, as near as they allow.

    targets: value by measure; grr, nrr and csm_turnover at least. Raises what the model raises.
    """
    return _Search(scenario, targets, replications, measured).solution()


class _Search:
    """The unknowns (log factors, one a lever), their slopes, and the best found so far."""

    def __init__(
        self,
        scenario: Scenario,
        targets: Mapping[str, float],
        replications: int,
        measured: Measured,
    ) -> None:
        self.levers = levers(targets)
        self.targets, self.n, self.measured = dict(targets), replications, measured
        self.base = changed(scenario, {"years": YEARS, "warmup": 0.0})
        self.drafted = {lever.path: value_at(self.base, lever.path) for lever in self.levers}
        self.slopes = np.diag([lever.slope for lever in self.levers])
        self.goal = np.array([lever.scale(targets) for lever in self.levers])
        self.low = np.log([lever.least for lever in self.levers])
        self.high = np.log([lever.most for lever in self.levers])

    def solution(self) -> Solution:
        """Search in few worlds, refine in more, and tell the fit from fresh ones."""
        at = self._rounds(np.zeros(len(self.levers)), range(self.n), ROUNDS)
        at = self._rounds(at, range(WIDE * self.n), 2)
        first = WIDE * self.n
        last = first + FRESH * self.n
        sets = self._sets(at)
        found = self.measured.values(changed(self.base, sets), range(first, last))
        fitted = tuple(self._fitted(i, at[i], found, sets) for i in range(len(self.levers)))
        return Solution(sets, fitted, (first, last - 1))

    def _rounds(self, at: np.ndarray, worlds: Sequence[int], most: int) -> np.ndarray:
        """Up to `most` evaluations from `at`; the best place of them."""
        tried: list[tuple[float, np.ndarray, np.ndarray]] = []
        for _ in range(most):
            means = self.measured.means(changed(self.base, self._sets(at)), worlds)
            got = np.array([lever.scale(means) for lever in self.levers])
            if tried:
                self._learn(at - tried[-1][1], got - tried[-1][2])
            tried.append((self._distance(means), at, got))
            if tried[-1][0] <= 1:
                break
            at = self._next(at, got)
        return min(tried, key=lambda each: each[0])[1]

    def _next(self, at: np.ndarray, got: np.ndarray) -> np.ndarray:
        """One step of the secant method, not too far and within bounds."""
        step = np.linalg.lstsq(self.slopes, self.goal - got, rcond=None)[0]
        return np.asarray(np.clip(at + np.clip(step, -STEP, STEP), self.low, self.high))

    def _learn(self, step: np.ndarray, change: np.ndarray) -> None:
        """Broyden's correction: the slopes now explain what the last step did."""
        length = float(step @ step)
        if length > 0:
            self.slopes = self.slopes + np.outer(change - self.slopes @ step, step) / length

    def _distance(self, means: Mapping[str, float]) -> float:
        """The largest miss, in units of what does not matter; 1 is good enough."""
        misses = [
            abs(means[lever.measure] - self.targets[lever.measure]) / lever.close
            for lever in self.levers
        ]
        return max(misses)

    def _sets(self, at: np.ndarray) -> dict[str, Any]:
        """The parameters at log factors, rounded as they will be written."""
        return {
            lever.path: moved(self.drafted[lever.path], math.exp(x))
            for lever, x in zip(self.levers, at, strict=True)
        }

    def _fitted(
        self, i: int, x: float, found: Mapping[str, np.ndarray], sets: Mapping[str, Any]
    ) -> Fitted:
        lever = self.levers[i]
        end = "low" if x <= self.low[i] else "high" if x >= self.high[i] else ""
        return Fitted(
            lever,
            self.targets[lever.measure],
            mean_interval(found[lever.measure]),
            sets[lever.path],
            math.exp(x),
            end,
        )
