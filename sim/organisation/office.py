"""The office: the role table at work, and the way of every item to somebody's queue.

The role table is turned into routes (kind x segment -> desks with their part). A role without
people hands its work to the role it is held with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.books import NEW_LOGO
from sim.organisation.items import ASSIST, Item, Queue
from sim.organisation.reorg.groups import Table, tables, treated_part
from sim.organisation.roles import Desk
from sim.scenario.workload import account_hours, routes
from sim.tables.words import OUTCOMES

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

URGENT = frozenset({"request", "scope"})
UNHANDLED = OUTCOMES.index("unhandled")


class Office:
    """Desks in the order of the role table, and who serves whom."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desks: list[Desk] = []
        self.routes: list[list[list[tuple[Desk, float]]]] = []
        self.sole: list[list[Desk | None]] = []
        self.segment = world.accounts.segment
        self.lead_desk: list[Desk | None] = []
        self.touch: list[float] = []
        self.tables: list[Table] = []
        self.pilot_part = 0.0
        self.covering = False

    # --- the role table ------------------------------------------------------------------------

    def furnish(self) -> None:
        """Build desks and routes from the scenario in force."""
        world = self.world
        n, segments = len(world.accounts), len(world.segments)
        self.tables = tables(world)
        self.pilot_part = treated_part(world) if len(self.tables) > 1 else 0.0
        rows = [(table, *row) for table in self.tables for row in table.tree.team.roles.items()]
        self.desks = [
            Desk(world.role_code(name + table.suffix), name, table.suffix, row, n, segments)
            for table, name, row in rows
        ]
        by_name = self.by_name
        for desk in self.desks:
            desk.held = by_name.get((desk.row.held_with or "") + desk.suffix)
            helped = (f"{to}{desk.suffix}" for to in desk.row.overflow.to)
            desk.helps = [by_name[name] for name in helped if name in by_name]
        for desk in self.desks:
            desk.helpers = tuple(d.idle for d in self.desks if desk in d.helps)
            desk.pool.helpers = desk.helpers
        self.refresh()

    def part(self, desk: Desk) -> float:
        """Part of the team that the desk's table staffs; 1 where there is no other table."""
        return self.pilot_part if desk.suffix else 1.0 - self.pilot_part

    @property
    def by_name(self) -> dict[str, Desk]:
        """The desks by their full name."""
        return {d.name: d for d in self.desks}

    def refresh(self) -> None:
        """Routes, weights and frictions from the live parameters of the scenario in force."""
        world = self.world
        by_name = self.by_name
        self.routes = [[[] for _ in world.segments] for _ in world.kinds]
        self.lead_desk = [None] * len(world.segments)
        self.tables = tables(world)
        for table in self.tables:
            for name, row in table.tree.team.roles.items():
                alone = len(table.tree.team.roles) == 1
                by_name[name + table.suffix].read(row, table.tree.team, alone, len(world.segments))
            for s in table.groups:
                self._route_group(s, table.suffix, by_name)
        routed = [k for k, row in enumerate(self.routes) if any(row)]
        for desk in self.desks:
            taken = [k for k in routed if any(t is desk for s in self.routes[k] for t, _ in s)]
            desk.breadth = len(taken) / max(1, len(routed))
        self.covering = self.covering or world.scenario.leadership.leave_cover
        self.shorten()
        self._frictions()

    def shorten(self) -> None:
        """Find the work that goes to one desk whole, which has a shorter way."""
        self.sole = [[self._sole(k, takers) for takers in row] for k, row in enumerate(self.routes)]

    def _route_group(self, s: int, suffix: str, by_name: dict[str, Desk]) -> None:
        """Who does which part of which work for a group of accounts, and who leads it."""
        world = self.world
        segment, tree = world.segments[s], world.tree_of(s)
        hours = account_hours(tree, segment)
        planned: dict[str, float] = {}
        for name, takers in routes(tree, segment).items():
            k = world.kinds.index(name)
            self.routes[k][s] = [(by_name[r + suffix], part) for r, part in takers.items()]
            for r, part in takers.items():
                by_name[r + suffix].weight[s] += hours[name] * part
                if tree.work.kinds[name].arrives == "planned":
                    planned[r] = planned.get(r, 0.0) + hours[name] * part + 1e-6 * part
        if planned:
            self.lead_desk[s] = by_name[max(planned, key=lambda r: planned[r]) + suffix]

    def _sole(self, kind: int, takers: list[tuple[Desk, float]]) -> Desk | None:
        """The only desk that takes the whole of this work, where no colleague need cover it."""
        if len(takers) != 1 or takers[0][1] < 1.0:
            return None
        desk = takers[0][0]
        return None if self.covers(desk, kind) else desk

    def covers(self, desk: Desk, kind: int) -> bool:
        """Whether colleagues may do this work while the owner is on leave."""
        team = desk.row.backup or self.covering or self.world.steering.sharing.covering
        return team and self.world.arrives[kind] in URGENT

    def _frictions(self) -> None:
        world = self.world
        scenario = world.scenario
        slow = scenario.learning.pool_slowdown if scenario.mechanisms.strangers else 0.0
        style = {"owner": 0.0, "pod": 0.5, "pool": 1.0}
        arrives = {k: row.arrives for k, row in scenario.work.kinds.items()}
        for desk in self.desks:
            handled = {k for k in desk.row.handles if k != "rest" and k in arrives}
            desk.transient = (
                bool(handled)
                and "rest" not in desk.row.handles
                and all(arrives[k] == "onboarding" for k in handled)
            )
            for s in range(len(world.segments)):
                leads = self.lead_desk[s] in (desk, None)
                transfer = 0.0 if leads or desk.alone else world.tree_of(s).team.transfer
                desk.friction[s] = 1.0 + slow * style[desk.row.serves] + transfer
        self.touch = []
        for s in range(len(world.segments)):
            lead = self.lead_desk[s]
            row = None if lead is None else world.tree_of(s).team.roles[lead.role]
            self.touch.append(1.0 if row is None else row.touch)

    def reweigh(self) -> None:
        """Loads of all books under the weights in force."""
        segment = self.world.accounts.segment
        for desk in self.desks:
            for person in desk.people:
                person.load = sum(desk.weight[segment[a]] for a in person.book)
                person.load += sum(d.weight[segment[a]] for a, d in person.carried.items())

    def variety(self, person: Person) -> float:
        """Accounts that somebody works for x the part of all kinds of work they do.

        Pools have no owners: everybody counts a fair share of the accounts served.
        """
        desk = person.desk
        if desk.by_owner:
            return len(person.book) * desk.breadth
        accounts, _ = self.world.served_by(desk)
        return accounts / max(1, len(desk.people)) * desk.breadth

    def acting(self, desk: Desk) -> Desk:
        """The desk itself, or the one that holds it while it has nobody."""
        if not desk.people and desk.held is not None:
            return desk.held
        return desk

    def leads(self, desk: Desk, account: int) -> bool:
        """Whether this desk leads the relationship with the account."""
        lead = self.lead_desk[self.world.accounts.segment[account]]
        return lead is not None and self.acting(lead) is desk

    def digital_penalty(self) -> object:
        """Deserved health lost by touch, for each account."""
        penalty = self.world.scenario.customers.digital_penalty
        by_segment = [penalty * (1.0 - t) for t in self.touch]
        return self.world.per_segment(by_segment)

    # --- delivering work -----------------------------------------------------------------------

    def deliver(self, item: Item) -> None:
        """Put an item into the queue of whoever should do it.

        Nearly all work goes to the owner in the one role that takes it: that way is short.
        """
        if item.role < 0:
            account = item.account
            desk = self.sole[item.kind][self.segment[account]]
            if desk is not None and desk.people:
                owner = desk.owner[account]
                if owner is not None or not desk.by_owner:
                    item.role = desk.index
                    (desk.pool if owner is None else owner.tray).push(item)
                    return
        self._route(item)

    def _route(self, item: Item) -> None:
        """`deliver` in general: parts of an item, roles that hold others, work nobody handles."""
        world = self.world
        if item.role >= 0:
            self.enqueue(item, next(d for d in self.desks if d.index == item.role))
            return
        takers = self.routes[item.kind][world.accounts.segment[item.account]]
        if not takers:
            world.outcomes.close(item, UNHANDLED)
            return
        for desk, part in sorted(takers, key=lambda t: -t[1])[1:]:
            twin = Item(
                world.next_item(),
                item.kind,
                item.account,
                item.source,
                item.priority,
                item.created,
                item.due,
                item.expires,
                item.demand * part,
                ASSIST,
            )
            twin.remaining = item.remaining * part
            self.enqueue(twin, self.acting(desk))
        desk, part = max(takers, key=lambda t: t[1])
        if part < 1.0:
            item.demand *= part
            item.remaining *= part
        self.enqueue(item, self.acting(desk))

    def enqueue(self, item: Item, desk: Desk) -> None:
        """Put an item into the right queue of a desk; an account without an owner gets one."""
        item.role = desk.index
        account = item.account
        if desk.by_owner and desk.owner[account] is None and desk.people:
            self.world.books.assign(desk, account, NEW_LOGO)
        if self.covers(desk, item.kind):
            self._cover(item, desk)
            return
        desk.queue_of(account).push(item)

    def _cover(self, item: Item, desk: Desk) -> None:
        """Urgent work of an owner on leave goes to the colleague with the shortest queue."""
        owner = desk.owner[item.account]
        now = self.world.env.now
        queue: Queue = desk.queue_of(item.account)
        wanted = desk.row.backup or self.world.scenario.leadership.leave_cover
        wanted = wanted or self.world.steering.sharing.covers(item.account)
        if wanted and owner is not None and owner.pod is None and owner.on_leave(now):
            present = [p for p in desk.people if p.employed and not p.on_leave(now)]
            if present:
                queue = min(present, key=lambda p: (p.inbox.hours, p.row)).inbox
        queue.push(item)
