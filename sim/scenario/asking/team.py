"""People by role as rows of a scenario: a generalist team, or a role table with counts.

Used by `reorg new` and for rosters.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario import structures
from sim.scenario.asking.reading import ALL_ROUND, OPERATIONS
from sim.scenario.asking.rows import Row
from sim.scenario.default_sets import NEWEST

COORDINATED = "specialised"
"""The structure whose hours of coordination a team with several roles gets."""


def team_rows(people: Mapping[str, int], note: str) -> list[Row]:
    """The rows of `team` for heads by role of the catalogue, CS operations among them.

    people: one of `ALL_ROUND` is in it. note: where the counts come from.
    """
    roles = {name: heads for name, heads in people.items() if name != OPERATIONS and heads}
    size, operations = sum(people.values()), people.get(OPERATIONS, 0)
    plain = list(roles) == ["csm"]
    rows = [
        Row("team.structure", "generalist" if plain else "custom"),
        Row("team.size", size, f"{note}: heads in all"),
    ]
    if operations:
        rows.append(
            Row(
                "team.operations_share",
                _rounded(operations / size),
                f"{note}: {operations} of {size}",
            )
        )
    if plain:
        return rows
    if len(roles) > 1:
        hours = structures.preset(COORDINATED)["coordination"]
        rows.append(Row("team.coordination", hours, "preset (G: E14), as in `specialised`"))
    for name, heads in roles.items():
        rows += _role(name, heads, roles, note)
    return rows


def _role(name: str, heads: int, roles: Mapping[str, int], note: str) -> list[Row]:
    """A row of the role table: its count, and the colleagues whom it goes with."""
    path = f"team.roles.{name}"
    rows = [Row(f"{path}.count", heads, note)]
    if len(roles) > 1:
        rows.append(Row(f"{path}.staff", "backlog", "preset: growth goes where work waits"))
    if "csm" not in roles:
        lead = next(role for role in ALL_ROUND if role in roles)
        entry = structures.entry_for(name, {}, NEWEST)
        if "held_with" in entry:
            rows.append(Row(f"{path}.held_with", lead))
        if "overflow" in entry:
            rows.append(Row(f"{path}.overflow.to", [lead]))
    return rows


def cost_rows(people: Mapping[str, int], cost: Mapping[str, float], note: str) -> list[Row]:
    """Loaded cost of the roles that people have, in the order of `people`."""
    return [
        Row(
            "team.operations_cost" if name == OPERATIONS else f"team.roles.{name}.loaded_cost",
            cost[name],
            note,
        )
        for name in people
        if name in cost
    ]


def _rounded(share: float) -> float:
    return round(share, 4)
