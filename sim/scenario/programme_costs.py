"""What the dated changes of a scenario cost over time: programmes, and raises that close a gap."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from sim.scenario.changes import stretches
from sim.scenario.programmes import cost_of
from sim.scenario.tree import Scenario
from sim.scenario.when import days_of


class Line(NamedTuple):
    """Money from day `begin` to day `end` (infinity: for good).

    once: on the first day. yearly: a year. per_head: a year for each head. raised: a year for each
    head, as a share of loaded cost.
    """

    begin: float
    end: float
    once: float = 0.0
    yearly: float = 0.0
    per_head: float = 0.0
    raised: float = 0.0


def cost_lines(scenario: Scenario) -> list[Line]:
    """Every line, programmes in the order of the file, then raises in order of time."""
    return [*_programmes(scenario), *_raises(scenario)]


def _programmes(scenario: Scenario) -> Iterator[Line]:
    for change in scenario.timeline.values():
        cost = cost_of(scenario, change)
        if cost.once or cost.yearly or cost.per_head:
            begin, end = days_of(scenario, change)
            yield Line(begin, end, cost.once, cost.yearly, cost.per_head)


def _raises(scenario: Scenario) -> Iterator[Line]:
    """Pay that is nearer to the market's than at the opening, by stretch of time."""
    if not scenario.timeline:
        return
    steps = [(s.day, s.tree.people.pay_gap) for s in stretches(scenario)]
    ends = [day for day, _ in steps[1:]] + [inf]
    for (day, gap), end in zip(steps, ends, strict=True):
        raised = scenario.people.pay_gap - gap
        if raised > 0.0:
            yield Line(day, end, raised=raised)
