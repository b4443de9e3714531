"""Somebody who rests is woken in time by work that became theirs while they rested.

Arrivals are given by hand, hand-overs are off and whoever had the account before is busy or away,
so nothing but the alarm of the person who rests can bring the work to them.
"""

from __future__ import annotations

from functools import partial

import pytest

from sim.organisation.books import REBALANCED
from sim.organisation.items import NEVER, Item
from sim.organisation.world import World
from sim.scenario import load

REQUEST = 0
MONDAY_9, MONDAY_12, TUESDAY_10 = 9 / 24, 12 / 24, 1 + 10 / 24
COMES = {
    "start": "2026-01-05",
    "years": "3 months",
    "book.arr": "600k",
    "work.volume": 0,
    "work.kinds.request.rate": 0,
}


def company(count, serves, **more):
    """A company to which one request of account 0 comes by itself, on Tuesday at 10:00."""
    row = {"like": "server", "count": count, "serves": serves}
    roles = {f"team.roles.server.{key}": value for key, value in row.items()}
    world = World(load("laboratory", {**COMES, "team.structure": "custom", **roles, **more}), 0)
    request = Item(-1, REQUEST, 0, 0, -1, TUESDAY_10, 60.0, NEVER, 1.0)
    world.arrivals.week = lambda start: [request] if start == 0.0 else []
    world.start()
    return world


def busy(world, person):
    """Give somebody work in hand for more than two weeks."""
    item = Item(world.next_item(), REQUEST, -1, 0, 1, MONDAY_9, 60.0, NEVER, 90.0)
    world.at(MONDAY_9, partial(person.inbox.push, item))


def begun(world):
    """When the request that came by itself was begun, and by whom."""
    world.env.run(until=14.0)
    work = world.recorder.tables()["work"]
    ((started, person),) = zip(work["started"], work["person"], strict=True)
    return started, person


def test_an_account_that_is_given_to_somebody_who_rests():
    world = company(2, "owner")
    (desk,) = world.office.desks
    before, after = world.people
    world.books.give(desk, 0, before, REBALANCED)
    busy(world, before)
    world.at(MONDAY_12, partial(world.books.give, desk, 0, after, REBALANCED))
    assert begun(world) == (pytest.approx(TUESDAY_10), after.row)


def test_an_account_that_is_given_to_the_pod_of_somebody_who_rests():
    world = company(4, "pod", **{"team.roles.server.pod_size": 2})
    (desk,) = world.office.desks
    first, second = desk.pods
    mate, after = second.people
    world.books.give(desk, 0, first.people[0], REBALANCED)
    for person in (*first.people, after):
        busy(world, person)
    world.at(MONDAY_12, partial(world.books.give, desk, 0, after, REBALANCED))
    assert begun(world) == (pytest.approx(TUESDAY_10), mate.row)


def test_a_role_that_is_held_from_now_on_by_somebody_who_rests():
    held = {"like": "server", "count": 1, "handles": {"request": 1}, "serves": "owner"}
    rows = {f"team.roles.asked.{key}": value for key, value in held.items()}
    handles = {"team.roles.asked.held_with": "server", "team.roles.server.handles": {"rest": 1}}
    world = company(1, "owner", **rows, **handles)
    asked = next(d for d in world.office.desks if d.name == "asked")
    (leaver,) = asked.people
    (holder,) = (p for p in world.people if p is not leaver)
    leaver.leaves.blocks = [(0, 5)]  # Away, so that no alarm of theirs brings the work either.
    leaver.resigned = leaver.last_day = MONDAY_12
    world.at(MONDAY_12, partial(world.leaving.leave, leaver))
    assert begun(world) == (pytest.approx(TUESDAY_10), holder.row)
