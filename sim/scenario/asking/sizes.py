"""Bands of company size: usual growth, people and mix of customers (`sizes.yaml`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.base.units import read_money, read_rate
from sim.scenario.reading import read_file

FILE = Path(__file__).with_name("sizes.yaml")


@dataclass(frozen=True)
class Band:
    """Companies with ARR under `below`. mix: share of ARR by segment, 1 in all.

    typical: the ARR of one of them, in words.
    """

    below: float
    typical: str
    growth: float
    arr_per_head: float
    mix: Mapping[str, float]


@cache
def bands() -> tuple[Band, ...]:
    """The bands, the smallest first; the last has no upper end."""
    return tuple(
        Band(
            read_money(row["below"]) if "below" in row else math.inf,
            str(row["typical"]),
            read_rate(row["growth"]),
            read_money(row["arr_per_head"]),
            dict(row["mix"]),
        )
        for row in read_file(FILE, FILE.name).data["bands"]
    )


def band(arr: float) -> Band:
    """The band of a company with this ARR."""
    return next(each for each in bands() if arr < each.below or math.isinf(each.below))
