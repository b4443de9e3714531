"""Ranges of a study: ends in the unit of the field, checked, as a factor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.base.units import UnitError
from sim.scenario.documents import Keys, Spot
from sim.scenario.study.factors import Factor
from sim.scenario.study.keys import Steps
from sim.scenario.study.notes import Notes
from sim.scenario.study.trials import Trial
from sim.scenario.study.values import facts_at, number, numeric, takes, written

Ends = Mapping[str, tuple[float, float]]
"""Path -> lower and upper end, in the unit of the field."""
Made = tuple[Factor, tuple[Trial, ...]]
NO_RANGE = "has no documented range: a range {from, to, points, scale}, or a list of levels"


def ranged(
    notes: Notes, name: str, paths: Mapping[str, Keys], steps: Steps, *, grid: bool
) -> Made | None:
    """A range of one path, or of several at once, that stand at `paths` in the study."""
    ends: dict[str, tuple[float, float]] = {}
    for path, keys in paths.items():
        low, high = (_end(notes, path, (*keys, which)) for which in ("from", "to"))
        if low is not None and high is not None:
            ends[path] = (low, high)
    steps = _fitting(ends, steps)
    wrong = [
        (path, message)
        for first, (path, pair) in enumerate(ends.items())
        if (message := _wrong(path, pair, steps, first=not first, grid=grid))
    ]
    for path, message in wrong:
        notes.add(notes.spot(paths[path]), path, message)
    if wrong or len(ends) < len(paths):
        return None
    above = next(iter(paths.values()))
    return _made(name, ends, steps, notes.spot((*above, "from")), notes.spot((*above, "to")))


def documented(notes: Notes, path: str, keys: Keys) -> Made | None:
    """The plausible range that stands beside the field in the parameter tree."""
    facts, spot = facts_at(path), notes.spot(keys)
    if facts is None or facts.low is None or facts.high is None or not numeric(path):
        notes.add(spot, path, NO_RANGE)
        return None
    return _made(path, {path: (facts.low, facts.high)}, Steps(), spot, spot)


def _end(notes: Notes, path: str, keys: Keys) -> float | None:
    """One end, in the unit of the field; None where it is none, which is noted."""
    value: Any = notes.document.data
    for key in keys:
        value = value[key]
    if not numeric(path):
        message = f"a range needs a number with a unit: a list of levels, each {takes(path)}"
        notes.add(notes.spot(keys), path, message)
        return None
    try:
        return number(path, value)
    except UnitError as error:
        hint = f" ({error.hint})" if error.hint else ""
        notes.add(notes.spot(keys), path, f"{error.wrong}: {takes(path)}{hint}")
        return None


def _fitting(ends: Ends, steps: Steps) -> Steps:
    """The steps; where the study does not say how many, no more than there are whole numbers."""
    if "points" in steps.model_fields_set:
        return steps
    counts = [
        int(abs(high - low)) + 1
        for path, (low, high) in ends.items()
        if (facts := facts_at(path)) is not None and facts.sort == "count"
    ]
    return steps.model_copy(update={"points": max(2, min([steps.points, *counts]))})


def _wrong(path: str, ends: tuple[float, float], steps: Steps, *, first: bool, grid: bool) -> str:
    """What is wrong with the ends of a path; ''. Only the first of linked paths must go up."""
    low, high = ends
    if low == high:
        return "both ends are the same: two different numbers"
    if first and low > high:
        return "the upper end is below the lower: the smaller number in `from`"
    if steps.scale == "log" and min(low, high) <= 0:
        return "a log scale needs ends above 0: scale: linear, or other ends"
    facts, whole = facts_at(path), abs(high - low) + 1
    if grid and facts is not None and facts.sort == "count" and steps.points > whole:
        found = f"{steps.points} points, but {whole:g} whole numbers"
        return f"{found}: points: {whole:g}, or less"
    return ""


def _made(name: str, ends: Ends, steps: Steps, low_spot: Spot, high_spot: Spot) -> Made:
    """The factor, and its two ends, which have to be tried."""
    facts = facts_at(next(iter(ends)))
    factor = Factor(
        name,
        tuple(ends),
        low=tuple(low for low, _ in ends.values()),
        high=tuple(high for _, high in ends.values()),
        scale=steps.scale,
        points=steps.points,
        unit=facts.unit if facts else "",
    )
    lows = {path: written(path, low) for path, (low, _) in ends.items()}
    highs = {path: written(path, high) for path, (_, high) in ends.items()}
    return factor, (Trial(low_spot, lows), Trial(high_spot, highs))
