"""A story: one customer or one person, in one world or in a pair of them, with how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.present.story.choosing import RUNNERS, Choice, best, customers, largest, people, somebody
from sim.present.story.colleague import person_moments
from sim.present.story.contracts import decisive, departures
from sim.present.story.customer import Dates, customer_moments
from sim.present.story.difference import Difference, of_customer, of_person
from sim.present.story.moment import Cut, Moment, cut
from sim.present.story.pair import NEVER, Pair, account_parts, kept, person_parts
from sim.present.story.world import Holder
from sim.present.subject import Side, Subject

GOES = ("churned", "resigns", "let go")
"""Kinds of moments at which a story turns."""

BY_LATER = ("missed service", "hard week")
"""Kinds of moments that are chosen by what comes after; their row is in both worlds."""


@dataclass(frozen=True)
class Story:
    """What is told of one customer or person.

    choice: who, in which world, and why. runners: the next ones; empty where somebody was asked
    for. nobody: whether the worlds hardly differ for any of those it was chosen from. moments: all
    of each world, in order of time; cut: which of them are told. parted: the time from which on
    the two worlds differ for them; infinity where they never do. worlds: how many were compared.
    """

    choice: Choice
    runners: tuple[Choice, ...]
    asked: bool
    nobody: bool
    moments: tuple[tuple[Moment, ...], ...]
    cut: Cut
    parted: float
    difference: Difference
    worlds: int

    @property
    def pair(self) -> Pair:
        """The worlds, the base first."""
        return self.choice.pair

    @property
    def name(self) -> str:
        """'A-1f7acb', 'person 5'."""
        if self.choice.kind == "customer":
            return self.choice.name
        return self.pair.worlds[0].called(self.choice.rows[0])

    @property
    def same(self) -> bool:
        """Whether two worlds are the same for them to the end."""
        return len(self.pair.worlds) > 1 and self.parted == NEVER

    def told(self, place: int) -> tuple[Moment, ...]:
        """The moments of a world that are told."""
        return tuple(m for m in self.moments[place] if self.cut.keeps(m))

    def shared(self) -> tuple[Moment, ...]:
        """What is told of both worlds while they are the same."""
        found = {
            _key(m): m
            for place in reversed(range(len(self.moments)))
            for m in self.told(place)
            if _key(m) in self._common
        }
        return tuple(sorted(found.values(), key=lambda m: m.time))

    def own(self, place: int) -> tuple[Moment, ...]:
        """What is told of one world alone."""
        return tuple(m for m in self.told(place) if _key(m) not in self._common)

    @cached_property
    def _common(self) -> set[tuple[float, str]]:
        if len(self.moments) < 2:
            return set()
        return {_key(m) for each in self.moments for m in each if m.time < self.parted}


def _key(found: Moment) -> tuple[float, str]:
    return found.time, found.text


def pick(
    subject: Subject, kind: str, candidate: Side | None = None, world: int | None = None
) -> list[Choice]:
    """Everybody with their score, the most telling first, over the kept worlds.

    kind: 'customer' or 'person'. candidate: None for the first that tells somebody apart, else for
    the first in which anything differs. world: one replication only. Where nothing differs, the
    largest stands first, with a score of 0. Empty where no whole run is kept, or there is nobody.
    """
    every = customers if kind == "customer" else people
    sides: Sequence[Side | None] = [candidate] if candidate else subject.candidates or [None]
    first: list[Choice] = []
    for side in sides:
        found = best(c for pair in _pairs(subject, side, world) for c in every(pair))
        if found and found[0].told_apart:
            return found
        if not first or (found and first[0].score == 0 < found[0].score):
            first = found
    if not first or first[0].score > 0:
        return first
    replication = min(choice.pair.replication for choice in first)
    top = largest([c for c in first if c.pair.replication == replication])
    return [*([top] if top else []), *(c for c in first if c is not top)]


def of_account(
    subject: Subject, name: str, candidate: Side | None = None, world: int | None = None
) -> Choice | None:
    """An account that was asked for, in the kept world in which it is most telling."""
    return next((c for c in pick(subject, "customer", candidate, world) if c.name == name), None)


def of_holder(
    subject: Subject, holder: Holder, candidate: Side | None = None, world: int | None = None
) -> Choice | None:
    """A person who was asked for, be it somebody who came during the run."""
    side = candidate or next(iter(subject.candidates), None)
    found = [somebody(pair, holder) for pair in _pairs(subject, side, world)]
    return next(iter(best(choice for choice in found if choice is not None)), None)


def _pairs(subject: Subject, side: Side | None, world: int | None) -> list[Pair]:
    return [p for p in kept(subject, side) if world is None or p.replication == world]


def tell(
    subject: Subject, choice: Choice, runners: Sequence[Choice] = (), asked: bool = False
) -> Story:
    """The story of a choice. runners: all others it was chosen from, the most telling first."""
    pair, rows = choice.pair, choice.rows
    worlds = list(zip(pair.worlds, rows, strict=True))
    if choice.kind == "customer":
        dates = Dates(
            sorted({date for world, row in worlds for date in decisive(world, row)}),
            sorted({date for world, row in worlds for date in departures(world, row)}),
        )
        moments = tuple(customer_moments(world, row, dates) for world, row in worlds)
        parted, difference = account_parts(pair, rows), of_customer(pair, choice.name, rows)
    else:
        moments = tuple(person_moments(world, row) for world, row in worlds)
        parted, difference = person_parts(pair, rows), of_person(pair, rows)
    parted = _apart(moments, parted)
    shown = cut(moments, _turn(moments, pair.days))
    told = tuple(runners[:RUNNERS])
    nobody = not asked and all(each.gap.alike for each in (choice, *runners))
    return Story(choice, told, asked, nobody, moments, shown, parted, difference, subject.worlds)


def _apart(moments: Sequence[tuple[Moment, ...]], parted: float) -> float:
    """When two worlds part, if what happens to others is counted: a lead who resigns, say.

    parted: when the rows of their own begin to differ.
    """
    if len(moments) < 2:
        return NEVER
    one, two = ({_key(m) for m in each} for each in moments)
    alone = [
        m.time
        for m in (m for each in moments for m in each if _key(m) in one ^ two)
        if m.kind not in BY_LATER
    ]
    return min([parted, *alone])


def _turn(moments: Sequence[tuple[Moment, ...]], days: float) -> float:
    """When somebody goes first in one of the worlds; the end where nobody does."""
    return min([m.time for each in moments for m in each if m.kind in GOES], default=days)


def most_telling(
    subject: Subject, candidate: Side | None = None, world: int | None = None
) -> list[Story]:
    """The stories of the most telling customer and the most telling person; those there are."""
    found = []
    for kind in ("customer", "person"):
        choices = pick(subject, kind, candidate, world)
        if choices:
            found.append(tell(subject, choices[0], choices[1:]))
    return found
