"""What is known of the points of a study: worlds in memory and, with a folder, those it holds."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.experiment.comparison import sides_of
from sim.experiment.points import Point
from sim.experiment.sweeps.document import document_of
from sim.experiment.sweeps.gathered import Gathered
from sim.experiment.sweeps.kept import KeptPoints
from sim.experiment.sweeps.sides import PointSides, stamp
from sim.experiment.worlds import Outcome, Task
from sim.scenario.study import Study

SAVED_SECONDS = 30.0
"""Digests of points are written down this often."""


class Known:
    """The worlds of a study by point and side, wherever they are.

    store: the results folder, None for memory only. measures: what a world there must have values
    for. `sides` makes the scenarios of points, `gathered` has the values that came in.
    """

    def __init__(self, study: Study, store: str | Path | None, measures: Sequence[str]) -> None:
        self.kept = None if store is None else _kept_in(store, study, measures)
        self.sides = PointSides(study, self.kept.digests() if self.kept else {})
        self.gathered = Gathered(len(study.origins), study.needed, study.by)
        self._saved_at = time.monotonic()
        self._described = False
        self._ours: set[int] = set()

    @property
    def folder(self) -> Path | None:
        """The results folder, if there is one."""
        return self.kept.folder if self.kept else None

    def add(self, point: Point, member: Mapping[str, Any], *, ours: bool) -> int:
        """Number of the settings of a point with a parameter set of an ensemble.

        ours: this process writes down where its worlds are.
        """
        number = self.sides.add(point, member)
        if ours:
            self._ours.add(number)
        return number

    def absent(self, number: int, side: int, wanted: Sequence[int]) -> list[int]:
        """Replications of a side that are neither in memory nor in the folder; reads no row."""
        absent = [i for i in wanted if not self.gathered.has(number, side, i)]
        if absent and self.kept is not None:
            absent = self.kept.missing(self.sides.address(self._index(number, side)), absent)
        return absent

    def lacking(self, number: int, side: int, wanted: Sequence[int]) -> set[int]:
        """Take in what the folder has of a side; the replications that it has not, or not whole."""
        lacking = {i for i in wanted if not self.gathered.has(number, side, i)}
        if not lacking or self.kept is None:
            return lacking
        address = self.sides.address(self._index(number, side))
        for replication in sorted(lacking - set(self.kept.missing(address, sorted(lacking)))):
            outcome = self.kept.find(address, replication)
            if outcome is not None:
                self.gathered.take(number, side, replication, outcome.values)
                lacking.discard(replication)
        return lacking

    def take(self, task: Task, outcome: Outcome) -> None:
        """Keep the outcome of a world that was computed."""
        number, side = divmod(task.side, self.sides.each)
        self.gathered.take(number, side, task.replication, outcome.values)
        if self.kept is not None:
            self.sides.address(task.side)
            self.kept.keep(self.sides[task.side], task.replication, outcome)
            if time.monotonic() - self._saved_at > SAVED_SECONDS:
                self._save()

    def describe(self) -> None:
        """Say in the folder what will be there, before the first world is."""
        if self.kept is not None and not self._described:
            self.kept.describe()
            self._described = True

    def flush(self) -> None:
        """Write what is not written yet: worlds, then where they are."""
        if self.kept is not None:
            self.kept.flush()
        self._save()

    def settle(self) -> None:
        """Put the digests in the folder in order: where work is shared out, when all is done."""
        if self.kept is not None and self._described:
            self.kept.settle()

    def _index(self, number: int, side: int) -> int:
        return number * self.sides.each + side

    def _save(self) -> None:
        """Write down the digests of our points that are new; others write down theirs."""
        if self.kept is not None and self._described:
            self.kept.remember(each for each in self.sides.known() if each[0] in self._ours)
            self._saved_at = time.monotonic()


def _kept_in(folder: str | Path, study: Study, measures: Sequence[str]) -> KeptPoints:
    """What the folder knows of the study."""
    base, *others = (origin.scenario for origin in study.origins)
    return KeptPoints(
        folder,
        study.keep,
        study,
        document_of(study),
        sides_of(base, others, study.opening),
        stamp(study),
        measures,
    )
