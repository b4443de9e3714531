"""The same arrivals and efforts in other engines give the same starts and ends, item by item.

The laboratory's own draws (its work table) are replayed on the working clock in a heap loop, in a
SimPy queue written as tutorials write it, and in Ciw.
"""

from __future__ import annotations

from heapq import heappop, heappush

import ciw
import numpy as np
import pytest
import simpy

from sim.organisation import simulate
from tests.organisation.lab import OUTCOME, clock_hours, laboratory

TOLERANCE = 1e-6
OWNER = {"team.roles.server.serves": "owner"}
TWO_KINDS = {
    "work.kinds.request.priority": 5,
    "work.kinds.urgent.arrives": "request",
    "work.kinds.urgent.hours": "30 minutes",
    "work.kinds.urgent.cv": 0.7,
    "work.kinds.urgent.rate": 2.0,
    "work.kinds.urgent.priority": 1,
    "work.kinds.urgent.due": "1 days",
}


def played(servers, load, years="1 years", replication=0, **more):
    """Items of a run on the working clock, in hours, in order of arrival."""
    run = simulate(laboratory(servers, load, years=years, **more), replication)
    work = run["work"]
    order = np.argsort(work["created"], kind="stable")
    hours = {c: clock_hours(work[c][order]) for c in ("created", "started", "finished")}
    rows = {c: work[c][order] for c in ("kind", "person", "demand", "hours", "outcome")}
    done = rows["outcome"] == OUTCOME["done"]
    np.testing.assert_allclose(rows["hours"][done], rows["demand"][done])
    return {**hours, **rows}


def the_same(items, started, finished, which=None):
    """Starts and ends are those of the run, wherever it got that far."""
    mine = np.ones(len(items["created"]), bool) if which is None else which
    for column, theirs in (("started", started), ("finished", finished)):
        ours = items[column][mine]
        known = ~np.isnan(ours)
        assert known.sum() > 500
        np.testing.assert_allclose(ours[known], np.asarray(theirs)[known], atol=TOLERANCE, rtol=0)


def heap_loop(created, demand, priority, servers):
    """A queue with priorities in its plainest form: next event, free server, most urgent item."""
    started, finished = np.full((2, len(created)), np.nan)
    free, waiting, busy, i = servers, [], [], 0
    while i < len(created) or waiting or busy:
        if i < len(created) and (not busy or created[i] <= busy[0]):
            now = created[i]
            heappush(waiting, (priority[i], i))
            i += 1
        else:
            now = heappop(busy)
            free += 1
        while free and waiting:
            _, item = heappop(waiting)
            free -= 1
            started[item], finished[item] = now, now + demand[item]
            heappush(busy, finished[item])
    return started, finished


@pytest.mark.parametrize(("servers", "load"), [(1, 0.8), (4, 0.9)])
@pytest.mark.parametrize("kinds", [{}, TWO_KINDS], ids=["one kind", "two priorities"])
def test_a_pool_in_a_heap_loop(servers, load, kinds):
    load = load - 0.15 if kinds and servers > 1 else 0.4 if kinds else load
    items = played(servers, load, **kinds)
    priority = np.array([5, 1])[items["kind"]]
    the_same(items, *heap_loop(items["created"], items["demand"], priority, servers))


def test_named_owners_in_a_heap_loop():
    items = played(3, 0.8, "2 years", **OWNER)
    for person in range(3):
        mine = items["person"] == person
        created, demand = items["created"][mine], items["demand"][mine]
        the_same(items, *heap_loop(created, demand, np.zeros(len(created)), 1), mine)


def test_a_pool_in_simpy():
    items = played(3, 0.85)
    env = simpy.Environment()
    servers = simpy.Resource(env, capacity=3)
    started, finished = np.full((2, len(items["created"])), np.nan)

    def customer(row, demand):
        with servers.request() as request:
            yield request
            started[row] = env.now
            yield env.timeout(demand)
            finished[row] = env.now

    def source():
        for row, (at, demand) in enumerate(zip(items["created"], items["demand"], strict=True)):
            yield env.timeout(at - env.now)
            env.process(customer(row, demand))

    env.process(source())
    env.run()
    the_same(items, started, finished)


def test_a_pool_in_ciw():
    items = played(2, 0.8)
    gaps = np.diff(items["created"], prepend=0.0)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps.tolist(), float("inf")])],
        service_distributions=[ciw.dists.Sequential(items["demand"].tolist())],
        number_of_servers=[2],
    )
    ciw.seed(0)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(gaps), method="Finish")
    records = sorted(simulation.get_all_records(), key=lambda r: r.arrival_date)
    assert len(records) == len(gaps)
    started = [r.service_start_date for r in records]
    finished = [r.service_end_date for r in records]
    the_same(items, started, finished)
