"""`make bench-peers`: the model against the bare queue of its peers, in one run.

Every engine gets the model's own finished items: when each arrived, who did it, how long it took;
one server and one queue a person, first come first served. The model does all that, and is an
organisation. Peers that are not installed are left out, and said to be.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from statistics import median

import simpy

from tests.bench.measurements import company, model
from tests.bench.tutorial import replay

Items = list[tuple[float, int, float]]
ROUNDS = 5


def timed(run: Callable[[], object]) -> float:
    """Seconds of processor time."""
    gc.collect()
    begin = time.process_time()
    run()
    return time.process_time() - begin


def people(items: Items) -> int:
    return max(person for _, person, _ in items) + 1


def heap_loop(items: Items) -> float:
    """The plainest form: a heap of departures, a deque a person."""

    def run() -> None:
        waiting: list[deque[float]] = [deque() for _ in range(people(items))]
        busy = [False] * len(waiting)
        departures: list[tuple[float, int]] = []
        place = 0
        while place < len(items) or departures:
            if place < len(items) and (not departures or items[place][0] <= departures[0][0]):
                now, person, service = items[place]
                place += 1
                waiting[person].append(service)
            else:
                now, person = heappop(departures)
                busy[person] = False
            if not busy[person] and waiting[person]:
                busy[person] = True
                heappush(departures, (now + waiting[person].popleft(), person))

    return timed(run)


def simpy_servers(items: Items) -> float:
    """SimPy with one process a person, which drains a deque and is woken by an event."""
    env = simpy.Environment(initial_time=items[0][0])
    waiting: list[deque[float]] = [deque() for _ in range(people(items))]
    asleep: dict[int, simpy.Event] = {}

    def server(person):
        while True:
            while waiting[person]:
                yield env.timeout(waiting[person].popleft())
            asleep[person] = env.event()
            yield asleep[person]

    def source():
        for arrival, person, service in items:
            if arrival > env.now:
                yield env.timeout(arrival - env.now)
            waiting[person].append(service)
            if person in asleep:
                asleep.pop(person).succeed()

    for person in range(len(waiting)):
        env.process(server(person))
    env.process(source())
    return timed(env.run)


def ciw_network(items: Items) -> float:
    """Ciw: a node a person, arrivals and services as they were."""
    import ciw

    count = people(items)
    gaps: list[list[float]] = [[] for _ in range(count)]
    services: list[list[float]] = [[] for _ in range(count)]
    last = [items[0][0]] * count
    for arrival, person, service in items:
        gaps[person].append(arrival - last[person])
        services[person].append(max(service, 1e-12))
        last[person] = arrival
    end = 1e12
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*g, end]) for g in gaps],
        service_distributions=[ciw.dists.Sequential(s or [1.0]) for s in services],
        number_of_servers=[1] * count,
        routing=[[0.0] * count for _ in range(count)],
    )
    simulation = ciw.Simulation(network)
    return timed(lambda: simulation.simulate_until_max_time(max(last) - items[0][0] + 1e4))


def salabim_components(items: Items) -> float:
    """Salabim: a component a request, a resource a person."""
    import salabim

    salabim.yieldless(False)
    env = salabim.Environment(trace=False)
    servers = [salabim.Resource(monitor=False) for _ in range(people(items))]

    class Request(salabim.Component):
        def process(self, person, service):
            yield self.request(servers[person])
            yield self.hold(service)

    class Source(salabim.Component):
        def process(self):
            for arrival, person, service in items:
                yield self.hold(max(0.0, arrival - items[0][0] - env.now()))
                Request(person=person, service=service)

    Source()
    return timed(env.run)


def mesa_events(items: Items) -> float:
    """Mesa: its event scheduling, a call an arrival and a call a departure."""
    import mesa
    from mesa.experimental.devs import DEVSimulator

    simulator = DEVSimulator()
    start = items[0][0]
    waiting: list[deque[float]] = [deque() for _ in range(people(items))]
    busy = [False] * len(waiting)

    def begin(person):
        if waiting[person] and not busy[person]:
            busy[person] = True
            simulator.schedule_event_relative(
                leave, waiting[person].popleft(), function_args=[person]
            )

    def leave(person):
        busy[person] = False
        begin(person)

    def arrive(place):
        _, person, service = items[place]
        waiting[person].append(service)
        begin(person)
        follow(place + 1)

    def follow(place):
        if place < len(items):
            simulator.schedule_event_absolute(
                arrive, items[place][0] - start, function_args=[place]
            )

    simulator.setup(mesa.Model())
    follow(0)
    return timed(lambda: simulator.run_until(items[-1][0] - start + 1e4))


ENGINES: dict[str, tuple[str, Callable[[Items], float]]] = {
    "a heap loop": ("", heap_loop),
    "SimPy, one process a person": ("", simpy_servers),
    "SimPy, as in its tutorials": ("", replay),
    "Mesa, event scheduling": ("mesa", mesa_events),
    "salabim": ("salabim", salabim_components),
    "Ciw": ("ciw", ciw_network),
}


def main() -> None:
    scenario = company(500, years=3)
    seconds: dict[str, list[float]] = {name: [] for name in ENGINES}
    own, missing = [], set()
    for _ in range(ROUNDS):
        spent, created, items = model(scenario)
        own.append(spent / created * 1e6)
        for name, (package, run) in ENGINES.items():
            try:
                seconds[name].append(run(items) / len(items) * 1e6)
            except ModuleNotFoundError:
                missing.add(package)
    cost = median(own)
    print(f"{'':<38} {'us an item':>10} {'model / it':>10}")
    print(f"{'The organisation, everything recorded':<38} {cost:>10.1f} {1:>10.2f}")
    for name, found in seconds.items():
        if found:
            print(f"{name:<38} {median(found):>10.1f} {cost / median(found):>10.2f}")
    print(f"500 accounts x 3 years, medians of {ROUNDS} alternations; the peers' queue alone")
    if missing:
        sys.stderr.write(f"not installed, left out: pip install {' '.join(sorted(missing))}\n")


if __name__ == "__main__":
    main()
