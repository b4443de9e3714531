"""The order of work: priorities by kind and class of account, made anew once a week.

`table` is None while nothing steers; the priority of a kind is then the only one there is. Else
table[kind][class] is the priority of an item, decided when it comes in. A class is a fifth
(`ranks`) and whether the account is avoided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.steering.ranks import LEVELS, MIDDLE, PRAISED, Ranks
from sim.organisation.steering.scorecard import concentration, shift

if TYPE_CHECKING:
    from sim.organisation.world import World

AVOIDED = 4.0
"""Priority steps by which planned work for hard accounts falls behind where one number is all."""


class Order:
    """Priorities in force; `classes` holds the class of each account."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ranks = Ranks(world)
        self.table: list[list[float]] | None = None
        self.classes: list[int] = []
        self.listens = False
        self._scenario: object = None

    def week(self) -> None:
        """Rank the accounts and make the table of the coming week."""
        scenario = self.world.scenario
        if self.table is None and scenario is self._scenario:
            return
        self._scenario = scenario
        culture = scenario.culture
        praised = culture.recognition if scenario.mechanisms.steering else "none"
        self.listens = praised == "heroics"
        _, gamed = concentration(scenario)
        shifts = self._shifts()
        if not any(shifts) and praised not in PRAISED and gamed == 0.0:
            self.table = None
            return
        hard = self.ranks.hard() if gamed > 0.0 else np.zeros(len(self.world.accounts), bool)
        self.classes = (2 * self.ranks.favoured(praised) + hard).tolist()
        step = culture.steering / (LEVELS - 1)
        self.table = []
        for kind, arrives in enumerate(self.world.arrives):
            first = self.world.priorities[kind] + shifts[kind]
            slope = step if arrives in PRAISED.get(praised, ()) else 0.0
            avoided = AVOIDED * gamed if arrives == "planned" else 0.0
            levels = [first - slope * (level - MIDDLE) for level in range(LEVELS)]
            self.table.append([p + behind for p in levels for behind in (0.0, avoided)])

    def _shifts(self) -> list[float]:
        """Priority steps of each kind by the scorecard."""
        scenario = self.world.scenario
        on = scenario.mechanisms.steering
        return [shift(scenario.culture, word) if on else 0.0 for word in self.world.arrives]

    def priority(self, kind: int, account: int) -> float:
        """Priority of an item that begins now; account -1: work without one."""
        if self.table is None:
            return self.world.priorities[kind]
        return self.table[kind][self.classes[account] if account >= 0 else 2 * MIDDLE]
