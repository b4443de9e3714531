"""Points: the requests, out-of-scope work and expansion opportunities that accounts bring.

They are points of a Poisson plane (time x intensity), drawn for a block of weeks and kept where
they lie below the rate of the week. Everything that the weeks do not change is worked out once a
block for all points together (5 us an item less than week by week and kind by kind).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WORKDAYS_A_MONTH
from sim.organisation.incoming import arrival_rows, base_rates

if TYPE_CHECKING:
    from sim.organisation.world import World

BLOCK_WEEKS = 104
BLOCK_WORKDAYS = 5 * BLOCK_WEEKS
REFERENCE_HEALTH = 0.75
POISSON = ("request", "scope", "expansion")
FOLLOWS_HEALTH = ("request", "scope")


class Plane:
    """The points of one kind of work for all accounts in one block of weeks, from now on.

    ceilings: for each segment the rate (items a month) below which points were drawn.
    """

    def __init__(self, world: World, kind: int, block: int, ceilings: list[float]) -> None:
        self.block = block
        self.ceilings = ceilings
        accounts = world.accounts
        ends = world.calendar.from_work(BLOCK_WORKDAYS * (block + 1.0))
        highest = np.array(ceilings)[accounts.segment_array]
        here = accounts.alive | (accounts.arrived > world.env.now)
        rows = np.flatnonzero((highest > 0.0) & (accounts.arrived < ends) & here)
        # Of use are weeks from this one to the last of the run; a day more for rounding.
        times = (world.env.now, world.days)
        now, end = (world.calendar.to_work(t) - BLOCK_WORKDAYS * block for t in times)
        who, time, self.height, self.mark, self.pick = world.luck.planes(
            f"work/{world.kinds[kind]}",
            [accounts.names[a] for a in rows.tolist()],
            block,
            BLOCK_WORKDAYS / WORKDAYS_A_MONTH,
            highest[rows],
            world.kind_rows[kind].shape == "exponential",
            ((now - 1.0) / WORKDAYS_A_MONTH, (end + 6.0) / WORKDAYS_A_MONTH),
        )
        self.time = time * WORKDAYS_A_MONTH + BLOCK_WORKDAYS * block
        self.account = rows[who]

    def reaches(self, block: int, highest: list[float]) -> bool:
        """Whether the points drawn do for this block and these rates."""
        return self.block == block and all(
            h <= c for h, c in zip(highest, self.ceilings, strict=True)
        )


class Points:
    """The points of all kinds in the block of the moment, in order of working time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.planes: dict[int, Plane] = {}
        self.scenario: object = None
        self.block = 0
        self.triage: list[float] = []

    def week(self, first: float) -> np.ndarray:
        """Arrivals (8, items) of the week from working day `first`: points below the rate."""
        world = self.world
        block = int(first // BLOCK_WORKDAYS)
        if world.scenario is not self.scenario or block != self.block:
            self.scenario, self.block = world.scenario, block
            groups = range(len(world.segments))
            self.triage = [world.tree_of(g).leadership.triage for g in groups]
            self._prepare(block)
        accounts = world.accounts
        low, high = self.time.searchsorted((first, first + 5.0))
        account = self.account[low:high]
        rate = self.base[low:high] * accounts.alive[account]
        rate *= 1.0 + self.sensitivity[low:high] * (REFERENCE_HEALTH - accounts.health[account])
        owed, height = self.owed[low:high], self.height[low:high]
        rate *= world.upstream.flow[owed]
        if any(self.triage):
            triage = np.array(self.triage)[accounts.segment_array[account]]
            kept = rate * np.where(owed > 0, 1.0 - triage, 1.0)
            back = np.flatnonzero((height < rate) & ~(height < kept)) + low
            world.upstream.send_back(self.rows[:, back])
            rate = kept
        return self.rows[:, np.flatnonzero(height < rate) + low]

    def _prepare(self, block: int) -> None:
        """Draw what is missing; put the points of all kinds in order.

        The points of the block before are let go first: with many accounts they weigh most.
        """
        world = self.world
        self.rows = self.time = self.height = self.base = self.sensitivity = np.empty(0)
        self.planes = {kind: plane for kind, plane in self.planes.items() if plane.block == block}
        parts = [(np.empty((8, 0)), *(np.empty(0) for _ in range(4)))]
        for kind, row in enumerate(world.kind_rows):
            if row.arrives in POISSON:
                base = base_rates(world, kind)
                sensitivity = self._sensitivity(row.arrives)
                highest = [r * (1.0 + REFERENCE_HEALTH * sensitivity) for r in base]
                if max(highest, default=0.0) > 0.0:
                    parts.append(self._part(kind, block, base, highest, sensitivity))
        columns = [list(column) for column in zip(*parts, strict=True)]
        parts.clear()
        order = np.argsort(np.concatenate(columns[1]), kind="stable")
        ordered = (_joined(column, order) for column in columns)
        self.rows, self.time, self.height, self.base, self.sensitivity = ordered
        self.account = self.rows[2].astype(np.int32)
        scope = np.array([a == "scope" for a in world.arrives])
        kind, source = self.rows[1].astype(np.int16), self.rows[3].astype(np.int8)
        self.owed = np.where(scope[kind], source, np.int8(0))

    def _part(
        self, kind: int, block: int, base: list[float], highest: list[float], sensitivity: float
    ) -> tuple[np.ndarray, ...]:
        """Rows, working times, heights, base rates and sensitivities of the points of a kind."""
        world = self.world
        plane = self.planes.get(kind)
        if plane is None or not plane.reaches(block, highest):
            plane = self.planes[kind] = Plane(world, kind, block, highest)
        rows = arrival_rows(world, kind, plane.time, plane.account, plane.mark, plane.pick)
        rate = np.array(base)[world.accounts.segment_array[plane.account]]
        return rows, plane.time, plane.height, rate, np.full(len(rate), sensitivity)

    def _sensitivity(self, arrives: str) -> float:
        """How much more work an account brings for each point of health it lacks."""
        scenario = self.world.scenario
        on = arrives in FOLLOWS_HEALTH and scenario.mechanisms.requests_follow_health
        return scenario.work.health_sensitivity if on else 0.0


def _joined(parts: list[np.ndarray], order: np.ndarray) -> np.ndarray:
    """The parts end to end along the last axis, in this order; the parts are let go."""
    whole = np.concatenate(parts, axis=-1)
    parts.clear()
    return whole[..., order]
