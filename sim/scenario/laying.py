"""Laying changes over a tree one after the other, programmes with the part that has come.

A plain change sets its values. A programme moves a number by the part of its effect that has come,
from what would hold without any programme towards its full value; where another programme has
moved it further, that one holds. So two programmes never bring less than either alone. Words,
switches and mappings come when the lag is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sim.base.units import duration_text
from sim.scenario.leaves import Leaf, leaf_at
from sim.scenario.programmes import cost_of, full_sets, part_on, step_days, strength_of
from sim.scenario.tree import Scenario
from sim.scenario.when import days_of

Attempt = Callable[[Scenario, Mapping[str, Any]], Scenario]
"""The tree with some paths set anew; raises `InputError` where that cannot be."""
HOURS = "leadership.programme_hours"


class Laying:
    """Lays the changes of a scenario over its opening tree, for any day.

    What does not depend on the day is remembered: trees of plain changes alone, and what a
    programme sets in full over each.
    """

    def __init__(self, scenario: Scenario, attempt: Attempt) -> None:
        self.scenario = scenario
        self.attempt = attempt
        self._plain: dict[tuple[str, ...], Scenario] = {(): scenario}
        self._full: dict[tuple[str, ...], Scenario] = {}

    def on(self, names: Iterable[str], day: float) -> Scenario:
        """The tree with these changes over it, as on a day (infinity: programmes in full).

        The opening tree itself where there is none. Raises what `attempt` raises.
        """
        tree, plain = self.scenario, tuple[str, ...]()
        brought: dict[str, Any] = {}
        bare = True
        for name in names:
            change = self.scenario.timeline[name]
            if change.programme is not None:
                brought |= self._brought(name, plain, tree, brought, day)
                bare = False
                continue
            before = self._with(tree, brought)
            brought = {}
            if (after := (*plain, name)) not in self._plain:
                self._plain[after] = self.attempt(self._plain[plain], change.set)
            plain = after
            tree = self._plain[plain] if bare else self.attempt(before, change.set)
        return self._with(tree, brought)

    def _brought(
        self, name: str, plain: tuple[str, ...], tree: Scenario, before: dict[str, Any], day: float
    ) -> dict[str, Any]:
        """Paths that a programme moves by a day, and to what.

        plain: the plain changes below it; before: what other programmes have moved over `tree`.
        """
        change = self.scenario.timeline[name]
        steps = step_days(self.scenario, change, days_of(self.scenario, change)[0])
        part = part_on(steps, day)
        strength = strength_of(change)
        full = full_sets(self.scenario, change) if part * strength > 0.0 else {}
        sets: dict[str, Any] = {}
        for path, value in full.items():
            begins, ends = (
                leaf_at(self._plain[plain], path),
                leaf_at(self._there(name, plain), path),
            )
            if is_number(begins) and is_number(ends):
                to = _between(begins.value, ends.value, part * strength)
                now = before[path] if path in before else leaf_at(tree, path).value
                if abs(to - begins.value) > abs(now - begins.value):
                    sets[path] = to
            elif part == 1.0:
                sets[path] = value
        if hours := cost_of(self.scenario, change).hours:
            sets[HOURS] = before.get(HOURS, tree.leadership.programme_hours) + hours
        return sets

    def _there(self, name: str, plain: tuple[str, ...]) -> Scenario:
        """The tree of these plain changes with a programme in full over it."""
        key = (*plain, name)
        if key not in self._full:
            full = full_sets(self.scenario, self.scenario.timeline[name])
            self._full[key] = self.attempt(self._plain[plain], full)
        return self._full[key]

    def _with(self, tree: Scenario, brought: Mapping[str, Any]) -> Scenario:
        """The tree with what programmes have brought."""
        if not brought:
            return tree
        return self.attempt(tree, {p: _written(v, leaf_at(tree, p)) for p, v in brought.items()})


def is_number(leaf: Leaf) -> bool:
    """Whether a value comes gradually."""
    return isinstance(leaf.value, (int, float)) and not isinstance(leaf.value, bool)


def _between(begins: float, ends: float, part: float) -> float:
    return ends if part == 1.0 else begins + part * (ends - begins)


def _written(value: Any, leaf: Leaf) -> Any:
    """A number as a user would write it into the field of `leaf`; all else as it is."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value
    if leaf.facts.sort == "duration":
        return duration_text(value, leaf.facts.unit)
    return round(value) if leaf.facts.sort == "count" else value
