"""What was true of a customer, what the dashboard said, and what service it got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.measures.visibility import BEFORE
from sim.present.story.moment import ASIDE, SIGN, STEP, Moment, moment, source
from sim.present.story.wording import RISK, colour, seen_and_true
from sim.present.story.world import World, blocks, capital
from sim.tables.words import OUTCOMES

HOLDS = 4
"""Ends of weeks for which something must hold to be told."""
SERVED_LITTLE = 0.7
"""Served share below which service is told of."""


def declines(world: World, account: int) -> Iterator[Moment]:
    """True health falls below the line, the dashboard shows it, and health is back."""
    table, rows = world.run["weekly_accounts"], world.weeks(account)
    line = world.side.scenario.customers.healthy_line
    for block in blocks(table["health"][rows] < line):
        weeks = rows[block]
        if block.start == 0 or len(weeks) < HOLDS:
            continue
        reported = world.value("weekly_accounts", int(weeks[0]), "reported")
        says = f"{reported:.2f} ({colour(world, reported)})"
        text = f"Its true health falls below {line:g}; the dashboard says {says}."
        yield moment(
            world, "weekly_accounts", weeks[0], "decline", SIGN, text, mark="declines", tone=-1
        )
        yield from _detection(world, weeks, line)
        if block.stop < len(rows):
            text = f"Its true health is back above {line:g}."
            yield moment(world, "weekly_accounts", rows[block.stop], "recovery", ASIDE, text)


def _detection(world: World, weeks: np.ndarray, line: float) -> Iterator[Moment]:
    table = world.run["weekly_accounts"]
    seen = weeks[table["reported"][weeks] < line]
    if not len(seen) or seen[0] == weeks[0]:
        return
    days = float(table["time"][seen[0]] - table["time"][weeks[0]])
    shown = float(table["reported"][seen[0]])
    text = f"The dashboard shows it {RISK} ({shown:.2f}), {days:.0f} days after its health fell."
    yield moment(
        world, "weekly_accounts", seen[0], "seen", SIGN, text, mark="dashboard sees it",
        also=[source("weekly_accounts", weeks[0])],
    )  # fmt: skip


def warning(world: World, account: int, dates: Sequence[float]) -> Iterator[Moment]:
    """What the dashboard said a quarter before the customer leaves one of the worlds."""
    table = world.run["weekly_accounts"]
    for date in dates:
        week = world.week(account, date - BEFORE)
        if week >= 0 and date - BEFORE - float(table["time"][week]) < WEEK:
            text = f"{capital(seen_and_true(world, week))}."
            yield moment(world, "weekly_accounts", week, "dashboard before", STEP, text)


def service(world: World, account: int, dates: Sequence[float]) -> Iterator[Moment]:
    """The worst service in the year before each contract date, and what was dropped by then."""
    table, rows = world.run["weekly_accounts"], world.weeks(account)
    edges = [-np.inf, *dates]
    for since, date in pairwise(edges):
        since = max(since, date - YEAR)
        mine = rows[(table["time"][rows] > since) & (table["time"][rows] <= date)]
        if not len(mine):
            continue
        worst = mine[int(np.argmin(table["served"][mine]))]
        served = float(table["served"][worst])
        if served < SERVED_LITTLE:
            yield _service(world, account, int(worst), served, since)


def _service(world: World, account: int, week: int, served: float, since: float) -> Moment:
    work, time = world.run["work"], world.value("weekly_accounts", week)
    dropped = OUTCOMES.index("dropped")
    lost = world.where("work", account=account, outcome=dropped)
    ended = work["finished"][lost]
    lost = lost[(ended > max(since, time - YEAR / 2)) & (ended <= time)]
    text = f"Of the service due lately {100 * served:.0f} % was done"
    if len(lost):
        noun = "piece of work was" if len(lost) == 1 else "pieces of work were"
        text += f"; {len(lost)} {noun} dropped in half a year"
    also = [source("work", *lost)] if len(lost) else []
    return moment(
        world, "weekly_accounts", week, "missed service", SIGN, f"{text}.",
        mark="missed service", tone=-1, also=also,
    )  # fmt: skip
