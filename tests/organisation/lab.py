"""Plain scenarios for theory, the working clock, and the statistics that judge a claim."""

from __future__ import annotations

import datetime as dt
from math import factorial, sqrt

import numpy as np

from sim.base.dates import DAY_HOURS, WORKDAYS_A_MONTH, Calendar
from sim.organisation import simulate
from sim.scenario import load
from sim.tables import LABELS

CLOCK = Calendar(dt.date(2026, 1, 1))
"""The calendar of every run that starts on 2026-01-01, a Thursday."""
HOURS_A_MONTH = WORKDAYS_A_MONTH * DAY_HOURS
ACCOUNTS = 100
"""Accounts of the laboratory's book: 10M of ARR at 100k each."""
OUTCOME = {word: i for i, word in enumerate(LABELS["outcome"])}
EVENT = {word: i for i, word in enumerate(LABELS["event"])}
WARM = 28.0
"""Days left out at both ends of a run, where it fills up and where work is unfinished."""
LIMIT = 4.0
"""Standard errors that a mean over replications may lie from theory."""


def laboratory(servers, load_share, hours=1.0, **overrides):
    """The laboratory with so many servers at this load (Poisson work of a mean effort)."""
    rate = load_share * servers * HOURS_A_MONTH / (ACCOUNTS * hours)
    return load(
        "laboratory",
        {
            "team.size": servers,
            "work.kinds.request.rate": rate,
            "work.kinds.request.hours": f"{hours} hours",
            **overrides,
        },
    )


def runs(scenario, replications):
    """One run after the other, so that no more than one is held."""
    return (simulate(scenario, r) for r in range(replications))


def settled(run):
    """Items of a run that were created between its two ends."""
    created = run["work"]["created"]
    return (created > WARM) & (created < run.days - WARM)


def clock_hours(times):
    """Times in days as hours on the working clock; NaN stays NaN."""
    known = ~np.isnan(times)
    out = np.full(len(times), np.nan)
    out[known] = CLOCK.to_work_array(times[known]) * DAY_HOURS
    return out


def waits(run):
    """Working hours from arrival to the first touch, by item."""
    work, rows = run["work"], settled(run)
    return CLOCK.working_hours(work["created"][rows], work["started"][rows])


def erlang_c(servers, load_share):
    """Probability that an arrival has to wait in M/M/c."""
    offered = servers * load_share
    busy = offered**servers / factorial(servers) / (1 - load_share)
    return busy / (sum(offered**k / factorial(k) for k in range(servers)) + busy)


def summary(values):
    """Mean and standard error of independent values."""
    values = np.asarray(values, dtype=float)
    return values.mean(), values.std(ddof=1) / sqrt(len(values))


def agrees(values, theory, precision):
    """The mean of independent replications meets a number that theory gives.

    The test must be able to fail: the standard error may be at most this share of the number.
    """
    mean, error = summary(values)
    off = (mean - theory) / error
    found = f"theory {theory:.5g}, got {mean:.5g} +- {error:.2g}: {off:+.1f} standard errors"
    print(found)
    assert error <= precision * abs(theory), f"no power: {found}"
    assert abs(off) <= LIMIT, found


def same_tables(one, other):
    """Names of tables in which two runs differ by a byte."""
    return [
        name
        for name, columns in one.tables.items()
        if any(columns[c].tobytes() != other.tables[name][c].tobytes() for c in columns)
    ]


def moved(one, other):
    """(table, column) in which two runs differ by a byte."""
    return {
        (table, column)
        for table, columns in one.tables.items()
        for column in columns
        if columns[column].tobytes() != other.tables[table][column].tobytes()
    }
