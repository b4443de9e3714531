"""Upstream: where the work goes that other teams owe, week by week.

Triage sends items back before anybody has touched them, escalation passes them on; both reach the
team that owes them and wait there. The rest is absorbed by Customer Success, unseen.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import MONTH, WEEK
from sim.organisation.upstream.leaders import Leaders
from sim.organisation.upstream.queue import TeamQueue
from sim.organisation.upstream.tally import Tally
from sim.scenario.tree import TEAMS
from sim.scenario.workload import scope_hours
from sim.tables.words import OUTCOMES

if TYPE_CHECKING:
    from sim.organisation.items import Item
    from sim.organisation.world import World

DIVERTED = OUTCOMES.index("diverted")
NAN = float("nan")


class Upstream:
    """All upstream teams. Arrays by team are by position in `world.teams`; 0 is unused."""

    def __init__(self, world: World) -> None:
        self.world = world
        n = len(world.teams)
        self.queues = [TeamQueue() for _ in range(n)]
        self.tally = Tally(n)
        self.late = [0.0] * n
        self.sent = np.empty((8, 0))
        self.scenario = world.scenario
        self._weigh()
        self.leaders = Leaders(world.scenario, self.shares)

    def _weigh(self) -> None:
        """Hours a week that an account of each segment asks of all teams, and each team's share.

        They stay those of the opening: leaders are used to them, and teams are sized by them.
        """
        world = self.world
        weekly = [scope_hours(world.scenario, s) * WEEK / MONTH for s in world.segments]
        self.owed_by_segment = np.array(weekly)
        sources = world.scenario.work.sources
        shares = np.array([0.0, *(sources.get(team, 0.0) for team in TEAMS)])
        self.shares = shares / (shares.sum() or 1.0)

    @property
    def flow(self) -> np.ndarray:
        """How much of each team's work comes up, relative to the opening."""
        return self.leaders.flow

    # --- the week begins -----------------------------------------------------------------------

    def open_week(self) -> None:
        """Read the scenario in force again where it is another."""
        if self.world.scenario is not self.scenario:
            self.scenario = self.world.scenario
            self.leaders.adopt(self.scenario)
            self.world.outcomes.adopt_kinds()
            if not self.owed_by_segment.any():
                self._weigh()

    def came_up(self, rows: np.ndarray) -> None:
        """Count what others owe among arrivals (8, items) of the week."""
        owed = np.bincount(rows[3].astype(int), self._effort(rows), len(self.flow))
        self.tally.created[1:] += owed[1:]

    def send_back(self, rows: np.ndarray) -> None:
        """Arrivals (8, items) of the week that triage keeps from Customer Success."""
        self.sent = rows
        if rows.shape[1]:
            self.came_up(rows)

    def _effort(self, rows: np.ndarray) -> np.ndarray:
        """Effort of each arrival; of those to be passed on it is the tag."""
        scope = np.array([a == "scope" for a in self.world.arrives])
        passed_on = scope[rows[1].astype(int)] & (rows[7] > 0.0)
        return np.where(passed_on, rows[7], rows[6])

    # --- within the week -----------------------------------------------------------------------

    def worked(self, item: Item) -> int | None:
        """Customer Success did an item that another team owes, or passed it on (DIVERTED)."""
        self.tally.worked(item)
        if self.world.arrives[item.kind] != "scope" or item.tag <= 0.0:
            return None
        item.demand = item.tag
        now = self.world.calendar.to_work(self.world.env.now)
        reached, hours = np.array([now]), np.array([item.tag])
        self._reach(item.source, reached, np.array([item.kind]), np.array([item.account]), hours)
        return DIVERTED

    def overdue(self, item: Item) -> None:
        """An item that another team owes went overdue with Customer Success: customers complain."""
        self.tally.late[item.source] += item.demand

    def _reach(
        self,
        team: int,
        reached: np.ndarray,
        kind: np.ndarray,
        account: np.ndarray,
        hours: np.ndarray,
    ) -> None:
        """Items come to a team; its own clock starts now, whenever the customer asked."""
        due = reached + np.array([row.due for row in self.world.kind_rows])[kind]
        self.tally.diverted[team] += float(hours.sum())
        left = hours / self.leaders.rows[team].speed
        self.queues[team].add(reached, due, account, hours, left)

    # --- the week is over ----------------------------------------------------------------------

    def close_week(self, number: int) -> None:
        """Queues are worked off, customers feel what is late, leaders see and decide."""
        self.settle()
        accounts, leaders = self.world.accounts, self.leaders
        owed = float(self.owed_by_segment[accounts.segment_array[accounts.alive]].sum())
        unit = owed * self.shares
        hours = leaders.hours(unit)
        for team in leaders.rows:
            self._work(team, 5.0 * (number - 1), 5.0 * number, hours[team])
        visible = self.tally.visible()
        leaders.see(visible, np.array([q.backlog for q in self.queues]), unit)
        if self.world.recorder.on:
            self._record(visible, hours)
            leaders.decide(number)
        else:
            leaders.remember()
        self.tally = Tally(len(unit))

    def settle(self) -> None:
        """What triage has sent back by now reaches its teams; each item is written down."""
        now = self.world.env.now
        rows, self.sent = self.sent, np.empty((8, 0))
        if not rows.shape[1]:
            return
        ended = np.array(self.world.accounts.ended)[rows[2].astype(int)]
        rows = rows[:, (rows[0] <= now) & ~(ended <= rows[0])]
        hours = self._effort(rows)
        reached = self.world.calendar.to_work_array(rows[0])
        kind, account, owes = rows[1:4].astype(int)
        for team in self.leaders.rows:
            mine = np.flatnonzero(owes == team)
            if len(mine):
                self._reach(team, reached[mine], kind[mine], account[mine], hours[mine])
        if self.world.recorder.on:
            self._write_down(rows, hours)

    def _write_down(self, rows: np.ndarray, hours: np.ndarray) -> None:
        sheet = self.world.recorder.sheets["work"]
        whole = rows[1:4].astype(int).T.tolist()
        for (kind, account, team), time, due, effort in zip(
            whole, rows[0].tolist(), rows[4].tolist(), hours.tolist(), strict=True
        ):
            who = (self.world.next_item(), kind, team, account, -1, -1)
            sheet.add((*who, time, due, NAN, time, effort, 0.0, 0.0, 0.0, DIVERTED))

    def _work(self, team: int, begin: float, end: float, hours: float) -> None:
        """A team's week. What is late is service that failed; done late, it counts as late work."""
        self.late[team] = 0.0
        if self.queues[team].empty:
            return
        accounts = self.world.accounts
        week = self.queues[team].step(begin, end, hours, accounts.alive)
        self.late[team] = float(week.overdue["hours"].sum())
        if len(week.overdue) or len(week.done_late):
            credit = self.world.settings.late_credit
            due, done = np.asarray(accounts.served_due), np.asarray(accounts.served_done)
            np.add.at(due, week.overdue["account"], week.overdue["hours"])
            np.add.at(done, week.done_late["account"], week.done_late["hours"] * credit)

    def _record(self, visible: np.ndarray, hours: list[float]) -> None:
        tally, sheet = self.tally, self.world.recorder.sheets["weekly_teams"]
        for team in self.leaders.rows:
            sheet.add(
                (
                    self.world.env.now,
                    team,
                    tally.created[team],
                    tally.diverted[team],
                    tally.logged[team],
                    tally.unlogged[team],
                    tally.late[team],
                    self.late[team],
                    self.queues[team].backlog,
                    hours[team] if hours[team] < inf else NAN,
                    self.flow[team],
                    visible[self.leaders.measures[team], team],
                )
            )
