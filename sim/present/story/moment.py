"""A moment: one line of a story, the row that it comes from, and how much it tells."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sim.present.story.world import World

MOST = 12
"""Moments that are told of a world; more where its turns alone are more."""
TURN, STEP, SIGN, DETAIL, ASIDE = 5, 4, 3, 2, 1
"""How much a moment tells: what decides, what leads to it, what could be seen, and less."""


class Source(NamedTuple):
    """Rows of one table."""

    table: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Moment:
    """One line. time: days, that of `row` of `table` in its `column`.

    text: a sentence or more without the date. cause: the recorded cause in words; '' where the row
    has none. also: further rows that the text speaks of. kind: what happened, in a word or two.
    mark: its label on a timeline; '' for none. tone: 1 good news, -1 bad news, 0 neither.
    """

    time: float
    text: str
    kind: str
    level: int
    table: str
    row: int
    column: str = "time"
    cause: str = ""
    mark: str = ""
    tone: int = 0
    also: tuple[Source, ...] = ()


Part = Callable[[World, int], Iterator[Moment]]
"""Moments of one sort of an account or of a person."""


def moment(
    world: World,
    table: str,
    row: int,
    kind: str,
    level: int,
    text: str,
    *,
    column: str = "time",
    cause: str = "",
    mark: str = "",
    tone: int = 0,
    also: Iterable[Source] = (),
) -> Moment:
    """The moment of a row, dated by it. tone: 1 good news, -1 bad news, 0 neither."""
    time = world.value(table, row, column)
    kept = tuple(source for source in also if source.rows and source.rows[0] >= 0)
    return Moment(time, text, kind, level, table, int(row), column, cause, mark, tone, kept)


def source(table: str, *rows: int) -> Source:
    """Rows of a table that a text speaks of, too."""
    return Source(table, tuple(int(row) for row in rows))


def in_order(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Moments by time; at one time those that are found first stay first."""
    return tuple(sorted(moments, key=lambda m: m.time))


class Cut(NamedTuple):
    """Which moments are told: all above a level, and of the level those near the turn.

    reach: days around it. A cut holds for all worlds alike: else one would seem to lack what
    happened in both.
    """

    level: int
    turn: float
    reach: float

    def keeps(self, found: Moment) -> bool:
        """Whether a moment is told."""
        near = abs(found.time - self.turn) <= self.reach
        return found.level > self.level or (found.level == self.level and near)


def cut(worlds: Iterable[tuple[Moment, ...]], turn: float) -> Cut:
    """The widest cut that leaves no world more than MOST moments; the turns always stay.

    turn: the time at which the story turns.
    """
    every = list(worlds)
    found = Cut(TURN, turn, math.inf)
    for level in range(STEP, ASIDE - 1, -1):
        away = {abs(m.time - turn) for each in every for m in each if m.level == level}
        for reach in sorted(away):
            wider = Cut(level, turn, reach)
            if any(sum(map(wider.keeps, each)) > MOST for each in every):
                return found
            found = wider
    return found
