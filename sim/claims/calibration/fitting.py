"""The fit, from the first design to the ensemble and the defaults."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.quantiles import normal_quantile
from sim.base.statistics import LEVEL
from sim.claims.calibration import region
from sim.claims.calibration.emulator import Emulator, emulator
from sim.claims.calibration.free import MOST, Free, places, sets
from sim.claims.calibration.measured import Goal, Shown, lived, paired
from sim.claims.ledger import Live
from sim.claims.seen import Found
from sim.experiment.designs import sobol

Values = dict[str, float]
Say = Callable[[str], None]
SURE = 1.0
"""Standard errors by which a member must lie within every range: five to one that it does."""


@dataclass(frozen=True)
class Sizes:
    """How much is run. Each pair: worlds that serve several targets, worlds that serve one."""

    points: int = 64
    first: tuple[int, int] = (2, 1)
    rounds: tuple[tuple[int, int], ...] = ((16, 4), (40, 10), (100, 24))
    second: int = 24
    inside: tuple[int, int] = (4, 2)
    tried: int = 32
    members: tuple[int, int] = (6, 3)
    seed: int = 1


@dataclass(frozen=True)
class Member:
    """A set that was run, and each target's number with its interval."""

    values: Values
    found: tuple[Found, ...]
    fits: bool


@dataclass(frozen=True)
class Fit:
    """What came of it.

    goals: what was fitted to. error: of the emulator, for each. share: of the plausible places,
    those in the region. members: every set of the spread that was run, in the order in which they
    are used. default: the set that is shipped, and what it shows.
    """

    goals: tuple[Goal, ...]
    free: tuple[Free, ...]
    error: np.ndarray
    share: float
    members: tuple[Member, ...]
    default: Member


class Fitting:
    """One fit. live: lives through sides; say: is told how far it is."""

    def __init__(
        self, live: Live, goals: Sequence[Goal], free: tuple[Free, ...], sizes: Sizes, say: Say
    ) -> None:
        if len(free) > MOST:
            raise ValueError(f"{len(free)} parameters are fitted: at most {MOST}")
        self.live, self.goals, self.free, self.sizes, self.say = live, goals, free, sizes, say
        self.pool = region.pool(len(free))

    def run(self) -> Fit:
        """The whole way. Raises ValueError where no set would meet every target."""
        found = self._first()
        spare = found.error / math.sqrt(self.sizes.points / found.weights.shape[0])
        for number, replications in enumerate(self.sizes.rounds, 1):
            middle = self._rounded(self._middle(found, spare))
            shown = self._live([middle], replications)[0]
            self._tell(f"round {number}", middle, shown.found())
            found = found.through(places(self.free, middle), _numbers(shown.found()))
        final, at = shown.found(), places(self.free, middle)
        inside = self._region(found, np.hypot(spare, _errors(final)))
        if not len(inside):
            raise ValueError(f"no set meets every target: {self._nearest(found)}")
        share = len(inside) / len(self.pool)
        self.say(f"every target is met in {share:.3%} of what is plausible")
        self.pool = region.around(inside, self.pool)
        inside = self._region(found, np.hypot(spare, _errors(final)))
        deep = self._second(found, region.spread(inside, at, self.sizes.second), shown)
        spread = region.spread(deep, at, self.sizes.tried)
        members = self._members(spread, shown, self.sizes.members)
        default = Member(middle, tuple(final), self._fits(final))
        return Fit(tuple(self.goals), self.free, found.error, share, tuple(members), default)

    def _second(self, found: Emulator, wanted: np.ndarray, centre: Shown) -> np.ndarray:
        """The part of the region in which a set is likely to fit when it is run.

        By a second wave of sets within the region: the emulators are moved by what they were off
        there on average, and what is left is the error with which they tell a set of the region.
        """
        members = self._members(wanted, centre, self.sizes.inside)
        at = np.array([places(self.free, member.values) for member in members])
        off = np.array([_numbers(member.found) for member in members]) - found.at(at)
        spare = SURE * _errors(centre.found()) + off.std(axis=0, ddof=1)
        deep = self._region(found.moved(off.mean(axis=0)), spare)
        if not len(deep):
            raise ValueError("the region is too narrow for the error of the emulators")
        return deep

    def _middle(self, found: Emulator, spare: np.ndarray) -> np.ndarray:
        """The centre of the region; where it is empty, the place that misses least."""
        inside = self._region(found, spare)
        return region.centre(inside) if len(inside) else self.pool[self._least(found)]

    def _first(self) -> Emulator:
        """The design over everything plausible, and the emulators of what it shows."""
        us = sobol(len(self.free), self.sizes.points, self.sizes.seed)
        wanted = [self._rounded(u) for u in us]
        self.say(f"{len(wanted)} sets over the plausible ranges")
        shown = self._live(wanted, self.sizes.first)
        at = np.array([places(self.free, values) for values in wanted])
        return emulator(at, np.array([each.means() for each in shown]))

    def _members(
        self, wanted: np.ndarray, centre: Shown, replications: tuple[int, int]
    ) -> list[Member]:
        """Sets at places (sets, parameters), told by the paired difference from the centre."""
        values = [self._rounded(u) for u in wanted]
        self.say(f"{len(values)} sets from the region in which every target is met")
        members = []
        for each, shown in zip(values, self._live(values, replications), strict=True):
            found = paired(shown, centre)
            members.append(Member(each, tuple(found), self._fits(found)))
        self.say(f"{sum(m.fits for m in members)} of them fit")
        return members

    def _region(self, found: Emulator, spare: np.ndarray) -> np.ndarray:
        return region.region(found, self.goals, self.pool, spare)[0]

    def _least(self, found: Emulator) -> int:
        none = np.zeros(len(self.goals))
        return int(np.argmax(region.slack(found.at(self.pool), self.goals, none)))

    def _nearest(self, found: Emulator) -> str:
        """The set that misses least, and what it shows."""
        best = self.pool[self._least(found)]
        numbers = found.at(best[None, :])[0]
        told = [f"{g.target.id} {x:.4g}" for g, x in zip(self.goals, numbers, strict=True)]
        return f"nearest {self._rounded(best)} with {', '.join(told)}"

    def _fits(self, found: Sequence[Found]) -> bool:
        """Whether every target is met, by so many standard errors."""
        return all(
            goal.target.low + SURE * error <= one.got <= goal.target.high - SURE * error
            for goal, one, error in zip(self.goals, found, _errors(found), strict=True)
        )

    def _live(self, wanted: Sequence[Values], replications: tuple[int, int]) -> list[Shown]:
        return lived(self.live, self.goals, wanted, *replications)

    def _rounded(self, u: np.ndarray) -> Values:
        return sets(self.free, u)

    def _tell(self, what: str, values: Values, found: Sequence[Found]) -> None:
        self.say(f"{what}: {', '.join(f'{path} {value:g}' for path, value in values.items())}")
        for goal, one in zip(self.goals, found, strict=True):
            target = goal.target
            ends = f"{target.low:g} to {target.high:g}"
            self.say(f"  {target.id}: {one.got:.4g} ({one.lo:.4g} to {one.hi:.4g}), wanted {ends}")


def _numbers(found: Sequence[Found]) -> np.ndarray:
    return np.array([one.got for one in found])


def _errors(found: Sequence[Found]) -> np.ndarray:
    """Standard errors, from the intervals."""
    z = normal_quantile((1 + LEVEL) / 2)
    return np.array([(one.hi - one.lo) / 2 / z for one in found])
