"""What was seen: the values of every arm, replication by replication under the same luck."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.tables.results import Key


def key(text: str) -> Key:
    """A value as experiments name it: 'grr', or a part: 'grr/segment/smb', 'grr/quarter/4'."""
    return Key(*text.split("/"))


class Found(NamedTuple):
    """What an experiment found: an estimate with its 95 % interval.

    got: NaN where there is no such value; lo, hi: NaN where that end is open. remark: what has to
    be said beside it, such as that nothing crosses. unclear: luck hides whether there is a value.
    """

    got: float
    lo: float
    hi: float
    remark: str = ""
    unclear: bool = False


NOTHING = Found(math.nan, math.nan, math.nan)


@dataclass(frozen=True)
class Seen:
    """Values of the arms of one experiment.

    values: arm -> key -> array of one value a replication, NaN where a world has none. rows: which
    replications are looked at, as positions; number i met the same luck in every arm.
    """

    values: Mapping[str, Mapping[Key, np.ndarray]]
    rows: np.ndarray

    @property
    def n(self) -> int:
        """Replications that are looked at."""
        return len(self.rows)

    def each(self, arm: str, name: str) -> np.ndarray:
        """One value a replication, shape (n,); NaN where there is none."""
        found = self.values[arm].get(key(name))
        return np.full(self.n, np.nan) if found is None else found[self.rows]

    def mean(self, arm: str, name: str) -> float:
        """The mean over the replications that have a value; NaN where none has."""
        values = self.each(arm, name)
        kept = values[~np.isnan(values)]
        return float(kept.mean()) if len(kept) else math.nan

    def at(self, rows: np.ndarray) -> Seen:
        """The same, of other replications (positions among these)."""
        return Seen(self.values, self.rows[rows])
