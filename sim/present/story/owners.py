"""Who leads a customer: changes and why, the leaver's resigning, hand-overs, leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.present.story.moment import ASIDE, DETAIL, SIGN, STEP, Moment, moment, source
from sim.present.story.wording import exit_cause, exit_sentence
from sim.present.story.world import INSTANT, NOBODY, World, blocks, capital
from sim.tables.words import ASSIGNMENT, OUTCOMES

LEAVE_LEAST = 5
"""Working days from which on a leave is told."""
BEFORE_DATE = 91.0
"""Days before a contract date in which a leave of the lead is told."""
FIRST = ("opening", "new logo")
"""Assignments that change no owner."""
CHANGES = {
    "owner left": (STEP, "{old} has left: {new} leads it from now on."),
    "role change": (SIGN, "{new} leads it from now on, after {old}."),
    "rebalanced": (DETAIL, "{old} passes it to {new}, to even out the books."),
    "reorganised": (STEP, "The reorganisation gives it to {new}; {old} led it."),
    "kept": (DETAIL, "{new} keeps it through the reorganisation."),
}
"""Why a lead changes -> how much it tells, and how it is said."""


class Spell(NamedTuple):
    """A stretch of time with one lead. row: of `assignments`; role: code of the lead's."""

    row: int
    person: int
    role: int
    start: float
    end: float
    why: str


def spells(world: World, account: int) -> list[Spell]:
    """Who led an account when, in order; time without an owner is in none."""
    table = world.run["assignments"]
    rows = world.where("assignments", account=account, lead=1)
    found = []
    for row in rows[np.argsort(table["start"][rows], kind="stable")]:
        end = float(table["end"][row])
        until = world.run.days if np.isnan(end) else end
        why = ASSIGNMENT[int(table["why"][row])]
        person, role = int(table["person"][row]), int(table["role"][row])
        found.append(Spell(int(row), person, role, float(table["start"][row]), until, why))
    return found


def changes(world: World, account: int) -> Iterator[Moment]:
    """Every change of lead, with the trust that it cost."""
    for before, after in pairwise(spells(world, account)):
        if after.person != before.person and after.why in CHANGES:
            yield _change(world, account, before, after)
    for row in world.events("new lead", account=account, person=NOBODY):
        time = world.value("events", row)
        text = f"Nobody leads it from now on{_trust(world, account, time)}."
        yield moment(world, "events", row, "no lead", STEP, text, mark="no lead", tone=-1)


def _change(world: World, account: int, before: Spell, after: Spell) -> Moment:
    level, words = CHANGES[after.why]
    old, new = world.called(before.person), world.called(after.person)
    text = capital(words.format(old=old, new=world.as_role(after.person, after.role)))
    trust = _trust(world, account, after.start)
    if trust:
        text = f"{text[:-1]}{trust}."
    exits = leaving(world, before.person) if after.why == "owner left" else {}
    causes = exits.get("resigned")
    weeks = _around(world, account, after.start)
    return moment(
        world,
        "assignments",
        after.row,
        f"lead changes: {after.why}",
        level,
        text,
        column="start",
        cause=why_gone(world, causes),
        mark=f"to {new}",
        also=(
            source("assignments", before.row),
            *(source("events", row) for row in exits.values()),
            *([source("weekly_accounts", *weeks)] if weeks else []),
        ),
    )


def leaving(world: World, person: int) -> dict[str, int]:
    """Rows of the events 'resigned', 'left' and 'let go' of a person, as far as there are any."""
    found = {}
    for what in ("resigned", "left", "let go"):
        rows = world.events(what, person=person)
        if rows:
            found[what] = rows[0]
    return found


def why_gone(world: World, row: int | None) -> str:
    """The recorded causes of the exit of an events row, in words; '' where there is none."""
    return "" if row is None else exit_cause(int(world.value("events", row, "causes")))


def resigning(world: World, account: int) -> Iterator[Moment]:
    """The lead of the day resigns."""
    for spell in spells(world, account):
        row = leaving(world, spell.person).get("resigned")
        if row is None or not spell.start <= world.value("events", row) < spell.end:
            continue
        who = world.called(spell.person)
        text = f"{capital(who)}, who leads it, resigns. "
        text += exit_sentence(int(world.value("events", row, "causes")))
        yield moment(
            world,
            "events",
            row,
            "lead resigns",
            STEP,
            text.strip(),
            cause=why_gone(world, row),
            mark=f"{who} resigns",
            tone=-1,
            also=[source("assignments", spell.row)],
        )


def handovers(world: World, account: int) -> Iterator[Moment]:
    """What was spent on handing it over, by each side."""
    kinds = world.side.scenario.work.kinds
    work = world.run["work"]
    words = enumerate(world.run.labels["kind"])
    wanted = [c for c, name in words if name in kinds and kinds[name].arrives == "handover"]
    for row in np.flatnonzero((work["account"] == account) & np.isin(work["kind"], wanted)):
        if np.isfinite(work["finished"][row]):
            yield _handover(world, int(row))


def _handover(world: World, row: int) -> Moment:
    work = world.run["work"]
    done = OUTCOMES[int(work["outcome"][row])] == "done"
    hours, person = float(work["hours"][row]), int(work["person"][row])
    if done:
        text = f"Hand-over: {world.called(person)} has spent {hours:.1f} hours on it."
    elif hours > 0:
        who = capital(world.called(person))
        text = f"{who} spent {hours:.1f} hours on a hand-over and did not finish it."
    else:
        text = "A hand-over lapses before anybody gets to it."
    kind = "hand-over" if done else "hand-over not done"
    return moment(world, "work", row, kind, DETAIL, text, column="finished")


def leaves(world: World, account: int, dates: Sequence[float]) -> Iterator[Moment]:
    """Leaves of the lead in the quarter before a contract date."""
    table = world.run["weekly_people"]
    for spell in spells(world, account):
        rows = world.person_weeks(spell.person)
        times = table["time"][rows]
        rows = rows[(times > spell.start) & (times <= spell.end + INSTANT)]
        for block in blocks(table["away"][rows] > 0):
            weeks = rows[block]
            days, end = int(table["away"][weeks].sum()), float(table["time"][weeks[-1]])
            near = any(0 <= date - end <= BEFORE_DATE for date in dates)
            if days >= LEAVE_LEAST and near:
                who = capital(world.called(spell.person))
                text = f"{who}, its lead, is back from {days} working days of leave."
                also = [source("weekly_people", *weeks[:-1])] if len(weeks) > 1 else []
                yield moment(world, "weekly_people", weeks[-1], "leave", ASIDE, text, also=also)


def _around(world: World, account: int, time: float) -> tuple[int, ...]:
    """Rows of the ends of the weeks before and after a change of lead.

    None where one of them is not there, or where there was another change between them.
    """
    before, after = world.week(account, time), world.week(account, time + 7.0)
    if before < 0 or before == after:
        return ()
    begin, end = (world.value("weekly_accounts", week) for week in (before, after))
    times = [world.value("events", row) for row in world.events("new lead", account=account)]
    return (before, after) if sum(begin < each <= end for each in times) <= 1 else ()


def _trust(world: World, account: int, time: float) -> str:
    """': trust in its lead falls from 0.62 to 0.24', where the weeks around a time show it."""
    weeks = _around(world, account, time)
    if not weeks:
        return ""
    was, now = (world.value("weekly_accounts", week, "trust") for week in weeks)
    return f"; trust in its lead falls from {was:.2f} to {now:.2f}" if was - now >= 0.005 else ""
