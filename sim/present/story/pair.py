"""The same simulated world under two scenarios, and until when it is the same for somebody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.present.story.owners import spells
from sim.present.story.world import World
from sim.present.subject import Side, Subject
from sim.tables.run import Columns

ACCOUNT = ("arr", "health", "trust", "firm", "served", "reported")
PERSON = ("acute", "burnout", "worked", "client", "after_hours", "unlogged", "accounts", "away")
"""Columns of the weekly tables by which two worlds are compared."""
NEVER = float("inf")


@dataclass(frozen=True)
class Pair:
    """One replication: its world under the base and under a candidate, or under one scenario."""

    replication: int
    worlds: tuple[World, ...]

    @property
    def days(self) -> float:
        """Length of the runs."""
        return min(world.run.days for world in self.worlds)


def kept(subject: Subject, candidate: Side | None) -> list[Pair]:
    """The pairs whose whole runs are kept on both sides, in order."""
    sides = (subject.base,) if candidate is None else (subject.base, candidate)
    runs = [{run.replication: run for run in side.result.runs} for side in sides]
    common = [r for r in runs[0] if all(r in each for each in runs)]
    return [
        Pair(r, tuple(World(side, each[r]) for side, each in zip(sides, runs, strict=True)))
        for r in common
    ]


def _both(pair: Pair, rows: tuple[int, ...]) -> list[tuple[World, int]]:
    return list(zip(pair.worlds, rows, strict=True))


def account_parts(pair: Pair, rows: tuple[int, ...]) -> float:
    """When what is recorded of an account begins to differ (days); infinity: never, or one world.

    rows: its row number in each world.
    """
    if len(rows) < 2:
        return NEVER
    weekly = [_weekly(w, "weekly_accounts", w.weeks(row), ACCOUNT) for w, row in _both(pair, rows)]
    logs = [_account_log(world, row) for world, row in _both(pair, rows)]
    return min(_series(*weekly), _lists(*logs))


def person_parts(pair: Pair, rows: tuple[int, ...]) -> float:
    """The same of a person."""
    if len(rows) < 2:
        return NEVER
    weekly = [
        _weekly(w, "weekly_people", w.person_weeks(row), PERSON) for w, row in _both(pair, rows)
    ]
    logs = [_person_log(world, row) for world, row in _both(pair, rows)]
    return min(_series(*weekly), _lists(*logs))


def _weekly(world: World, table: str, rows: np.ndarray, columns: tuple[str, ...]) -> Columns:
    return {name: world.run[table][name][rows] for name in ("time", *columns)}


def _series(one: Columns, two: Columns) -> float:
    """The first end of a week at which the rows of two worlds differ."""
    count = min(len(one["time"]), len(two["time"]))
    same = np.ones(count, bool)
    for name in one:
        same &= one[name][:count] == two[name][:count]
    differ = np.flatnonzero(~same)
    if len(differ):
        return float(min(one["time"][differ[0]], two["time"][differ[0]]))
    longer = one if len(one["time"]) > count else two
    return float(longer["time"][count]) if len(longer["time"]) > count else NEVER


Log = list[tuple[float, tuple[object, ...]]]


def _lists(one: Log, two: Log) -> float:
    """The time of the first entry in which two logs differ."""
    for a, b in zip(one, two, strict=False):
        if a != b:
            return min(a[0], b[0])
    longer = max(one, two, key=len)
    short = min(len(one), len(two))
    return longer[short][0] if len(longer) > short else NEVER


def _account_log(world: World, account: int) -> Log:
    arrived = world.value("accounts", world.contract(account), "arrived")
    log = _events(world, world.where("events", account=account), arrived)
    for spell in spells(world, account):
        role = world.role(spell.role)
        log.append((spell.start, ("lead", world.called(spell.person), role, spell.why)))
    for table in ("renewals", "expansions"):
        columns = world.run[table]
        for row in world.where(table, account=account):
            names = ("arr_before", "arr_after", "probability")
            values = tuple(float(columns[name][row]) for name in names)
            log.append((float(columns["time"][row]), (table, *values)))
    work, kinds = world.run["work"], world.run.labels["kind"]
    for row in world.where("work", account=account):
        if work["finished"][row] >= 0:
            what = (kinds[int(work["kind"][row])], int(work["outcome"][row]))
            log.append((float(work["finished"][row]), (*what, float(work["hours"][row]))))
    return sorted(log, key=_order)


def _person_log(world: World, person: int) -> Log:
    hired = world.value("people", world.record(person), "hired")
    log = _events(world, world.where("events", person=person, account=-1), hired)
    moves, table = world.run["moves"], world.run["assignments"]
    for row in world.where("moves", person=person):
        role = world.role(int(moves["role_after"][row]))
        log.append((float(moves["time"][row]), ("role", role)))
    for week in world.person_weeks(person)[:1]:
        role = world.role(int(world.value("weekly_people", int(week), "role")))
        log.append((world.value("weekly_people", int(week)), ("role", role)))
    for row in world.where("assignments", person=person):
        what = (world.run.names[int(table["account"][row])], world.role(int(table["role"][row])))
        log += [(float(table[c][row]), (c, *what)) for c in ("start", "end") if table[c][row] >= 0]
    return sorted(log, key=_order)


def _events(world: World, rows: np.ndarray, since: float) -> Log:
    """Events as a log, and every dated change from a time on: what it does may show later only."""
    table, words = world.run["events"], world.run.labels["event"]
    every = [*rows, *(r for r in world.events("changed") if table["time"][r] >= since)]
    return [(float(table["time"][row]), (words[int(table["what"][row])],)) for row in every]


def _order(entry: tuple[float, tuple[object, ...]]) -> tuple[float, str]:
    return entry[0], str(entry[1])
