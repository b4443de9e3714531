"""Beats: planned work comes in a steady beat, with a phase of its own for each account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import MONTH, WEEK
from sim.organisation.incoming import arrival_rows, base_rates

if TYPE_CHECKING:
    from sim.organisation.world import World


class Beats:
    """The beat of every planned kind and account: an item whenever it passes a whole number."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.beat: dict[int, np.ndarray] = {}
        self.scenario: object = None
        self.steps: dict[int, np.ndarray] = {}

    def week(self, first: float) -> list[np.ndarray]:
        """Arrivals (8, items) by kind of the week that begins on working day `first`."""
        world = self.world
        if world.scenario is not self.scenario:
            self.scenario = world.scenario
            self._prepare()
        served = world.accounts.alive & (np.asarray(world.accounts.onboarding) < 0)
        parts = (self._kind(kind, step * served, first) for kind, step in self.steps.items())
        return [p for p in parts if p is not None]

    def _prepare(self) -> None:
        """Beats a week by kind and account, from the rates in force."""
        world = self.world
        self.steps = {}
        for kind, row in enumerate(world.kind_rows):
            if row.arrives == "planned":
                rates = np.array(base_rates(world, kind))
                self.steps[kind] = rates[world.accounts.segment_array] * (WEEK / MONTH)
                if kind not in self.beat:
                    name = f"phase/{world.kinds[kind]}"
                    self.beat[kind] = np.array(
                        [world.luck.uniform(name, a) for a in world.accounts.names]
                    )

    def _kind(self, kind: int, step: np.ndarray, first: float) -> np.ndarray | None:
        before = self.beat[kind]
        after = self.beat[kind] = before + step
        passed = np.floor(before)
        due = np.flatnonzero(np.floor(after) > passed)
        if not len(due):
            return None
        begun = passed[due].astype(int)
        count = np.floor(after[due]).astype(int) - begun
        owner = np.repeat(due, count)
        place = np.arange(len(owner)) - np.repeat(count.cumsum() - count, count)
        number = np.repeat(begun, count) + 1 + place
        time = first + 5.0 * (number - before[owner]) / step[owner]
        time = np.minimum(time, np.nextafter(first + 5.0, 0.0))
        mark = self.world.sizes.marks(kind, owner, number)
        return arrival_rows(self.world, kind, time, owner, mark, np.zeros(len(owner)))
