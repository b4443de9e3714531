"""Leaders of upstream teams: what they see of the work they owe, and what comes of it.

They go by the level at the opening: what has always been so is how things are.
"""

from __future__ import annotations

from math import exp, inf
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.organisation.upstream.deciding import TeamView, decide_upstream
from sim.organisation.upstream.tally import MEASURES
from sim.scenario.tree import TEAMS

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario, UpstreamTeam

MEMORY = exp(-1.0 / 13.0)
"""Of a week, in what leaders see: figures over about a quarter."""
TRACE = 1e-9
"""Hours a week: a team that owes no more owes nothing that anybody could see."""
FIXED = "fixed"


class Leaders:
    """Arrays by team are by position in the world's teams; 0, Customer Success, is unused.

    flow: how much of a team's work comes up, relative to the opening. added: capacity staffed
    since then, and `ordered` what is on its way (week, team, change); seen: visible hours by
    measure and team; backlog. Unit of these: the hours a week that the team owes at the opening.
    """

    def __init__(self, scenario: Scenario, shares: np.ndarray) -> None:
        n = len(shares)
        self.flow = np.ones(n)
        self.added = np.zeros(n)
        self.ordered: list[tuple[int, int, float]] = []
        self.backlog = self.backlog_opening = np.zeros(n)
        self.adopt(scenario)
        sent = scenario.leadership.triage
        sent += (1.0 - sent) * scenario.culture.escalation
        # What is to be expected, until there are weeks to go by.
        self.seen = self.seen_opening = np.outer((sent, 1.0, 1.0), shares > 0.0)

    def adopt(self, scenario: Scenario) -> None:
        """Read the scenario in force."""
        rows: list[UpstreamTeam] = [getattr(scenario.upstream, team) for team in TEAMS]
        self.rows = dict(enumerate(rows, 1))
        self.review = max(1, round(scenario.leadership.review))
        self.measures = [0, *(_measure(row, scenario.mechanisms.masking) for row in rows)]
        self.heed = [
            team
            for team, row in self.rows.items()
            if row.staffed_on != FIXED and (row.fix_rate > 0.0 or row.capacity is not None)
        ]

    def hours(self, unit: np.ndarray) -> list[float]:
        """Hours a week that each team has for what it was sent; infinite where it has no limit."""
        return [inf] + [
            inf if row.capacity is None else max(0.0, row.capacity + float(self.added[t])) * unit[t]
            for t, row in self.rows.items()
        ]

    def see(self, visible: np.ndarray, backlog: np.ndarray, unit: np.ndarray) -> None:
        """Fold a week (hours, by measure and team) into what leaders see."""
        per = np.divide(1.0, unit, out=np.zeros_like(unit), where=unit > TRACE)
        self.seen = self.seen * MEMORY + visible * per * (1.0 - MEMORY)
        self.backlog = backlog * per

    def remember(self) -> None:
        """What is seen now is the level of the opening."""
        self.seen_opening, self.backlog_opening = self.seen, self.backlog

    def decide(self, week: int) -> None:
        """Causes are looked for all the time; hands are given at the headcount review."""
        while self.ordered and self.ordered[0][0] <= week:
            _, team, change = self.ordered.pop(0)
            self.added[team] += change
        if not self.heed:
            return
        found = decide_upstream(tuple(self._view(team) for team in self.heed))
        for team, response in zip(self.heed, found, strict=True):
            row = self.rows[team]
            flow = float(self.flow[team]) - response.fixed * WEEK / YEAR
            self.flow[team] = min(1.0, max(row.floor, flow))
            if week % self.review == 0 and response.add:
                self.ordered.append((week + round(row.lead), team, response.add))
        self.ordered.sort()

    def _view(self, team: int) -> TeamView:
        row, measure = self.rows[team], self.measures[team]
        on_the_way = sum(change for _, t, change in self.ordered if t == team)
        return TeamView(
            name=TEAMS[team - 1],
            visible=float(self.seen[measure, team]),
            visible_opening=float(self.seen_opening[measure, team]),
            backlog=float(self.backlog[team]),
            backlog_opening=float(self.backlog_opening[team]),
            planned=row.capacity,
            staffed=(row.capacity or 0.0) + float(self.added[team]) + on_the_way,
            fix_rate=row.fix_rate,
        )


def _measure(row: UpstreamTeam, masking: bool) -> int:
    """Which of MEASURES leaders of a team go by; without masking they see all demand."""
    if not masking:
        return MEASURES.index("demand")
    return 0 if row.staffed_on == FIXED else MEASURES.index(row.staffed_on)
