"""Forms of experiments: a handful of ways to get one number with an interval from some arms.

A form is data: what it reads, how it is told in words, and a function from the worlds to what was
found. Arms are named by the row that uses the form: `base` and `candidate` where it names none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.claims.intervals import Statistic, drawn_again, left_out
from sim.claims.seen import Found, Seen

BASE, CANDIDATE = "base", "candidate"


@dataclass(frozen=True)
class Form:
    """A way to get one number.

    words: what is computed. reads: values that it needs of its arms. find: from worlds to it.
    by_set: from worlds of which each is of another parameter set to the number of each, shape
    (sets,), NaN where a set has none; None for forms that are not asked so.
    """

    words: str
    reads: tuple[str, ...]
    find: Callable[[Seen], Found]
    by_set: Callable[[Seen], np.ndarray] | None = None


def _smooth(words: str, reads: Sequence[str], statistic: Statistic) -> Form:
    return Form(words, tuple(reads), lambda seen: left_out(statistic, seen))


def jumping(words: str, reads: Sequence[str], statistic: Statistic, nothing: str = "") -> Form:
    """A form whose number jumps: its interval is drawn again. nothing: said where it has none."""
    return Form(words, tuple(reads), lambda seen: drawn_again(statistic, seen, nothing))


def level(measure: str, arm: str = BASE) -> Form:
    """The measure itself."""
    return _smooth(measure, [measure], lambda seen: seen.mean(arm, measure))


def difference(measure: str, one: str = CANDIDATE, other: str = BASE) -> Form:
    """Paired difference of two arms."""

    def statistic(seen: Seen) -> float:
        return seen.mean(one, measure) - seen.mean(other, measure)

    return _smooth(f"{measure}: {one} less {other}", [measure], statistic)


def change(*measures: str, one: str = CANDIDATE, other: str = BASE) -> Form:
    """Relative change of a measure, or of the product of several."""

    def statistic(seen: Seen) -> float:
        return _over(_product(seen, one, measures), _product(seen, other, measures)) - 1

    return _smooth(f"{' x '.join(measures)}: change from {other} to {one}", measures, statistic)


def ratio(measure: str, one: str = CANDIDATE, other: str = BASE) -> Form:
    """Ratio of two arms."""

    def statistic(seen: Seen) -> float:
        return _over(seen.mean(one, measure), seen.mean(other, measure))

    return _smooth(f"{measure}: {one} / {other}", [measure], statistic)


def within(first: str, second: str, arm: str = BASE) -> Form:
    """One measure less another in the same worlds."""

    def statistic(seen: Seen) -> float:
        return seen.mean(arm, first) - seen.mean(arm, second)

    return _smooth(f"{first} less {second}", [first, second], statistic)


def part(one: str, other: str, arm: str = BASE) -> Form:
    """One / (one + other), of sums over the worlds."""

    def statistic(seen: Seen) -> float:
        own = seen.mean(arm, one)
        return _over(own, own + seen.mean(arm, other))

    return _smooth(f"{one} / ({one} + {other})", [one, other], statistic)


def interaction(measure: str, none: str, one: str, other: str, both: str) -> Form:
    """2 x 2: what two things do together beyond what each does alone."""

    def statistic(seen: Seen) -> float:
        with_other = seen.mean(both, measure) - seen.mean(other, measure)
        return with_other - (seen.mean(one, measure) - seen.mean(none, measure))

    words = f"{measure}: ({both} less {other}) less ({one} less {none})"
    return _smooth(words, [measure], statistic)


def of_differences(measure: str, above: tuple[str, str], below: tuple[str, str]) -> Form:
    """Ratio of two paired differences, each an arm less another."""

    def statistic(seen: Seen) -> float:
        top, bottom = (seen.mean(a, measure) - seen.mean(b, measure) for a, b in (above, below))
        return _over(top, bottom)

    words = f"{measure}: ({' less '.join(above)}) / ({' less '.join(below)})"
    return _smooth(words, [measure], statistic)


def per_difference(measure: str, of: str, factor: float) -> Form:
    """Difference of a measure for each unit of the difference of another, x a factor."""

    def statistic(seen: Seen) -> float:
        top, bottom = (seen.mean(CANDIDATE, m) - seen.mean(BASE, m) for m in (measure, of))
        return factor * _over(top, bottom)

    return _smooth(f"difference of {measure} / of {of} x {factor:g}", [measure, of], statistic)


def relative_gap(measure: str, one: str, other: str, base: str = BASE) -> Form:
    """What one arm changes, less what another changes, as shares of the base."""

    def statistic(seen: Seen) -> float:
        gap = seen.mean(one, measure) - seen.mean(other, measure)
        return _over(gap, seen.mean(base, measure))

    return _smooth(f"{measure}: ({one} less {other}) / {base}", [measure], statistic)


def correlation(x: str, y: str, arm: str = BASE) -> Form:
    """Correlation of two measures over worlds, with Fisher's interval."""

    def find(seen: Seen) -> Found:
        pairs = np.array([seen.each(arm, x), seen.each(arm, y)])
        pairs = pairs[:, ~np.isnan(pairs).any(axis=0)]
        n = pairs.shape[1]
        if n < 5 or not pairs.std(axis=1).all():
            return Found(math.nan, math.nan, math.nan, f"{n} worlds are too few", unclear=True)
        r = float(np.corrcoef(pairs)[0, 1])
        half = 1.96 / math.sqrt(n - 3)
        return Found(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))

    return Form(f"correlation of {x} and {y} over worlds", (x, y), find)


def best(measure: str, choices: Mapping[float, str]) -> Form:
    """The choice (a number) whose arm has the highest measure."""
    words = f"which of {', '.join(f'{value:g}' for value in choices)} has the highest {measure}"
    return jumping(words, [measure], lambda seen: chosen(seen, measure, choices))


def least_step(measure: str, ladders: Sequence[Mapping[float, str]]) -> Form:
    """The smallest step from the best choice of one ladder to that of the next."""

    def statistic(seen: Seen) -> float:
        return float(np.diff([chosen(seen, measure, ladder) for ladder in ladders]).min())

    return jumping(f"smallest step of the best choice by {measure}", [measure], statistic)


def extreme(measure: str, pairs: Sequence[tuple[str, str]], *, largest: bool) -> Form:
    """The largest or smallest of several paired differences, each an arm less another."""

    def statistic(seen: Seen) -> float:
        gaps = [seen.mean(one, measure) - seen.mean(other, measure) for one, other in pairs]
        return max(gaps) if largest else min(gaps)

    told = ", ".join(" less ".join(pair) for pair in pairs)
    return jumping(
        f"{'largest' if largest else 'smallest'} {measure} of {told}", [measure], statistic
    )


def quantile(measure: str, share: float, arms: Sequence[str]) -> Form:
    """A quantile over arms of their means."""

    def statistic(seen: Seen) -> float:
        return float(np.quantile([seen.mean(arm, measure) for arm in arms], share))

    return jumping(f"{share:.0%} quantile of {measure} over {len(arms)} arms", [measure], statistic)


def chosen(seen: Seen, measure: str, choices: Mapping[float, str]) -> float:
    """The choice with the highest mean."""
    return max(choices, key=lambda value: seen.mean(choices[value], measure))


def _product(seen: Seen, arm: str, measures: Sequence[str]) -> float:
    return math.prod(seen.mean(arm, measure) for measure in measures)


def _over(above: float, below: float) -> float:
    return above / below if below else math.nan
