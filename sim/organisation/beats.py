"""Beats: planned work comes in a steady beat, with a phase of its own for each account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import MONTH, WEEK
from sim.organisation.incoming import arrival_rows, base_rates

if TYPE_CHECKING:
    from sim.organisation.world import World


class Beats:
    """The beat of every planned kind and account: an item whenever it passes a whole number.

    kinds: the planned kinds in force. beat: where each account is in each of them, in items, shape
    (kinds, accounts); steps: how far a week takes it.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.scenario: object = None
        self.kinds: list[int] = []
        self.beat = self.steps = np.empty((0, len(world.accounts)))
        self._kept: dict[int, np.ndarray] = {}

    def week(self, first: float) -> list[np.ndarray]:
        """Arrivals (8, items) by kind of the week that begins on working day `first`."""
        world = self.world
        if world.scenario is not self.scenario:
            self.scenario = world.scenario
            self._prepare()
        served = world.accounts.alive & (np.asarray(world.accounts.onboarding) < 0)
        step, before = self.steps * served, self.beat
        after = self.beat = before + step
        passed = np.floor(before)
        # In the order of kinds, and within a kind of accounts.
        due = np.nonzero(np.floor(after) > passed)
        begun = passed[due].astype(int)
        count = np.floor(after[due]).astype(int) - begun
        row, owner = np.repeat(due, count, axis=1)
        place = np.arange(len(owner)) - np.repeat(count.cumsum() - count, count)
        number = np.repeat(begun, count) + 1 + place
        time = first + 5.0 * (number - before[row, owner]) / step[row, owner]
        time = np.minimum(time, np.nextafter(first + 5.0, 0.0))
        ends = row.searchsorted(range(1, 1 + len(self.kinds))).tolist()
        parts = zip(self.kinds, [0, *ends], ends, strict=False)
        return [
            self._kind(kind, time[low:high], owner[low:high], number[low:high])
            for kind, low, high in parts
            if high > low
        ]

    def _prepare(self) -> None:
        """Beats a week by kind and account, from the rates in force."""
        world = self.world
        self._kept |= zip(self.kinds, self.beat, strict=True)
        self.kinds = [k for k, row in enumerate(world.kind_rows) if row.arrives == "planned"]
        shape = (len(self.kinds), len(world.accounts))
        self.beat, self.steps = np.empty(shape), np.empty(shape)
        for place, kind in enumerate(self.kinds):
            rates = np.array(base_rates(world, kind))
            self.steps[place] = rates[world.accounts.segment_array] * (WEEK / MONTH)
            self.beat[place] = self._kept[kind] if kind in self._kept else self._phases(kind)

    def _phases(self, kind: int) -> list[float]:
        name = f"phase/{self.world.kinds[kind]}"
        return [self.world.luck.uniform(name, a) for a in self.world.accounts.names]

    def _kind(
        self, kind: int, time: np.ndarray, owner: np.ndarray, number: np.ndarray
    ) -> np.ndarray:
        """Arrivals (8, items) of one kind at working times, the `number`-th of each owner."""
        mark = self.world.sizes.marks(kind, owner, number)
        return arrival_rows(self.world, kind, time, owner, mark, np.zeros(len(owner)))
