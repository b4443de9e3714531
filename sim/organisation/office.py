"""The office: routes work to desks and shares out the books.

The role table is turned into routes (kind x segment -> desks with their part). A role without
people hands its work to the role it is held with. Assignment is sticky: only the accounts of
somebody who leaves, and a fair share for somebody who starts, change hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import ASSIST, NEVER, Item, Queue
from sim.organisation.roles import PERMANENT, Desk
from sim.scenario.workload import account_hours, routes
from sim.tables.columns import ASSIGNMENT, OUTCOMES

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

URGENT = frozenset({"request", "scope"})
UNHANDLED = OUTCOMES.index("unhandled")
NEW_LOGO = ASSIGNMENT.index("new logo")
OWNER_LEFT = ASSIGNMENT.index("owner left")
ROLE_CHANGE = ASSIGNMENT.index("role change")
REBALANCED = ASSIGNMENT.index("rebalanced")
FAIR_SHARE = 0.7
"""Part of the mean load that a newcomer takes over from colleagues; new logos bring the rest."""


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

    # --- the role table ------------------------------------------------------------------------

    def furnish(self) -> None:
        """Build desks and routes from the scenario in force."""
        world = self.world
        scenario = world.scenario
        n, segments = len(world.accounts), world.segments
        self.desks = [
            Desk(i, name, row, n, len(segments))
            for i, (name, row) in enumerate(scenario.team.roles.items())
        ]
        by_name = {d.name: d for d in self.desks}
        for desk in self.desks:
            desk.held = by_name.get(desk.row.held_with or "")
            desk.helps = [by_name[t] for t in desk.row.overflow.to if t in by_name]
        for desk in self.desks:
            desk.helpers = tuple(d.idle for d in self.desks if desk in d.helps)
            desk.pool.helpers = desk.helpers
        self.refresh()

    def refresh(self) -> None:
        """Routes, weights and frictions from the live parameters of the scenario in force."""
        world = self.world
        scenario = world.scenario
        by_name = {d.name: d for d in self.desks}
        self.routes = [[[] for _ in world.segments] for _ in world.kinds]
        self.lead_desk = [None] * len(world.segments)
        for desk in self.desks:
            desk.row = scenario.team.roles[desk.name]
            desk.weight = [0.0] * len(world.segments)
        for s, segment in enumerate(world.segments):
            hours = account_hours(scenario, segment)
            planned: dict[str, float] = {}
            for name, takers in routes(scenario, segment).items():
                k = world.kinds.index(name)
                self.routes[k][s] = [(by_name[r], part) for r, part in takers.items()]
                for r, part in takers.items():
                    by_name[r].weight[s] += hours[name] * part
                    if scenario.work.kinds[name].arrives == "planned":
                        planned[r] = planned.get(r, 0.0) + hours[name] * part + 1e-6 * part
            if planned:
                self.lead_desk[s] = by_name[max(planned, key=lambda r: planned[r])]
        routed = [k for k, row in enumerate(self.routes) if any(row)]
        for desk in self.desks:
            taken = [k for k in routed if any(t is desk for s in self.routes[k] for t, _ in s)]
            desk.breadth = len(taken) / max(1, len(routed))
        self.sole = [[self._sole(k, takers) for takers in row] for k, row in enumerate(self.routes)]
        self._frictions()

    def _sole(self, kind: int, takers: list[tuple[Desk, float]]) -> Desk | None:
        """The only desk that takes the whole of this work, where no colleague need cover it."""
        if len(takers) != 1 or takers[0][1] < 1.0:
            return None
        desk = takers[0][0]
        covered = desk.row.backup and self.world.arrives[kind] in URGENT
        return None if covered else desk

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
                transfer = 0.0 if leads or len(self.desks) == 1 else scenario.team.transfer
                desk.friction[s] = 1.0 + slow * style[desk.row.serves] + transfer
        self.touch = []
        for s in range(len(world.segments)):
            lead = self.lead_desk[s]
            self.touch.append(1.0 if lead is None else lead.row.touch)

    def reweigh(self) -> None:
        """Loads of all books under the weights in force."""
        segment = self.world.accounts.segment
        for desk in self.desks:
            for person in desk.people:
                person.load = sum(desk.weight[segment[a]] for a in person.book)

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
            self._enqueue(item, self.desks[item.role])
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
            self._enqueue(twin, self.acting(desk))
        desk, part = max(takers, key=lambda t: t[1])
        if part < 1.0:
            item.demand *= part
            item.remaining = item.demand
        self._enqueue(item, self.acting(desk))

    def _enqueue(self, item: Item, desk: Desk) -> None:
        item.role = desk.index
        account = item.account
        if desk.by_owner and desk.owner[account] is None and desk.people:
            self.assign(desk, account, NEW_LOGO)
        if desk.row.backup and self.world.arrives[item.kind] in URGENT:
            self._cover(item, desk)
            return
        desk.queue_of(account).push(item)

    def _cover(self, item: Item, desk: Desk) -> None:
        """Urgent work of an owner on leave goes to the colleague with the shortest queue."""
        owner = desk.owner[item.account]
        now = self.world.env.now
        queue: Queue = desk.queue_of(item.account)
        if owner is not None and owner.pod is None and owner.on_leave(now):
            present = [p for p in desk.people if not p.on_leave(now)]
            if present:
                queue = min(present, key=lambda p: (p.inbox.hours, p.row)).inbox
        queue.push(item)

    # --- books ---------------------------------------------------------------------------------

    def assign(self, desk: Desk, account: int, why: int, among: list[Person] | None = None) -> None:
        """Give the account an owner in this role: the least loaded (pod mates first, if given)."""
        now = self.world.env.now
        people = among or [p for p in desk.people if p.resigned > now]
        people = people or [p for p in desk.people if p.employed]
        if not people:
            self.vacate(desk, account)
            return
        # Plain comparisons: with hundreds of people this is most of what a new logo costs.
        best, least = people[0], NEVER
        for person in people:
            load = person.load / (person.ramp if person.ramp > 0.3 else 0.3)
            if load < least or (load == least and person.row < best.row):
                best, least = person, load
        self.give(desk, account, best, why)

    def give(self, desk: Desk, account: int, person: Person, why: int) -> None:
        """Make this person the owner; queued work follows, the lead changes with it."""
        world = self.world
        now = world.env.now
        before = desk.owner[account]
        moved = desk.queue_of(account).take_all({account})
        weight = desk.weight[world.accounts.segment[account]]
        if before is not None:
            before.book.pop(account, None)
            before.load -= weight
        desk.owner[account] = person
        person.book[account] = None
        person.load += weight
        strange = now > world.begins and not world.continuity.silent
        if strange and world.scenario.mechanisms.strangers:
            desk.fresh_until[account] = now + 7.0 * world.scenario.learning.stranger_weeks
        world.recorder.assigned(account, person, self.leads(desk, account), why)
        for item in moved:
            desk.queue_of(account).push(item)
        if self.leads(desk, account):
            world.continuity.new_lead(account, person, before, why)

    def vacate(self, desk: Desk, account: int) -> None:
        """Nobody owns the account in this role any more; its work waits in the pool."""
        before = desk.owner[account]
        if before is not None:
            moved = desk.queue_of(account).take_all({account})
            before.book.pop(account, None)
            before.load -= desk.weight[self.world.accounts.segment[account]]
            desk.owner[account] = None
            desk.fresh_until[account] = PERMANENT
            self.world.recorder.unassigned(account, desk)
            for item in moved:
                desk.pool.push(item)
        if self.leads(desk, account):
            self.world.continuity.new_lead(account, None, before, OWNER_LEFT)

    def leads(self, desk: Desk, account: int) -> bool:
        """Whether this desk leads the relationship with the account."""
        lead = self.lead_desk[self.world.accounts.segment[account]]
        return lead is not None and self.acting(lead) is desk

    def welcome(self, account: int, why: int) -> None:
        """A customer begins: its lead is assigned; other owners follow with the first work."""
        lead = self.lead_desk[self.world.accounts.segment[account]]
        if lead is not None:
            desk = self.acting(lead)
            if desk.by_owner:
                self.assign(desk, account, why)

    def hand_on(self, person: Person) -> None:
        """Everything of somebody who leaves goes to colleagues (pod mates first)."""
        desk = person.desk
        mates = self._mates(person)
        items = person.inbox.take_all()
        for account in list(person.book):
            self.assign(desk, account, OWNER_LEFT, mates)
        for item in items:
            self.return_item(item)

    def return_item(self, item: Item) -> None:
        """What a leaver had in hand: others go on with it, unless it was the leaver's own."""
        if item.kind in self.world.own_kinds:
            self.world.outcomes.cancel(item)
        else:
            self.deliver(item)

    def _mates(self, person: Person) -> list[Person]:
        """Pod mates who stay."""
        now = self.world.env.now
        pod = person.pod.people if person.pod is not None else []
        return [p for p in pod if p is not person and p.resigned > now]

    def share_out(self, person: Person) -> None:
        """A newcomer takes unowned accounts, then accounts from the most loaded colleagues."""
        desk = person.desk
        if not desk.by_owner or desk.transient:
            return
        for account in self.world.alive_accounts():
            if desk.owner[account] is None and self.leads(desk, account):
                self.give(desk, account, person, ROLE_CHANGE)
        others = [p for p in self._mates(person) or desk.people if p is not person and p.book]
        if not others:
            return
        fair = FAIR_SHARE * sum(p.load for p in desk.people) / len(desk.people)
        while person.load < fair:
            giver = max(others, key=lambda p: (p.load, -p.row))
            if giver.load <= person.load or not giver.book:
                return
            self.give(desk, next(reversed(giver.book)), person, REBALANCED)

    def farewell(self, account: int) -> None:
        """A customer is gone: books and queues forget it."""
        for desk in self.desks:
            personal = desk.row.backup or desk.row.serves == "pod"
            for queue in desk.queues() if personal else [desk.queue_of(account)]:
                for item in queue.take_all({account}):
                    self.world.outcomes.cancel(item)
            if desk.by_owner and desk.owner[account] is not None:
                self.release(desk, account)

    def release(self, desk: Desk, account: int) -> None:
        """End ownership without a successor: onboarding done, or the customer left."""
        owner = desk.owner[account]
        if owner is not None:
            owner.book.pop(account, None)
            owner.load -= desk.weight[self.world.accounts.segment[account]]
            desk.owner[account] = None
            self.world.recorder.unassigned(account, desk)
