"""The tables are well formed: columns, times, references, shares."""

from __future__ import annotations

import numpy as np

from sim.measures.identities.finding import rows_where
from sim.tables import TABLES, Run

SHARES = {
    "acute",
    "burnout",
    "documented",
    "health",
    "trust",
    "firm",
    "served",
    "probability",
    "luck",
    "ramp",
    "reported",
    "inclination",
    "support",
    "cynicism",
    "manager_acute",
    "manager_burnout",
}
REFERENCES = {"account": "accounts", "person": "people", "lead": "people"}
FLAGS = {"assignments": "lead"}
ROUNDING = 1e-6


def columns_match(run: Run) -> str:
    """Every table has the columns of the dictionary, of one length and of their type."""
    for table, columns in TABLES.items():
        held = run.tables.get(table, {})
        if list(held) != [c.name for c in columns]:
            return f"{table}: its columns are not those of the dictionary: {', '.join(held)}"
        if len({len(values) for values in held.values()}) > 1:
            return f"{table}: its columns differ in length"
        for column in columns:
            if held[column.name].dtype != np.dtype(column.dtype):
                return f"{table}.{column.name}: {held[column.name].dtype} is not {column.dtype}"
    return ""


def times_within_run(run: Run) -> str:
    """Weekly rows, renewals, expansions and events lie within the run."""
    for table in (
        "renewals",
        "expansions",
        "events",
        "weekly_people",
        "weekly_accounts",
        "weekly_roles",
        "decisions",
        "weekly_teams",
        "weekly_climate",
    ):
        time = run[table]["time"]
        if found := rows_where(~((time >= 0) & (time <= run.days)), table, "time outside the run"):
            return found
    return ""


def rows_exist(run: Run) -> str:
    """Every account, person and lead that a table names is a row of its own table, or -1."""
    for table, columns in TABLES.items():
        for column in columns:
            home = REFERENCES.get(column.name)
            if home is None or FLAGS.get(table) == column.name:
                continue
            row, size = (
                run[table][column.name],
                len(run[home]["role" if home == "people" else "segment"]),
            )
            if found := rows_where(
                (row < -1) | (row >= size), table, f"{column.name} is no row of {home}"
            ):
                return found
    return ""


def shares_within_bounds(run: Run) -> str:
    """Every share lies within 0 and 1."""
    for table, columns in TABLES.items():
        for column in columns:
            if column.name in SHARES:
                value = run[table][column.name]
                bad = ~((value >= -ROUNDING) & (value <= 1 + ROUNDING))
                if found := rows_where(bad, table, f"{column.name} is not within 0 and 1"):
                    return found
    return ""
