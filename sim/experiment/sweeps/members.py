"""Which parameter set a replication is lived through with, where a study has an ensemble.

Replications 2k and 2k + 1 have set k (after the last the first again), at every point and on every
side. So a point costs no more worlds than without an ensemble, pairs stay pairs, more replications
change no world that is there, and two worlds with one set tell luck from not knowing the set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

from sim.base.faults import Fault, InputError
from sim.scenario.ensemble import EACH, LEAST

Number = TypeVar("Number", int, np.ndarray)


class Share(NamedTuple):
    """A set, as what it sets, and the replications that are lived through with it."""

    sets: Mapping[str, Any]
    replications: tuple[int, ...]


def member_of(replication: Number, members: int) -> Number:
    """Number of the set that a replication has, or each of an array of replications."""
    return replication // EACH % members


def shares(ensemble: Sequence[Mapping[str, Any]], replications: int) -> list[Share]:
    """The replications 0 .. n-1 by set; one share that sets nothing without an ensemble."""
    if not ensemble:
        return [Share({}, tuple(range(replications)))]
    owner = [member_of(i, len(ensemble)) for i in range(replications)]
    return [
        Share(sets, tuple(i for i in range(replications) if owner[i] == number))
        for number, sets in enumerate(ensemble[: -(-replications // EACH)])
    ]


def by_member(values: np.ndarray, members: int) -> np.ndarray:
    """Values (..., replications) as (..., sets, worlds of each), whole sets only.

    Raises InputError for fewer than `LEAST` replications.
    """
    n = values.shape[-1]
    if n < LEAST:
        message = f"{n} is not enough with an ensemble: at least {LEAST}, two for each of two sets"
        raise InputError(Fault("", "replications", message))
    used = min(members, n // EACH)
    rounds = max(1, n // (EACH * members))
    whole = values[..., : rounds * used * EACH]
    parts = whole.reshape(*values.shape[:-1], rounds, used, EACH)
    return np.asarray(np.moveaxis(parts, -3, -2)).reshape(*values.shape[:-1], used, rounds * EACH)


def mean_of(worlds: np.ndarray) -> np.ndarray:
    """The mean over the last axis of the worlds that have a value; NaN where none has."""
    there = ~np.isnan(worlds)
    count, sums = there.sum(axis=-1), np.where(there, worlds, 0.0).sum(axis=-1)
    return np.divide(sums, count, out=np.full(count.shape, np.nan), where=count > 0)
