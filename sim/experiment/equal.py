"""Equal terms: a candidate's team scaled to the base's opening heads or payroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sim.base.faults import Fault, InputError
from sim.experiment.payroll import opening_heads, payroll
from sim.scenario.heads import apportion, whole

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

Equal = Literal["payroll", "headcount"]
EQUALS = ("payroll", "headcount")
MOST_HEADS = 2000
"""The largest team a scenario may have."""


class Scaled(NamedTuple):
    """A candidate as it runs, and what scaling did to its team (JSON data; {} if nothing)."""

    scenario: Scenario
    report: dict[str, Any]


def scaled(base: Scenario, candidate: Scenario, equal: Equal | None) -> Scaled:
    """The candidate with its team scaled.

    headcount: as many heads at the opening as the base. payroll: the size whose opening payroll is
    closest to the base's (of two that are equally close the smaller). What remains, in money a
    year, is reported; roles of whole people can rarely be paid the same to the cent. Counted
    roles keep their proportions. Raises InputError for another word.
    """
    if equal is None:
        return Scaled(candidate, {})
    if equal not in EQUALS:
        raise InputError(Fault("", "equal", f"{equal!r} is not allowed: payroll or headcount"))
    aim = payroll(base)
    team = (
        _with_heads(candidate, _heads(base))
        if equal == "headcount"
        else _with_payroll(candidate, aim)
    )
    after = payroll(team)
    report = {
        "name": candidate.name,
        "heads": {"before": _heads(candidate), "after": _heads(team)},
        "payroll": {"base": aim, "candidate": after, "remains": after - aim},
    }
    return Scaled(team, report)


def resized(scenario: Scenario, size: int) -> Scenario:
    """The scenario with another team size; counts of roles are scaled with it."""
    team = scenario.team
    counts = {n: float(r.count) for n, r in team.roles.items() if r.count is not None}
    operations = min(size, whole(size * team.operations_share))
    scaled_counts = apportion(size - operations, counts, set())
    roles = {
        name: role.model_copy(update={"count": scaled_counts[name]}) if name in counts else role
        for name, role in team.roles.items()
    }
    changed = team.model_copy(update={"size": size, "roles": roles})
    return scenario.model_copy(update={"team": changed})


def _heads(scenario: Scenario) -> int:
    return sum(opening_heads(scenario).values())


def _with_heads(candidate: Scenario, heads: int) -> Scenario:
    return candidate if _heads(candidate) == heads else resized(candidate, heads)


def _with_payroll(candidate: Scenario, aim: float) -> Scenario:
    """The team, of all sizes, whose payroll is closest to `aim`; as it is, if none is closer."""
    teams = (candidate, *(resized(candidate, n) for n in range(1, MOST_HEADS + 1)))
    return min(teams, key=lambda team: abs(payroll(team) - aim))
