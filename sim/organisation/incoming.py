"""What comes in by itself: how much of each kind an account brings, and what an arrival carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.sizes import efforts
from sim.scenario.workload import by_segment, scope_hours

if TYPE_CHECKING:
    from sim.organisation.world import World


def base_rates(world: World, kind: int) -> list[float]:
    """Items a month of an account by segment, at reference health, done by hand."""
    row, name = world.kind_rows[kind], world.kinds[kind]
    on = world.scenario.mechanisms
    out = []
    for s, segment in enumerate(world.segments):
        scenario = world.tree_of(s)
        if row.arrives == "scope":
            kinds = sum(k.arrives == "scope" for k in world.kind_rows)
            mean = by_segment(row.hours, segment)
            hours = scope_hours(scenario, segment) * (1.0 - scenario.leadership.triage)
            rate = hours / kinds / mean if mean > 0.0 else 0.0
        else:
            rate = by_segment(scenario.work.kinds[name].rate, segment) * scenario.work.volume
        if row.arrives in ("planned", "request"):
            rate *= world.office.touch[s]
        if row.arrives == "expansion" and not on.expansion:
            rate = 0.0
        out.append(rate)
    return out


def arrival_rows(
    world: World,
    kind: int,
    time: np.ndarray,
    account: np.ndarray,
    mark: np.ndarray,
    pick: np.ndarray,
) -> np.ndarray:
    """Arrivals of one kind at working times `time`: an array (8, items).

    Rows: time, kind, account, source, due, expires (calendar times in days), demand in hours, tag.
    """
    row = world.kind_rows[kind]
    calendar = world.calendar
    by = np.array([by_segment(row.hours, s) for s in world.segments])
    demand = efforts(row, by[world.accounts.segment_array[account]], mark)
    if row.arrives == "scope":
        sources = np.cumsum([world.scenario.work.sources.get(t, 0.0) for t in world.teams[1:]])
        source = 1.0 + np.minimum(sources.searchsorted(pick * sources[-1]), 4)
    else:
        source = np.full(len(time), float(world.teams.index(row.owed_by)))
    due = time + row.due
    late = row.expires if world.scenario.mechanisms.expiry else None
    expires = np.full(len(time), np.inf)
    if late is not None:
        expires = calendar.from_work_array(due + late)
    return np.stack(
        (
            calendar.from_work_array(time),
            np.full(len(time), float(kind)),
            account.astype(float),
            source,
            calendar.from_work_array(due),
            expires,
            demand,
            pick,
        )
    )
