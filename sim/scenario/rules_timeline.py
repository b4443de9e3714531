"""Rules of the timeline: dates inside the run, and live fields with values that they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sim.base.faults import InputError
from sim.base.terms import read_when
from sim.base.units import DAYS_PER_YEAR, UnitError, shown
from sim.scenario.documents import Keys
from sim.scenario.explain import unknown
from sim.scenario.guess import meant
from sim.scenario.paths import below, find
from sim.scenario.rule import Broken
from sim.scenario.sets import split
from sim.scenario.tree import Change, Scenario

Attempt = Callable[[Scenario, Mapping[str, Any]], Scenario]


def timeline(scenario: Scenario, attempt: Attempt) -> Broken:
    """Every dated change happens in the run and could be made; `attempt` makes it."""
    data = scenario.model_dump(mode="json", by_alias=True, exclude={"book": {"accounts"}})
    for name, change in scenario.timeline.items():
        yield from _date(scenario, change, ("timeline", name, "at"))
        refused = list(_paths(change, data, ("timeline", name, "set")))
        yield from refused
        if refused:
            continue
        try:
            attempt(scenario, change.set)
        except InputError as error:
            for fault in error.faults:
                path: Keys = ("timeline", name, "set")
                if fault.path in change.set:
                    yield (*path, fault.path), fault.message
                else:
                    yield path, f"after it, {fault.path}: {fault.message}"


def _date(scenario: Scenario, change: Change, path: Keys) -> Broken:
    try:
        when = read_when(change.at)
    except UnitError as error:
        yield path, str(error)
        return
    if when.startswith("month"):
        days = (int(when.split()[1]) - 1) * DAYS_PER_YEAR / 12
    else:
        days = (date.fromisoformat(when) - date.fromisoformat(scenario.start)).days
    if not 0 <= days < scenario.years * DAYS_PER_YEAR:
        span = f"{scenario.start} and the {scenario.years:g} years after it"
        yield path, f"'{change.at}' is not in the run: {span}"


def _paths(change: Change, data: Mapping[str, Any], above: Keys) -> Broken:
    """Paths of a change that are not one live field of this scenario."""
    if not change.set:
        yield above, "sets nothing: a path and its new value, such as {culture.logging: 0.8}"
    for path in change.set:
        keys, here = split(path), (*above, path)
        found = find(keys)
        if not found.known:
            yield here, unknown(keys)
        elif (message := _no_such_name(keys, data)) is not None:
            yield here, message
        elif found.opening:
            yield here, "is read once, at the start: only live fields change on a date"
        elif found.field is None or below(found.field.annotation)[0] in ("tree", "each"):
            yield here, "is a whole branch: one field of it, by its full path"


def _no_such_name(keys: Keys, data: Any) -> str | None:
    """Says which name on the way is not in the scenario, if one is not."""
    for key in keys[:-1]:
        if not isinstance(data, Mapping):
            return None
        if key not in data:
            return f"there is no {shown(str(key))} here: {', '.join(data)}{meant(str(key), data)}"
        data = data[key]
    return None
