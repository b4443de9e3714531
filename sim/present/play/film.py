"""A film of one world: all that is needed to play it, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from sim.measures.series import Weeks, accounts, arr, at_risk_true, at_risk_visible, exits
from sim.present.play.books import Track, sizes, tracks
from sim.present.play.people import Presence, Vacancy, presences, role_title, vacancies
from sim.present.play.told import told
from sim.present.play.weeks import ends, frames, week_of
from sim.tables import Run

BUDGET = 500_000
"""Weeks of accounts in all the films of a page: about 1 MB of text."""


class Film(NamedTuple):
    """One world by week.

    weeks: their number. roles: titles by code. people, vacant, accounts: who is where when.
    arr, at_risk, at_risk_seen: money at the end of each week, of all customers; customers, exits,
    churned, signed: numbers, the last three since day 0; lost: ARR churned since day 0. All of
    shape (weeks,). told: what happened, a text a week. left_out: customers that are not among
    `accounts` because there are too many.
    """

    weeks: int
    roles: tuple[str, ...]
    people: list[Presence]
    vacant: list[Vacancy]
    accounts: list[Track]
    arr: np.ndarray
    at_risk: np.ndarray
    at_risk_seen: np.ndarray
    customers: np.ndarray
    exits: np.ndarray
    churned: np.ndarray
    lost: np.ndarray
    signed: np.ndarray
    told: list[str]
    left_out: int


def film(run: Run, keep: frozenset[str] | None = None) -> Film:
    """The film of a run. keep: names of the accounts that are in it; None for all."""
    weeks = Weeks(run)
    shown = tracks(run, keep)
    renewals, signed = run["renewals"], run["accounts"]
    churned = renewals["outcome"] == run.labels["renewal"].index("churned")
    new = signed["arrived"][signed["opening"] == 0]
    return Film(
        weeks.count,
        tuple(role_title(run.scenario, role) for role in run.labels["role"]),
        presences(run),
        vacancies(run),
        shown,
        arr(weeks),
        at_risk_true(weeks),
        at_risk_visible(weeks),
        accounts(weeks),
        exits(weeks),
        _so_far(run, renewals["time"][churned]),
        _so_far(run, renewals["time"][churned], renewals["arr_before"][churned]),
        _so_far(run, new),
        told(run),
        len(sizes(run)) - len(shown),
    )


def largest(runs: Iterable[Run], budget: int = BUDGET) -> frozenset[str] | None:
    """The largest accounts of these worlds whose weeks fit the budget; None where all of them do.

    An account counts with its highest ARR in any of the worlds, and is in all of them or in none.
    """
    most: dict[str, float] = {}
    weeks: dict[str, int] = {}
    for run in runs:
        for top, name, count in sizes(run):
            most[name] = max(most.get(name, 0.0), top)
            weeks[name] = weeks.get(name, 0) + count
    if sum(weeks.values()) <= budget:
        return None
    kept, used = set(), 0
    for name in sorted(most, key=lambda n: (-most[n], n)):
        used += weeks[name]
        if used > budget:
            break
        kept.add(name)
    return frozenset(kept)


def can_be_played(run: Run) -> bool:
    """Whether a run has the weekly tables of people and accounts."""
    return frames(run) > 0 and all(
        len(run[table]["time"]) for table in ("weekly_people", "weekly_accounts")
    )


def _so_far(run: Run, times: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
    """Sum of `values` (None: number) of what happened from day 0 to the end of each week."""
    mine = times >= 0
    week = np.minimum(np.maximum(week_of(times[mine]), 0), len(ends(run)))
    amounts = None if values is None else values[mine]
    return np.bincount(week, amounts, minlength=len(ends(run)) + 1)[: len(ends(run))].cumsum()
