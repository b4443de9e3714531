"""What is expected: `targets.csv`, frozen before anything was fitted.

One row a quantity: id (a claim, or a claim and a test of it: `Q34.burnout`), quantity in words,
low, high (an empty end is open), source, role. A direction is an interval from or to 0, and the
quantity is named as a difference. Ranges are the sources' own where they give one. Where they give
a point, one rule makes the range:

- a point that sets a default (CAL) has a sixth of it on either side, as the ranges of Q3 and Q4
  have about their points;
- a point that must emerge (HOLD) has half of it on either side: no source says how it was measured;
- 'unchanged' is within 0.3 points, or 0.3 hours a week; 'near $10M' is the band of Q1, $5-15M.

Figures that come from a scratch model are no targets; of such rows only the direction is. A change
of the file is a change of the question: a test holds its digest.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from math import inf

FILE = "targets.csv"
HEAD = ["id", "quantity", "low", "high", "source", "role"]


@dataclass(frozen=True)
class Target:
    """An expected range of one quantity: low <= quantity <= high; an open end is infinite."""

    id: str
    quantity: str
    low: float
    high: float
    source: str
    role: str

    @property
    def claim(self) -> str:
        """The claim that this is a test of."""
        return self.id.partition(".")[0]


def text() -> str:
    """The file as it is shipped."""
    return files(__package__).joinpath(FILE).read_text(encoding="utf-8")


def targets() -> dict[str, Target]:
    """Every target by its id, in the order of the file.

    Raises:
        ValueError: the file has another head, an id twice, or an empty range.
    """
    reader = csv.DictReader(text().splitlines())
    if reader.fieldnames != HEAD:
        raise ValueError(f"{FILE}: the head is {reader.fieldnames}: {HEAD} is wanted")
    found: dict[str, Target] = {}
    for row in reader:
        target = _target(row)
        if target.id in found:
            raise ValueError(f"{FILE}: {target.id} stands twice")
        found[target.id] = target
    return found


def _target(row: dict[str, str]) -> Target:
    low = float(row["low"]) if row["low"] else -inf
    high = float(row["high"]) if row["high"] else inf
    if low > high or (low == -inf and high == inf):
        raise ValueError(f"{FILE}: {row['id']} has no range")
    return Target(row["id"], row["quantity"], low, high, row["source"], row["role"])
