"""A plain SimPy queue, written as the tutorials do: a process for each request, and a Resource."""

from __future__ import annotations

import time

import numpy as np
import simpy

from sim.base.dates import DAY_HOURS, Calendar
from sim.tables import Run


def finished_items(run: Run) -> list[tuple[float, int, float]]:
    """(arrival, person, service) of every item that was done, in working hours, by arrival.

    Arrival is when the item was created, on the working clock; service the hours spent on it.
    """
    work = run["work"]
    done = (work["outcome"] == run.labels["outcome"].index("done")) & (work["person"] >= 0)
    clock = Calendar(np.datetime64(run.scenario.start).item())
    arrival = clock.to_work_array(work["created"][done]) * DAY_HOURS
    order = np.argsort(arrival, kind="stable")
    columns = (arrival, work["person"][done], work["hours"][done])
    return list(zip(*(c[order].tolist() for c in columns), strict=True))


def replay(items: list[tuple[float, int, float]]) -> float:
    """Seconds of processor time to send the items through one Resource for each person."""
    env = simpy.Environment(initial_time=items[0][0])
    people = [simpy.Resource(env) for _ in range(max(person for _, person, _ in items) + 1)]

    def request(person, service):
        with people[person].request() as turn:
            yield turn
            yield env.timeout(service)

    def source():
        for arrival, person, service in items:
            if arrival > env.now:
                yield env.timeout(arrival - env.now)
            env.process(request(person, service))

    env.process(source())
    begin = time.process_time()
    env.run()
    return time.process_time() - begin
