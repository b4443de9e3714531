"""Small runs written by hand: the rows that matter, everything else left empty or plain."""

from __future__ import annotations

import numpy as np

from sim.scenario.tree import Book, Kind, Role, Scenario, Segment, Team, Work
from sim.tables import LABELS, TABLES, Run

YEAR = 365.25
NAN = float("nan")
KINDS = {
    "adoption": Kind(arrives="planned"),
    "request": Kind(arrives="request"),
    "onboarding": Kind(arrives="onboarding"),
    "out_of_scope": Kind(arrives="scope", owed_by="support"),
}
CODES = {
    "segment": ("enterprise", "smb"),
    "role": ("csm", "account_manager", "operations"),
    "kind": tuple(KINDS),
}
ABSENT = {
    "opening": 1,
    "voluntary": 1,
    "lead": -1,
    "person": -1,
    "arrived": -100.0,
    "hired": -100.0,
    "term": 1.0,
    "talent": 1.0,
    "sensitivity": 1.0,
    "tenure": 0.0,
    "fit": 0.0,
    "ramp": 1.0,
    "luck": 1.0,
    "probability": 0.0,
    "health": 0.8,
    "trust": 0.5,
    "firm": 0.5,
    "served": 1.0,
    "documented": 0.3,
}
"""What a row has in a column that the test does not speak of; else NaN for times, 0 for others."""
TIMES = {"resigned", "left", "live", "ended", "started", "finished", "end", "filled"}


def scenario(**changes: object) -> Scenario:
    """Two segments, four kinds of work, CSMs paid by CS and account managers paid by sales."""
    roles = {"csm": Role(), "account_manager": Role(budget="sales")}
    segments = {name: Segment() for name in CODES["segment"]}
    tree = {"book": Book(segments=segments), "work": Work(kinds=KINDS), "team": Team(roles=roles)}
    return Scenario(**{**tree, **changes})


def world(days: float = YEAR, tree: Scenario | None = None, **tables: list[dict]) -> Run:
    """A run of so many days with these rows: table name -> rows as column -> value.

    Codes may be written as their words.
    """
    labels = {**LABELS, **CODES}
    filled = {name: _table(name, tables.get(name, []), labels) for name in TABLES}
    names = tuple(f"A{i}" for i in range(len(filled["accounts"]["arr"])))
    return Run(tree or scenario(), 0, filled, labels, names, days)


def _table(name: str, rows: list[dict], labels: dict) -> dict[str, np.ndarray]:
    own = {"accounts": "account", "people": "person", "work": "item"}.get(name)
    books = {
        "outcome": "renewal" if name == "renewals" else "outcome",
        "why": {"assignments": "assignment", "seats": "requisition"}.get(name),
        "what": "event",
    }
    known = {column.name for column in TABLES[name]}
    table = {}
    for column in TABLES[name]:
        default = NAN if column.name in TIMES else ABSENT.get(column.name, 0)
        if name == "assignments" and column.name == "lead":
            default = 1
        book = labels.get(books.get(column.name) or column.name.removesuffix("_after"), ())
        values = []
        for number, row in enumerate(rows):
            assert set(row) <= known, (name, set(row) - known)
            value = row.get(column.name, number if column.name == own else default)
            values.append(book.index(value) if isinstance(value, str) else value)
        table[column.name] = np.array(values, column.dtype)
    if name == "people":
        table["by_cs"] = (table["role"] != CODES["role"].index("account_manager")).astype("i1")
    return table
