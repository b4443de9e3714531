"""Tiers: accounts that grew or shrank across a line are served as their new segment is.

A line is a segment's `min_arr`. Crossing it can mean another lead, another amount of planned work
and another way of being served. Measures by segment keep the segment in which an account signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.books import ROLE_CHANGE

if TYPE_CHECKING:
    from sim.organisation.world import World

SLACK = 0.10
"""Part of a line by which ARR must be above (or below) it: nobody moves to and fro."""


def tier_of(arr: float, lines: tuple[float, ...], now: int) -> int:
    """The segment an account of this ARR belongs to, as position in `lines` (each one's least ARR).

    It stays in its own unless its ARR is clearly outside.
    """
    order = sorted(range(len(lines)), key=lambda s: lines[s])
    fits = [s for s in order if lines[s] <= arr]
    best = fits[-1] if fits else order[0]
    if lines[best] > lines[now]:
        return best if arr >= lines[best] * (1.0 + SLACK) else now
    return best if arr < lines[now] * (1.0 - SLACK) else now


def retier(world: World) -> None:
    """Move the accounts that crossed a line; they get the lead that their new segment has."""
    segments = world.scenario.book.segments
    lines = tuple(segment.min_arr or 0.0 for segment in segments.values())
    accounts = world.accounts
    moved = False
    for account in world.alive_accounts():
        # With a pilot every segment is there twice (`reorg.groups`); a treated account stays so.
        group, now = divmod(accounts.segment[account], len(lines))
        to = tier_of(accounts.arr[account], lines, now)
        if to != now:
            _move(world, account, group * len(lines) + to)
            moved = True
    if moved:
        world.arrivals.forget()
        world.office.reweigh()


def _move(world: World, account: int, to: int) -> None:
    """The account belongs to another segment; where that has another lead, its work follows."""
    office, accounts = world.office, world.accounts
    before = office.lead_desk[accounts.segment[account]]
    accounts.regroup(account, to)
    world.recorder.event("retiered", account=account)
    lead = office.lead_desk[to]
    if lead is before or lead is None:
        return
    waiting = []
    for desk in office.desks:
        waiting += world.books.taken(desk, account)
        if desk.by_owner and desk.owner[account] is not None:
            world.books.release(desk, account)
    desk = office.acting(lead)
    if desk.by_owner:
        world.books.assign(desk, account, ROLE_CHANGE)
    else:
        world.continuity.new_lead(account, None, None, ROLE_CHANGE)
    for item in waiting:
        item.role = -1
        world.books.return_item(item)
