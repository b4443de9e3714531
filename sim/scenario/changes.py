"""Dated changes: which hold when, and the tree that is in force between two dates.

Changes that hold at the same time are put over the opening tree one after the other: the later
date last, so that it wins where two set one path, and of one date the later in the file. When a
change ends, what is left is put together anew, so that the earlier value holds again. How two
programmes go together stands in `laying`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from sim.scenario.checking import changed
from sim.scenario.heads import heads_by_role, operations_heads
from sim.scenario.laying import Laying
from sim.scenario.programmes import step_days
from sim.scenario.rules_moves import sets_table
from sim.scenario.tree import Change, Scenario, Scope
from sim.scenario.when import horizon, in_order

PILOT = " (pilot)"
"""What follows the name of a role that serves the treated accounts of a pilot only."""
MOST_KEPT = 8
_KEPT: dict[int, tuple[Scenario, list[Stretch]]] = {}
"""By identity, with the scenario itself, so that no other one can have that identity."""


class Stretch(NamedTuple):
    """What holds from a day on: the tree, and the tree of the treated accounts of a pilot.

    begins, ends: names of the changes that do so on the day.
    """

    day: float
    tree: Scenario
    pilot: Scenario
    begins: tuple[str, ...]
    ends: tuple[str, ...]


def apply_change(scenario: Scenario, change: Change) -> Scenario:
    """The scenario from the date of `change` on. A value that already holds changes nothing.

    The accounts and the timeline are those of `scenario`. Raises `InputError` where the change was
    not checked before.
    """
    return changed(scenario, change.set)


def put_on(scenario: Scenario, names: Iterable[str], day: float = inf) -> Scenario:
    """The opening tree with these changes over it, as on a day; by default, programmes in full.

    The tree itself where there is no change.
    """
    return Laying(scenario, changed).on(names, day)


def stretches(scenario: Scenario) -> list[Stretch]:
    """Every day on which a change begins, grows or ends, with what holds from then on. In order.

    Remembered for the last few scenarios: every replication and every view of its run asks.
    """
    kept = _KEPT.get(id(scenario))
    if kept is None or kept[0] is not scenario:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(scenario)] = (scenario, _stretches(scenario))
    return kept[1]


def _days(scenario: Scenario) -> list[float]:
    """Days on which something changes."""
    days = set()
    for name, first, end in in_order(scenario):
        days |= {day for day in (first, end) if day < inf}
        change = scenario.timeline[name]
        if change.programme is not None:
            last = min(end, horizon(scenario))
            days |= {day for day in step_days(scenario, change, first) if day < last}
    return sorted(days)


def _stretches(scenario: Scenario) -> list[Stretch]:
    order, days = in_order(scenario), _days(scenario)
    laying = Laying(scenario, changed)
    found = []
    for day in days:
        on = [name for name, first, end in order if first <= day < end]
        for_all = [name for name in on if scenario.timeline[name].scope is None]
        tree = laying.on(for_all, day)
        pilot = tree if for_all == on else laying.on(on, day)
        begins = tuple(name for name, first, _ in order if first == day)
        ends = tuple(name for name, _, end in order if end == day)
        found.append(Stretch(day, tree, pilot, begins, ends))
    return found


def has_pilot(scenario: Scenario) -> bool:
    """Whether a change holds for a part of the book only."""
    return any(change.scope is not None for change in scenario.timeline.values())


def has_reorganisation(scenario: Scenario) -> bool:
    """Whether a change touches the role table."""
    return any(sets_table(change) for change in scenario.timeline.values())


def the_pilot(scenario: Scenario) -> tuple[Change, Scope]:
    """The change that holds for a part of the book, and the part. There must be one."""
    return next((c, c.scope) for c in scenario.timeline.values() if c.scope is not None)


def shape(scenario: Scenario) -> list[object]:
    """What decides who does which work for whom: heads and routes, not titles or costs."""
    parts = [
        (name, r.handles, r.segments, r.serves, r.pod_size, r.held_with, r.overflow.to)
        for name, r in scenario.team.roles.items()
    ]
    return [parts, heads_by_role(scenario), operations_heads(scenario)]


def role_names(scenario: Scenario, then: Iterable[Stretch]) -> tuple[str, ...]:
    """Every role of a run: those of the opening, of each table that follows, and of a pilot."""
    names = dict.fromkeys(scenario.team.roles)
    for stretch in then:
        names |= dict.fromkeys(stretch.tree.team.roles)
        if shape(stretch.pilot) != shape(stretch.tree):
            names |= dict.fromkeys(f"{name}{PILOT}" for name in stretch.pilot.team.roles)
    return tuple(names)
