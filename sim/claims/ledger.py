"""The ledger: every claim with what is expected of it, what was found, and the verdict.

Rows share their worlds through the results store: a world that one row has lived through is there
for the next, after an interruption, and for good.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from sim.base.faults import InputError
from sim.claims.arms import Arm, lacking, sides
from sim.claims.experiment import Experiment
from sim.claims.over_sets import ArmValues, by_set, over_sets
from sim.claims.seen import NOTHING, Found, Seen
from sim.claims.table import Claim
from sim.claims.targets import Target
from sim.claims.verdict import Verdict, judged
from sim.experiment.worlds import Side
from sim.tables.results import Result


class Live(Protocol):
    """Lives through sides: replications `first` .. n-1 of each; the results in their order."""

    def __call__(self, sides: Sequence[Side], n: int, first: int = 0) -> Sequence[Result]:
        """Results of the sides."""
        ...


NOT_RUN = "not run"
"""How `why` begins where this version lacks what an experiment needs."""


@dataclass(frozen=True)
class Row:
    """One row: a claim, and one quantity of it with its experiment, where it has any.

    cause: why the quantity is missed, where somebody has looked; '': the claim's note holds.
    """

    claim: Claim
    target: Target | None = None
    experiment: Experiment | None = None
    cause: str = ""

    @property
    def id(self) -> str:
        """Of the quantity, else of the claim."""
        return self.target.id if self.target else self.claim.id


@dataclass(frozen=True)
class Entry:
    """What became of a row.

    replications: 0 where nothing ran. more: more of them are wanted. sets: with an ensemble, how
    many parameter sets there were, and the share whose own number lies in the expected range.
    """

    row: Row
    found: Found
    verdict: Verdict
    replications: int = 0
    seconds: float = 0.0
    more: bool = False
    sets: dict[str, Any] | None = None

    def document(self) -> dict[str, Any]:
        """Plain data, as `reorg claims --json` has it."""
        row, target = self.row, self.row.target
        return {
            "id": row.id,
            "source": row.claim.source,
            "claim": row.claim.claim,
            "role": row.claim.role,
            "experiment": row.experiment.words if row.experiment else None,
            "expected": target and _expected(target),
            "got": self.found.got,
            "lo": self.found.lo,
            "hi": self.found.hi,
            "status": self.verdict.status,
            "why": self.verdict.why,
            "seconds": round(self.seconds, 2),
            "replications": self.replications,
            "more": self.more,
            **({"sets": self.sets} if self.sets else {}),
        }


class Ledger:
    """Runs rows, one after the other.

    live: lives through sides, with so many replications of each, and gives the results in their
    order; measures: what it can measure. replications: of every row; None: as each row says, or
    its first answer where `quick`.
    """

    def __init__(
        self,
        live: Live,
        measures: Sequence[str],
        *,
        replications: int | None = None,
        quick: bool = False,
    ) -> None:
        self.live, self.measures = live, measures
        self.given, self.quick = replications, quick

    def run(self, rows: Sequence[Row], done: Callable[[Entry], None]) -> list[Entry]:
        """Every row; `done` is told of each. Raises Interrupted with the worlds kept."""
        entries = []
        for row in rows:
            entries.append(self._entry(row))
            done(entries[-1])
        return entries

    def _entry(self, row: Row) -> Entry:
        untested = without_running(row, self.measures)
        if untested is not None:
            return Entry(row, NOTHING, untested)
        assert row.experiment is not None
        assert row.target is not None
        began = time.perf_counter()
        n = self.replications_of(row.experiment)
        try:
            seen = self._seen(row.experiment, n)
        except InputError as error:
            return Entry(row, NOTHING, _not_run(str(error).replace("\n", "; ")))
        found = row.experiment.form.find(seen)
        verdict = judged(found, row.target, row.cause or row.claim.note)
        more = verdict.status == "partly" or n < row.experiment.replications
        told = by_set(row.experiment, seen, row.target)
        return Entry(row, found, verdict, n, time.perf_counter() - began, more, told)

    def replications_of(self, experiment: Experiment) -> int:
        """How many replications a row is given here."""
        if self.given is not None:
            return self.given
        return experiment.quick if self.quick else experiment.replications

    def _seen(self, experiment: Experiment, n: int) -> Seen:
        """The values of all arms. Raises InputError where an arm cannot be."""
        if experiment.ensemble:
            return over_sets(experiment, n, self._values)
        return Seen(self._values(experiment.arms, n), np.arange(n))

    def _values(self, arms: Mapping[str, Arm], n: int, first: int = 0) -> ArmValues:
        """Values by arm; arms that are the same organisation are lived through once."""
        every = sides(arms)
        distinct = {side.address: side for side in every.values()}
        lived = self.live(list(distinct.values()), n, first)
        results = dict(zip(distinct, lived, strict=True))
        return {name: results[side.address].values for name, side in every.items()}


def without_running(row: Row, measures: Sequence[str]) -> Verdict | None:
    """The verdict of a row that needs no world; None for one that does."""
    if row.claim.role == "IN":
        return Verdict("input", row.claim.note)
    if row.experiment is None:
        return Verdict("untestable", row.claim.note)
    absent = lacking(row.experiment.arms, row.experiment.measures, measures)
    absent += row.experiment.needs
    return _not_run(f"needs {', '.join(absent)}") if absent else None


def _not_run(why: str) -> Verdict:
    return Verdict("untestable", f"{NOT_RUN}: {why}")


def _expected(target: Target) -> dict[str, Any]:
    """A row of targets.csv as plain data; an open end is None."""
    ends = {
        name: end if math.isfinite(end) else None
        for name, end in (("low", target.low), ("high", target.high))
    }
    return {
        "id": target.id,
        "quantity": target.quantity,
        **ends,
        "source": target.source,
        "role": target.role,
    }
