"""Accounts by week: who leads each of them, what it is worth, its true and its reported health."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.present.play.packing import levels, steps, written
from sim.present.play.weeks import at_ends, ordered
from sim.tables import Run
from sim.tables.run import Columns

STATE = ("account", "arr", "health", "reported", "lead")


class Track(NamedTuple):
    """One account in the weeks at whose end it is a customer.

    name: its identifier. first: its first week. health, reported: a character a week (`packing`).
    arr: steps of [week, whole money]. lead: steps of [week, row of the person; -1: nobody].
    """

    name: str
    first: int
    health: str
    reported: str
    arr: list[int]
    lead: list[int]


def tracks(run: Run, keep: frozenset[str] | None = None) -> list[Track]:
    """Every account that is a customer at the end of some week, by row number.

    keep: only accounts of these names; None for all.
    """
    line = run.scenario.customers.healthy_line
    wanted = np.array([keep is None or name in keep for name in run.names], dtype=bool)
    rows = at_ends(run, "weekly_accounts", STATE, wanted[run["weekly_accounts"]["account"]])
    return [_track(run.names[account], own, line) for account, own in ordered(rows, "account")]


def sizes(run: Run) -> list[tuple[float, str, int]]:
    """(highest ARR, name, weeks as a customer) of every account of the film."""
    rows = at_ends(run, "weekly_accounts", ("account", "arr"))
    count = len(run.names)
    weeks = np.bincount(rows["account"], minlength=count)
    most = np.zeros(count)
    np.maximum.at(most, rows["account"], rows["arr"])
    return [
        (float(most[account]), run.names[account], int(weeks[account]))
        for account in np.flatnonzero(weeks)
    ]


def packed(track: Track) -> list[Any]:
    """The fields in their order, for JSON."""
    return list(track)


def _track(name: str, rows: Columns, line: float) -> Track:
    first = int(rows["week"][0])
    return Track(
        name,
        first,
        written(levels(rows["health"], line)),
        written(levels(rows["reported"], line)),
        steps(np.rint(rows["arr"]).astype("i8"), first),
        steps(rows["lead"], first),
    )
