"""Solving: a few rounds of the secant method, all levers at once.

Each equation has a lever of its own, and but for one pair (`CROSS`) the others hardly move it; so
every round corrects each lever by its own slope, which the last steps have taught within limits.
All rounds meet the same luck: a step shows what the levers did and nothing else. The last rounds
look at more worlds, and the fit is told from worlds that no round saw.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.base.statistics import Interval, mean_interval
from sim.experiment.solving.levers import CROSS, Lever, levers, moved, value_at
from sim.experiment.solving.worlds import Measured
from sim.scenario import changed
from sim.scenario.tree import Scenario

ROUNDS = 4
"""Rounds of the search; then one or two in `WIDE` times as many worlds."""
WIDE = 3
FRESH = 2
"""Fresh worlds for the fit, as a multiple of the replications."""
TAUGHT = 0.03
"""Shortest step of a log factor that teaches a slope; what comes of shorter ones is luck."""
TRUSTED = (0.5, 2.0)
"""A taught slope, over the first guess, is kept within these."""
CAPPED = 5.0
"""Misses count so much at most, or one that cannot be helped would outweigh all others."""
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

    sets: dotted path -> value. means: of every measure that was asked for or looked at, over the
    fresh worlds; fresh: the first and the last of them by number.
    """

    sets: Mapping[str, Any]
    fitted: tuple[Fitted, ...]
    means: Mapping[str, float]
    fresh: tuple[int, int]


def solve(
    scenario: Scenario, targets: Mapping[str, float], replications: int, measured: Measured
) -> Solution:
    """The factors at which `scenario` comes to the targets, as near as they allow.

    targets: value by measure; grr, nrr and csm_turnover at least. Raises what the model raises.
    """
    return _Search(scenario, targets, replications, measured).solution()


def _slope(equation: Lever, lever: Lever) -> float:
    """The first guess of what a lever does to an equation."""
    if equation is lever:
        return lever.slope
    return CROSS.get((equation.measure, lever.path), 0.0)


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
        self.slopes = np.array(
            [[_slope(one, other) for other in self.levers] for one in self.levers]
        )
        self.stride = np.array([lever.stride for lever in self.levers])
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
        means = {name: float(np.nanmean(values)) for name, values in found.items()}
        return Solution(sets, fitted, means, (first, last - 1))

    def _rounds(self, at: np.ndarray, worlds: Sequence[int], most: int) -> np.ndarray:
        """Up to `most` evaluations from `at`; the best place of them."""
        tried: list[tuple[float, np.ndarray, np.ndarray]] = []
        for _ in range(most):
            means = self.measured.means(changed(self.base, self._sets(at)), worlds)
            got = np.array([lever.scale(means) for lever in self.levers])
            if tried:
                self._learn(at - tried[-1][1], got - tried[-1][2])
            misses = self._misses(means)
            tried.append((float((np.minimum(misses, CAPPED) ** 2).sum()), at, got))
            step = self._step(at, got, self._goal(at, means))
            if np.all((misses <= 1) | (step == at)):
                break
            at = step
        return min(tried, key=lambda each: each[0])[1]

    def _goal(self, at: np.ndarray, means: Mapping[str, float]) -> np.ndarray:
        """Where the scales should be. A measure whose lever is at its end counts as it is.

        NRR asks for expansion over GRR: over the GRR that there is, where that goes no further.
        """
        ends = (at <= self.low) | (at >= self.high)
        stuck = {
            lever.measure: means[lever.measure]
            for lever, end in zip(self.levers, ends, strict=True)
            if end
        }
        return np.array(
            [
                lever.scale({**self.targets, **stuck, lever.measure: self.targets[lever.measure]})
                for lever in self.levers
            ]
        )

    def _step(self, at: np.ndarray, got: np.ndarray, goal: np.ndarray) -> np.ndarray:
        """Where the slopes say that the goal is, not too far away and within bounds."""
        step = np.linalg.solve(self.slopes, goal - got)
        return np.asarray(
            np.clip(at + np.clip(step, -self.stride, self.stride), self.low, self.high)
        )

    def _learn(self, step: np.ndarray, change: np.ndarray) -> None:
        """Each lever's own slope by what the last step did, others' known effects taken off."""
        own = np.diag(self.slopes)
        others = self.slopes @ step - own * step
        for i, lever in enumerate(self.levers):
            if abs(step[i]) >= TAUGHT:
                ratio = (change[i] - others[i]) / step[i] / lever.slope
                self.slopes[i, i] = lever.slope * min(TRUSTED[1], max(TRUSTED[0], ratio))

    def _misses(self, means: Mapping[str, float]) -> np.ndarray:
        """How far each measure is off, in units of what does not matter; 1 is good enough."""
        return np.array(
            [
                abs(means[lever.measure] - self.targets[lever.measure]) / lever.close
                for lever in self.levers
            ]
        )

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
