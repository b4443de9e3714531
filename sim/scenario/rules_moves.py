"""Rules of a reorganisation: who can be moved, and what only a change of the role table can do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import ceil

from sim.base.units import DAYS_PER_YEAR, shown
from sim.scenario.documents import Keys
from sim.scenario.guess import meant
from sim.scenario.heads import heads_by_role
from sim.scenario.rule import Broken
from sim.scenario.tree import Change, Scenario
from sim.scenario.when import change_day

HOW = ("moves", "equal", "keep_owner", "phase_weeks", "handover_hours", "handover")
"""Keys that say how people and accounts get to another role table."""


def table_paths(change: Change) -> list[str]:
    """The paths of a change that belong to the role table."""
    return [path for path in change.set if path.startswith("team.roles.")]


def sets_table(change: Change) -> bool:
    """Whether a change sets anything of the team."""
    return any(path.startswith("team.") for path in change.set)


def reorganisation(before: Scenario, after: Scenario, change: Change, above: Keys) -> Broken:
    """Moves are between roles that there are, of people who are there, and have a reason."""
    if not sets_table(change):
        for key in HOW:
            if getattr(change, key):
                allowed = "set team.structure or a field of team.roles"
                yield (*above, key), f"nobody moves without a change of the role table: {allowed}"
        return
    moved: defaultdict[str, int] = defaultdict(int)
    for role, move in change.moves.items():
        path = (*above, "moves", role)
        if role not in after.team.roles:
            yield path, _no_role(role, after.team.roles, "after the change")
        if move.from_ not in before.team.roles:
            yield (*path, "from"), _no_role(move.from_, before.team.roles, "before the change")
        elif move.from_ == role:
            yield (*path, "from"), f"{shown(role)} is the role itself: another role"
        else:
            moved[move.from_] += move.count
    heads = heads_by_role(before)
    for role, count in moved.items():
        there = ceil(heads[role] * grown(before, change))
        if count > there:
            many = "1 person" if there == 1 else f"{there} people"
            message = f"{count} leave {role}, where there will be {many}: at most that"
            yield (*above, "moves"), message


def grown(scenario: Scenario, change: Change) -> float:
    """How much larger the team may be on the day: by the growth of the book, if it follows that."""
    if scenario.leadership.planning == "fixed" or not scenario.mechanisms.new_logos:
        return 1.0
    years = change_day(scenario.start, change.at) / DAYS_PER_YEAR
    return float((1.0 + scenario.book.growth) ** years)


def _no_role(name: str, known: Iterable[str], when: str) -> str:
    known = list(known)
    return f"no role is called {shown(name)} {when}: {', '.join(known)}{meant(name, known)}"
