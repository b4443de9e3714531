"""Toy organisations with known answers: functions of coordinates and of luck."""

from __future__ import annotations

import hashlib

import numpy as np

from sim.experiment.points import Samples
from sim.scenario.study.factors import Factor

PATH = "people.burnout_quit_effect"
"""A plain number of the tree, where a toy does not care which."""


def ranged(name, low=0.0, high=1.0, *, path=PATH, scale="linear", unit="", points=0):
    return Factor(name, (path,), low=(low,), high=(high,), scale=scale, unit=unit, points=points)


def listed(name, *levels, path=PATH):
    return Factor(name, (path,), levels=tuple((level,) for level in levels))


class Toy:
    """An `Evaluate` over functions `at -> mean`, one for each side, with luck added.

    own: standard deviation of luck that a point shares with no other; shared: of luck that
    replication r brings to every point and side, so that it leaves paired differences. defaults:
    what the base says of a factor that a point leaves alone.
    """

    def __init__(self, *sides, measure="score", own=0.0, shared=0.0, seed=1, defaults=None):
        self.sides, self.measure, self.seed = sides, measure, seed
        self.own, self.shared, self.defaults = own, shared, defaults or {}
        self.asked = []

    def __call__(self, points, replications):
        self.asked += [(dict(p.at), replications) for p in points]
        values = np.empty((len(self.sides), len(points), replications))
        for p, point in enumerate(points):
            at = {**self.defaults, **point.at}
            for s, side in enumerate(self.sides):
                values[s, p] = side(at) + self.luck(s, at, replications)
        names = ("Base", "Candidate", "Other")[: len(self.sides)]
        return Samples(tuple(points), names, {self.measure: values})

    def luck(self, side, at, replications):
        every = np.random.default_rng([self.seed, 0]).normal(size=replications)
        if not self.own:
            return self.shared * every
        name = hashlib.blake2b(repr((side, sorted(at.items()))).encode(), digest_size=8).digest()
        key = int.from_bytes(name, "little")
        mine = np.random.default_rng([self.seed, 1, key]).normal(size=replications)
        return self.shared * every + self.own * mine
