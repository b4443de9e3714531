"""Re-balancing: now and then leaders even out the books, a few accounts at a time.

It is a change of owner for every account that moves, with all that a customer makes of it, so the
part of a book that may move each time is limited (the scratch model moved .5 to .65 owners per
account and year without a limit).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.organisation.books import REBALANCED

if TYPE_CHECKING:
    from sim.organisation.roles import Desk
    from sim.organisation.world import World

UNEVEN = 0.15
"""Leaders see no need while the fullest book is less than so much above the emptiest."""


class Book(NamedTuple):
    """What leaders see of one person's book: nominal client hours a month, and the number."""

    load: float
    accounts: int


def moves(books: tuple[Book, ...], most: int) -> tuple[tuple[int, int], ...]:
    """Who gives an account to whom, in order: positions in `books`, at most `most` moves.

    From the fullest book to the emptiest, one account of the giver's mean load at a time, as long
    as that brings the two nearer to each other.
    """
    load = [book.load for book in books]
    left = [book.accounts for book in books]
    mean = [book.load / book.accounts if book.accounts else 0.0 for book in books]
    out: list[tuple[int, int]] = []
    while len(out) < most and len(books) > 1:
        giver = max(range(len(books)), key=lambda i: (load[i], -i))
        taker = min(range(len(books)), key=lambda i: (load[i], i))
        gap = load[giver] - load[taker]
        if left[giver] == 0 or gap <= max(mean[giver], UNEVEN * load[giver]):
            break
        load[giver] -= mean[giver]
        load[taker] += mean[giver]
        left[giver] -= 1
        out.append((giver, taker))
    return tuple(out)


def rebalance(world: World) -> None:
    """Even out the books of every role that owns accounts."""
    for desk in world.office.desks:
        if desk.by_owner and not desk.transient:
            _even_out(world, desk)


def _even_out(world: World, desk: Desk) -> None:
    """The youngest relationships move: they cost least. Newcomers and leavers keep their books."""
    now = world.env.now
    people = [p for p in desk.people if p.resigned > now and p.ramp > 0.8]
    accounts = sum(len(p.book) for p in people)
    most = int(world.scenario.leadership.rebalance_most * accounts)
    seen = tuple(Book(p.load, len(p.book)) for p in people)
    for giver, taker in moves(seen, most):
        if people[giver].book:
            account = next(reversed(people[giver].book))
            world.books.give(desk, account, people[taker], REBALANCED)
