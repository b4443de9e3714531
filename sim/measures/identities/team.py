"""People, seats and owners add up."""

from __future__ import annotations

import numpy as np

from sim.measures.identities.finding import rows_where
from sim.measures.stints import stints
from sim.tables import Run
from sim.tables.words import OUTCOMES

DONE = OUTCOMES.index("done")
SECOND = 1 / 86_400
DAY_HOURS, WORKDAYS, WEEK_HOURS = 8.0, 5.0, 168.0
ROUNDING = 1e-3


def heads_balance(run: Run) -> str:
    """Heads of a role at the end of each week = who took a post in it - who left one."""
    weekly, posts = run["weekly_roles"], stints(run)
    for code in np.unique(weekly["role"]):
        mine = weekly["role"] == code
        people = posts["role"] == code
        hired = np.sort(posts["begin"][people])
        left = np.sort(posts["end"][people])
        time, heads = weekly["time"][mine], weekly["heads"][mine]
        most = np.searchsorted(hired, time, "right") - np.searchsorted(left, time, "left")
        least = np.searchsorted(hired, time, "left") - np.searchsorted(left, time, "right")
        bad = np.zeros(len(weekly["role"]), bool)
        bad[np.flatnonzero(mine)[(heads < least) | (heads > most)]] = True
        if found := rows_where(bad, "weekly_roles", "heads are not hired - left"):
            return found
    return ""


def one_person_a_seat(run: Run) -> str:
    """Nobody is hired for a seat before its last holder has left; nobody leaves before the hire."""
    people = run["people"]
    order = np.lexsort((people["occupant"], people["seat"]))
    seat, hired, left = (people[c][order] for c in ("seat", "hired", "left"))
    gone = np.where(np.isnan(left), np.inf, left)
    bad = (seat[1:] == seat[:-1]) & (hired[1:] < gone[:-1] - SECOND)
    return (
        rows_where(people["left"] < people["hired"] - SECOND, "people", "left before the hire")
        or rows_where(
            people["left"] < people["resigned"] - SECOND, "people", "left before resigning"
        )
        or rows_where(bad, "people (by seat)", "two people in one seat")
    )


def one_lead_an_account(run: Run) -> str:
    """At any time at most one person leads the relationship with an account."""
    rows = run["assignments"]
    leads = rows["lead"] == 1
    account, start, end = (rows[c][leads] for c in ("account", "start", "end"))
    order = np.lexsort((start, account))
    account, start = account[order], start[order]
    until = np.where(np.isnan(end), np.inf, end)[order]
    bad = (account[1:] == account[:-1]) & (start[1:] < until[:-1] - SECOND)
    return rows_where(
        rows["end"] < rows["start"] - SECOND, "assignments", "ends before it starts"
    ) or rows_where(bad, "assignments (leads by account)", "two leads at a time")


def owners_are_employed(run: Run) -> str:
    """Whoever takes on an account, or finishes work, is employed at the time."""
    done = run["work"]["outcome"] == DONE
    return _employed_at(run, "assignments", "start") or _employed_at(run, "work", "finished", done)


def _employed_at(run: Run, table: str, time: str, which: np.ndarray | bool = True) -> str:
    rows, people = run[table], run["people"]
    if not len(people["role"]):
        return ""
    person, when = rows["person"], rows[time]
    left = np.where(np.isnan(people["left"]), np.inf, people["left"])[person]
    outside = (when < people["hired"][person] - SECOND) | (when > left + SECOND)
    bad = which & outside & (person >= 0) & (when >= 0)
    return rows_where(bad, table, "a person who is not employed then")


def week_is_long_enough(run: Run) -> str:
    """Nobody works more hours than the week has: 8 a working day not on leave, 168 in all."""
    rows = run["weekly_people"]
    inside = rows["worked"] - rows["after_hours"]
    day = DAY_HOURS * (WORKDAYS - rows["away"])
    return rows_where(
        inside > day + ROUNDING, "weekly_people", "more hours within the working day than it has"
    ) or rows_where(rows["worked"] > WEEK_HOURS, "weekly_people", "more hours than the week has")
