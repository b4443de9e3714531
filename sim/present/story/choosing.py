"""The most telling customer and the most telling person of the kept worlds, by a stated score.

A customer scores the ARR-years that one world has of it and the other has not, times the factors
below; a person the ARR led on the day of resigning (at least a tenth of the ARR a head), times the
share of the run by which they go earlier, times theirs. Where there is one scenario only, the
other world is taken to keep them. Those for whom the worlds hardly differ (see `alike`) come after
all who score and whom they tell apart. Equal scores go by order: worlds, then rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.measures.visibility import BEFORE
from sim.present.causes import NO_CAUSE, set_bits
from sim.present.story import alike
from sim.present.story.alike import UNKNOWN, Gap
from sim.present.story.contracts import green
from sim.present.story.owners import leaving, spells
from sim.present.story.pair import Pair
from sim.present.story.world import Holder, World
from sim.tables.words import CHURN_CAUSES, EXIT_CAUSES

LEAVES_ONE, LEAVES_BOTH, STAYS = 1.0, 0.5, 0.1
"""In one world only; in both, on other days; in neither."""
WITHOUT_CAUSE = 0.25
"""A churn for which no single cause is recorded tells less."""
GREEN = 1.5
"""The dashboard showed it green a quarter before it left."""
OWNER_EXIT = 2.0
"""The change of its lead is among the causes, and the lead had left."""
BURNED_OUT = 1.5
"""Burnout is among the causes of an exit."""
LEAST_LED = 0.1
"""Of the ARR a head: what somebody who leads no account counts as leading."""
RUNNERS = 4
RULE = {
    "customer": "ARR-years that one world has and the other has not, x parting (1 leaves in one "
    "world only, 0.5 in both on other days, 0.1 in neither), x cause (0.25 where no single cause "
    "is recorded), x green (1.5 where the dashboard was green a quarter before), x owner (2 where "
    "the exit of its lead is among the causes); after all others where the ARR is hardly apart",
    "person": "ARR led on the day of resigning (at least a tenth of the ARR a head), x earlier "
    "(share of the run by which they go earlier), x parting (1 in one world only, 0.5 in both), "
    "x burnout (1.5 where it is among the causes); after all others where exit and load are hardly "
    "apart",
}


@dataclass(frozen=True)
class Choice:
    """A customer or a person of one world and how telling they are.

    name: the account's identifier, or seat and occupant in words. rows: row number in each world.
    parts: what the score is the product of. gap: how far two worlds are apart for them.
    """

    kind: str
    name: str
    pair: Pair
    rows: tuple[int, ...]
    score: float
    parts: dict[str, float] = field(default_factory=dict)
    gap: Gap = UNKNOWN

    @property
    def told_apart(self) -> bool:
        """Whether they score, and the worlds do more than hardly differ for them."""
        return self.score > 0 and not self.gap.alike


def best(choices: Iterable[Choice]) -> list[Choice]:
    """The most telling first; of equal ones the earlier."""
    return sorted(choices, key=lambda choice: (not choice.told_apart, -choice.score))


# --- customers ---------------------------------------------------------------------------------


def customers(pair: Pair) -> list[Choice]:
    """Every account that both worlds have, with its score, in order of rows."""
    sums = [_arr_years(world) for world in pair.worlds]
    found = []
    for row in pair.worlds[0].run["accounts"]["account"]:
        name = pair.worlds[0].run.names[int(row)]
        rows = tuple(world.account(name) for world in pair.worlds)
        if min(rows) >= 0:
            stakes = [total[r] for total, r in zip(sums, rows, strict=True)]
            found.append(_customer(pair, name, rows, stakes))
    return found


def _customer(pair: Pair, name: str, rows: tuple[int, ...], stakes: list[float]) -> Choice:
    ends = [world.ended(row) for world, row in zip(pair.worlds, rows, strict=True)]
    first = int(np.argmin(ends))
    parts = {"arr_years": float(abs(stakes[0] - stakes[-1])), "parting": _parting(ends, pair.days)}
    if len(rows) == 1:
        parts["arr_years"] = _missed(pair.worlds[0], rows[0], ends[0])
    if np.isfinite(ends[first]) and parts["arr_years"] > 0:
        parts |= _departure(pair.worlds[first], rows[first], ends[first])
    score = float(np.prod(list(parts.values())))
    gap = UNKNOWN
    if len(rows) > 1:
        gap = alike.of_account(stakes, parts["parting"] == LEAVES_ONE)
    return Choice("customer", name, pair, rows, score, parts, gap)


def _parting(times: list[float], days: float) -> float:
    gone = [time for time in times if time <= days]
    if not gone:
        return STAYS
    return LEAVES_BOTH if len(times) > 1 and len(gone) == len(times) else LEAVES_ONE


def _departure(world: World, account: int, ended: float) -> dict[str, float]:
    """What the row of the churn, the report before it and the change of lead make of it."""
    rows = world.where("renewals", account=account)
    causes = set_bits(int(world.value("renewals", int(rows[-1]), "causes")), CHURN_CAUSES)
    week = world.week(account, ended - BEFORE)
    before = [spell for spell in spells(world, account) if spell.start <= ended]
    exit_ = "change of lead" in causes and bool(before) and before[-1].why == "owner left"
    return {
        "cause": WITHOUT_CAUSE if set(causes) <= set(NO_CAUSE) else 1.0,
        "green": GREEN if week >= 0 and green(world, week) else 1.0,
        "owner": OWNER_EXIT if exit_ else 1.0,
    }


def _arr_years(world: World) -> np.ndarray:
    """ARR times years of every account, by row."""
    table = world.run["weekly_accounts"]
    sums = np.bincount(table["account"], table["arr"], minlength=len(world.run.names))
    return np.asarray(sums * WEEK / YEAR)


def _missed(world: World, account: int, ended: float) -> float:
    """ARR-years that a customer who has left would still have brought."""
    if not np.isfinite(ended):
        return 0.0
    row = int(world.where("renewals", account=account)[-1])
    return world.value("renewals", row, "arr_before") * (world.run.days - ended) / YEAR


# --- people ------------------------------------------------------------------------------------


def people(pair: Pair) -> list[Choice]:
    """Everybody who is there on day 0 in both worlds, with their score, in order of rows."""
    table = pair.worlds[0].run["people"]
    found = []
    for row in np.flatnonzero((table["seat"] >= 0) & (table["hired"] <= 0)):
        holder = Holder(int(table["seat"][row]), int(table["occupant"][row]))
        choice = somebody(pair, holder)
        if choice is not None and all(
            _here_first(w, p) for w, p in zip(pair.worlds, choice.rows, strict=True)
        ):
            found.append(choice)
    return found


def somebody(pair: Pair, holder: Holder) -> Choice | None:
    """One person with their score; None where one of the worlds does not have them."""
    rows = tuple(world.person_of(holder) for world in pair.worlds)
    if min(rows) < 0:
        return None
    times = [_resigned(world, person) for world, person in zip(pair.worlds, rows, strict=True)]
    first = int(np.argmin(times))
    parts = {"arr_led": 0.0, "earlier": 0.0, "parting": _parting(times, pair.days)}
    if np.isfinite(times[first]):
        later = pair.days if len(times) == 1 else min(max(times), pair.days)
        parts["earlier"] = (later - times[first]) / pair.days
        parts |= _exit(pair.worlds[first], rows[first], times[first])
    score = float(np.prod(list(parts.values())))
    gap = alike.of_person(pair, rows) if len(rows) > 1 else UNKNOWN
    return Choice("person", holder.words, pair, rows, score, parts, gap)


def _exit(world: World, person: int, time: float) -> dict[str, float]:
    table = world.run["weekly_accounts"]
    last = table["time"] == table["time"][table["time"] <= time].max(initial=-1.0)
    week = world.person_week(person, time)
    now = world.run["weekly_people"]["time"] == (
        world.value("weekly_people", week) if week >= 0 else 0
    )
    heads = max(1, int(now.sum()))
    led = world.arr(world.led(person, time))
    row = leaving(world, person)["resigned"]
    causes = set_bits(int(world.value("events", row, "causes")), EXIT_CAUSES)
    return {
        "arr_led": max(led, LEAST_LED * float(table["arr"][last].sum()) / heads),
        "burnout": BURNED_OUT if "burnout" in causes else 1.0,
    }


def _resigned(world: World, person: int) -> float:
    row = leaving(world, person).get("resigned")
    return float("inf") if row is None else world.value("events", row)


def _here_first(world: World, person: int) -> bool:
    return world.value("people", world.record(person), "hired") <= 0


# --- where nothing differs -----------------------------------------------------------------------


def largest(choices: list[Choice]) -> Choice | None:
    """The customer with most ARR, or the person who leads most, in the first week of the base."""
    return max(choices, key=_size, default=None)


def _size(choice: Choice) -> float:
    world, row = choice.pair.worlds[0], choice.rows[0]
    if choice.kind == "person":
        return world.arr(world.led(row, WEEK))
    return world.value("accounts", world.contract(row), "arr")
