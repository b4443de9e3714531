"""What is fitted: at most eight parameters, each with the range that is plausible."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST = 8
"""Parameters that may be fitted; with more, nearly anything could be met."""


@dataclass(frozen=True)
class Free:
    """One parameter: dotted path, plausible range in the unit of the field, digits told.

    also: further paths that have the same value.
    """

    path: str
    low: float
    high: float
    digits: int
    also: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths that it sets."""
        return (self.path, *self.also)

    def value(self, u: float) -> float:
        """The value at a place in [0, 1], in round digits."""
        return round(self.low + (self.high - self.low) * float(u), self.digits)

    def place(self, value: float) -> float:
        """Where a value lies in the range: 0 at the low end, 1 at the high end."""
        return (value - self.low) / (self.high - self.low)


FREE: tuple[Free, ...] = (
    Free("work.volume", 0.72, 0.88, 2),
    Free("work.kinds.adoption.rate.mid_market", 0.4, 0.9, 2),
    Free("burnout.half_point", 0.50, 0.66, 2),
    Free("customers.base_churn.enterprise", 0.06, 0.14, 3),
    Free(
        "customers.base_churn.mid_market",
        0.06,
        0.10,
        3,
        ("customers.base_churn.smb", "customers.base_churn.default"),
    ),
    Free("customers.expansion_talent", 0.0, 2.5, 1),
    Free("customers.report_bias", 0.0, 0.4, 2),
    Free("customers.green_line", 0.70, 0.92, 2),
)
"""Ranges are those of the fields, cut where a first look showed that a target is out of reach.

Churn is one number for all but enterprise customers, because GRR is flat across bands of ACV and
only those have contracts of several years. The green line goes beyond what dashboards say: true
health before a churn is hardly lower than that of the whole book, since much of churn has another
reason.
"""


def sets(free: tuple[Free, ...], places: np.ndarray) -> dict[str, float]:
    """Dotted path -> value at places in [0, 1], one a parameter."""
    pairs = zip(free, places, strict=True)
    return {path: each.value(u) for each, u in pairs for path in each.paths}


def places(free: tuple[Free, ...], values: dict[str, float]) -> np.ndarray:
    """Where the values of a set lie in their ranges."""
    return np.array([each.place(values[each.path]) for each in free])
