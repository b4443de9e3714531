"""Rules of the role table: how many people, and which part of the work each role does."""

from __future__ import annotations

import math

from sim.scenario.rule import Broken, Rule
from sim.scenario.rules_names import REST
from sim.scenario.tree import Role, Scenario, Staff

TOLERANCE = 1e-3
UNROUTED = ("improvement", "hiring")
"""What work of these kinds has no account: each person has their own."""


def table(scenario: Scenario) -> Broken:
    """There is a role."""
    if not scenario.team.roles:
        yield ("team", "roles"), "no roles: at least one, or a structure that brings its own"


def heads(scenario: Scenario) -> Broken:
    """Every role says in one way how many people it has; `count` is for `custom`."""
    custom = scenario.team.structure == "custom"
    for name, role in scenario.team.roles.items():
        path = ("team", "roles", name)
        if role.count is not None and not custom:
            allowed = "share, or structure: custom"
            yield (*path, "count"), f"{role.count} is not allowed in a named structure: {allowed}"
        elif role.count is not None and role.share is not None:
            yield (*path, "share"), "not beside count: one of the two"
        elif role.count is None and role.share is None and not isinstance(role.staff, Staff):
            also = " beside staff: backlog" if role.staff == "backlog" else ""
            yield path, f"no number of people{also}: share{', or count' if custom else ''}"
        if isinstance(role.staff, Staff) and (role.staff.accounts is None) == (
            role.staff.arr is None
        ):
            yield (*path, "staff"), "not one ratio: either accounts or arr for each head"


def shares(scenario: Scenario) -> Broken:
    """Shares of the heads add up to 1; roles of one table have shares or counts, not both."""
    roles = scenario.team.roles
    shared = {name: role.share for name, role in roles.items() if role.share is not None}
    counted = [name for name, role in roles.items() if role.count is not None]
    by_ratio = len(shared) + len(counted) < len(roles)
    total = math.fsum(shared.values())
    if shared and counted:
        message = f"some roles have share, others count ({', '.join(counted)}): one of the two"
        yield ("team", "roles"), message
    elif shared and (total > 1 + TOLERANCE or (total < 1 - TOLERANCE and not by_ratio)):
        said = ", ".join(f"{name} {share:g}" for name, share in shared.items())
        yield ("team", "roles"), f"the shares of heads add up to {total:.4g} ({said}): 1 in all"


def parts(scenario: Scenario) -> Broken:
    """The parts of a kind of work add up to 1 in every segment, or `rest` takes what is left.

    A kind that nobody handles at all is not a fault; `check` warns of it.
    """
    said: set[str] = set()
    for segment in scenario.book.segments:
        rows = {name: row for name, row in scenario.team.roles.items() if serves(row, segment)}
        rest = any(row.handles.get(REST, 0) > 0 for row in rows.values())
        for kind, row in scenario.work.kinds.items():
            held = {name: role.handles.get(kind, 0.0) for name, role in rows.items()}
            total = math.fsum(held.values())
            short = 0 < total < 1 - TOLERANCE and not rest
            if kind in said or row.arrives in UNROUTED or not (short or total > 1 + TOLERANCE):
                continue
            said.add(kind)
            takers = [name for name, part in held.items() if part > 0]
            allowed = "1 in all" + (", or a role that handles rest" if short else "")
            message = (
                f"the parts of {kind} in {segment} add up to {total:.4g} ({', '.join(takers)})"
            )
            yield ("team", "roles", takers[-1], "handles", kind), f"{message}: {allowed}"


def serves(role: Role, segment: str) -> bool:
    """Whether a role serves a segment."""
    return not role.segments or segment in role.segments


TABLE = ("team.roles", "team.structure")
TEAM = (
    Rule(TABLE, table),
    Rule(TABLE, heads),
    Rule(TABLE, shares),
    Rule((*TABLE, "book.segments", "work.kinds"), parts),
)
