"""Flags over time: words beside poles, where nothing lies on another.

Where there is no place for the words, the pole stays without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sim.present.charts.picture import text_width

TIERS = 4
SMALL = 8.0
"""Points of the words."""
PAD = 0.06
"""Inches around them."""


class Flag(NamedTuple):
    """Something that happened: when, in a word or two; tone 1 good, -1 bad, 0 neither.

    weight: those that weigh more get their place first.
    """

    time: float
    words: str
    tone: int
    weight: int


class Placed(NamedTuple):
    """A flag's place, in inches: its pole, and the left edge and the width of its words.

    tier: 0 is the lowest; -1 where there was no place for the words.
    """

    flag: Flag
    pole: float
    tier: int
    left: float
    width: float


def placed(flags: Sequence[Flag], poles: Sequence[float], room: float) -> list[Placed]:
    """Places for the words of flags whose poles stand at these inches; words end at `room` inches.

    The heavier flags get words first, of equal ones the later, as long as all have a place.
    """
    order = sorted(range(len(flags)), key=lambda i: (-flags[i].weight, -poles[i], i))
    chosen: list[int] = []
    found: list[Placed] = []
    for i in order:
        wider = _arranged([*chosen, i], flags, poles, room)
        if wider is not None:
            chosen, found = [*chosen, i], wider
    rest = [i for i in order if i not in chosen]
    return [*found, *(Placed(flags[i], poles[i], -1, poles[i], 0.0) for i in rest)]


def _arranged(
    some: Sequence[int], flags: Sequence[Flag], poles: Sequence[float], room: float
) -> list[Placed] | None:
    """Places for all of these, from the right, each as low as it can be; None where one has none.

    Words stand to the right of their pole, above the poles that they reach over; where there is no
    room, to the left of it.
    """
    done: list[Placed] = []
    for i in sorted(some, key=lambda i: (-poles[i], i)):
        wide = text_width(flags[i].words, SMALL)
        lefts = [poles[i] + PAD / 2, poles[i] - PAD / 2 - wide]
        free = (
            found
            for left in lefts
            for tier in range(TIERS)
            if left >= 0
            and left + wide <= room
            and _free(done, found := Placed(flags[i], poles[i], tier, left, wide))
        )
        mine = next(free, None)
        if mine is None:
            return None
        done.append(mine)
    return done


def _free(done: Sequence[Placed], mine: Placed) -> bool:
    """Whether words lie on nothing there, and no pole goes through words."""
    for other in done:
        apart = other.left - PAD >= mine.left + mine.width or mine.left - PAD >= (
            other.left + other.width
        )
        if other.tier == mine.tier and not apart:
            return False
        low, high = (mine, other) if mine.tier < other.tier else (other, mine)
        if low.tier < high.tier and _through(high.pole, low):
            return False
    return True


def _through(pole: float, words: Placed) -> bool:
    return words.left - PAD / 2 < pole < words.left + words.width + PAD / 2


def tiers(places: Sequence[Placed]) -> int:
    """How many tiers these places need."""
    return max((place.tier for place in places), default=-1) + 1
