"""Whether two worlds hardly differ for a customer or a person, and by how much they do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.present.story.pair import Pair
from sim.present.story.world import World
from sim.present.words import count_words

ALIKE_ARR = 0.05
"""Of the ARR-years of a customer: who buys less gives up a fifth of its ARR, who buys more adds
more than that, so this is less than one such step over a quarter of the run."""
ALIKE_DAYS = 28.0
"""Between two last days: the length of a usual notice."""
ALIKE_HOURS = 1.0
"""Of work a week, on average: a call with a customer."""
ALIKE_BURNOUT = 0.05
"""Mean distance of two courses of burnout (0-1): a tenth of the way to the line of burnout."""


class Gap(NamedTuple):
    """How far two worlds are apart for somebody. alike: hardly. words: by how much."""

    alike: bool
    words: str


UNKNOWN = Gap(False, "")
"""Of one world alone, and of somebody who is only in one of two."""


def of_account(arr_years: Sequence[float], parted: bool) -> Gap:
    """A customer's gap. arr_years: in each of two worlds. parted: it leaves one of them only."""
    most = max(arr_years)
    share = abs(arr_years[0] - arr_years[1]) / most if most > 0 else 0.0
    return Gap(share <= ALIKE_ARR and not parted, f"{100 * share:.1f} % of its ARR over the run")


def of_person(pair: Pair, rows: tuple[int, ...]) -> Gap:
    """A person's gap between two worlds, by exit and load."""
    both = list(zip(pair.worlds, rows, strict=True))
    left = [world.value("people", world.record(person), "left") for world, person in both]
    gone = [time for time in left if time <= pair.days]
    days = abs(left[0] - left[1]) if len(gone) == 2 else 0.0
    (one, hours), (two, others) = (_course(world, person) for world, person in both)
    weeks = min(len(one), len(two))
    if len(gone) == 1 or not weeks:
        return UNKNOWN
    apart = abs(float(hours.mean() - others.mean()))
    burnout = float(np.abs(one[:weeks] - two[:weeks]).mean())
    alike = days <= ALIKE_DAYS and apart <= ALIKE_HOURS and burnout <= ALIKE_BURNOUT
    exits = f"{count_words(round(days), 'day')} between the exits, " if days else ""
    return Gap(alike, f"{exits}{apart:.1f} hours of work a week and {burnout:.2f} of burnout")


def _course(world: World, person: int) -> tuple[np.ndarray, np.ndarray]:
    """Burnout and hours worked of a person, at the end of each week."""
    rows, table = world.person_weeks(person), world.run["weekly_people"]
    return table["burnout"][rows].astype(float), table["worked"][rows].astype(float)
