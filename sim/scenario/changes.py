"""Dated changes: which hold when, and the tree that is in force between two dates.

Changes that hold at the same time are put over the opening tree one after the other: the later
date last, so that it wins where two set one path, and of one date the later in the file. When a
change ends, what is left is put together anew, so that the earlier value holds again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sim.scenario.checking import changed
from sim.scenario.heads import heads_by_role, operations_heads
from sim.scenario.rules_moves import sets_table
from sim.scenario.tree import Change, Scenario, Scope
from sim.scenario.when import in_order

PILOT = " (pilot)"
"""What follows the name of a role that serves the treated accounts of a pilot only."""


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


def put_on(scenario: Scenario, names: Iterable[str]) -> Scenario:
    """The opening tree with these changes over it; the tree itself where there is none."""
    tree = scenario
    for name in names:
        tree = apply_change(tree, scenario.timeline[name])
    return tree


def stretches(scenario: Scenario) -> list[Stretch]:
    """Every day on which a change begins or ends, with what holds from then on. In order."""
    order = in_order(scenario)
    days = sorted({day for _, *both in order for day in both if day < float("inf")})
    found = []
    for day in days:
        on = [name for name, first, end in order if first <= day < end]
        for_all = [name for name in on if scenario.timeline[name].scope is None]
        tree = put_on(scenario, for_all)
        pilot = tree if for_all == on else put_on(scenario, on)
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
