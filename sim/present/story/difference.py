"""How a customer's or a person's story differs between two worlds, from rows: a sentence, a title.

Where there is one world only, they say how it ends.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.base.dates import WEEK
from sim.present.story.exits import heirs, lost, within
from sim.present.story.moment import Source, source
from sim.present.story.owners import leaving
from sim.present.story.pair import Pair
from sim.present.story.wording import chance
from sim.present.story.world import INSTANT, MONTHS, World, capital
from sim.present.words import count_words, listed


class Difference(NamedTuple):
    """text: the last sentence of a story. title: of its chart. sources: a list for each world."""

    text: str
    title: str
    sources: tuple[tuple[Source, ...], ...]


# --- a customer ---------------------------------------------------------------------------------


class _Stand(NamedTuple):
    """Where a customer stands in a world: when it left (None: it did not), its ARR, the row."""

    world: World
    left: float | None
    arr: float
    source: Source


def of_customer(pair: Pair, name: str, rows: tuple[int, ...]) -> Difference:
    """A customer's difference."""
    stands = [_stand(world, row) for world, row in zip(pair.worlds, rows, strict=True)]
    text, title = _customer_words(name, stands)
    odds = [_odds(stand, stands, row) for stand, row in zip(stands, rows, strict=True)]
    known = [row for row in odds if row >= 0]
    if len(known) == len(stands) > 1 and _apart(stands):
        at = [
            f"{chance(s.world.value('renewals', row, 'probability'))} {_under(s)}"
            for s, row in zip(stands, odds, strict=True)
        ]
        text += f"; on that day the chance of leaving was {listed(at)}, and the luck was the same"
    extra = [[source("renewals", row)] if row >= 0 else [] for row in odds]
    sources = tuple((s.source, *more) for s, more in zip(stands, extra, strict=True))
    return Difference(f"{text}.", title, sources)


def _stand(world: World, account: int) -> _Stand:
    churned = world.code("renewal", "churned")
    gone = world.where("renewals", account=account, outcome=churned)
    if len(gone):
        row = int(gone[0])
        time, arr = (world.value("renewals", row, c) for c in ("time", "arr_before"))
        return _Stand(world, time, arr, source("renewals", row))
    place = world.contract(account)
    arr = world.value("accounts", place, "arr_end")
    return _Stand(world, None, arr, source("accounts", place))


def _apart(stands: list[_Stand]) -> bool:
    """Whether it leaves in one world on a day on which it stays in the other."""
    times = [stand.left for stand in stands]
    return any(t is not None for t in times) and times[0] != times[-1]


def _odds(stand: _Stand, stands: list[_Stand], account: int) -> int:
    """Row of the contract date on which it left first in one of the worlds; -1: there is none."""
    times = [s.left for s in stands if s.left is not None]
    rows = stand.world.where("renewals", account=account)
    near = [
        r
        for r in rows
        if times and abs(stand.world.value("renewals", int(r)) - min(times)) < INSTANT
    ]
    return int(near[0]) if near else -1


def _customer_words(name: str, stands: list[_Stand]) -> tuple[str, str]:
    gone = [s for s in stands if s.left is not None]
    stays = [s for s in stands if s.left is None]
    if gone and stays:
        one, two = gone[0], stays[0]
        text = f"{name} leaves {_under(one)} on {_day(one)} ({_arr(one)} a year) and stays "
        text += f"{_under(two)} ({_arr(two)} a year at the end)"
        return text, f"{name} leaves {_under(one)} in {_month(one)} and stays {_under(two)}"
    if not gone:
        return _stays(name, stands)
    if len(gone) == 1 or gone[0].left == gone[1].left:
        both = " in both worlds" if len(gone) > 1 else ""
        text = f"{name} leaves on {_day(gone[0])}{both}, with {listed(_arr_under(gone))}"
        return text, f"{name} leaves in {_month(gone[0])}{both}"
    first, later = sorted(gone, key=lambda s: s.left or 0.0)
    text = f"{name} leaves {_under(first)} on {_day(first)} ({_arr(first)} a year) and "
    text += f"{_under(later)} on {_day(later)} ({_arr(later)} a year)"
    title = f"{name} leaves {_under(first)} in {_month(first)}, {_under(later)} in {_month(later)}"
    return text, title


def _stays(name: str, stands: list[_Stand]) -> tuple[str, str]:
    worlds = " in both worlds" if len(stands) > 1 else ""
    arr = [_arr(s) for s in stands]
    if len(set(arr)) == 1:
        text = f"{name} stays{worlds}, with {arr[0]} a year at the end"
        return text, text
    text = f"{name} stays{worlds} and ends with {listed(_arr_under(stands))}"
    return text, f"{name} stays{worlds}: {listed(f'{_arr(s)} {_under(s)}' for s in stands)}"


def _arr_under(stands: list[_Stand]) -> list[str]:
    if len({_arr(s) for s in stands}) == 1:
        return [f"{_arr(stands[0])} a year"]
    return [f"{_arr(s)} a year {_under(s)}" for s in stands]


def _under(stand: _Stand) -> str:
    return f"under {stand.world.name}"


def _arr(stand: _Stand) -> str:
    return stand.world.money(stand.arr)


def _day(stand: _Stand) -> str:
    return stand.world.day(stand.left or 0.0)


def _month(stand: _Stand) -> str:
    return month(stand.world, stand.left or 0.0)


def month(world: World, time: float) -> str:
    """'Mar 2027'."""
    date = world.date(time)
    return f"{MONTHS[date.month - 1]} {date.year}"


# --- a person -----------------------------------------------------------------------------------


def of_person(pair: Pair, rows: tuple[int, ...]) -> Difference:
    """A person's difference."""
    both = list(zip(pair.worlds, rows, strict=True))
    exits = [leaving(world, person) for world, person in both]
    who = capital(pair.worlds[0].called(rows[0]))
    text, title = _person_words(who, both, exits)
    gone = [w_p for w_p, e in zip(both, exits, strict=True) if "left" in e or "let go" in e]
    after = [(words, world.name) for world, person in gone if (words := _after(world, person))]
    if len(after) == len(both) > 1 and after[0][0] == after[1][0]:
        text += f"; of the customers they led {after[0][0]} in both worlds"
    elif after:
        text += f"; of the customers they led {listed(f'{a} under {name}' for a, name in after)}"
    sources = tuple(_person_sources(w, p, e) for (w, p), e in zip(both, exits, strict=True))
    return Difference(f"{text}.", title, sources)


def _person_words(
    who: str, both: list[tuple[World, int]], exits: list[dict[str, int]]
) -> tuple[str, str]:
    times = [_time(world, e) for (world, _), e in zip(both, exits, strict=True)]
    verbs = ["resigns" if "resigned" in e else "is let go" for e in exits]
    worlds = [world for world, _ in both]
    gone = [k for k, time in enumerate(times) if np.isfinite(time)]
    if not gone:
        return _person_stays(who, both)
    one = gone[int(np.argmin([times[k] for k in gone]))]
    verb, named = verbs[one], f"under {worlds[one].name}"
    day, when = worlds[one].day(times[one]), month(worlds[one], times[one])
    if len(gone) < len(worlds):
        two = f"under {worlds[1 - one].name}"
        text = f"{who} {verb} {named} on {day} and is still here at the end {two}"
        return text, f"{who} {verb} {named} in {when} and stays {two}"
    if len(worlds) == 1 or times[0] == times[1]:
        all_ = " in both worlds" if len(worlds) > 1 else ""
        return f"{who} {verb} on {day}{all_}", f"{who} {verb} in {when}{all_}"
    other = worlds[1 - one]
    days = abs(times[1] - times[0])
    weeks = days >= 2 * WEEK
    apart = count_words(round(days / WEEK), "week") if weeks else _days(days)
    text = f"{who} {verb} {named} on {day}, {apart} earlier than under {other.name}"
    return text, f"{who} {verb} {apart} earlier {named} than under {other.name}"


def _person_stays(who: str, both: list[tuple[World, int]]) -> tuple[str, str]:
    worlds = " in both worlds" if len(both) > 1 else ""
    ends = [(world, world.person_weeks(person)) for world, person in both]
    burned = [
        f"{world.value('weekly_people', int(weeks[-1]), 'burnout'):.2f}" if len(weeks) else "none"
        for world, weeks in ends
    ]
    title = f"{who} stays{worlds}"
    if len(set(burned)) == 1:
        return f"{title}, with burnout at {burned[0]} at the end", title
    each = [f"{b} under {world.name}" for b, (world, _) in zip(burned, ends, strict=True)]
    return f"{title}, with burnout at {listed(each)} at the end", title


def _days(days: float) -> str:
    return count_words(round(days), "day") if days >= 0.5 else "some hours"


def _time(world: World, exits: dict[str, int]) -> float:
    rows = [exits[what] for what in ("resigned", "let go") if what in exits]
    return world.value("events", rows[0]) if rows else float("inf")


def _after(world: World, person: int) -> str:
    """'5 of 61 ($134k a year) left within a year'; '' for somebody who led none."""
    rows = lost(world, person)
    left = next(r for what, r in leaving(world, person).items() if what != "resigned")
    led = _led(world, person, world.value("events", left))
    arr = world.money(float(world.run["renewals"]["arr_before"][rows].sum()))
    some = f" ({arr} a year)" if len(rows) else ""
    soon = within(world, person).lower()
    return f"{len(rows) or 'none'} of {led}{some} left {soon}" if led else ""


def _led(world: World, person: int, time: float) -> int:
    lead = world.run["assignments"]["lead"]
    return sum(int(lead[row]) for row, _ in heirs(world, person, time))


def _person_sources(world: World, person: int, exits: dict[str, int]) -> tuple[Source, ...]:
    found = [source("events", row) for row in exits.values()]
    rows, weeks = lost(world, person), world.person_weeks(person)
    if len(rows):
        found.append(source("renewals", *rows))
    if not exits and len(weeks):
        found.append(source("weekly_people", int(weeks[-1])))
    return tuple(found)
