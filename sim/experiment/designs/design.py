"""The points of a study, made one by one from a table of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

import numpy as np

from sim.experiment.designs.grid import grid, rows
from sim.experiment.designs.samples import latin_hypercube, morris, power_of_two, sobol
from sim.experiment.points import Point
from sim.scenario.study import Factor, Study
from sim.scenario.study.values import coordinate, written

TABLES: dict[str, Callable[[Study], np.ndarray]] = {
    "grid": lambda study: grid(study.factors),
    "latin_hypercube": lambda s: latin_hypercube(len(s.factors), s.samples, s.seed),
    "sobol": lambda s: sobol(len(s.factors), s.samples, s.seed),
    "morris": lambda s: morris(len(s.factors), s.samples, s.seed),
    "file": lambda study: rows(study.factors, study.rows),
}
"""The table of each design."""


class Design(Sequence[Point]):
    """Points in order, made when they are asked for: a million of them cost 8 bytes a factor each.

    table: float64 (points, factors) in [0, 1]. remark: what the user should know of the design.
    """

    def __init__(self, factors: Sequence[Factor], table: np.ndarray, remark: str = "") -> None:
        self.factors, self.table, self.remark = tuple(factors), table, remark

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, index: int) -> Point: ...
    @overload
    def __getitem__(self, index: slice) -> list[Point]: ...
    def __getitem__(self, index: int | slice) -> Point | list[Point]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        return point_at(self.factors, self.table[number], number)


def points(study: Study) -> Design:
    """The points of a study's design, numbered from 0."""
    wanted = power_of_two(study.samples)
    rounded = study.design == "sobol" and wanted != study.samples
    remark = f"{study.samples} samples are rounded up to {wanted}: sobol needs a power of two"
    return Design(study.factors, TABLES[study.design](study), remark if rounded else "")


def point_at(factors: Sequence[Factor], at: Sequence[float] | np.ndarray, number: int) -> Point:
    """The point at coordinates in [0, 1], one a factor, in the order of the factors.

    Levels are equal bins of [0, 1]. A range of a field that counts gives whole numbers.
    """
    placed, overrides = {}, {}
    for factor, u in zip(factors, at, strict=True):
        _, values = factor.place(float(u))
        sets = (
            dict(values)
            if factor.listed
            else {path: written(path, value) for path, value in values.items()}
        )
        overrides.update(sets)
        first = factor.paths[0]
        placed[factor.name] = coordinate(first, sets[first])
    return Point(number, placed, overrides)
