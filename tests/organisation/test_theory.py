"""Queues of the laboratory against closed forms, on the working clock.

Tolerances are standard errors over replications; no number here was taken from the model.
"""

from __future__ import annotations

from math import exp

import numpy as np
import pytest

from tests.organisation.lab import (
    ACCOUNTS,
    CLOCK,
    HOURS_A_MONTH,
    agrees,
    erlang_c,
    laboratory,
    runs,
    settled,
    waits,
)


@pytest.mark.parametrize(
    ("servers", "load", "years"),
    [
        (1, 0.7, 8),
        (3, 0.8, 5),
        (8, 0.9, 2),
        pytest.param(1, 0.9, 30, marks=pytest.mark.verify),
        pytest.param(20, 0.95, 10, marks=pytest.mark.verify),
    ],
)
def test_a_pool_waits_as_erlang_says(servers, load, years):
    """M/M/c: P(wait) = C; mean wait = C / (c mu - lambda); P(W > t) = C e^-(c mu - lambda) t."""
    wait, waited, long = [], [], []
    slack = servers * (1 - load)
    for run in runs(laboratory(servers, load, years=f"{years} years"), 8):
        w = waits(run)
        wait.append(w.mean())
        waited.append((w > 1e-6).mean())
        long.append((w > 1.5 / slack).mean())
    chance = erlang_c(servers, load)
    agrees(wait, chance / slack, 0.08)
    agrees(waited, chance, 0.03)
    agrees(long, chance * exp(-1.5), 0.08)


@pytest.mark.parametrize("seed", [2, 3])
def test_erlang_holds_for_other_seeds(seed):
    values = [waits(r).mean() for r in runs(laboratory(2, 0.75, years="6 years", seed=seed), 6)]
    agrees(values, erlang_c(2, 0.75) / 0.5, 0.05)


OWNER = {"team.roles.server.serves": "owner"}


@pytest.mark.parametrize("cv", [0.0, 0.5, 1.0])
def test_a_named_owner_waits_as_pollaczek_and_khinchine_say(cv):
    """M/G/1 for each of two owners: mean wait = lambda E[S^2] / 2 (1 - rho)."""
    effort, load = 1.25, 0.7
    shape = {"work.kinds.request.shape": "lognormal", "work.kinds.request.cv": cv}
    scenario = laboratory(2, load, effort, years="8 years", **OWNER, **shape)
    arrivals = load / effort
    theory = arrivals * effort**2 * (1 + cv**2) / (2 * (1 - load))
    by_owner = []
    for run in runs(scenario, 8):
        owner = run["work"]["person"][settled(run)]
        by_owner.append([waits(run)[owner == p].mean() for p in (0, 1)])
    agrees(np.mean(by_owner, axis=1), theory, 0.06)
    agrees([pair[1] for pair in by_owner], theory, 0.1)


def test_a_pool_beats_named_owners_at_the_same_load():
    """Economies of scale as theory gives them: M/M/4 against four M/M/1 of the same load."""
    pool = [waits(r).mean() for r in runs(laboratory(4, 0.8, years="3 years"), 6)]
    owners = [waits(r).mean() for r in runs(laboratory(4, 0.8, years="3 years", **OWNER), 6)]
    agrees(pool, erlang_c(4, 0.8) / 0.8, 0.1)
    agrees(owners, 0.8 / 0.2, 0.08)


def test_leave_interrupts_a_server():
    """M/G/1 whose server is away for L working hours every T on average, far apart.

    Workload x is worked off at the expected extra area x^2 / 2 (1 - rho), so each leave adds
    v L (2 - rho) / (1 - rho) + L^2 / 2 (1 - rho) hours of waiting time (v: wait without leave).
    """
    load, effort, away, every = 0.4, 1.0, 40.0, 8 * 260 / 5
    leave = {"mechanisms.leave": True, "people.leave": "25 days", "people.leave_block": "5 days"}
    scenario = laboratory(1, load, effort, years="20 years", **OWNER, **leave)
    plain = load * effort / (1 - load)
    extra = plain * away * (2 - load) / (1 - load) + away**2 / (2 * (1 - load))
    agrees([waits(r).mean() for r in runs(scenario, 8)], plain + extra / every, 0.05)


def test_the_queue_is_rate_times_wait():
    """Little's law: hours seen waiting at the end of weeks = rate x mean wait x mean effort."""
    servers, load = 3, 0.85
    seen, rate_times_wait = [], []
    for run in runs(laboratory(servers, load, years="8 years"), 8):
        weekly = run["weekly_roles"]
        seen.append(weekly["backlog"][4:].mean())
        rate = settled(run).sum() / (CLOCK.to_work(run.days - 28) - CLOCK.to_work(28)) / 8
        rate_times_wait.append(rate * waits(run).mean())
    agrees(seen, servers * load * erlang_c(servers, load) / (servers * (1 - load)), 0.12)
    agrees(np.array(seen) / rate_times_wait, 1.0, 0.1)


def test_arrivals_see_time_averages():
    """PASTA: the share of arrivals that find k at work or waiting is the share of time."""
    servers, load = 2, 0.7
    gaps = {0: [], 1: [], 2: [], 3: []}
    empty = []
    for run in runs(laboratory(servers, load, years="6 years"), 8):
        work = run["work"]
        come = np.sort(CLOCK.to_work_array(work["created"]))
        gone = np.sort(CLOCK.to_work_array(work["finished"][~np.isnan(work["finished"])]))
        found = np.arange(len(come)) - np.searchsorted(gone, come)
        grid = np.arange(20.0, 5 * run.days / 7 - 20, 0.013)
        present = np.searchsorted(come, grid) - np.searchsorted(gone, grid)
        for k, gap in gaps.items():
            gap.append((found == k).mean() / (present == k).mean())
        empty.append((found == 0).mean())
    for gap in gaps.values():
        agrees(gap, 1.0, 0.02)
    agrees(empty, (1 - load) / (1 + load), 0.02)


def test_requests_are_poisson():
    """Counts a day have the mean that the scenario states, and a variance equal to it."""
    rate = 2.5
    scenario = laboratory(6, 0.5, years="6 years", **{"work.kinds.request.rate": rate})
    means, dispersions = [], []
    for run in runs(scenario, 6):
        day = np.floor(CLOCK.to_work_array(run["work"]["created"])).astype(int)
        counts = np.bincount(day)[10:-10]
        means.append(counts.mean())
        dispersions.append(counts.var() / counts.mean())
    agrees(means, ACCOUNTS * rate * 8 / HOURS_A_MONTH, 0.01)
    agrees(dispersions, 1.0, 0.03)
