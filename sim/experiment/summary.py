"""Results as the numbers that `--json` prints: means, intervals and paired differences.

Every number is finite or None, so that the text is strict JSON.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.statistics import Interval, differences, mean_interval, paired_interval, share_above
from sim.experiment.transitions import transition
from sim.tables.results import Comparison, Key, Result

if TYPE_CHECKING:
    from sim.measures import Measure

Numbers = Callable[[Key, str], dict[str, Any]]
"""The numbers of a key, whose better way is named."""
Nested = Callable[[Iterable[Key], Numbers], dict[str, Any]]
"""Keys and what gives their numbers, to measures by name."""


def summary(
    of: Result | Comparison, by: Sequence[str] = (), own: Sequence[Measure] = ()
) -> dict[str, Any]:
    """The numbers of a result, or of a comparison.

    Result: `measures.NAME` with mean, lo, hi, sd, n, unit, better, headline. Comparison:
    `candidates[i].measures.NAME` with base, candidate, difference, lo, hi, p_better, n, unit,
    better, headline, and `base.measures` as for a result. by: splits to add, as
    `measures.NAME.by.segment.LEVEL` with the same numbers. own: the caller's own measures, which
    the results have, too. `candidates[i].transition` is of dated changes (`transitions`), None
    where there are none. `verdict` is '' here; the words are put in by who knows them.
    """
    from sim.measures import with_own

    nested = partial(_nested, with_own(own), by)
    if isinstance(of, Comparison):
        return {
            "base": _side(of.base, nested),
            "candidates": [_candidate(of.base, candidate, nested) for candidate in of.candidates],
            "provenance": of.provenance,
        }
    return {**_side(of, nested), "provenance": of.provenance}


def _side(result: Result, nested: Nested) -> dict[str, Any]:
    """One scenario on its own."""
    keys = list(result.values)
    return {
        "name": result.scenario.name,
        "question": result.scenario.question,
        "digest": result.digest,
        "measures": nested(keys, lambda key, _: _mean(result, key)),
    }


def _candidate(base: Result, candidate: Result, nested: Nested) -> dict[str, Any]:
    """One candidate against the base."""
    keys = dict.fromkeys([*base.values, *candidate.values])
    return {
        "name": candidate.scenario.name,
        "digest": candidate.digest,
        "verdict": "",
        "measures": nested(keys, partial(_paired, base, candidate)),
        "transition": _finite_in(transition(base, candidate)),
        "provenance": candidate.provenance,
    }


def _mean(result: Result, key: Key) -> dict[str, Any]:
    """Mean of one value, its interval and the spread between worlds."""
    return numbers(mean_interval(result.values.get(key, np.empty(0))))


def numbers(found: Interval) -> dict[str, Any]:
    """An interval as numbers, None where there is none."""
    return {
        "mean": finite(found.mean),
        "lo": finite(found.lo),
        "hi": finite(found.hi),
        "sd": finite(found.sd),
        "n": found.n,
    }


def _paired(base: Result, candidate: Result, key: Key, better: str) -> dict[str, Any]:
    """Means of both over the worlds in which both have a value, and the paired difference.

    p_better: share of those worlds in which the candidate is better, ties counted half (an equal
    candidate has 0.5); wins: in how many it is better, ties not counted; None where neither way is
    better.
    """
    none = np.full(len(base.replications), np.nan)
    here, there = base.values.get(key, none), candidate.values.get(key, none)
    change = differences(here, there)
    both = ~np.isnan(change)
    # What the base cannot have (the treated accounts of a pilot) is the candidate's alone.
    own = there[both] if key in base.values else there
    found = paired_interval(here, there)
    sign = SIGNS.get(better)
    return {
        "base": finite(mean_interval(here[both]).mean),
        "candidate": finite(mean_interval(own).mean),
        "difference": finite(found.mean),
        "lo": finite(found.lo),
        "hi": finite(found.hi),
        "p_better": None if sign is None else finite(share_above(sign * change)),
        "wins": None if sign is None else int((sign * change > 0).sum()),
        "n": found.n,
    }


SIGNS = {"up": 1.0, "down": -1.0}
"""Which way is better, as a factor on a difference."""


def _nested(
    rows: Mapping[str, Measure], by: Sequence[str], keys: Iterable[Key], numbers: Numbers
) -> dict[str, Any]:
    """Measures by name in the order of `rows`, each with its splits under `by`."""
    parts: dict[str, list[Key]] = {}
    for key in keys:
        parts.setdefault(key.measure, []).append(key)
    found = {}
    for name, measure in rows.items():
        if Key(name) not in parts.get(name, ()):
            continue
        found[name] = {
            **numbers(Key(name), measure.better),
            "unit": measure.unit,
            "better": measure.better,
            "headline": measure.headline,
        }
        splits = _splits(parts[name], by, measure.better, numbers)
        if splits:
            found[name]["by"] = splits
    return found


def _splits(
    keys: Iterable[Key],
    by: Sequence[str],
    better: str,
    numbers: Numbers,
) -> dict[str, Any]:
    """Numbers of one measure by split and level, as far as they are asked for."""
    found: dict[str, Any] = {split: {} for split in by}
    for key in keys:
        if key.by in found:
            found[key.by][key.level] = numbers(key, better)
    return {split: levels for split, levels in found.items() if levels}


def _finite_in(found: Any) -> Any:
    """The same with None for every number that is not finite."""
    if isinstance(found, dict):
        return {name: _finite_in(value) for name, value in found.items()}
    return finite(found) if isinstance(found, float) else found


def finite(value: float) -> float | None:
    """The value, or None where it is not a finite number."""
    return float(value) if math.isfinite(value) else None
