"""`make bench`: cost per work item, its growth, memory and start-up, against their aims.

Ratios of one run travel between machines; seconds do not. Exits 0 and says where an aim is missed.
"""

from __future__ import annotations

import sys
from statistics import median

from tests.bench.measurements import against_tutorial, growth, own_memory, peak_memory, start_up
from tests.bench.million import million
from tests.bench.parallel import chunk_cost, efficiencies, own_share
from tests.bench.sweeping import overheads, ten_thousand

SIZES = (100, 300, 1000, 3000, 10_000)
ROUNDS = 7


def report(what: str, aim: str, measured: str, met: bool) -> None:
    print(f"{what:<58} {aim:>10} {measured:>10}  {'met' if met else 'MISSED'}", flush=True)


def main() -> None:
    print(f"{'':<58} {'aim':>10} {'measured':>10}")
    pairs = against_tutorial(ROUNDS)
    ratio = median(full / plain for full, plain in pairs)
    report("Cost per item, full model / plain SimPy queue", "<= 1.0", f"{ratio:.2f}", ratio <= 1.0)
    full, plain = (median(column) for column in zip(*pairs, strict=True))
    print(f"  {full:.1f} us an item against {plain:.1f} us, 500 accounts x 3 years,")
    print(f"  medians of {ROUNDS} alternations", flush=True)
    costs, exponent = growth(SIZES)
    what = "Growth of cost per item with accounts, 100 to 10,000"
    report(what, "<= n^0.25", f"n^{exponent:.2f}", exponent <= 0.25)
    by_size = ", ".join(f"{n:,}: {c:.1f}" for n, c in zip(SIZES, costs, strict=True))
    print(f"  us an item, 1 year: {by_size}", flush=True)
    for years in (3, 5):
        peak, seconds = peak_memory(10_000, years)
        what = f"Peak memory, 10,000 accounts, 217 people, {years} years"
        report(what, "<= 1 GiB", f"{peak:.0f} MiB", peak <= 1024)
        print(f"  in {seconds:.0f} s", flush=True)
    help_ms, click_ms = start_up(15)
    ratio = help_ms / click_ms
    what = "Start-up, `reorg --help` / `python -c 'import click'`"
    report(what, "<= 1.5", f"{ratio:.2f}", ratio <= 1.5)
    sweeps()
    parallel()


def sweeps() -> None:
    """What a sweep adds to its runs, and what 10,000 of them weigh."""
    memory, kept = overheads(ROUNDS)
    report(
        "Cost per run, sweep / bare loop over simulate", "<= 1.1", f"{memory:.3f}", memory <= 1.1
    )
    report("The same with a results folder / without", "<= 1.05", f"{kept:.3f}", kept <= 1.05)
    weight, again = ten_thousand()
    report("Parent of a sweep of 10,000 runs", "<= 500 MiB", f"{weight:.0f} MiB", weight <= 500)
    report("That sweep once more, finished", "<= 2 s", f"{again:.2f} s", again <= 2)


def parallel() -> None:
    """Two workers against two processes that share nothing, and what a chunk costs."""
    aims = {"local": 0.97, "through dask": 0.92}
    for where, found in efficiencies(rounds=5, runs=20).items():
        ratios, busy = zip(*found, strict=True)
        aim, ratio = aims[where], median(ratios)
        what = f"Parallel efficiency on 2 cores, runs of 0.5 s, {where}"
        report(what, f">= {aim}", f"{ratio:.3f}", ratio >= aim)
        print(f"  {min(ratios):.3f} to {max(ratios):.3f} in {len(found)} alternations;", end="")
        print(f" workers had a run in hand {median(busy):.1%} of the time", flush=True)
    here, there = chunk_cost(rounds=5, calls=400)
    print(f"  a chunk costs {here:.2f} ms locally, {there:.2f} ms through dask", flush=True)


if sys.argv[1:2] == ["--memory"]:
    print(*own_memory(int(sys.argv[2]), int(sys.argv[3])))
elif sys.argv[1:2] == ["--burn"]:
    own_share(int(sys.argv[2]))
elif sys.argv[1:2] == ["--parallel"]:
    parallel()
elif sys.argv[1:2] == ["--sweeps"]:
    sweeps()
elif sys.argv[1:2] == ["--million"]:
    million()
else:
    main()
