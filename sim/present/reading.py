"""A measure as a summary reports it, and what may be said of it.

The headline measures are judged at once, and each 95 % interval misses by luck alone one time in
twenty. So a headline difference whose interval excludes 0 is called better or worse only where it
does so by Bonferroni's rule, too: with the t quantile at 1 - 0.025 / m in place of that at 0.975,
for m headline measures. Otherwise it is barely beyond luck. Every other measure is judged alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sim.base.quantiles import t_quantile
from sim.measures import HEADLINE
from sim.present import labels
from sim.present.words import NOTHING, Scale, scale

FEW = 10
"""Worlds below which differences that are all the same prove nothing."""
BETTER, WORSE, BARELY, CHANGED = "better", "worse", "barely", "changed"
UNCLEAR, SAME = "unclear", "same"
CHANCE = 0.05
"""How often a 95 % interval misses by luck alone."""


@dataclass(frozen=True)
class Reading:
    """One measure of one candidate against the base, over paired worlds.

    base, candidate, difference: means over worlds; lo, hi: 95 % interval of the mean difference.
    p_better: share of paired worlds in which the candidate is better. NaN where there is none.
    direction: 'up' or 'down' is better, '-' is neither. together: how many measures are judged at
    once with this one, itself included. wins: worlds in which the candidate is better, None where
    only p_better, which counts half of those that are equal, is known.
    """

    measure: str
    unit: str
    direction: str
    base: float
    candidate: float
    difference: float
    lo: float
    hi: float
    p_better: float
    n: int
    currency: str = "USD"
    together: int = 1
    wins: int | None = None

    @property
    def kind(self) -> str:
        """What the interval allows to say: better and worse only where it clearly excludes 0."""
        if self.difference == 0 and self.lo == 0 and self.hi == 0:
            return SAME
        if self.n < 2 or not (self.lo > 0 or self.hi < 0):
            return UNCLEAR
        if self.lo == self.hi and self.n < FEW:
            return UNCLEAR  # the same step of a count in a few worlds: no spread to judge by
        if self.direction not in ("up", "down"):
            return CHANGED
        if self.clearness <= _wider(self.together, self.n):
            return BARELY
        return BETTER if (self.lo > 0) == (self.direction == "up") else WORSE

    @property
    def values(self) -> Scale:
        """The scale of the two values."""
        return scale(
            self.unit, (self.base, self.candidate), currency=self.currency, finest=self._half()
        )

    @property
    def changes(self) -> Scale:
        """The scale of the difference and its interval.

        It is fine enough that a limit that is not 0 is not written as 0.
        """
        found = self._scale_of_change()
        nearest = min(abs(self.lo), abs(self.hi))
        while 0 < nearest < 0.5 * found.size / 10**found.decimals and found.decimals < 4:
            found = replace(found, decimals=found.decimals + 1)
        return found

    @property
    def clearness(self) -> float:
        """The difference in half widths of its interval: above 1 where that excludes 0."""
        half = self._half()
        return math.inf if half is None else abs(self.difference) / half

    @property
    def won(self) -> int:
        """Number of paired worlds in which the candidate is better; where it is equal is none."""
        if self.wins is not None:
            return self.wins
        return round(self.p_better * self.n) if math.isfinite(self.p_better) else 0

    @property
    def won_words(self) -> str:
        """'92 of 100'; a dash for a measure that has no better."""
        if (
            not math.isfinite(self.p_better)
            or self.direction not in ("up", "down")
            or self.kind == SAME
        ):
            return NOTHING
        return f"{self.won} of {self.n}"

    def size_words(self) -> str:
        """The size of the difference without its sign, as fine as its interval: '1.2 points'."""
        return self.changes.plain(abs(self.difference))

    def about_words(self) -> str:
        """The same where no interval stands beside it, so with no more digits than it deserves."""
        return self._scale_of_change().plain(abs(self.difference))

    def size_span(self) -> str:
        """The interval of the size, for an interval that excludes 0: '0.6 to 1.8 points'."""
        low, high = sorted((abs(self.lo), abs(self.hi)))
        return self.changes.span(low, high)

    def _scale_of_change(self) -> Scale:
        return scale(
            self.unit,
            (self.difference, self.lo, self.hi),
            currency=self.currency,
            change=True,
            finest=self._half(),
        )

    def _half(self) -> float | None:
        half = (self.hi - self.lo) / 2
        return half if math.isfinite(half) and half > 0 else None


def _wider(together: int, n: int) -> float:
    """Bonferroni's interval over that of one measure: 1.44 for 8 measures in 30 worlds."""
    return t_quantile(1 - 0.025 / together, n - 1) / t_quantile(0.975, n - 1)


def number(value: Any) -> float:
    """A number of a summary, where null stands for none, as a float (NaN)."""
    return math.nan if value is None else float(value)


def reading(measure: str, entry: Mapping[str, Any], currency: str = "USD") -> Reading:
    """The reading of `measure` from its entry in the summary of a candidate."""
    base, candidate, difference, lo, hi, p_better = (
        number(entry.get(key))
        for key in ("base", "candidate", "difference", "lo", "hi", "p_better")
    )
    return Reading(
        measure,
        str(entry.get("unit", "-")),
        str(entry.get("better", "-")),
        base,
        candidate,
        difference,
        lo,
        hi,
        p_better,
        n=int(entry.get("n") or 0),
        currency=currency,
        wins=entry.get("wins"),
    )


def readings(measures: Mapping[str, Mapping[str, Any]], currency: str = "USD") -> list[Reading]:
    """All measures of a candidate, headline first, the others in their own order.

    The headline measures are judged together, the others each alone.
    """
    every = [reading(name, measures[name], currency) for name in labels.in_order(list(measures))]
    found = [r for r in every if math.isfinite(r.base) or math.isfinite(r.candidate)]
    together = len(headline(found))
    return [replace(r, together=together) if r.measure in HEADLINE else r for r in found]


def headline(found: list[Reading]) -> list[Reading]:
    """Those of the verdict."""
    return [r for r in found if r.measure in HEADLINE]


def judged_alone(found: list[Reading]) -> str:
    """What to think of clear measures that no verdict looks at; '' where no more than one is."""
    others = [r for r in found if r not in headline(found)]
    if sum(r.kind not in (SAME, UNCLEAR) for r in others) < 2:
        return ""
    lucky = max(1, round(CHANCE * len(others)))
    some = f"of {len(others)} such measures about {lucky}"
    return f"Others: each is judged alone, and {some} would look clear by luck."


def coincide(found: list[Reading]) -> bool:
    """Whether candidate and base are the same in every measure that has a value."""
    return bool(found) and all(r.kind == SAME for r in found)
