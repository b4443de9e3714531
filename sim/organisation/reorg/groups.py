"""Groups: which tree holds for which accounts.

Without a pilot a group of accounts is a segment. With one, every segment is there twice: group s is
the untreated accounts of segment s, group s + (number of segments) the treated ones. Whatever is
kept by segment (routes, leads, rates, loads) is then kept for both, and nothing else need know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.scenario.changes import PILOT, shape, the_pilot
from sim.scenario.when import days_of
from sim.scenario.workload import account_hours

if TYPE_CHECKING:
    from sim.organisation.world import World
    from sim.scenario.tree import Scenario


class Table(NamedTuple):
    """A role table at work: its tree, the groups it serves, what its desks' names end in."""

    tree: Scenario
    groups: range
    suffix: str


def tables(world: World) -> list[Table]:
    """The tables in force: one, and where a pilot has a table of its own, that."""
    size = len(world.segments)
    own = world.pilot is not None and shape(world.pilot) != shape(world.scenario)
    if not own or world.pilot is None:
        return [Table(world.scenario, range(size), "")]
    half = size // 2
    return [Table(world.scenario, range(half), ""), Table(world.pilot, range(half, size), PILOT)]


def shapes(world: World) -> list[object]:
    """What decides who does which work for whom, for all accounts and for the treated ones."""
    pilot = shape(world.pilot) if world.pilot is not None else None
    own = shape(world.scenario)
    return [own, pilot if pilot != own else None]


def treat(world: World) -> None:
    """A pilot begins: choose its accounts and put them into their groups.

    By luck of their own (accounts that sign later, too), or by ARR among those there.
    """
    change, scope = the_pilot(world.candidate)
    accounts = world.accounts
    _, ends = days_of(world.candidate, change)
    wanted = {s for s, name in enumerate(world.segments) if name in (scope.segments or (name,))}
    there = [a for a in world.alive_accounts() if accounts.segment[a] in wanted]
    luck = {a: world.luck.uniform("pilot", accounts.names[a]) for a in there}
    keys = {
        "random": lambda a: (luck[a], accounts.names[a]),
        "top": lambda a: (-accounts.arr[a], accounts.names[a]),
        "bottom": lambda a: (accounts.arr[a], accounts.names[a]),
    }
    chosen = sorted(there, key=keys[scope.pick])[: round(scope.share * len(there))]
    if scope.pick == "random":
        coming = np.flatnonzero((accounts.arrived > world.env.now) & (accounts.arrived < ends))
        chosen += [
            a
            for a in coming.tolist()
            if accounts.segment[a] in wanted
            and world.luck.uniform("pilot", accounts.names[a]) < scope.share
        ]
    for account in chosen:
        accounts.treated[account] = True
        accounts.regroup(account, accounts.segment[account] + len(world.segments) // 2)


def release(world: World) -> None:
    """The pilot is over: its accounts are as all others of their segment."""
    half = len(world.segments) // 2
    for account, group in enumerate(world.accounts.segment):
        if group >= half:
            world.accounts.regroup(account, group - half)


def treated_part(world: World) -> float:
    """Share of the nominal work of all accounts that treated ones bring."""
    accounts = world.accounts
    hours = [sum(account_hours(world.scenario, s).values()) for s in world.segments]
    alive = world.alive_accounts()
    total = sum(hours[accounts.segment[a]] for a in alive)
    half = len(world.segments) // 2
    treated = sum(hours[accounts.segment[a]] for a in alive if accounts.segment[a] >= half)
    return treated / total if total > 0.0 else 0.0
