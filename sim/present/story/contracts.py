"""A customer's contract: how it begins, its dates, what it buys, how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sim.present.story.moment import ASIDE, DETAIL, SIGN, STEP, TURN, Moment, moment, source
from sim.present.story.owners import spells
from sim.present.story.wording import (
    chance,
    churn_cause,
    churn_sentence,
    colour,
    seen_and_true,
    term,
)
from sim.present.story.world import INSTANT, World, capital
from sim.scenario.changes import stretches
from sim.tables.words import RENEWAL

YEARLY_LEAST = 0.9
"""Contracts of fewer years have too many dates to tell of each."""
EVENTS = {
    "save play": (SIGN, "A save play begins: the dashboard shows it below the line.", "save play"),
    "oversold": (SIGN, "It was sold more than it needs.", ""),
    "retiered": (DETAIL, "It is served as another segment from now on.", ""),
}
"""Events of an account that say all themselves: level, text, mark."""


def decisive(world: World, account: int) -> list[float]:
    """Contract dates that a story must tell: of long contracts all, of others the sad ones."""
    rows = world.where("renewals", account=account)
    yearly = world.value("accounts", world.contract(account), "term") >= YEARLY_LEAST
    renewed = RENEWAL.index("renewed")
    table = world.run["renewals"]
    return [float(table["time"][r]) for r in rows if yearly or table["outcome"][r] != renewed]


def departures(world: World, account: int) -> list[float]:
    """When it left: one time, or none."""
    ended = world.ended(account)
    return [ended] if np.isfinite(ended) else []


def beginning(world: World, account: int) -> Iterator[Moment]:
    """Who it is: at the end of the first week, or on the day on which it signs."""
    row = world.contract(account)
    segment = world.run.labels["segment"][int(world.value("accounts", row, "segment"))]
    segment = segment.replace("_", "-")
    arr = world.money(world.value("accounts", row, "arr"))
    years = term(world.value("accounts", row, "term"))
    owners = spells(world, account)
    leads = ""
    if owners:
        leads = f" {capital(world.as_role(owners[0].person, owners[0].role))} leads it."
    also = [source("accounts", row)] + [source("assignments", s.row) for s in owners[:1]]
    signed, weeks = world.events("signed", account=account), world.weeks(account)
    if signed:
        text = f"Signs: {segment}, {arr} a year, {years}.{leads}"
        yield moment(world, "events", signed[0], "signs", TURN, text, mark="signs", also=also)
    elif len(weeks):
        first = int(weeks[0])
        year = world.date(world.value("accounts", row, "arrived")).year
        text = f"A customer since {year}: {segment}, {arr} a year, {years}.{leads}"
        text += f" {capital(seen_and_true(world, first))}."
        yield moment(world, "weekly_accounts", first, "opening", TURN, text, also=also)


def renewals(world: World, account: int, dates: Sequence[float]) -> Iterator[Moment]:
    """What became of it on each of these contract dates."""
    for row in world.where("renewals", account=account):
        time = world.value("renewals", row)
        if any(abs(time - date) < INSTANT for date in dates):
            yield _renewal(world, account, int(row))


def _renewal(world: World, account: int, row: int) -> Moment:
    value = {c: world.value("renewals", row, c) for c in world.run["renewals"]}
    outcome = RENEWAL[int(value["outcome"])]
    before, after = world.money(value["arr_before"]), world.money(value["arr_after"])
    odds = f"The chance of leaving on the day was {chance(value['probability'])}."
    causes = int(value["causes"])
    week = world.week(account, value["time"])
    seen = f" {capital(seen_and_true(world, week))}." if week >= 0 else ""
    text, mark, tone, level = {
        "renewed": (f"Renews at {after} a year. {odds}", "renews", 1, STEP),
        "contracted": (
            f"Renews for less: {before} to {after} a year. {odds}",
            f"shrinks to {after}",
            -1,
            TURN,
        ),
        "churned": (
            f"Leaves with {before} a year. {odds} {churn_sentence(causes)}",
            f"leaves: {before}",
            -1,
            TURN,
        ),
    }[outcome]
    return moment(
        world, "renewals", row, outcome, level, f"{text.strip()}{seen}", cause=churn_cause(causes),
        mark=mark, tone=tone, also=[source("weekly_accounts", week)],
    )  # fmt: skip


def expansions(world: World, account: int) -> Iterator[Moment]:
    """What it bought on top."""
    for row in world.where("expansions", account=account):
        before, after = (world.value("expansions", row, c) for c in ("arr_before", "arr_after"))
        if after > before:
            who = world.called(int(world.value("expansions", row, "person")))
            text = (
                f"Buys more: {world.money(before)} to {world.money(after)} a year; {who} closes it."
            )
            mark = f"buys more: {world.money(after)}"
            yield moment(world, "expansions", row, "expanded", STEP, text, mark=mark, tone=1)


def others(world: World, account: int) -> Iterator[Moment]:
    """Going live, save plays, and what else is recorded of it."""
    for row in world.events("live", account=account):
        place = world.contract(account)
        days = world.value("events", row) - world.value("accounts", place, "arrived")
        text = f"Goes live, {days:.0f} days after signing."
        yield moment(
            world, "events", row, "live", DETAIL, text, mark="live",
            also=[source("accounts", place)],
        )  # fmt: skip
    for what, (level, text, mark) in EVENTS.items():
        for row in world.events(what, account=account):
            yield moment(world, "events", row, what, level, text, mark=mark)


def dated_changes(world: World, first: float, last: float) -> Iterator[Moment]:
    """Dated changes that take effect between two times."""
    scenario = world.side.scenario
    begun = {s.day: s for s in stretches(scenario)} if scenario.timeline else {}
    for row in world.events("changed"):
        time = world.value("events", row)
        if not first <= time <= last:
            continue
        stretch = next((s for day, s in begun.items() if abs(day - time) < INSTANT), None)
        text, level = "Leaders change how work is done.", STEP
        if stretch is not None:
            level = TURN if stretch.begins or stretch.ends else ASIDE
            words = [f"{_plain(name)} begins" for name in stretch.begins]
            words += [f"{_plain(name)} ends" for name in stretch.ends]
            text = f"{capital('; '.join(words) or 'a dated change goes a step further')}."
        mark = "" if level == ASIDE else "change"
        yield moment(world, "events", row, "changed", level, text, mark=mark)


def _plain(name: str) -> str:
    return f"'{name.replace('_', ' ')}'"


def ending(world: World, account: int) -> Iterator[Moment]:
    """Where it stands at the end, if it is still a customer."""
    weeks = world.weeks(account)
    if len(weeks) and not np.isfinite(world.ended(account)):
        last = int(weeks[-1])
        arr = world.money(world.value("weekly_accounts", last, "arr"))
        text = f"Still a customer: {arr} a year. {capital(seen_and_true(world, last))}."
        yield moment(world, "weekly_accounts", last, "end", TURN, text)


def green(world: World, week: int) -> bool:
    """Whether the dashboard showed a row of `weekly_accounts` as green."""
    return colour(world, world.value("weekly_accounts", week, "reported")) == "green"
