"""Rules of programmes and layoffs: what belongs to one, and that every step of it can hold."""

from __future__ import annotations

from math import ceil

from sim.base.faults import InputError
from sim.scenario.documents import Keys
from sim.scenario.laying import Laying, is_number
from sim.scenario.leaves import leaf_at
from sim.scenario.programmes import full_sets, step_days, strength_of
from sim.scenario.rule import Broken
from sim.scenario.rules_moves import grown, sets_table
from sim.scenario.tree import Change, Scenario
from sim.scenario.when import horizon, in_order

ONLY = ("strength", "lag", "cost")
"""Keys that say something of a programme only."""


def own_words(before: Scenario, change: Change, above: Keys) -> Broken:
    """What is wrong with a change as a programme, and with whom it lets go."""
    if change.programme is None:
        for key in ONLY:
            if getattr(change, key) is not None:
                yield (*above, key), "of a programme only: name one, such as programme: coaching"
    else:
        yield from _programme(before, change, above)
    yield from _layoff(before, change, above)


def _programme(before: Scenario, change: Change, above: Keys) -> Broken:
    if change.programme == "layoff" and change.layoff is None:
        yield (*above, "programme"), "says not how many: layoff: {heads: 2}, or {share: 10 %}"
    if sets_table(change):
        yield (*above, "set"), "a programme sets no role table: a change of its own for that"
    gradual = any(is_number(leaf_at(before, path)) for path in full_sets(before, change))
    if 0.0 < strength_of(change) < 1.0 and not gradual:
        message = f"{change.programme} is done or not, there is no half of it: 0 or 1"
        yield (*above, "strength"), message


def _layoff(before: Scenario, change: Change, above: Keys) -> Broken:
    """A layoff is of a number or of a share, of those who are there, and is not undone."""
    layoff = change.layoff
    if layoff is None:
        return
    here = (*above, "layoff")
    if (layoff.heads is None) == (layoff.share is None):
        yield here, "needs heads or share: one of them"
    there = ceil(before.team.size * grown(before, change))
    if (layoff.heads or 0) >= there:
        yield (*here, "heads"), f"{layoff.heads} of about {there} seats close: fewer than all"
    if layoff.share == 1.0:
        yield (*here, "share"), "all seats close: less than 100 %"
    if change.until is not None:
        yield (*above, "until"), "who was let go does not come back: without until"


def steps_fit(scenario: Scenario, laying: Laying) -> Broken:
    """What holds together when each programme has come in full can hold."""
    order = in_order(scenario)
    for name, first, end in order:
        change = scenario.timeline[name]
        if change.programme is None:
            continue
        day = step_days(scenario, change, first)[-1]
        if day >= min(end, horizon(scenario)):
            continue
        on = [other for other, begins, ends in order if begins <= day < ends]
        try:
            laying.on(on, day)
        except InputError as error:
            for fault in error.faults:
                yield ("timeline", name), f"in full, {fault.path}: {fault.message}"
