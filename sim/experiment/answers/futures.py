"""Futures: every assumption drawn at once; in how many the candidate loses, and what marks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from sim.base.faults import InputError
from sim.base.statistics import Interval, mean_interval, unpaired_interval, wilson_interval
from sim.experiment.answers.information import decidable
from sim.experiment.answers.placing import cloud, lead, levels, position, stands, unit_of
from sim.experiment.answers.question import Question, number, told
from sim.experiment.designs.design import point_at
from sim.experiment.designs.samples import latin_hypercube
from sim.experiment.points import Point, Samples
from sim.scenario.ensemble import EACH
from sim.scenario.study import Factor, Study

LEAST = 8
"""Futures below which halves of them would say nothing."""
NOWHERE_ELSE = Point(0, {}, {})
"""The one point of a study of futures: what varies is in its parameter sets."""


def with_futures(study: Study, futures: int) -> Study:
    """The study with a parameter set for each future, EACH worlds with luck of their own.

    A set has a value of every factor, drawn evenly from its range (a Latin hypercube for each LEAST
    futures, so that the first of more are the same; the halves of two ranges of a Sobol sequence
    can hold the same few futures), and what the study's own ensemble says of the rest.
    Raises InputError where nothing is varied, or with fewer than LEAST futures.
    """
    if not study.factors:
        raise InputError("nothing is varied: name at least one factor")
    if futures < LEAST:
        raise InputError(f"{futures} futures are too few: {LEAST} at least (samples, or --samples)")
    own: Sequence[Mapping[str, Any]] = study.ensemble or ({},)
    drawn = _points(study, futures)
    sets = tuple({**own[i % len(own)], **point.overrides} for i, point in enumerate(drawn))
    return replace(study, ensemble=sets, replications=EACH * futures)


def _points(study: Study, futures: int) -> list[Point]:
    blocks = [
        latin_hypercube(len(study.factors), LEAST, (study.seed, block))
        for block in range(-(-futures // LEAST))
    ]
    return cloud(study.factors, np.concatenate(blocks)[:futures])


class Half(NamedTuple):
    """The futures in which a factor is low, or high. lost: in how many the candidate loses."""

    answer: Interval
    futures: int
    lost: int
    levels: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Mark:
    """What one factor does. split: its value between the halves; None of a list.

    difference: the mean answer of the high half less that of the low half (Welch's interval).
    chance: how often luck alone would share out the lost futures as unevenly (Fisher's exact test).
    """

    factor: str
    unit: str
    split: Any
    low: Half
    high: Half
    difference: Interval
    chance: float


@dataclass(frozen=True)
class Futures:
    """What was found. answer: over all futures. marks: what moves the answer most first."""

    answer: Interval
    futures: int
    lost: int
    marks: tuple[Mark, ...]

    def document(self) -> dict[str, Any]:
        """Plain data."""
        share = self.lost / self.futures
        lo, hi = wilson_interval(share, self.futures)
        return {
            "method": "futures",
            "answer": told(self.answer),
            "futures": self.futures,
            "lost": self.lost,
            "share": {"estimate": share, "lo": lo, "hi": hi},
            "rows": [
                {
                    "factor": mark.factor,
                    "unit": mark.unit,
                    "split": mark.split,
                    "low": _half(mark.low),
                    "high": _half(mark.high),
                    "difference": told(mark.difference),
                    "chance": number(mark.chance),
                }
                for mark in self.marks
            ],
        }


def _half(half: Half) -> dict[str, Any]:
    return {
        "answer": told(half.answer),
        "futures": half.futures,
        "lost": half.lost,
        "levels": list(half.levels),
    }


def futures(study: Study, samples: Samples, question: Question, better: str) -> Futures:
    """In how many futures a candidate loses, and for every factor its low against its high half.

    study: of `with_futures`. samples: at its one point, of all its futures or the first of them.
    better: 'up' or 'down'. A future is lost where the mean difference of its worlds is on the worse
    side of 0. Raises InputError for a study without candidates, a measure that has no better way,
    or fewer than LEAST futures with a value.
    """
    answers = question.of(samples)[0]
    known = ~np.isnan(answers)
    decidable(len(samples.sides), LEAST, question.measure, better, LEAST)
    if known.sum() < LEAST:
        raise InputError(
            f"{question.measure} has a value in {known.sum()} of {len(known)} futures only: "
            f"{LEAST} are needed; ask for more futures, longer worlds or another measure"
        )
    drawn = [point for point, there in zip(_points(study, len(known)), known, strict=True) if there]
    y = answers[known]
    lost = (y < 0.0) if better == "up" else (y > 0.0)
    marks = [_mark(factor, drawn, y, lost) for factor in study.factors]
    marks.sort(key=lambda mark: -abs(mark.difference.mean))
    return Futures(mean_interval(y), len(y), int(lost.sum()), tuple(marks))


def _mark(factor: Factor, drawn: Sequence[Point], y: np.ndarray, lost: np.ndarray) -> Mark:
    from scipy.stats import fisher_exact

    where = np.array([position(factor, stands(factor, point)) for point in drawn])
    middle = len(factor.levels) / 2 if factor.listed else 0.5
    high = where >= middle
    named = levels(factor) if factor.listed else []
    below, above = (
        Half(
            mean_interval(y[side]),
            int(side.sum()),
            int(lost[side].sum()),
            tuple(level for i, level in enumerate(named) if (i >= middle) == is_high),
        )
        for side, is_high in ((~high, False), (high, True))
    )
    counts = [[half.lost, half.futures - half.lost] for half in (below, above)]
    return Mark(
        factor.name,
        factor.unit if named else unit_of(factor, factor.paths[lead(factor)]),
        None if named else stands(factor, point_at((factor,), (middle,), 0)),
        below,
        above,
        unpaired_interval(y[~high], y[high]),
        float(fisher_exact(counts).pvalue),
    )
