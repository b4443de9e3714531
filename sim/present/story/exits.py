"""One person goes: what came before, who takes the accounts, and what became of those customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.present.story.load import book, state, successor
from sim.present.story.moment import SIGN, STEP, TURN, Moment, moment, source
from sim.present.story.owners import leaving, why_gone
from sim.present.story.wording import churn_cause, churn_sentence, exit_sentence
from sim.present.story.world import INSTANT, World, capital
from sim.present.words import count_words, listed
from sim.tables.words import CHURN_CAUSES, EXIT_CAUSES, RENEWAL

FELT_WEEKS = 12.0
"""Weeks for which the exit of a colleague is felt (docs/model.md, 7)."""
NAMED_HEIRS = 3
"""Colleagues who are named as heirs, those with most accounts first."""
LARGEST = 2
"""Customers lost afterwards that are told of one by one."""
LAST = (("left", "The last day.", "last day"), ("let go", "Is let go in a layoff.", "let go"))
"""How somebody is gone: the event, its words, its mark."""
OURS = ("change of lead", "trust")
"""Causes of a churn that an exit brings about."""


def resigns(world: World, person: int) -> Iterator[Moment]:
    """They resign, with what they lead on the day and the recorded causes."""
    row = leaving(world, person).get("resigned")
    if row is None:
        return
    time = world.value("events", row)
    led, week = world.led(person, time), world.person_week(person, time)
    leads = f", leading {_book(world, led)}" if len(led) else ""
    causes = exit_sentence(int(world.value("events", row, "causes"))) or _no_cause(world, person)
    burned = f" Burnout {world.value('weekly_people', week, 'burnout'):.2f}." if week >= 0 else ""
    also = [source("weekly_people", week), source("weekly_accounts", *led)] if len(led) else []
    yield moment(
        world, "events", row, "resigns", TURN, f"Resigns{leads}. {causes}{burned}",
        cause=why_gone(world, row), mark="resigns", tone=-1, also=also,
    )  # fmt: skip


def _no_cause(world: World, person: int) -> str:
    roster = world.side.scenario.people.roster
    who = world.called(person)
    exits = [world.called_so(name) for name, row in roster.items() if row.exit is not None]
    if who in exits:
        return "The scenario has it so."
    return "No single cause: as people go in an ordinary year."


def _book(world: World, led: np.ndarray) -> str:
    return f"{count_words(len(led), 'account')} with {world.money(world.arr(led))} a year"


def colleagues(world: World, person: int) -> Iterator[Moment]:
    """Exits of others in the weeks before, where the row of their own exit names them."""
    row = leaving(world, person).get("resigned")
    named = EXIT_CAUSES.index("colleagues leaving")
    if row is None or not int(world.value("events", row, "causes")) >> named & 1:
        return
    time = world.value("events", row)
    for other in world.events("resigned"):
        who = int(world.value("events", other, "person"))
        if who != person and 0 < time - world.value("events", other) <= FELT_WEEKS * WEEK:
            text = f"{capital(world.called(who))} resigns."
            yield moment(
                world, "events", other, "colleague resigns", SIGN, text,
                cause=why_gone(world, other), mark=f"{world.called(who)} resigns", tone=-1,
            )  # fmt: skip


def last_day(world: World, person: int) -> Iterator[Moment]:
    """The last day, and who takes the accounts."""
    found = leaving(world, person)
    for what, words, mark in LAST:
        row = found.get(what)
        if row is None:
            continue
        passed = heirs(world, person, world.value("events", row))
        also = [source("assignments", *(after for _, after in passed))] if passed else []
        text = f"{words} {_heirs(world, passed)}".strip()
        yield moment(world, "events", row, what, TURN, text, mark=mark, tone=-1, also=also)


def heirs(world: World, person: int, time: float) -> list[tuple[int, int]]:
    """Rows of assignments: those that a leaver had, and those that follow; -1 rows are left out."""
    table = world.run["assignments"]
    mine = world.where("assignments", person=person)
    ended = mine[np.abs(table["end"][mine] - time) < INSTANT]
    pairs = [(int(row), successor(world, int(row))) for row in ended]
    return [pair for pair in pairs if pair[1] >= 0]


def _heirs(world: World, passed: list[tuple[int, int]]) -> str:
    table = world.run["assignments"]
    if not passed:
        return ""
    got = Counter(int(table["person"][after]) for _, after in passed)
    most = sorted(got.items(), key=lambda item: (-item[1], item[0]))
    some = listed([f"{world.called(who)} ({n})" for who, n in most[:NAMED_HEIRS]])
    whole = count_words(len(passed), "account")
    if len(most) == 1:
        return f"{capital(whole)} go to {world.called(most[0][0])}."
    rest = f", most to {some}" if len(most) > NAMED_HEIRS else f": {some}"
    return f"{capital(whole)} go to {len(most)} colleagues{rest}."


def successors(world: World, person: int) -> Iterator[Moment]:
    """Somebody new begins in the seat, or it stays empty."""
    row = next((r for w, r in leaving(world, person).items() if w != "resigned"), None)
    if row is None:
        return
    left = world.value("events", row)
    holder = world.holder(person)
    people = world.run["people"]
    after = world.where("people", seat=holder.seat, occupant=holder.occupant + 1)
    for next_ in after:
        new = int(people["person"][next_])
        for hired in world.events("hired", person=new):
            weeks = (world.value("events", hired) - left) / WEEK
            text = f"{capital(world.called(new))} begins in the seat, {weeks:.0f} weeks after."
            yield moment(
                world, "events", hired, "backfilled", STEP, text, mark="seat filled",
                also=[source("people", int(next_)), source("events", row)],
            )  # fmt: skip
    if not len(after):
        for seat in world.where("seats", seat=holder.seat):
            if np.isnan(world.value("seats", int(seat), "filled")):
                text = "The seat is empty from now to the end."
                yield moment(world, "seats", int(seat), "seat empty", STEP, text, column="vacant")


def seat_spans(world: World, person: int) -> list[tuple[float, float, str]]:
    """Who sat in a person's seat from when to when, from this person on; times in days."""
    table, holder = world.run["people"], world.holder(person)
    rows = world.where("people", seat=holder.seat)
    found = []
    for row in sorted(rows, key=lambda r: float(table["hired"][r])):
        left = float(table["left"][row])
        end = world.run.days if np.isnan(left) else left
        if int(table["occupant"][row]) >= holder.occupant and end > 0:
            who = world.called(int(table["person"][row]))
            found.append((max(0.0, float(table["hired"][row])), end, who))
    return found


def lost(world: World, person: int) -> np.ndarray:
    """Rows of `renewals`: customers of the leaver's who left within a year of the last day."""
    left = next((r for w, r in leaving(world, person).items() if w != "resigned"), None)
    if left is None:
        return np.empty(0, int)
    time = world.value("events", left)
    table, assigned = world.run["renewals"], world.run["assignments"]
    mine = {
        int(assigned["account"][row])
        for row, _ in heirs(world, person, time)
        if assigned["lead"][row]
    }
    soon = (table["time"] >= time) & (table["time"] <= time + YEAR)
    gone = soon & (table["outcome"] == RENEWAL.index("churned"))
    rows = np.flatnonzero(gone & np.isin(table["account"], sorted(mine)))
    return rows[np.argsort(table["time"][rows], kind="stable")]


def within(world: World, person: int) -> str:
    """'Within a year' of the last day, or less where the run ends before."""
    gone = (r for what, r in leaving(world, person).items() if what != "resigned")
    ends = [world.value("events", row) + YEAR > world.run.days for row in gone]
    return "By the end" if any(ends) else "Within a year"


def afterwards(world: World, person: int) -> Iterator[Moment]:
    """What the leaver's customers did in the year after."""
    rows, table = lost(world, person), world.run["renewals"]
    if not len(rows):
        return
    ours = _ours(world, rows)
    arr = world.money(float(table["arr_before"][rows].sum()))
    have = "has" if len(rows) == 1 else "have"
    text = f"{within(world, person)} {len(rows)} of these customers {have} left, with {arr} a year"
    if ours:
        text += f"; but for the change of lead or a lack of trust {len(ours)} would have stayed"
    also = [source("renewals", *rows[:-1])] if len(rows) > 1 else []
    yield moment(
        world, "renewals", rows[-1], "customers lost", STEP, f"{text}.",
        mark=f"{len(rows)} customers lost", tone=-1, also=also,
    )  # fmt: skip
    for row in sorted(ours, key=lambda r: (-table["arr_before"][r], r))[:LARGEST]:
        name = world.run.names[int(table["account"][row])]
        cause = churn_cause(int(table["causes"][row]))
        had = world.money(float(table["arr_before"][row]))
        text = f"{name}, one of these customers, leaves with {had} a year. "
        text += churn_sentence(int(table["causes"][row]))
        yield moment(world, "renewals", int(row), "customer lost", SIGN, text, cause=cause, tone=-1)


def _ours(world: World, rows: np.ndarray) -> list[int]:
    """Of these rows of `renewals` those that an exit brought about."""
    wanted = sum(1 << CHURN_CAUSES.index(name) for name in OURS)
    return [int(r) for r in rows if int(world.value("renewals", int(r), "causes")) & wanted]


def ending(world: World, person: int) -> Iterator[Moment]:
    """Where they stand at the end, if they are still here."""
    weeks = world.person_weeks(person)
    gone = any(what != "resigned" for what in leaving(world, person))
    if len(weeks) and not gone:
        last = int(weeks[-1])
        text = f"Still here at the end. {state(world, person, last)}"
        yield moment(
            world, "weekly_people", last, "end", TURN, text, also=book(world, person, last)
        )
