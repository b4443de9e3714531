"""What leaders do about other teams: a pure function of what they see.

`decide_upstream(visible)` gets an object with nothing else on it: no hour that was absorbed
unseen. The same visible state gives the same decisions; chance has no part in them.
"""

from __future__ import annotations

from dataclasses import dataclass

CLEARED_IN = 13.0
"""Weeks within which leaders want a longer backlog than that of the opening worked off."""


@dataclass(frozen=True)
class TeamView:
    """What leaders see of one team. Unit: the hours a week that the team owes at the opening.

    visible: its work in sight, over about the last quarter; backlog: in weeks of that unit; both
    beside their level at the opening. planned: hours it was given at the opening, None: as many
    as are asked. staffed: hours it has now or that are on their way. fix_rate: a year.
    """

    name: str
    visible: float
    visible_opening: float
    backlog: float
    backlog_opening: float
    planned: float | None
    staffed: float
    fix_rate: float


@dataclass(frozen=True)
class Response:
    """What is done for one team: hours to add (in the view's unit), causes removed a year."""

    add: float
    fixed: float


def decide_upstream(visible: tuple[TeamView, ...]) -> tuple[Response, ...]:
    """The response for each team.

    Both follow the excess of what is visible over the opening, so that at a steady state nothing
    changes: hours wanted = planned + excess + longer backlog / CLEARED_IN, and the flow falls by
    fix_rate x excess a year (where less is in sight than there was, causes pile up again).
    """
    return tuple(_respond(team) for team in visible)


def _respond(team: TeamView) -> Response:
    excess = team.visible - team.visible_opening
    if team.planned is None:
        return Response(0.0, team.fix_rate * excess)
    longer = (team.backlog - team.backlog_opening) / CLEARED_IN
    wanted = max(0.0, team.planned + excess + longer)
    return Response(wanted - team.staffed, team.fix_rate * excess)
