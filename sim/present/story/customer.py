"""All moments of one customer in one world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sim.present.story import contracts, owners, seen
from sim.present.story.moment import Moment, in_order
from sim.present.story.world import World


class Dates(NamedTuple):
    """Days that are told of both worlds of a pair alike, in order.

    contracts: contract dates; departures: those on which the customer leaves one of them.
    """

    contracts: Sequence[float]
    departures: Sequence[float]


def customer_moments(world: World, account: int, dates: Dates) -> tuple[Moment, ...]:
    """Every moment of an account, in order of time."""
    return in_order(_moments(world, account, dates))


def _moments(world: World, account: int, dates: Dates) -> Iterator[Moment]:
    arrived = world.value("accounts", world.contract(account), "arrived")
    last = min(world.ended(account), world.run.days)
    yield from contracts.beginning(world, account)
    yield from contracts.dated_changes(world, max(0.0, arrived), last)
    yield from contracts.others(world, account)
    yield from owners.resigning(world, account)
    yield from owners.changes(world, account)
    yield from owners.handovers(world, account)
    yield from owners.leaves(world, account, dates.contracts)
    yield from seen.declines(world, account)
    yield from seen.warning(world, account, dates.departures)
    yield from seen.service(world, account, dates.contracts)
    yield from contracts.expansions(world, account)
    yield from contracts.renewals(world, account, dates.contracts)
    yield from contracts.ending(world, account)
