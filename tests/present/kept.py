"""Made-up results whose first worlds have tables: accounts, owners, renewals, hours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.tables import Run
from sim.tables.results import Comparison, Key, Result
from sim.tables.words import CHURN_CAUSES
from tests.measures.worlds import world
from tests.present import worlds

DAYS = 7.0 * worlds.WEEKS
ARR = (400e3, 300e3, 200e3, 100e3, 50e3)
"""Of the opening accounts A0 to A4."""
MONEY = {
    "arr_new": (5.0e6, 0.0),
    "arr_expanded": (2.0e6, 0.3e6),
    "arr_contracted": (0.2e6, -0.02e6),
    "arr_churned": (0.8e6, -0.2e6),
}
"""Mean, and what the effect adds to it."""


def bits(*causes: str) -> int:
    return sum(1 << CHURN_CAUSES.index(cause) for cause in causes)


def run(effect: float = 0.0) -> Run:
    """Five opening accounts and a new one; A0 changes hands twice, A3 and A4 churn.

    With an effect A0 changes hands once and A3 stays.
    """
    accounts = [{"arr": arr, "arr_end": arr} for arr in ARR]
    accounts.append({"arr": 9e5, "opening": 0, "arrived": 100.0})
    accounts[4]["ended"] = 700.0
    renewals = [_lost(4, 700.0, bits("ordinary"))]
    changes = [(0.0, 0), (200.0, 1), (500.0, 2)]
    if effect:
        changes = changes[:2]
    else:
        accounts[3]["ended"] = 365.0
        renewals.append(_lost(3, 365.0, bits("health", "change of lead")))
    owners = _owners(0, changes) + [
        {"account": k, "person": k % 2, "start": -50.0, "why": "opening"} for k in range(1, 5)
    ]
    return world(
        DAYS,
        accounts=accounts,
        people=[{"role": "csm", "seat": k} for k in range(3)],
        assignments=owners,
        renewals=renewals,
        work=_hours(effect),
        weekly_accounts=_weeks(changes[-1][1]),
    )


def _lost(account: int, day: float, causes: int) -> dict:
    return {"time": day, "account": account, "outcome": "churned", "arr_before": ARR[account],
            "causes": causes}  # fmt: skip


def _owners(account: int, changes: list[tuple[float, int]]) -> list[dict]:
    ends = [start for start, _ in changes[1:]] + [float("nan")]
    return [
        {"account": account, "person": person, "start": start, "end": end, "why": "owner left"}
        for (start, person), end in zip(changes, ends, strict=True)
    ]


def _hours(effect: float) -> list[dict]:
    """In the last full year A0 and A1 are worked on by their leads, A2 by two people."""
    last = 600.0
    done = [(0, 1 if effect else 2), (1, 1), (2, 0), (2, 1)]
    return [
        {"account": a, "person": p, "started": last, "finished": last, "hours": 5.0, "role": "csm"}
        for a, p in done
    ]


def _weeks(lead: int) -> list[dict]:
    return [
        {"time": week * 7.0, "account": a, "arr": ARR[a], "lead": who, "trust": 0.8}
        for week in range(1, worlds.WEEKS + 1)
        for a, who in ((0, lead), (1, 1), (2, 0))
    ]


def result(found: Result, effect: float) -> Result:
    """The same result with ARR by what moved it, the cost to serve by role, and a kept run."""
    count = len(found.replications)
    own = 0.3 * abs(effect) * np.random.default_rng(78).normal(size=count)
    luck = np.random.default_rng(77).normal(size=count) + own
    more = {
        Key(name): mean + effect * change + 0.02 * mean * luck
        for name, (mean, change) in MONEY.items()
    }
    pay, desk = 2400.0 - 90 * effect + 40 * luck, np.full(count, 200.0 * (effect > 0))
    more |= {
        Key("cost_to_serve"): pay + desk,
        Key("cost_to_serve", "role", "csm"): pay,
        Key("cost_to_serve", "role", "renewals_manager"): desk,
        Key("cost_to_serve_full"): pay + desk + 180.0,
        Key("unpaid_overtime"): 150.0 + 10 * luck,
        Key("bus_factor"): 0.3 - 0.1 * effect + 0.01 * luck,
    }
    return replace(found, values={**found.values, **more}, runs=(run(effect),))


def comparison(effects: tuple[float, ...] = (1.0,)) -> Comparison:
    found = worlds.comparison(effects)
    others = tuple(result(c, e) for c, e in zip(found.candidates, effects, strict=True))
    return replace(found, base=result(found.base, 0.0), candidates=others)
