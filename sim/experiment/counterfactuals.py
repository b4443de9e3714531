"""Counterfactuals: the same world in which one person stays, resigns, or is away for two weeks.

For each seat three worlds with the same luck: its holder may not resign; resigns on the first day
of the second month; is on leave in the fourth. Differences between them are what hangs on that
one person. Nothing is found by a formula: recruiting, ramp, hand-over and churn happen, or do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.base.dates import YEAR
from sim.base.statistics import LEVEL, Interval, mean_interval, paired_interval
from sim.experiment.replications import Progress, Worlds
from sim.experiment.summary import numbers
from sim.experiment.worlds import Side, the_model
from sim.tables.results import Key, Result

if TYPE_CHECKING:
    from sim.measures.table import Measure
    from sim.scenario.tree import Scenario

Sets = Mapping[str, Any]
"""Dotted path -> value, in the words of a scenario file."""

NAME = "this one person"
"""Name in the roster of whoever a world is about."""
EXIT_MONTH, LEAVE_MONTH = 2, 4
HORIZON = 18
"""Months after the exit that are looked at (contract of the measure)."""
LEAVE_DAYS = 10.0
"""Working days of the vacation test: two weeks."""
MONTH = YEAR / 12


@dataclass(frozen=True)
class Hanging:
    """What hangs on the holder of one seat, each value of shape (replications,).

    arr_lost, direct, with_churn: of their exit (money; months of pay twice). wait, wait_away:
    working hours. health_dip: mean health of their accounts four weeks after the leave began.
    """

    role: str
    place: int
    accounts: np.ndarray
    arr: np.ndarray
    arr_lost: np.ndarray
    direct: np.ndarray
    with_churn: np.ndarray
    wait: np.ndarray
    wait_away: np.ndarray
    health_dip: np.ndarray


def hanging(
    scenario: Scenario,
    replications: int,
    *,
    seats: int = 8,
    store: str | Path | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Hanging]:
    """What hangs on each of at most `seats` people, evenly chosen from the team.

    The scenario is lived through for 19 months without its timeline's later part: years are set to
    that, and a warm-up to none. store, progress, executor: as in `replications.run`. Raises
    InputError.
    """
    chosen = _chosen(scenario, seats)
    sides = [Side(s) for role, place in chosen for s in worlds_of(scenario, role, place)]
    worlds = Worlds(
        sides, engine=the_model(own_measures()), store=store, keep="values", progress=progress
    )
    worlds.fill(replications, lambda _: True, executor=executor)
    found = worlds.results()
    return [
        _hanging(role, place, *found[3 * i : 3 * i + 3]) for i, (role, place) in enumerate(chosen)
    ]


def _chosen(scenario: Scenario, seats: int) -> list[tuple[str, int]]:
    """Role and place of the seats that are looked at: all, or evenly spaced ones."""
    from sim.scenario.heads import heads_by_role

    every = [
        (role, place + 1)
        for role, heads in heads_by_role(scenario).items()
        for place in range(heads)
    ]
    count = min(seats, len(every))
    return [every[int((i + 0.5) * len(every) / count)] for i in range(count)]


def worlds_of(scenario: Scenario, role: str, place: int) -> tuple[Scenario, Scenario, Scenario]:
    """The three scenarios of one seat: its holder stays, resigns, and is away.

    Whoever the roster has in that very place is the holder: since when they are there holds on.
    """
    from sim.scenario.checking import changed

    there = {
        name: row
        for name, row in scenario.people.roster.items()
        if (row.role, row.place) == (role, place)
    }
    known: dict[str, Any] = {f"people.roster.{name}": None for name in there}
    known |= {f"people.roster.{NAME}.since": r.since for r in there.values() if r.since}
    stays, leaves, away = (changed(scenario, {**known, **s}) for s in sets_of(role, place))
    return stays, leaves, away


def sets_of(role: str, place: int) -> tuple[Sets, Sets, Sets]:
    """What is set on a scenario for its holder to stay, to resign and to be away."""
    base = {
        f"people.roster.{NAME}.role": role,
        f"people.roster.{NAME}.place": place,
        "years": (EXIT_MONTH - 1 + HORIZON) / 12,
        "warmup": 0,
    }
    stays = {**base, f"people.roster.{NAME}.stays": "on"}
    leaves = {**base, f"people.roster.{NAME}.exit": f"month {EXIT_MONTH}"}
    leave = {"test": {"at": f"month {LEAVE_MONTH}", "days": f"{LEAVE_DAYS:g} days"}}
    return stays, leaves, {**stays, f"people.roster.{NAME}.leave": leave}


def own_measures() -> tuple[Measure, ...]:
    """What is measured of these worlds beside the table of measures."""
    from sim.measures.named import measures_of

    exit_day, leave_day = ((month - 1) * MONTH for month in (EXIT_MONTH, LEAVE_MONTH))
    return measures_of(NAME, exit_day, leave_day, LEAVE_DAYS * 7 / 5)


def _hanging(role: str, place: int, stays: Result, leaves: Result, away: Result) -> Hanging:
    def of(side: Result, measure: str) -> np.ndarray:
        return side.values[Key(measure)]

    direct = of(leaves, "staffing_bill") - of(stays, "staffing_bill")
    lost = of(stays, "opening_margin") - of(leaves, "opening_margin")
    pay = of(stays, "named_pay")
    return Hanging(
        role=role,
        place=place,
        accounts=of(stays, "named_accounts"),
        arr=of(stays, "named_arr"),
        arr_lost=of(stays, "named_arr_left") - of(leaves, "named_arr_left"),
        direct=direct / pay,
        with_churn=(direct + lost) / pay,
        wait=of(stays, "named_wait"),
        wait_away=of(away, "named_wait"),
        health_dip=of(stays, "named_health") - of(away, "named_health"),
    )


def averaged(rows: Sequence[Hanging], field: str) -> Interval:
    """Mean over the seats of a field of `Hanging`, with its interval over replications."""
    values = np.array([getattr(row, field) for row in rows])
    there = ~np.isnan(values)
    count = there.sum(axis=0)
    means = np.where(there, values, 0.0).sum(axis=0) / np.maximum(count, 1)
    return mean_interval(np.where(count > 0, means, np.nan))


def behind_first(rows: Sequence[Hanging]) -> list[Interval | None]:
    """How much less ARR goes with each seat than with the one with which most goes (None there).

    Over the same worlds. The intervals hold for all pairs of seats at once (Bonferroni): the first
    was not chosen before, so that any two seats could have been compared.
    """
    if not rows:
        return []
    first = max(rows, key=lambda row: np.nan_to_num(mean_interval(row.arr_lost).mean, nan=-np.inf))
    level = 1 - (1 - LEVEL) / max(1, len(rows) * (len(rows) - 1) // 2)
    return [
        None if row is first else paired_interval(row.arr_lost, first.arr_lost, level)
        for row in rows
    ]


def risks_document(rows: Sequence[Hanging]) -> dict[str, Any]:
    """What `reorg risks --json` prints of them: measures over all seats, and each seat.

    `behind_first` of a seat: how much less ARR goes with it, null for the first itself; `clear`
    where its interval, which is wider than 95 %, excludes 0.
    """
    return {
        "measures": {
            name: {**numbers(averaged(rows, field)), "unit": "months of pay", "better": "down"}
            for name, field in (
                ("replacement_cost_direct", "direct"),
                ("replacement_cost_with_churn", "with_churn"),
            )
        },
        "vacation": {
            field: numbers(averaged(rows, field)) for field in ("wait", "wait_away", "health_dip")
        },
        "seats": [
            {
                "role": row.role,
                "place": row.place,
                **{
                    field: numbers(mean_interval(getattr(row, field)))
                    for field in ("accounts", "arr", "arr_lost", "direct", "with_churn",
                                  "wait", "wait_away", "health_dip")
                },
                "behind_first": None if behind is None else {
                    **numbers(behind), "clear": behind.lo > 0,
                },
            }
            for row, behind in zip(rows, behind_first(rows), strict=True)
        ],
    }  # fmt: skip
