"""Leaves: when somebody is away, as blocks of working days, and the days that are left to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.base.dates import DAY_HOURS

if TYPE_CHECKING:
    from sim.base.dates import Calendar

DAY = DAY_HOURS / 24
SMALL = 1e-9
REMEMBERED = 10
"""Working days for which a leave that is over is kept: the week it fell into may be open still."""


class Leaves:
    """Blocks (first, last) of working days, first <= day < last, in order and apart."""

    def __init__(self, blocks: list[tuple[int, int]] | None = None) -> None:
        self.blocks = blocks or []

    def add(self, first: int, last: int) -> None:
        """One more block; what it touches becomes one with it."""
        apart = [b for b in self.blocks if b[1] < first or b[0] > last]
        touched = [b for b in self.blocks if b not in apart]
        block = (min([first, *(b[0] for b in touched)]), max([last, *(b[1] for b in touched)]))
        self.blocks = sorted([*apart, block])

    def next_day(self, calendar: Calendar, now: float) -> tuple[float, float]:
        """Start and end of the present or next working day that is not leave."""
        day = int((calendar.to_work(now) + SMALL) // 1)
        blocks = self.blocks
        while blocks and blocks[0][1] <= day - REMEMBERED:
            blocks.pop(0)
        for first, last in blocks:
            if first > day:
                break
            if day < last:
                day = last
        opens = calendar.from_work(float(day))
        return (max(now, opens), opens + DAY)

    def cover(self, calendar: Calendar, now: float) -> bool:
        """Whether a moment falls into a leave."""
        day = int((calendar.to_work(now) + SMALL) // 1)
        for first, last in self.blocks:
            if first > day:
                break
            if day < last:
                return True
        return False

    def days(self, first: int, last: int) -> int:
        """Working days of leave among working days first <= day < last."""
        total = 0
        for begins, ends in self.blocks:
            if begins >= last:
                break
            if ends > first:
                total += min(ends, last) - max(begins, first)
        return total
