"""The world: wires accounts, people, roles, work and leadership, and runs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
import simpy

from sim.base.dates import WEEK, YEAR, Calendar
from sim.base.streams import Luck
from sim.organisation import opening, weekly
from sim.organisation.accounts import Accounts
from sim.organisation.arrivals import Arrivals
from sim.organisation.books import OPENING, Books
from sim.organisation.continuity import Continuity
from sim.organisation.contracts import Contracts
from sim.organisation.culture.climate import Climate
from sim.organisation.culture.norms import norms
from sim.organisation.fates import Fates
from sim.organisation.items import NEVER, Item
from sim.organisation.leaving import Leaving
from sim.organisation.ledger.ledger import Ledger
from sim.organisation.named_seats import NamedSeats
from sim.organisation.office import Office
from sim.organisation.onboarding import Onboarding
from sim.organisation.outcomes import Outcomes
from sim.organisation.recorder import Recorder
from sim.organisation.reorg.adoption import adopt
from sim.organisation.reorg.operations import Operations
from sim.organisation.reorg.timeline import Timeline
from sim.organisation.sizes import Sizes
from sim.organisation.staffing import Staffing
from sim.organisation.steering.relief import relieved
from sim.organisation.steering.steering import Steering
from sim.organisation.strain import NEUTRAL
from sim.organisation.upstream.teams import Upstream
from sim.scenario.changes import has_pilot, role_names
from sim.scenario.checking import changed
from sim.scenario.heads import OPERATIONS
from sim.scenario.tree import TEAMS

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.roles import Desk
    from sim.scenario.tree import Scenario

RUN_IN_WEEKS = 26
OWN = ("improvement", "handover", "hiring")
"""Work that only the person it was given to can do."""


@dataclass(frozen=True)
class Settings:
    """Live numbers of the hot path, read once from the scenario in force."""

    switch_account: float
    switch_kind: float
    stranger: float
    late_credit: float


class World:
    """Everything of one replication. Times in days from the start date."""

    def __init__(self, scenario: Scenario, replication: int, base: Scenario | None = None) -> None:
        self.candidate = scenario
        self.scenario = base if base is not None else scenario
        self.luck = Luck(scenario.seed, replication)
        self.calendar = Calendar(dt.date.fromisoformat(scenario.start))
        self.days = scenario.years * YEAR
        self.begins = -RUN_IN_WEEKS * WEEK if self.scenario.mechanisms.run_in else 0.0
        self.env = simpy.Environment(initial_time=self.begins)
        self.teams = ("cs", *TEAMS)
        self.segments = tuple(self.scenario.book.segments) * (2 if has_pilot(scenario) else 1)
        self.pilot: Scenario | None = None
        self.next_item = count().__next__
        self.roster = opening.draw_roster(self.scenario, self.luck, self.days)
        self.accounts = Accounts(self.roster)
        self.auto_renew: list[bool] = self.roster.auto_renew.tolist()
        self.people: list[Person] = []
        self.documented = self.scenario.learning.documented
        self.improvement = 0.0
        self.operations_hours = 0.0
        self.cynicism = 0.0
        self.resting: dict[Person, None] = {}
        self.enacted: dict[str, object] = {}
        self.size = 0
        self.arr_opening = 0.0
        self.accounts_opening = 0
        self.fates = Fates(self.luck, self.roster.names)
        self.adopt_kinds()
        self.recorder = Recorder(self)
        self.upstream = Upstream(self)
        self.steering = Steering(self)
        self.outcomes = Outcomes(self)
        self.contracts = Contracts(self)
        self.onboarding = Onboarding(self)
        self.leaving = Leaving(self)
        self.continuity = Continuity(self)
        self.sizes = Sizes(self)
        self.office = Office(self)
        self.books = Books(self)
        self.staffing = Staffing(self)
        self.named = NamedSeats(self)
        self.arrivals = Arrivals(self)
        self.ledger = Ledger(self)
        self.climate = Climate(self)
        self.operations = Operations(self)
        self.timeline = Timeline(self)
        self.roles = role_names(self.scenario, ())

    # --- setting up ----------------------------------------------------------------------------

    def adopt_kinds(self) -> None:
        """Read the kinds of work of the scenario in force."""
        kinds = relieved(self.scenario.work)
        self.kinds = tuple(kinds)
        self.kind_rows = list(kinds.values())
        self.arrives: list[str] = [k.arrives for k in self.kind_rows]
        self.priorities = [k.priority for k in self.kind_rows]
        self.own_kinds = frozenset(i for i, a in enumerate(self.arrives) if a in OWN)
        self._kind_for: dict[str, int] = {}
        for i, word in enumerate(self.arrives):
            self._kind_for.setdefault(word, i)

    def kind_for(self, arrives: str) -> int:
        """Position of the first kind with this word, -1 where there is none."""
        return self._kind_for.get(arrives, -1)

    def refresh(self) -> None:
        """Read the live numbers of the scenario in force again."""
        learning, on = self.scenario.learning, self.scenario.mechanisms
        team = self.scenario.team
        self.operations_hours = self.operations.heads * 40.0 * team.operations_output
        self.steering.read()
        stranger = learning.stranger * (1.0 - self.documented) if on.strangers else 0.0
        switching = 1.0 - self.scenario.culture.focus_time if on.switching else 0.0
        self.norms = norms(self.scenario, self.climate.manager.burnout)
        stranger *= self.steering.sharing.context()
        self.settings = Settings(
            learning.switch_account * switching,
            learning.switch_kind * switching,
            1.0 / (1.0 - min(0.9, stranger)),
            self.scenario.customers.late_credit,
        )

    def start(self) -> None:
        """Furnish, seat the team, open the book, start every process."""
        self.operations.open()
        self.refresh()
        self.office.furnish()
        opening.seat_team(self)
        opening.open_accounts(self)
        self.env.process(weekly.calendar(self))
        self.env.process(self._signings())
        for a in range(self.roster.opening):
            self.env.process(self.contracts.life(a, float(self.roster.renewal[a])))

    def _signings(self) -> Generator[simpy.Event, None, None]:
        """Accounts begin when they sign: the youngest of the opening book, then new logos."""
        env = self.env
        arrived: list[float] = self.accounts.arrived.tolist()
        waiting = [a for a in range(len(arrived)) if not self.accounts.alive[a]]
        for a in sorted(waiting, key=lambda a: (arrived[a], a)):
            at = arrived[a] if a >= self.roster.opening else min(arrived[a], -1e-3)
            if at > env.now:
                yield env.timeout(at - env.now)
            self.contracts.sign(a)
            if a >= self.roster.opening:
                env.process(self.contracts.life(a, float(self.roster.renewal[a])))

    def enact(self, sets: dict[str, object]) -> None:
        """Leaders change live fields now, of their own accord: paths and new values.

        They hold for the rest of the run, where no dated change sets the same path.
        """
        self.arrivals.catch_up(self.env.now)
        self.enacted |= sets
        self.scenario = changed(self.scenario, sets)
        self.refresh()
        self.office.refresh()
        self.office.reweigh()
        self.recorder.event("changed")

    # --- day 0 ---------------------------------------------------------------------------------

    def begin_recording(self) -> None:
        """Day 0: the candidate's tree comes into force and rows are kept."""
        self.mark_growth()
        self.roles = role_names(self.candidate, self.timeline.stretches)
        if self.candidate is not self.scenario:
            adopt(self)
        self.ledger.report()
        self.recorder.on = True
        self.named.begin()
        for desk in self.office.desks:
            for a, owner in enumerate(desk.owner):
                if owner is not None:
                    lead = self.office.leads(desk, a)
                    self.recorder.assigned(a, owner, desk, lead, OPENING)
        self.timeline.open()

    def mark_growth(self) -> None:
        """Growth of the book, which planned heads follow, counts from now on."""
        self.accounts_opening = int(self.accounts.alive.sum())
        self.arr_opening = float(
            sum(a for a, alive in zip(self.accounts.arr, self.accounts.alive, strict=True) if alive)
        )

    # --- questions that several rooms ask ------------------------------------------------------

    def expiry(self, kind: int, due_work: float) -> float:
        """Calendar time at which work of a kind that is due then is dropped."""
        late = self.kind_rows[kind].expires
        if late is None or not self.scenario.mechanisms.expiry:
            return NEVER
        return self.calendar.from_work(due_work + late)

    def new_item(
        self, kind: int, account: int, due: float, expires: float, demand: float, tag: float = 0.0
    ) -> Item:
        """Work that begins now and that Customer Success itself owes."""
        priority = self.steering.order.priority(kind, account)
        return Item(
            self.next_item(), kind, account, 0, priority, self.env.now, due, expires, demand, tag
        )

    def at(self, time: float, action: Callable[[], None]) -> None:
        """Do something at a time; at once where that has passed."""
        event = self.env.timeout(max(0.0, time - self.env.now))
        event.callbacks.append(lambda _: action())

    def tree_of(self, group: int) -> Scenario:
        """The tree that holds for a group of accounts."""
        treated = self.pilot is not None and group >= len(self.segments) // 2
        return self.pilot if treated and self.pilot is not None else self.scenario

    def role_code(self, name: str) -> int:
        """Position of a role in the code book; CS operations are the last."""
        return len(self.roles) if name == OPERATIONS else self.roles.index(name)

    def per_segment(self, values: list[float]) -> np.ndarray:
        """A value by segment as a column over accounts."""
        return np.asarray(values)[self.accounts.segment_array]

    def alive_accounts(self) -> list[int]:
        """Rows of the accounts alive."""
        out: list[int] = np.flatnonzero(self.accounts.alive).tolist()
        return out

    def burnout_by_account(self) -> np.ndarray:
        """Burnout above neutral of whoever leads each account, by account; pools: their mean."""
        if not self.scenario.mechanisms.burnout:
            return np.zeros(len(self.accounts))
        by_person = np.array([p.burnout - NEUTRAL for p in self.people] + [0.0])
        by_segment = [0.0] * len(self.segments)
        for s, desk in enumerate(self.office.lead_desk):
            people = self.office.acting(desk).people if desk is not None else []
            if people:
                by_segment[s] = sum(p.burnout - NEUTRAL for p in people) / len(people)
        lead = np.asarray(self.accounts.lead)
        return np.where(lead >= 0, by_person[lead], self.per_segment(by_segment))

    def served_by(self, desk: Desk) -> tuple[int, float]:
        """Accounts and ARR of the segments a role serves."""
        groups = next(t.groups for t in self.office.tables if t.suffix == desk.suffix)
        segments = desk.row.segments
        served = [
            g in groups and (not segments or s in segments) for g, s in enumerate(self.segments)
        ]
        mask = self.accounts.alive & np.asarray(served)[self.accounts.segment_array]
        return int(mask.sum()), float(np.asarray(self.accounts.arr)[mask].sum())
