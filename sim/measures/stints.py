"""Stints: who was employed in which role, and at what cost, from when to when."""

from __future__ import annotations

import numpy as np

from sim.tables import Run
from sim.tables.run import Columns


def stints(run: Run) -> Columns:
    """The people table with one row for each post that somebody held (role, cost and payer).

    Its columns are those of `people`, and `begin` and `end` (days, infinity: to the end of the run
    or beyond). `hired` is NaN where a stint is not a person's first, `left` where it is not the
    last: so that each hire and each exit counts once.
    """
    people, moves = run["people"], run["moves"]
    end = np.where(np.isnan(people["left"]), np.inf, people["left"])
    now = {**people, "begin": people["hired"], "end": end}
    if not len(moves["time"]):
        return now
    place = np.zeros(int(people["person"].max()) + 1, int)
    place[people["person"]] = np.arange(len(people["person"]))
    order = np.lexsort((moves["time"], moves["person"]))
    person, time = moves["person"][order], moves["time"][order]
    first = np.append(True, person[1:] != person[:-1])
    row = place[person]
    before = {name: column[row] for name, column in people.items()}
    before |= {name: moves[name][order] for name in ("role", "cost", "by_cs")}
    before["begin"] = np.where(first, people["hired"][row], np.append(0.0, time[:-1]))
    before["end"] = time
    before["left"] = np.full(len(row), np.nan)
    before["hired"] = np.where(first, people["hired"][row], np.nan)
    last = np.append(first[1:], True)
    now["begin"] = now["begin"].copy()
    now["begin"][row[last]] = time[last]
    now["hired"] = now["hired"].copy()
    now["hired"][row[last]] = np.nan
    return {name: np.concatenate((now[name], before[name])) for name in now}
