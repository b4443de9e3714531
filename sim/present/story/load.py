"""What one person carries: the book, hours, burnout, and the accounts that others left behind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.present.story.moment import ASIDE, DETAIL, SIGN, STEP, TURN, Moment, Source, moment, source
from sim.present.story.owners import leaving, why_gone
from sim.present.story.seen import HOLDS
from sim.present.story.world import INSTANT, World, blocks, capital
from sim.present.words import count_words
from sim.tables.words import ASSIGNMENT

LEAVE_LONG = 10
"""Working days from which on a leave is told."""
TOLD_FROM = 2
"""Accounts from which on it is told that they go to somebody, or from somebody."""
GAINS = {
    "owner left": (STEP, "Takes over {n} from {old}, who has left."),
    "rebalanced": (DETAIL, "Takes over {n} from {old}, to even out the books."),
    "reorganised": (SIGN, "The reorganisation brings {n} from {old}."),
    "role change": (DETAIL, "Takes over {n} from {old}."),
}
"""Why accounts come to somebody -> how much it tells, and how it is said."""
LOSSES = {
    "rebalanced": (DETAIL, "Passes {n} to {new}, to even out the books."),
    "reorganised": (SIGN, "The reorganisation takes {n}; {new} gets them."),
    "role change": (DETAIL, "Passes {n} to {new}."),
}


def opening(world: World, person: int) -> Iterator[Moment]:
    """Who it is: at the end of the first week, or on the first day."""
    row, weeks = world.record(person), world.person_weeks(person)
    hired = world.events("hired", person=person)
    people = world.run["people"]
    hero = " Does nearly all that does not fit after hours." if people["hero"][row] else ""
    seat = world.holder(person).seat
    if hired:
        text = f"Begins in seat {seat}.{hero}"
        yield moment(
            world, "events", hired[0], "begins", TURN, text, mark="begins",
            also=[source("people", row)],
        )  # fmt: skip
    elif len(weeks):
        first = int(weeks[0])
        role = capital(world.role(int(world.value("weekly_people", first, "role"))))
        year = world.date(world.value("people", row, "hired")).year
        text = f"{role} in seat {seat}, here since {year}.{hero} {state(world, person, first)}"
        yield moment(
            world, "weekly_people", first, "opening", TURN, text,
            also=[source("people", row), *book(world, person, first)],
        )  # fmt: skip


def state(world: World, person: int, week: int) -> str:
    """Accounts and ARR led, hours and burnout at the end of a week, in words."""
    value = {c: world.value("weekly_people", week, c) for c in world.run["weekly_people"]}
    led = world.led(person, value["time"])
    arr = f", {world.money(world.arr(led))} a year led" if len(led) else ""
    late = f", {value['after_hours']:.0f} of them after hours" if value["after_hours"] > 0.5 else ""
    hours = f"{value['worked']:.0f} hours in the week{late}" if value["worked"] else "On leave"
    owned = int(value["accounts"])
    accounts = count_words(owned, "account") if owned else "No account of their own"
    return f"{accounts}{arr}. {hours}. Burnout {value['burnout']:.2f}."


def book(world: World, person: int, week: int) -> list[Source]:
    """Rows of the accounts led at the end of a week, as a source."""
    led = world.led(person, world.value("weekly_people", week))
    return [source("weekly_accounts", *led)] if len(led) else []


def burnout(world: World, person: int) -> Iterator[Moment]:
    """Burnout crosses the line, and falls back below it."""
    table, rows = world.run["weekly_people"], world.person_weeks(person)
    line = world.side.scenario.burnout.line
    for block in blocks(table["burnout"][rows] > line):
        weeks = rows[block]
        if block.start and len(weeks) >= HOLDS:
            text = f"Burned out: burnout passes {line:g}. {state(world, person, int(weeks[0]))}"
            yield moment(
                world, "weekly_people", weeks[0], "burned out", STEP, text, mark="burned out",
                tone=-1, also=book(world, person, int(weeks[0])),
            )  # fmt: skip
        if block.stop < len(rows) and len(weeks) >= HOLDS:
            text = f"Burnout falls back below {line:g}."
            yield moment(
                world, "weekly_people", rows[block.stop], "recovers", DETAIL, text,
                mark="recovers", tone=1,
            )  # fmt: skip


def hardest(world: World, person: int) -> Iterator[Moment]:
    """The week with most hours at work, where some of them were after hours."""
    table, rows = world.run["weekly_people"], world.person_weeks(person)
    if not len(rows):
        return
    row = int(rows[int(np.argmax(table["worked"][rows]))])
    worked, late, hidden = (
        world.value("weekly_people", row, c) for c in ("worked", "after_hours", "unlogged")
    )
    if late >= 1:
        text = f"A hard week: {worked:.0f} hours at work, {late:.0f} of them after hours"
        text += f", {hidden:.0f} of these never logged." if hidden >= 0.5 else "."
        yield moment(
            world, "weekly_people", row, "hard week", SIGN, text, mark="hard week", tone=-1
        )


def leave(world: World, person: int) -> Iterator[Moment]:
    """Leave of two weeks and more."""
    table, rows = world.run["weekly_people"], world.person_weeks(person)
    for block in blocks(table["away"][rows] > 0):
        weeks = rows[block]
        days = int(table["away"][weeks].sum())
        if days >= LEAVE_LONG:
            text = f"Is back from {days} working days of leave."
            also = [source("weekly_people", *weeks[:-1])] if len(weeks) > 1 else []
            yield moment(world, "weekly_people", weeks[-1], "leave", ASIDE, text, also=also)


def moves(world: World, person: int) -> Iterator[Moment]:
    """Another role by a dated change."""
    for row in world.where("moves", person=person):
        was, now = (int(world.value("moves", int(row), c)) for c in ("role", "role_after"))
        if was != now:
            text = f"Becomes {world.role(now)}; was {world.role(was)}."
            yield moment(
                world, "moves", int(row), "moves", TURN, text, mark=f"now {world.role(now)}"
            )


def gains(world: World, person: int) -> Iterator[Moment]:
    """Accounts that come from others, by whom they came from."""
    table = world.run["assignments"]
    groups: dict[tuple[float, str, int], list[tuple[int, int]]] = {}
    for row in world.where("assignments", person=person):
        why, before = ASSIGNMENT[int(table["why"][row])], _before(world, int(row))
        if why in GAINS and before >= 0:
            key = (float(table["start"][row]), why, int(table["person"][before]))
            groups.setdefault(key, []).append((int(row), before))
    for (time, why, old), pairs in groups.items():
        if len(pairs) >= TOLD_FROM:
            yield _gain(world, time, why, old, pairs)


def _gain(world: World, time: float, why: str, old: int, pairs: list[tuple[int, int]]) -> Moment:
    rows, before = [row for row, _ in pairs], [row for _, row in pairs]
    exits = leaving(world, old) if why == "owner left" else {}
    level, words = GAINS[why]
    text = words.format(n=count_words(len(rows), "account"), old=world.called(old))
    also = [source("assignments", *rows[1:], *before)]
    also += [source("events", row) for row in exits.values()]
    return moment(
        world, "assignments", rows[0], f"gains: {why}", level, text, column="start",
        cause=why_gone(world, exits.get("resigned")), mark=f"+{len(rows)} accounts", also=also,
    )  # fmt: skip


def losses(world: World, person: int) -> Iterator[Moment]:
    """Accounts that go to others while this person stays, by whom they go to."""
    table = world.run["assignments"]
    groups: dict[tuple[float, str, int], list[int]] = {}
    for row in world.where("assignments", person=person):
        after = successor(world, int(row))
        why = ASSIGNMENT[int(table["why"][after])] if after >= 0 else ""
        if why in LOSSES:
            key = (float(table["start"][after]), why, int(table["person"][after]))
            groups.setdefault(key, []).append(after)
    for (_, why, new), rows in groups.items():
        if len(rows) >= TOLD_FROM:
            level, words = LOSSES[why]
            text = words.format(n=count_words(len(rows), "account"), new=world.called(new))
            also = [source("assignments", *rows[1:])] if len(rows) > 1 else []
            yield moment(
                world, "assignments", rows[0], f"loses: {why}", level, text, column="start",
                mark=f"\u2212{len(rows)} accounts", also=also,
            )  # fmt: skip


def _before(world: World, row: int) -> int:
    """Row of the assignment that this one follows; -1 where there is none."""
    return _neighbour(world, row, "start", "end")


def successor(world: World, row: int) -> int:
    """Row of the assignment that follows this one; -1 where there is none."""
    return _neighbour(world, row, "end", "start")


def _neighbour(world: World, row: int, mine: str, theirs: str) -> int:
    """The assignment of the same account to somebody else that touches this one.

    Of its role where there are several.
    """
    table = world.run["assignments"]
    rows = world.where("assignments", account=int(table["account"][row]))
    touching = np.abs(table[theirs][rows] - table[mine][row]) < INSTANT
    rows = rows[touching & (table["person"][rows] != table["person"][row])]
    same = [r for r in rows if table["role"][r] == table["role"][row]]
    leads = [r for r in rows if table["lead"][r] == table["lead"][row]]
    found = [*same, *leads]
    return int(found[0]) if found else -1
