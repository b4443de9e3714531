"""Ranks: which accounts what is praised favours, as fifths of the book.

Outcomes: the lower the reported health, the more. Heroics: the louder, the more: what the account
asked for lately, in scope or not, against the mean of its segment. Sources: M12, M55.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.organisation.world import World

LEVELS = 5
MIDDLE = LEVELS // 2
HEARD_WEEKS = 13.0
"""How long an account that asked a lot is remembered as loud."""
ASKS = frozenset({"request", "scope"})
PRAISED: dict[str, frozenset[str]] = {
    "outcomes": frozenset({"planned", "request", "onboarding", "renewal"}),
    "heroics": frozenset({"planned", "request", "scope"}),
}
"""Work whose order follows the account, by what is praised."""


class Ranks:
    """The fifths, and how much has been heard from each account."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.heard = np.zeros(len(world.accounts))

    def hear(self, arrivals: np.ndarray) -> None:
        """Remember who asks in the week of these arrivals (8, items)."""
        asks = np.array([word in ASKS for word in self.world.arrives])
        rows = arrivals[:, asks[arrivals[1].astype(int)]]
        counts = np.bincount(rows[2].astype(int), minlength=len(self.heard))
        self.heard = self.heard * exp(-1.0 / HEARD_WEEKS) + counts

    def favoured(self, recognition: str) -> np.ndarray:
        """The fifth of each account, 0: least favoured; the middle where nothing is praised."""
        if recognition == "outcomes":
            return self._fifths(-self.world.ledger.reported)
        if recognition == "heroics":
            return self._fifths(self._loud())
        return np.full(len(self.heard), MIDDLE)

    def hard(self) -> np.ndarray:
        """Hard accounts: the fifth of lowest true health, which whoever serves them knows."""
        return self._fifths(-self.world.accounts.health) == LEVELS - 1

    def _loud(self) -> np.ndarray:
        """What was heard of an account / the mean of its segment."""
        accounts = self.world.accounts
        segment, alive, n = accounts.segment_array, accounts.alive, len(self.world.segments)
        total = np.bincount(segment[alive], self.heard[alive], minlength=n)
        mean = total / np.maximum(1, np.bincount(segment[alive], minlength=n))
        return self.heard / np.maximum(mean, 1e-9)[segment]

    def _fifths(self, value: np.ndarray) -> np.ndarray:
        """Fifth of each customer by this value, 0 the lowest; others are in the middle."""
        out = np.full(len(value), MIDDLE)
        alive = np.flatnonzero(self.world.accounts.alive)
        order = alive[np.argsort(value[alive], kind="stable")]
        out[order] = np.arange(len(order)) * LEVELS // max(1, len(order))
        return out
