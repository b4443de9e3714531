"""Heads and payroll on the opening day, from the role table as the model reads it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.scenario.heads import heads_by_role, operations_heads

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

OPERATIONS = "cs_operations"
"""CS operations, beside the roles of the table."""


def opening_heads(scenario: Scenario) -> dict[str, int]:
    """Heads by role on the opening day, CS operations included. Vacant seats count as heads."""
    operations = operations_heads(scenario)
    heads = heads_by_role(scenario)
    return {**heads, OPERATIONS: operations} if operations else heads


def payroll(scenario: Scenario) -> float:
    """Loaded cost of the opening heads, in money a year. Roles that Sales pays for count too."""
    costs = {name: role.loaded_cost for name, role in scenario.team.roles.items()}
    costs[OPERATIONS] = scenario.team.operations_cost
    return math.fsum(costs[name] * heads for name, heads in opening_heads(scenario).items())
