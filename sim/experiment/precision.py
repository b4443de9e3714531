"""How many replications are enough: what `auto` asks at its fixed looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sim.base.statistics import Sample, differences, enough
from sim.tables.results import Key, Result

MOST = 640
"""`auto` stops here at the latest."""

PRECISION = 0.05
"""Half-width that is enough, as a part of the base's mean ..."""

FINER = {"grr": 0.1, "nrr": 0.1, "contribution": 0.2}
"""... times this, for measures of which a small part matters: half a point of GRR and NRR, one
percent of the contribution."""


def precise(results: Sequence[Result]) -> bool:
    """Whether all headline measures are known well enough.

    Of a single result the means, of several their paired differences to the first.
    """
    return enough(_samples(results), PRECISION)


def _samples(results: Sequence[Result]) -> Iterator[Sample]:
    """What is to be known, and the size it is judged against."""
    from sim.measures import HEADLINE

    base, *candidates = results
    for name in HEADLINE:
        here = base.values.get(Key(name))
        if here is None:
            continue
        scale = _mean(here) * FINER.get(name, 1.0)
        if not candidates:
            yield Sample(here, scale)
        for candidate in candidates:
            there = candidate.values.get(Key(name))
            if there is not None:
                yield Sample(differences(here, there), scale)


def _mean(values: np.ndarray) -> float:
    kept = values[~np.isnan(values)]
    return float(kept.mean()) if len(kept) else 0.0
