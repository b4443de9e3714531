"""Two hand-made worlds whose story can be told by hand: Ada stays in one and resigns in the other.

Account A0 ($100k, annual) is led by the holder of seat 0. Under the base they resign on day 186 and
leave on day 200; seat 1 takes A0 and A1 over, and A0 leaves on its contract date, day 300, for the
change of lead. Under the candidate nobody goes and A0 renews with the same luck.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.present.subject import Subject, subject
from sim.scenario.tree import Kind, Work
from sim.tables import Run
from sim.tables.results import Comparison, Result
from sim.tables.words import CHURN_CAUSES, EXIT_CAUSES
from tests.measures.worlds import KINDS, scenario, world

DAYS = 364.0


def bit(causes: tuple[str, ...], *names: str) -> int:
    return sum(1 << causes.index(name) for name in names)


def tree(name: str, **more: object):
    kinds = {**KINDS, "handover": Kind(arrives="handover")}
    return scenario(name=name, start="2026-01-01", work=Work(kinds=kinds), **more)


def weekly(account: int, until: float, lead, health, reported, arr=100_000.0, served=1.0):
    """Rows of an account at the end of each week; lead, health and reported are of the time."""
    return [
        {
            "time": 7.0 * week,
            "account": account,
            "arr": arr,
            "lead": lead(7.0 * week),
            "health": health(7.0 * week),
            "reported": reported(7.0 * week),
            "trust": 0.8 if lead(7.0 * week) == 0 else 0.3,
            "served": served,
        }
        for week in range(1, int(DAYS // 7) + 1)
        if 7.0 * week <= until
    ]


def working(person: int, until: float, burnout=0.4, after=2.0):
    return [
        {
            "time": 7.0 * week,
            "person": person,
            "burnout": burnout,
            "worked": 40 + after,
            "after_hours": after,
            "unlogged": 1.0,
            "accounts": 2 if person == 0 else 0,
        }
        for week in range(1, int(DAYS // 7) + 1)
        if 7.0 * week <= until
    ]


def by_time(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: row["time"])


def leaver() -> Run:
    """The world in which seat 0 resigns."""
    lead = lambda t: 0 if t <= 200 else 1  # noqa: E731
    health = lambda t: 0.8 if t < 210 else 0.45  # noqa: E731
    burnout = bit(EXIT_CAUSES, "burnout")
    return _named(
        world(
            DAYS,
            tree("Base"),
            accounts=[_account(arr_end=0.0, ended=300.0), _account()],
            people=_people(resigned=186.0, left=200.0),
            assignments=[
                *(_owned(a, 0, start=-100.0, end=200.0) for a in (0, 1)),
                *(_owned(a, 1, start=200.0, why="owner left") for a in (0, 1)),
            ],
            work=[
                {
                    "account": 0,
                    "person": 1,
                    "created": 200.0,
                    "finished": 208.0,
                    "hours": 2.25,
                    "outcome": "done",
                }
            ],
            events=[
                {"time": 186.0, "what": "resigned", "person": 0, "account": -1, "causes": burnout},
                {"time": 200.0, "what": "left", "person": 0, "account": -1, "because": 0},
                {"time": 300.0, "what": "churned", "person": -1, "account": 0},
            ],
            renewals=[
                _renewal("churned", 0.4, 0.0, bit(CHURN_CAUSES, "change of lead")),
            ],
            weekly_accounts=by_time(
                weekly(0, 299.0, lead, health, lambda t: 0.9)
                + weekly(1, DAYS, lead, lambda t: 0.8, lambda t: 0.9)
            ),
            weekly_people=by_time(working(0, 200.0) + working(1, DAYS)),
        )
    )


def stayer(name: str = "Candidate") -> Run:
    """The world in which nobody goes."""
    lead = lambda t: 0  # noqa: E731
    return _named(
        world(
            DAYS,
            tree(name),
            accounts=[_account(), _account()],
            people=_people(),
            assignments=[_owned(a, 0, start=-100.0) for a in (0, 1)],
            renewals=[_renewal("renewed", 0.2, 100_000.0)],
            weekly_accounts=by_time(
                [
                    row
                    for account in (0, 1)
                    for row in weekly(account, DAYS, lead, lambda t: 0.8, lambda t: 0.9)
                ]
            ),
            weekly_people=by_time(working(0, DAYS) + working(1, DAYS)),
        )
    )


def _named(run: Run) -> Run:
    """With a kind of work for hand-overs, which the first row of `work` is of."""
    labels = {**run.labels, "kind": (*run.labels["kind"], "handover"), "named": ()}
    work = {**run.tables["work"], "kind": np.full(len(run["work"]["kind"]), len(KINDS), "i2")}
    return replace(run, labels=labels, tables={**run.tables, "work": work})


def _account(**more: object) -> dict:
    return {"arr": 100_000.0, "arr_end": 100_000.0, "arrived": -400.0, "term": 1.0, **more}


def _people(**first: object) -> list[dict]:
    each = {"named": -1, "hired": -800.0}
    return [{**each, "seat": 0, **first}, {**each, "seat": 1}]


def _owned(account: int, person: int, **more: object) -> dict:
    return {"account": account, "person": person, "lead": 1, **more}


def _renewal(outcome: str, probability: float, after: float, causes: int = 0) -> dict:
    return {
        "time": 300.0,
        "account": 0,
        "outcome": outcome,
        "arr_before": 100_000.0,
        "arr_after": after,
        "probability": probability,
        "luck": 0.3,
        "causes": causes,
    }


def result(run: Run, digest: str = "d1") -> Result:
    return Result(run.scenario, (0,), {}, {}, (run,), digest)


def about(*runs: Run) -> Subject:
    """What is shown of these worlds: a base and candidates, one replication each."""
    first, *others = [result(run, f"d{place}") for place, run in enumerate(runs)]
    return subject(Comparison(first, tuple(others)) if others else first, {})
