"""Where a candidate loses: a box of assumptions, found by the EMA workbench's PRIM."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import wilson_interval
from sim.experiment.answers.bridges import ema_results, workbench
from sim.experiment.answers.information import decidable
from sim.experiment.answers.placing import lead, levels, unit_of
from sim.experiment.answers.question import Question, number
from sim.experiment.points import Samples
from sim.scenario.study.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

LEAST = 40
"""Points below which half of them would say nothing."""
PEEL = 0.05
"""Share of the worlds that PRIM peels off at a step."""


@dataclass(frozen=True)
class Limit:
    """What the box says of one factor: from `low` to `high` (None: no limit), or some levels."""

    factor: str
    unit: str
    low: float | None = None
    high: float | None = None
    levels: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Losing:
    """Where the candidate loses, counted in points that did not choose the box.

    limits: the box; none: losing is not confined to any part of the ranges. worlds, lost: in the
    box. density: lost / worlds, lo and hi its 95 % Wilson interval, each point counted once, since
    the worlds of a point share it. coverage: of all lost worlds, the share in the box. everywhere:
    share of worlds lost with no limits at all. all_worlds: worlds that were counted.
    """

    limits: tuple[Limit, ...]
    worlds: int
    lost: int
    lo: float
    hi: float
    coverage: float
    everywhere: float
    all_worlds: int

    @property
    def density(self) -> float:
        """Share of the worlds in the box that are lost; NaN where there is none."""
        return self.lost / self.worlds if self.worlds else math.nan

    def document(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "method": "losing",
            "limits": [
                {
                    "factor": limit.factor,
                    "unit": limit.unit,
                    "low": limit.low,
                    "high": limit.high,
                    "levels": list(limit.levels),
                }
                for limit in self.limits
            ],
            "worlds": self.worlds,
            "lost": self.lost,
            "density": {
                "estimate": number(self.density), "lo": number(self.lo), "hi": number(self.hi)
            },
            "coverage": number(self.coverage),
            "everywhere": number(self.everywhere),
            "all_worlds": self.all_worlds,
        }  # fmt: skip


def losing(factors: Sequence[Factor], samples: Samples, question: Question, better: str) -> Losing:
    """The box of assumptions in which the candidate loses most.

    A world is lost where its paired difference is on the worse side of 0. PRIM peels a box out of
    every second point; of the boxes on its way the one with the greatest harmonic mean of density
    and coverage is taken, and limits that do not add to it are dropped. The worlds of the other
    points say how good the box is. Points must fill the ranges. Raises InputError without the EMA
    workbench, a candidate or a better way.
    """
    sides = 1 if question.candidate is None else len(samples.sides)
    decidable(sides, len(samples.points), question.measure, better, LEAST)
    experiments, outcomes = ema_results(factors, samples, [question])
    difference = outcomes[question.measure] * (1.0 if better == "up" else -1.0)
    known = ~np.isnan(difference)
    if not known.any():
        raise InputError(
            f"{question.measure} has no value in any world: ask for another measure, or run longer "
            "worlds"
        )
    replications = len(difference) // len(samples.points)
    odd = np.repeat(np.arange(len(samples.points)) % 2 == 1, replications)
    x = experiments[[factor.name for factor in factors]]
    lost = difference < 0
    search, count = known & ~odd, known & odd
    if not (search.any() and count.any()):
        raise InputError(
            f"{question.measure} has a value in too few worlds to find a box and to check it: ask "
            "for more samples or another measure"
        )
    if lost[search].all() or not lost[search].any():
        limits: list[Limit] = []
    else:
        limits = _box(factors, x[search].reset_index(drop=True), lost[search])
    inside = _inside(limits, x)
    return _counted(limits, lost[count], inside[count], replications)


def _counted(
    limits: Sequence[Limit], lost: np.ndarray, inside: np.ndarray, replications: int
) -> Losing:
    worlds, hits = int(inside.sum()), int((lost & inside).sum())
    share = hits / worlds if worlds else 0.0
    lo, hi = wilson_interval(share, round(worlds / replications))
    return Losing(
        tuple(limits),
        worlds,
        hits,
        lo,
        hi,
        hits / int(lost.sum()) if lost.any() else math.nan,
        float(lost.mean()),
        len(lost),
    )


def _box(factors: Sequence[Factor], x: pd.DataFrame, lost: np.ndarray) -> list[Limit]:
    """The best box on PRIM's way, without the limits that it does not need."""
    with workbench():
        from ema_workbench.analysis.prim import Prim  # type: ignore[import-untyped]

        # Text is how PRIM tells a category from a number.
        words = {f.name: x[f.name].map(repr).astype("category") for f in factors if f.listed}
        algorithm = Prim(x.assign(**words), lost, threshold=0.5, peel_alpha=PEEL)
        way = algorithm.find_box().box_lims
    boxes = [_limits(factors, box, algorithm.box_init) for box in way]
    best = max(boxes, key=lambda box: _quality(box, x, lost))
    return _pruned(best, x, lost)


def _limits(factors: Sequence[Factor], box: pd.DataFrame, whole: pd.DataFrame) -> list[Limit]:
    found = []
    for factor in factors:
        if factor.name not in whole:  # a list of which one level only is there
            continue
        here, all_of_it = box[factor.name].tolist(), whole[factor.name].tolist()
        if here == all_of_it:
            continue
        if factor.listed:
            kept = tuple(level for level in levels(factor) if repr(level) in here[0])
            found.append(Limit(factor.name, factor.unit, levels=kept))
        else:
            low = float(here[0]) if here[0] > all_of_it[0] else None
            high = float(here[1]) if here[1] < all_of_it[1] else None
            found.append(Limit(factor.name, unit_of(factor, factor.paths[lead(factor)]), low, high))
    return found


def _pruned(limits: list[Limit], x: pd.DataFrame, lost: np.ndarray) -> list[Limit]:
    """Drops one limit after the other, as long as the box gets no worse."""
    for limit in list(limits):
        without = [other for other in limits if other is not limit]
        if _quality(without, x, lost) >= _quality(limits, x, lost):
            limits = without
    return limits


def _quality(limits: Sequence[Limit], x: pd.DataFrame, lost: np.ndarray) -> float:
    """Harmonic mean of density and coverage."""
    inside = _inside(limits, x)
    hits = float((lost & inside).sum())
    return 2 * hits / (float(inside.sum()) + float(lost.sum()))


def _inside(limits: Sequence[Limit], x: pd.DataFrame) -> np.ndarray:
    """Which worlds are in the box."""
    kept = np.ones(len(x), bool)
    for limit in limits:
        column = x[limit.factor]
        if limit.levels:
            kept &= column.isin(limit.levels).to_numpy()
        if limit.low is not None:
            kept &= (column >= limit.low).to_numpy()
        if limit.high is not None:
            kept &= (column <= limit.high).to_numpy()
    return kept
