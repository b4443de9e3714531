"""Forms about single seats: the same world in which one person stays, resigns, or is away.

The worlds are those of `reorg risks`. Each of several seats has a pair (or two) with the same luck,
and what hangs on them is summed over the seats before anything is divided.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.claims.arms import Arm, Sets
from sim.claims.forms import Form
from sim.claims.intervals import Statistic, left_out
from sim.claims.seen import Seen
from sim.experiment.counterfactuals import sets_of

STAYS, LEAVES, AWAY = "stays", "leaves", "away"


def seat_arms(
    sides: Sequence[str], places: Sequence[int], base: Sets, way: str = "", role: str = "csm"
) -> dict[str, Arm]:
    """The arms of some sides ('stays', ...) for seats of a role. base: wins over their settings."""
    made = {}
    for place in places:
        for side, sets in zip((STAYS, LEAVES, AWAY), sets_of(role, place), strict=True):
            if side in sides:
                made[_arm(place, way, side)] = Arm({**sets, **base})
    return made


def replacement_cost(places: Sequence[int], *, with_churn: bool) -> Form:
    """Cost of replacing somebody in months of their loaded pay, as `reorg risks` has it."""

    def statistic(seen: Seen) -> float:
        cost = _gap(seen, places, "staffing_bill", LEAVES, STAYS)
        if with_churn:
            cost += _gap(seen, places, "opening_margin", STAYS, LEAVES)
        return _over(cost, _sum(seen, places, "named_pay", STAYS))

    reads = ["staffing_bill", "opening_margin", "named_pay"]
    cost = "recruiting, ramp and hand-over" + (", margin lost" if with_churn else "")
    return _form(f"({cost}) / a month of the leaver's pay, {_seats(places)}", reads, statistic)


def seat_gap(measure: str, one: str, other: str, places: Sequence[int]) -> Form:
    """Mean paired difference of a measure over the seats, one side less another."""

    def statistic(seen: Seen) -> float:
        return _gap(seen, places, measure, one, other) / len(places)

    return _form(f"{measure}: {one} less {other}, {_seats(places)}", [measure], statistic)


def seat_ratio(measure: str, one: str, other: str, places: Sequence[int]) -> Form:
    """A measure on one side / on another."""

    def statistic(seen: Seen) -> float:
        return _over(_sum(seen, places, measure, one), _sum(seen, places, measure, other))

    return _form(f"{measure}: {one} / {other}, {_seats(places)}", [measure], statistic)


def seat_gaps(measure: str, one: str, other: str, places: Sequence[int], way: str) -> Form:
    """What an absence takes of a measure in another way of working / in the first one."""

    def statistic(seen: Seen) -> float:
        return _over(
            _gap(seen, places, measure, one, other, way), _gap(seen, places, measure, one, other)
        )

    words = f"{measure}: {one} less {other}, {way} / as it is, {_seats(places)}"
    return _form(words, [measure], statistic)


def _form(words: str, reads: Sequence[str], statistic: Statistic) -> Form:
    return Form(words, tuple(reads), lambda seen: left_out(statistic, seen))


def _sum(seen: Seen, places: Sequence[int], measure: str, side: str, way: str = "") -> float:
    return sum(seen.mean(_arm(place, way, side), measure) for place in places)


def _gap(
    seen: Seen, places: Sequence[int], measure: str, one: str, other: str, way: str = ""
) -> float:
    return _sum(seen, places, measure, one, way) - _sum(seen, places, measure, other, way)


def _arm(place: int, way: str, side: str) -> str:
    return " ".join(filter(None, (way, f"seat {place}", side)))


def _seats(places: Sequence[int]) -> str:
    return f"seats {', '.join(map(str, places))}"


def _over(above: float, below: float) -> float:
    return above / below if below else math.nan
