"""Heads: how many people each role has on the opening day, from the role table and the book."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario.tree import Role, Scenario

OPERATIONS = "cs_operations"
"""The role, beside those of the table, of heads without accounts."""


def whole(x: float) -> int:
    """Nearest whole number, halves up."""
    return floor(x + 0.5)


def operations_heads(scenario: Scenario) -> int:
    """Heads in CS operations."""
    team = scenario.team
    return min(team.size, whole(team.size * team.operations_share))


def heads_by_role(scenario: Scenario) -> dict[str, int]:
    """Heads of each role on the opening day; CS operations are beside them.

    Counts as written; a ratio without a share as the book demands; the others divide what is left
    of `team.size` by share (see `apportion`).
    """
    team = scenario.team
    fixed = {n: r.count for n, r in team.roles.items() if r.count is not None}
    for name, role in team.roles.items():
        if name not in fixed and role.share is None:
            fixed[name] = _by_ratio(scenario, role)
    shares = {n: r.share or 0.0 for n, r in team.roles.items() if n not in fixed}
    held = {n for n in shares if team.roles[n].held_with}
    left = team.size - operations_heads(scenario) - sum(fixed.values())
    drawn = apportion(max(0, left), shares, held)
    return {n: fixed[n] if n in fixed else drawn[n] for n in team.roles}


def heads_of_size(scenario: Scenario, size: int, operations: int | None = None) -> dict[str, int]:
    """Heads of each role, and of `OPERATIONS`, in a team of this size under the scenario's table.

    Counted roles keep their proportions. operations: their heads; None: by their share.
    """
    team = scenario.team
    if operations is None:
        operations = min(size, whole(size * team.operations_share))
    counts = {n: float(r.count) for n, r in team.roles.items() if r.count is not None}
    scaled = apportion(size - operations, counts, set())
    roles = {
        name: role.model_copy(update={"count": scaled[name]}) if name in counts else role
        for name, role in team.roles.items()
    }
    updates = {"size": size - operations, "operations_share": 0.0, "roles": roles}
    resized = team.model_copy(update=updates)
    heads = heads_by_role(scenario.model_copy(update={"team": resized}))
    return {**heads, OPERATIONS: operations}


def _by_ratio(scenario: Scenario, role: Role) -> int:
    """Heads that a role staffed by ratio needs for the opening book."""
    staff = role.staff
    if staff is None or staff == "backlog":
        return 0
    book = book_by_segment(scenario)
    served = [v for s, v in book.items() if not role.segments or s in role.segments]
    if staff.accounts:
        return ceil(sum(n for n, _ in served) / staff.accounts - 1e-9)
    return ceil(sum(arr for _, arr in served) / staff.arr - 1e-9) if staff.arr else 0


def apportion(total: int, shares: dict[str, float], held: set[str]) -> dict[str, int]:
    """Heads by role from shares, by largest remainder; ties go to the row that stands first.

    A role gets at least one head, unless it can be held with another and is worth less than half.
    """
    weight = sum(shares.values())
    if weight <= 0.0 or total <= 0:
        return dict.fromkeys(shares, 0)
    exact = {name: total * share / weight for name, share in shares.items()}
    out = {name: floor(x + 1e-9) for name, x in exact.items()}
    for name, x in exact.items():
        small = x < 0.5 and name in held
        if out[name] == 0 and not small and shares[name] > 0:
            out[name] = 1
    order = sorted(exact, key=lambda n: floor(exact[n] + 1e-9) - exact[n])
    order = [n for n in order if not (exact[n] < 0.5 and n in held)] or list(exact)
    i = 0
    while sum(out.values()) < total:
        out[order[i % len(order)]] += 1
        i += 1
    while sum(out.values()) > total:
        largest = max(out, key=lambda n: out[n])
        out[largest] -= 1
    return out


def book_by_segment(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Accounts and ARR of each segment: of the book file, or as they will be drawn."""
    book = scenario.book
    if not book.accounts:
        shares = {name: one.arr_share or 0.0 for name, one in book.segments.items()}
        return {
            name: (float(round(share * book.arr / book.segments[name].acv)), share * book.arr)
            for name, share in shares.items()
        }
    found = dict.fromkeys(book.segments, (0.0, 0.0))
    for row in book.accounts:
        n, arr = found[row.segment]
        found[row.segment] = (n + 1, arr + row.arr)
    return found
