"""Forms about where one structure overtakes another along a ladder of companies.

The specialisation point is found so: the same organisations at growing opening ARR, each step with
as many heads as its ARR needs, and the place at which the paired difference crosses zero. The
curve and its interval are those of `reorg threshold`. No amount of ARR is in the code: the places
are those of the ladder.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sim.claims.forms import Form
from sim.claims.intervals import less, quotient
from sim.claims.seen import Found, Seen
from sim.experiment.answers.curve import Curve, crossing
from sim.experiment.answers.ensemble import rising_crossings


class Step(NamedTuple):
    """One step of a ladder: where it stands (ARR, heads), and the arms that are compared there.

    base: '' where the candidate's own value is compared with the target.
    """

    place: float
    base: str
    candidate: str


def crossed(measure: str, steps: Sequence[Step], *, better: int = 1, target: float = 0.0) -> Form:
    """Where the paired difference first turns in the candidate's favour (or passes the target).

    better: 1 where more is better, -1 where less is. Places are taken as logarithms. Where nothing
    crosses there is no estimate, and the remark says on which side the difference stays.
    """
    low, high = math.log(steps[0].place), math.log(steps[-1].place)
    us = np.array([(math.log(step.place) - low) / (high - low) for step in steps])

    def rows(seen: Seen) -> np.ndarray:
        return np.array([better * (_gap(seen, step, measure) - target) for step in steps])

    def find(seen: Seen) -> Found:
        every = rows(seen)
        kept = every[:, ~np.isnan(every).any(axis=0)]
        if kept.shape[1] < 2:
            return Found(math.nan, math.nan, math.nan, f"{measure} has no value at every step")
        return _told(Curve(us, kept), lambda u: math.exp(low + (high - low) * u), steps)

    def by_set(seen: Seen) -> np.ndarray:
        return np.exp(low + (high - low) * rising_crossings(us, rows(seen)))

    what = f"is {target:g}" if target else "turns"
    return Form(f"where {measure} {what}, {len(steps)} steps", (measure,), find, by_set)


def over(above: Form, below: Form) -> Form:
    """What one form finds / what another finds."""
    return Form(
        f"({above.words}) / ({below.words})",
        (*above.reads, *below.reads),
        lambda seen: quotient(above.find(seen), below.find(seen)),
    )


def minus(one: Form, other: Form) -> Form:
    """What one form finds less what another finds."""
    return Form(
        f"({one.words}) less ({other.words})",
        (*one.reads, *other.reads),
        lambda seen: less(one.find(seen), other.find(seen)),
    )


def _gap(seen: Seen, step: Step, measure: str) -> np.ndarray:
    own = seen.each(step.candidate, measure)
    return own - seen.each(step.base, measure) if step.base else own


def _told(curve: Curve, place: Callable[[float], float], steps: Sequence[Step]) -> Found:
    """The first rising crossing as a place; else on which side the curve stays."""
    rising = [bracket for bracket in curve.brackets() if bracket.rises]
    if not rising:
        signs = set(curve.signs()) - {0}
        side = {frozenset({1}): "is ahead", frozenset({-1}): "is behind"}.get(frozenset(signs))
        told = f"the candidate {side} at every step that is clear" if side else "no step is clear"
        ends = f"from {steps[0].place:,.0f} to {steps[-1].place:,.0f}"
        return Found(math.nan, math.nan, math.nan, f"nothing crosses {ends}: {told}", not side)
    bracket = rising[0]
    low, high = curve.ends(bracket)
    estimate, lo, hi = crossing(curve.within(low, high), low, high, bracket)
    found = [place(u) if math.isfinite(u) else math.nan for u in (estimate, lo, hi)]
    return Found(found[0], found[1], found[2])
