"""Rules of the timeline: dates inside the run, and live fields with values that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.base.faults import Fault, InputError
from sim.base.units import DAYS_PER_YEAR, UnitError, shown
from sim.scenario import structures
from sim.scenario.documents import Keys
from sim.scenario.explain import unknown
from sim.scenario.guess import meant
from sim.scenario.laying import Attempt, Laying
from sim.scenario.paths import below, find
from sim.scenario.programmes import full_sets
from sim.scenario.rule import Broken
from sim.scenario.rules_moves import reorganisation, table_paths
from sim.scenario.rules_programmes import own_words, steps_fit
from sim.scenario.rules_scope import one_pilot, scoped
from sim.scenario.sets import split
from sim.scenario.tree import Change, Scenario
from sim.scenario.when import change_day, in_order, outside

OTHERWISE = {"team.size": "; to let people go: layoff: {heads: 2}"}
"""What to write instead of setting a path."""


def timeline(scenario: Scenario, attempt: Attempt) -> Broken:
    """Every dated change happens in the run and could be made; `attempt` makes it."""
    dated = {}
    for name, change in scenario.timeline.items():
        broken = list(_dates(scenario, name, change))
        yield from broken
        if broken:
            yield from _values(scenario, change, ("timeline", name), attempt)[0]
        else:
            dated[name] = change
    yield from one_pilot(scenario)
    yield from _one_by_one(scenario.model_copy(update={"timeline": dated}), attempt)


def _one_by_one(scenario: Scenario, attempt: Attempt) -> Broken:
    """Each change over those that hold on its day, and what is left where one ends."""
    order = in_order(scenario)
    wrong: set[str] = set()
    laying = Laying(scenario, attempt)
    for name, day, _ in order:
        change = scenario.timeline[name]
        on = [n for n, first, end in order if first <= day < end and n not in wrong]
        others = on[: on.index(name)]
        before = laying.on(others, day)
        faults = list(_one(before, name, change, attempt))
        yield from faults
        if faults:
            wrong.add(name)
    for name, _, day in order if not wrong else ():
        left = [n for n, first, end in order if first <= day < end]
        if day < scenario.years * DAYS_PER_YEAR:
            yield from _left(laying, name, left, day)
    if not wrong:
        yield from steps_fit(scenario, laying)


def _left(laying: Laying, name: str, left: list[str], day: float) -> Broken:
    """Whether what is left can hold without the change that ends."""
    try:
        laying.on(left, day)
    except InputError as error:
        for fault in error.faults:
            yield ("timeline", name, "until"), f"after it, {fault.path}: {fault.message}"


def _one(before: Scenario, name: str, change: Change, attempt: Attempt) -> Broken:
    """What is wrong with a change of the tree `before`."""
    above = ("timeline", name)
    faults, after = _values(before, change, above, attempt)
    yield from faults
    if after is not None:
        yield from reorganisation(before, after, change, above)
        yield from scoped(before, change, above)
        yield from own_words(before, change, above)


def _values(
    before: Scenario, change: Change, above: Keys, attempt: Attempt
) -> tuple[list[tuple[Keys, str]], Scenario | None]:
    """What is wrong with the paths and values of a change; the tree after it where nothing is."""
    refused = list(_paths(change, before, (*above, "set")))
    if refused:
        return refused, None
    try:
        sets = full_sets(before, change)
        return [], attempt(before, sets) if sets else before
    except InputError as error:
        return [_inside(fault, change, (*above, "set")) for fault in error.faults], None


def _inside(fault: Fault, change: Change, here: Keys) -> tuple[Keys, str]:
    """A fault of the tree after a change, at the path that the change sets, if it does."""
    if fault.path in change.set:
        return (*here, fault.path), fault.message
    return here, f"after it, {fault.path}: {fault.message}"


def _dates(scenario: Scenario, name: str, change: Change) -> Broken:
    """A change begins in the run, and ends later, when all accounts have changed hands."""
    path = ("timeline", name)
    days: dict[str, float] = {}
    for key, at in (("at", change.at), ("until", change.until)):
        if at is not None:
            try:
                days[key] = change_day(scenario.start, at)
            except UnitError as error:
                yield (*path, key), str(error)
    begins, ends = days.get("at"), days.get("until")
    if begins is not None and (message := outside(scenario, change.at)):
        yield (*path, "at"), message
    elif begins is not None and ends is not None:
        weeks = change.phase_weeks or 0.0
        if ends <= begins:
            yield (*path, "until"), f"'{change.until}' is not after '{change.at}': a later day"
        elif ends - begins < 7 * weeks:
            message = f"{weeks:g} weeks are longer than the change holds, {(ends - begins) / 7:.3g}"
            yield (*path, "phase_weeks"), f"{message} weeks: at most that"


def _paths(change: Change, before: Scenario, above: Keys) -> Broken:
    """Paths of a change that are not one live field of this scenario."""
    if not change.set and change.layoff is None and change.programme in (None, "own"):
        yield above, "sets nothing: a path and its new value, such as {culture.logging: 0.8}"
    data = before.model_dump(mode="json", by_alias=True, exclude={"book": {"accounts"}})
    data["team"]["roles"] |= dict.fromkeys(_new_roles(change))
    for path, value in change.set.items():
        keys, here = split(path), (*above, path)
        found = find(keys)
        row = keys[:2] == ("team", "roles") and len(keys) == 3
        if not found.known:
            yield here, unknown(keys)
        elif (message := _no_such_name(keys, data)) is not None:
            yield here, message
        elif found.opening:
            other = OTHERWISE.get(path, "")
            yield here, f"is read once, at the start: only live fields change on a date{other}"
        elif row and isinstance(value, Mapping) and "count" in value:
            yield here, "count is read once, at the start: share, or staff"
        elif not row and (
            found.field is None or below(found.field.annotation)[0] in ("tree", "each")
        ):
            yield here, "is a whole branch: one field of it, by its full path"


def _new_roles(change: Change) -> Iterator[str]:
    """Roles that a change brings: of the structure it names, whole rows, rows that say how many."""
    structure = change.set.get("team.structure")
    yield from structures.preset(structure)["roles"]
    for path in table_paths(change):
        keys = split(path)
        if len(keys) == 3 or (len(keys) > 3 and keys[3] in ("share", "staff")):
            yield str(keys[2])


def _no_such_name(keys: Keys, data: Any) -> str | None:
    """Says which name on the way is not in the scenario, if one is not."""
    for key in keys[:-1]:
        if not isinstance(data, Mapping):
            return None
        if key not in data:
            return f"there is no {shown(str(key))} here: {', '.join(data)}{meant(str(key), data)}"
        data = data[key]
    return None
