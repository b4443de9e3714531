"""Chances in the words that a board uses: 'in 1 world in 20 contribution ends below $27.1M'.

The limit is the 5 % quantile of the values of the worlds (the 95 % quantile where less is better),
median-unbiased after Hyndman and Fan (1996), as `numpy.quantile` has it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.measures import HEADLINE, MEASURES
from sim.present import labels
from sim.present.subject import ENOUGH, Side, Subject
from sim.present.words import count_words, listed, scale
from sim.tables.results import Key

ONE_IN = 20
BEYOND = {"up": ("below", 1 / ONE_IN), "down": ("above", 1 - 1 / ONE_IN)}
"""Which way is better -> the bad end in words, and its quantile."""


class Odds(NamedTuple):
    """The bad end of one headline measure. limits: of every side, unrounded; words: written."""

    measure: str
    word: str
    limits: tuple[float, ...]
    words: tuple[str, ...]


def odds(subject: Subject) -> list[Odds]:
    """Of every headline measure what 1 world in 20 is worse than, in the order of the tables.

    Empty where there are fewer than ENOUGH worlds; a measure that some side lacks is left out.
    """
    if subject.worlds < ENOUGH:
        return []
    found = (_odds(subject, name) for name in labels.in_order(list(HEADLINE)))
    return [one for one in found if one is not None]


def sentence(subject: Subject, one: Odds) -> str:
    """Such as 'In 1 world in 20, contribution ends below $27.1M with A and below $28.0M with B'."""
    said = [
        f"{one.word} {words}" + (f" with {side.name}" if subject.candidates else "")
        for side, words in zip(subject.sides, one.words, strict=True)
    ]
    return f"In 1 world in {ONE_IN}, {labels.noun(one.measure)} ends {listed(said)}."


def note(subject: Subject) -> str:
    """What such a limit is estimated from."""
    return (
        f"Estimated from {count_words(subject.worlds, 'world')}, each with its own luck; it says "
        "nothing about assumptions that are wrong."
    )


def _odds(subject: Subject, name: str) -> Odds | None:
    measure = MEASURES[name]
    values = [_values(side, name) for side in subject.sides]
    if measure.better not in BEYOND or min(map(len, values)) < ENOUGH:
        return None
    word, share = BEYOND[measure.better]
    limits = [float(np.quantile(v, share, method="median_unbiased")) for v in values]
    finest = max(float(v.std()) for v in values) / 2
    how = scale(measure.unit, limits, currency=subject.currency, finest=finest or None)
    return Odds(name, word, tuple(limits), tuple(how.plain(limit) for limit in limits))


def _values(side: Side, name: str) -> np.ndarray:
    found = np.asarray(side.result.values.get(Key(name), ()), float)
    return found[np.isfinite(found)]
