"""Work adds up: items, hours, outcomes."""

from __future__ import annotations

import numpy as np

from sim.measures.identities.finding import rows_where, unequal
from sim.tables import Run
from sim.tables.words import OUTCOMES

QUEUED, DONE = OUTCOMES.index("queued"), OUTCOMES.index("done")
ROUNDING = 1e-4
SECOND = 1 / 86_400


def hours_balance(run: Run) -> str:
    """Hours demanded = done + dropped + queued + cancelled + diverted + unhandled."""
    rows = run["work"]
    code = rows["outcome"].astype(int)
    if found := rows_where((code < 0) | (code >= len(OUTCOMES)), "work", "unknown outcome"):
        return found
    parts = np.bincount(code, rows["demand"], minlength=len(OUTCOMES))
    return rows_where(~(rows["demand"] >= 0), "work", "demand is not 0 or more") or unequal(
        parts.sum(), rows["demand"].sum(), "hours demanded by outcome"
    )


def items_in_order(run: Run) -> str:
    """Every item is recorded once."""
    items = np.sort(run["work"]["item"])
    return rows_where(
        np.append(items[1:] == items[:-1], False)[: len(items)],
        "work",
        "the same item is recorded twice",
    )


def outcomes_fit_times(run: Run) -> str:
    """Items are created, then begun, then finished; only queued ones have no end."""
    rows = run["work"]
    created, started, finished = rows["created"], rows["started"], rows["finished"]
    outcome, person = rows["outcome"], rows["person"]
    return (
        rows_where(started < created - SECOND, "work", "started before it was created")
        or rows_where(
            finished < np.fmax(started, created) - SECOND,
            "work",
            "finished before it started or was created",
        )
        or rows_where(
            np.isnan(finished) != (outcome == QUEUED),
            "work",
            "queued items, and only they, have not finished",
        )
        or rows_where(
            (outcome == DONE) & (np.isnan(started) | (person < 0)), "work", "done by nobody"
        )
        or rows_where(np.isnan(started) & (rows["hours"] > 0), "work", "hours without a touch")
    )


def hours_nest(run: Run) -> str:
    """0 <= unlogged <= after hours <= hours, for every item and for every person-week."""
    work, people = run["work"], run["weekly_people"]
    return (
        _nested(work, ("unlogged", "after_hours", "hours"), "work")
        or _nested(people, ("unlogged", "after_hours", "worked"), "weekly_people")
        or _nested(people, ("scope", "client", "worked"), "weekly_people")
    )


def _nested(rows: dict[str, np.ndarray], columns: tuple[str, ...], table: str) -> str:
    bound: np.ndarray | float = 0.0
    name = "0"
    for column in columns:
        bad = rows[column] < np.asarray(bound) - 1e-3
        if found := rows_where(bad, table, f"{column} is below {name}"):
            return found
        bound, name = rows[column], column
    return ""


def weeks_are_in_items(run: Run) -> str:
    """Hours of people's weeks are hours of items: client, after hours, unlogged and scope.

    Items hold more: what was worked before day 0, in a leaver's last week and in the last days
    of the run is in no week.
    """
    work, weeks = run["work"], run["weekly_people"]
    others = work["source"] > 0
    items = {name: work[name].sum() for name in ("after_hours", "unlogged")}
    items |= {"client": work["hours"].sum(), "scope": work["hours"][others].sum()}
    for name, held in items.items():
        if weeks[name].sum(dtype=float) > held * (1 + ROUNDING) + ROUNDING:
            return f"weekly_people: more hours in {name} than in the work items"
    return ""


def day_is_long_enough(run: Run) -> str:
    """No item took more hours than passed between its first touch and its end.

    The hours of a stretch are booked as it begins, so what is in hand when the run ends may be
    ahead of it by up to a day.
    """
    rows = run["work"]
    end = np.where(np.isnan(rows["finished"]), run.days + 1.0, rows["finished"])
    passed = (end - np.where(np.isnan(rows["started"]), end, rows["started"])) * 24.0
    return rows_where(rows["hours"] > passed + 1e-3, "work", "more hours than had passed")
