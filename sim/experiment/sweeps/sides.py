"""Sides of the points of a study: scenarios that are made when somebody needs them.

Numbers count point by point, within a point the base first. Digests are remembered, so that a
point whose worlds are all there is never made again; scenarios are forgotten after a while.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from sim.base.faults import Fault, InputError
from sim.base.version import MODEL_VERSION, VERSION
from sim.experiment.comparison import sides_of
from sim.experiment.equal import scaled
from sim.experiment.points import Point
from sim.experiment.provenance import named_digest, settings_key, sha256
from sim.experiment.worlds import Address, Side
from sim.scenario.study import Study
from sim.scenario.study.values import written

NO_MEMBER: Mapping[str, Any] = {}
REMEMBERED = 64
"""Points whose scenarios are kept ready."""


class PointSides(Sequence[Side]):
    """The sides of the points that were added so far.

    digests: what is known already: key of a point -> digest of each side; extended here.
    """

    def __init__(self, study: Study, digests: dict[str, tuple[str, ...]] | None = None) -> None:
        self.study = study
        self.digests = {} if digests is None else digests
        self.each = len(study.origins)
        self.keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._sets: list[Mapping[str, Any]] = []
        self._made: OrderedDict[int, list[Side]] = OrderedDict()

    def add(self, point: Point, member: Mapping[str, Any] = NO_MEMBER) -> int:
        """Number of the point's settings here; the same settings have the same number.

        member: a parameter set of an ensemble, below what the point sets.
        """
        every = {**member, **point.overrides}
        sets = {path: _plain(path, value) for path, value in every.items()}
        key = settings_key(sets)
        if key not in self._numbers:
            self._numbers[key] = len(self.keys)
            self.keys.append(key)
            self._sets.append(sets)
        return self._numbers[key]

    def __len__(self) -> int:
        return len(self.keys) * self.each

    @overload
    def __getitem__(self, index: int) -> Side: ...
    @overload
    def __getitem__(self, index: slice) -> list[Side]: ...
    def __getitem__(self, index: int | slice) -> Side | list[Side]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        number, side = divmod(range(len(self))[index], self.each)
        if number not in self._made:
            self._made[number] = self._sides(self._sets[number])
            if len(self._made) > REMEMBERED:
                self._made.popitem(last=False)
        return self._made[number][side]

    def address(self, index: int) -> Address:
        """What the worlds of a side are found by."""
        number, side = divmod(index, self.each)
        key = self.keys[number]
        if key not in self.digests:
            first = number * self.each
            self.digests[key] = tuple(self[first + i].digest for i in range(self.each))
        digests = self.digests[key]
        opening = digests[0] if side and self.study.opening == "base" else ""
        return Address(digests[side], opening, self.study.base.scenario.seed)

    def known(self) -> Iterator[tuple[int, str, Mapping[str, Any], list[Address]]]:
        """Points whose digests are known: number, key, settings and addresses of the sides."""
        for number, key in enumerate(self.keys):
            if key in self.digests:
                first = number * self.each
                addresses = [self.address(first + i) for i in range(self.each)]
                yield number, key, self._sets[number], addresses

    def _sides(self, sets: Mapping[str, Any]) -> list[Side]:
        """The base and its candidates at one point. Raises InputError, whose faults name it."""
        try:
            base, *others = (origin.at(sets) for origin in self.study.origins)
            teams = [scaled(base, other, self.study.equal).scenario for other in others]
        except InputError as error:
            place = "the point " + ", ".join(f"{path}={value}" for path, value in sets.items())
            raise InputError(
                [Fault(place, fault.path, fault.message) for fault in error.faults]
            ) from None
        return sides_of(base, teams, self.study.opening)


def stamp(study: Study) -> str:
    """Digest of everything but a point's settings that makes the scenarios of a point."""
    digests = [named_digest(origin.scenario) for origin in study.origins]
    files = dict(study.files or {})
    return sha256([VERSION, MODEL_VERSION, digests, files, study.opening, study.equal])


def _plain(path: str, value: Any) -> Any:
    """A value as a scenario file has it: a bare number is in the unit of the field."""
    return written(path, value) if isinstance(value, float) else value
