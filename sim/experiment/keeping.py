"""What a results store keeps of every world: a table of three levels, each more than the last."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from sim.base.faults import Fault, InputError

KEPT_RUNS = 3
"""Replications whose tables are kept, for stories and for pictures of single people."""

Level = Literal["values", "weekly", "tables"]


@dataclass(frozen=True)
class Keep:
    """What is kept of a world besides its values.

    weekly: its weekly series. tables: of how many first replications the tables (infinity: all).
    """

    weekly: bool
    tables: float

    def tables_of(self, replication: int) -> bool:
        """Whether the tables of this replication are kept."""
        return replication < self.tables


KEEPS: dict[str, Keep] = {
    "values": Keep(weekly=False, tables=0),
    "weekly": Keep(weekly=True, tables=KEPT_RUNS),
    "tables": Keep(weekly=True, tables=math.inf),
}
"""values: what a sweep needs. weekly: what a report needs, too. tables: the rows of every run."""


def kept(level: str) -> Keep:
    """What a level keeps. Raises InputError for a level that there is not."""
    if level not in KEEPS:
        raise InputError(Fault("", "keep", f"{level!r} is not allowed: {', '.join(KEEPS)}"))
    return KEEPS[level]
