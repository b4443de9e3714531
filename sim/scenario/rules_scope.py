"""Rules of a pilot: a change for a part of the book sets only what can differ by account."""

from __future__ import annotations

from fnmatch import fnmatchcase

from sim.scenario.documents import Keys
from sim.scenario.guess import meant
from sim.scenario.programmes import cost_of, full_sets
from sim.scenario.rule import Broken
from sim.scenario.tree import Change, Scenario

BY_ACCOUNT = (
    "team.structure",
    "team.roles.*",
    "team.transfer",
    "team.coordination",
    "leadership.triage",
    "work.kinds.*.rate",
)
"""What two customers of one company can meet differently on the same day."""
NOT_BESIDE = ("moves", "equal", "layoff")
"""What a pilot has no say in: its people follow its share of the work."""


def one_pilot(scenario: Scenario) -> Broken:
    """There is one comparison group, so there is one pilot."""
    pilots = [name for name, change in scenario.timeline.items() if change.scope is not None]
    for name in pilots[1:]:
        yield ("timeline", name, "scope"), f"{pilots[0]} has one, too: one pilot in a run"


def scoped(scenario: Scenario, change: Change, above: Keys) -> Broken:
    """A pilot's segments are there, and its fields can differ by account."""
    if change.scope is None:
        return
    known = scenario.book.segments
    for at, segment in enumerate(change.scope.segments):
        if segment not in known:
            message = f"no segment is called '{segment}': {', '.join(known)}{meant(segment, known)}"
            yield (*above, "scope", "segments", at), message
    for path in full_sets(scenario, change):
        if not any(fnmatchcase(path, pattern) for pattern in BY_ACCOUNT):
            allowed = ", ".join(BY_ACCOUNT)
            yield (*above, "set", path), f"cannot differ by account, so not in a pilot: {allowed}"
    if cost_of(scenario, change).hours:
        message = f"{change.programme} takes hours of everybody, so not in a pilot: cost.hours: 0"
        yield (*above, "programme"), message
    for key in NOT_BESIDE:
        if getattr(change, key):
            message = "not beside scope: a pilot's people follow its share of the work"
            yield (*above, key), message
