"""Transition: what changing hands and roles costs, and when a change has paid that back.

The bill is a measure of one run; ordinary exits cause some of it, too. Compared with the paired
world without the change, what is more is the change's. So is the J-curve: how far the contribution
of a world with the change runs ahead of its pair, from the beginning.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.base.dates import YEAR
from sim.measures.costs import hourly_cost, recruiting, retention, severance
from sim.measures.people import head_years
from sim.measures.ratios import over_blocks, ratio
from sim.measures.rows import within
from sim.measures.view import View

WEEKS_A_MONTH = YEAR / 12 / 7


def transition_bill(view: View) -> float:
    """What people and accounts cost on their way to others (money).

    Hours of hand-overs and of speed lost in new roles, at the mean hourly loaded cost, + severance,
    retention pay and recruiting. Beside the paired world without a change, the difference is the
    change's bill. Hours of a hand-over are dated by their first touch; speed lost: client hours x
    share of speed lost.
    """
    work, weeks = view.rows("work", "started"), view.rows("weekly_people")
    hours = work["hours"][view.kinds("handover")[work["kind"]]].sum()
    hours += (weeks["client"] * weeks["new_role"]).sum(dtype=float)
    paid = 0.0
    for time, amount in (severance(view), retention(view), recruiting(view)):
        paid += float(amount[within(time, view.start, view.end)].sum())
    return paid + (float(hours) * hourly_cost(view) if hours else 0.0)


def moves_internal(view: View) -> float:
    """Changes of role a year (share/yr): people whom a reorganisation gave another role / heads."""

    def block(start: float, end: float) -> float:
        moves = view.rows_between("moves", "time", start, end)
        moved = moves["role"] != moves["role_after"]
        return ratio(moved.sum(), head_years(view, start, end).sum() * YEAR / (end - start))

    return over_blocks(view, block)


class Dip(NamedTuple):
    """A change's way through its J-curve, one value a world, shape (worlds,).

    depth: how far the cumulative contribution falls behind at the worst (money, 0: never). weeks:
    how many weeks it is behind. month: months after the first date of the change from which on it
    is behind no more; NaN: it still is at the horizon.
    """

    depth: np.ndarray
    weeks: np.ndarray
    month: np.ndarray


def j_curve(base: np.ndarray, candidate: np.ndarray) -> np.ndarray:
    """Cumulative paired difference of contribution (money), shape (worlds, weeks), as the inputs.

    base, candidate: weekly contribution, row i of the same world.
    """
    return np.cumsum(np.nan_to_num(candidate) - np.nan_to_num(base), axis=1)


def dip(curve: np.ndarray, begins: float) -> Dip:
    """Depth, length and end of the dip of each world. begins: week of the first date."""
    count = curve.shape[1]
    behind = curve < 0.0
    last = np.where(behind.any(axis=1), count - np.argmax(behind[:, ::-1], axis=1), 0)
    month = np.maximum(0.0, last - begins) / WEEKS_A_MONTH
    return Dip(
        depth=np.maximum(0.0, -curve.min(axis=1, initial=0.0)),
        weeks=behind.sum(axis=1).astype(float),
        month=np.where(last == count, np.nan, np.where(last > 0, month, 0.0)),
    )
