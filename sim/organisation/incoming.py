"""What comes in by itself: how much of each kind an account brings, and what an arrival carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.sizes import efforts
from sim.scenario.tree import TEAMS
from sim.scenario.workload import by_segment, scope_hours

MINUTES = 60.0

if TYPE_CHECKING:
    from sim.organisation.world import World
    from sim.scenario.tree import Scenario


def base_rates(world: World, kind: int) -> list[float]:
    """Items a month of an account by group, at reference health, done by hand.

    Out-of-scope work is all there is of it: triage comes later, and knows what it sends back.
    """
    row, name = world.kind_rows[kind], world.kinds[kind]
    on = world.scenario.mechanisms
    out = []
    for s, segment in enumerate(world.segments):
        scenario = world.tree_of(s)
        if row.arrives == "scope":
            kinds = sum(k.arrives == "scope" for k in world.kind_rows)
            mean = by_segment(row.hours, segment)
            hours = scope_hours(scenario, segment)
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
    Of out-of-scope work that will be passed on, the tag is its effort and the demand what passing
    it on takes; else its tag is 0. (Elsewhere the tag is `pick`.)
    """
    row = world.kind_rows[kind]
    by = np.array([by_segment(row.hours, s) for s in world.segments])
    demand = efforts(row, by[world.accounts.segment_array[account]], mark)
    source: np.ndarray | float = world.teams.index(row.owed_by)
    if row.arrives == "scope":
        source, pick = _owed(world.scenario, pick)
        passed_on = pick < world.scenario.culture.escalation
        pick = np.where(passed_on, demand, 0.0)
        takes = world.scenario.culture.escalation_time / MINUTES
        demand = np.where(passed_on, np.minimum(takes, demand), demand)
    late = row.expires if world.scenario.mechanisms.expiry else None
    due = time + row.due
    times = [time, due] if late is None else [time, due, due + late]
    begins, due, *ends = world.calendar.from_work_array(np.array(times))
    out = np.empty((8, len(time)))
    columns = (begins, kind, account, source, due, ends[0] if ends else np.inf, demand, pick)
    for place, column in enumerate(columns):
        out[place] = column
    return out


def _owed(scenario: Scenario, pick: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Who owes out-of-scope work (position among the world's teams), by one uniform an item.

    Within the interval of its team the uniform is one again: the second array.
    """
    bounds = np.cumsum([0.0, *(scenario.work.sources.get(team, 0.0) for team in TEAMS)])
    place = np.minimum(bounds[1:].searchsorted(pick * bounds[-1]), len(TEAMS) - 1)
    low, high = bounds[place], bounds[place + 1]
    width = np.where(high > low, high - low, 1.0)
    return place + 1.0, (pick * bounds[-1] - low) / width
