"""Handing over: which accounts change hands when the role table changes, when and how warmly.

An account keeps its owner where the owner is still in the role that leads it. Otherwise it goes to
that role: at once, in weekly steps, or (`keep_owner`) after its contract date or never. Until then
its old owner carries it beside the new role: work for it that the leading role does comes to them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sim.base.dates import WEEK, YEAR
from sim.organisation.books import OPENING
from sim.organisation.continuity import LEAVER_PART
from sim.tables.words import ASSIGNMENT

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.reorg.terms import Terms
    from sim.organisation.roles import Desk
    from sim.organisation.world import World

REORGANISED, KEPT = (ASSIGNMENT.index(w) for w in ("reorganised", "kept"))
EVEN = 0.05
"""Books are evened out until none is fuller than another by this share, or one account."""
ROUNDING = 1e-6
"""An account as large as the gap would go to and fro: two equal numbers differ by less."""
AFTER = 1e-3
"""Days after a contract date at which an account that waited for it changes hands."""


class Passing(NamedTuple):
    """An account that is to go to a desk."""

    desk: Desk
    account: int


class Handing:
    """One reorganisation's accounts.

    handed: how many have changed hands so far; waiting, later: those that do so in steps, and after
    their contract date. kept: those that never do. over: another reorganisation has come.
    """

    def __init__(self, world: World, terms: Terms) -> None:
        self.world = world
        self.terms = terms
        self.handed = 0
        self.kept: set[int] = set()
        self.waiting: list[Passing] = []
        self.later = 0
        self.over = False

    @property
    def touched(self) -> bool:
        """Whether any account has changed hands, or will."""
        return self.handed + self.later + len(self.waiting) > 0

    # --- on the day ----------------------------------------------------------------------------

    def rebook(self, old: list[Desk]) -> None:
        """Every account gets a lead: the one it had where that role still leads it, else another.

        What is due in a later step, or never, stays with the old owner, who carries it.
        """
        world = self.world
        accounts = world.accounts
        owners = [d.owner for d in old]
        for person in world.people:
            person.book.clear()
            person.carried.clear()
            person.load = 0.0
        if not self.terms.free:
            self._keep_others(old)
        order = sorted(world.alive_accounts(), key=lambda a: (-accounts.arr[a], accounts.names[a]))
        self.kept = set(order[: round(self.terms.keep_top * len(order))])
        left = []
        for account in order:
            lead = world.office.lead_desk[accounts.segment[account]]
            desk = None if lead is None else world.office.acting(lead)
            before = [p for p in (owner[account] for owner in owners) if p is not None]
            if desk is None or not self._stays(desk, account, before, old):
                left.append((desk, account))
        for desk, account in left:
            self._due(desk, account)
        if self.terms.steps == 1:
            self._even_out()
        else:
            world.env.process(self._steps())

    def _stays(self, desk: Desk, account: int, before: list[Person], old: list[Desk]) -> bool:
        """Whether somebody who owned the account leads it under the new table, too."""
        keeper = next((p for p in before if p.employed and p.desk is desk), None)
        if keeper is None or not desk.by_owner:
            return False
        continuity = self.world.continuity
        silent, continuity.silent = continuity.silent, True
        self.world.books.give(desk, account, keeper, OPENING if self.terms.free else KEPT)
        continuity.silent = silent
        desk.fresh_until[account] = max(d.fresh_until[account] for d in old)
        return True

    def _due(self, desk: Desk | None, account: int) -> None:
        """An account whose owner cannot lead it: it goes now, or is carried until its step.

        One that a pool served, and a pool serves now, has nothing to hand over.
        """
        world = self.world
        row = world.accounts.lead[account]
        owner = world.people[row] if row >= 0 else None
        if self.terms.free:
            self._go_free(desk, account)
            return
        if owner is None or not owner.employed or desk is None:
            if owner is not None or (desk is not None and desk.by_owner):
                self._go(desk, account, None)
            return
        if account in self.kept:
            self._carry(desk, account, owner)
        elif (days := self._to_renewal(account)) <= self.terms.keep_days:
            self._carry(desk, account, owner)
            self.later += 1
            world.at(world.env.now + days + AFTER, partial(self._pass, desk, account))
        elif self.terms.steps > 1:
            self._carry(desk, account, owner)
            self.waiting.append(Passing(desk, account))
        else:
            self._go(desk, account, owner)

    def _go_free(self, desk: Desk | None, account: int) -> None:
        if desk is None or not desk.by_owner:
            self.world.accounts.lead[account] = -1
        else:
            self.world.books.assign(desk, account, OPENING)

    def _go(self, desk: Desk | None, account: int, owner: Person | None) -> None:
        """The account changes hands: to the least loaded of the role, or to its pool."""
        books = self.world.books
        with self._agreed(account, owner):
            if desk is not None and desk.by_owner:
                books.assign(desk, account, REORGANISED)
            elif desk is not None and desk.owner[account] is not None:
                books.vacate(desk, account)
            else:
                self.world.continuity.new_lead(account, None, owner, REORGANISED)

    def _carry(self, desk: Desk, account: int, owner: Person) -> None:
        """The old owner goes on with the account, beside the work of the new role."""
        desk.owner[account] = owner
        owner.carried[account] = desk
        owner.load += desk.weight[self.world.accounts.segment[account]]
        self.world.recorder.assigned(account, owner, desk, True, KEPT)

    def _keep_others(self, old: list[Desk]) -> None:
        """Owners in roles that do not lead (onboarding, renewals) keep what they have."""
        world = self.world
        by_name = world.office.by_name
        for before in old:
            desk = by_name.get(before.name)
            if desk is None or not desk.by_owner:
                continue
            for account in world.alive_accounts():
                owner = before.owner[account]
                weight = desk.weight[world.accounts.segment[account]]
                here = owner is not None and owner.employed and owner.desk is desk
                if owner is not None and here and weight and not world.office.leads(desk, account):
                    desk.owner[account] = owner
                    owner.book[account] = None
                    owner.load += weight

    def _to_renewal(self, account: int) -> float:
        """Days until the next contract date."""
        term = self.world.accounts.term[account] * YEAR
        first = float(self.world.roster.renewal[account])
        now = self.world.env.now
        return first - now if first > now else term - (now - first) % term

    # --- in later weeks ------------------------------------------------------------------------

    def _steps(self) -> Generator[Event, None, None]:
        """Equal steps, the first at once and one a week, in an order by luck of the accounts."""
        world = self.world
        luck, names = world.luck.uniform, world.accounts.names
        order = sorted(self.waiting, key=lambda p: (luck("phase", names[p.account]), p.account))
        steps = self.terms.steps
        edges = [len(order) * step // steps for step in range(steps + 1)]
        for step in range(steps):
            if self.over:
                return
            for desk, account in order[edges[step] : edges[step + 1]]:
                self._pass(desk, account)
            if step < steps - 1:
                yield world.env.timeout(WEEK)
        self._even_out()

    def _pass(self, desk: Desk, account: int) -> None:
        """A carried account goes to its role, unless it has gone, or another change came."""
        owner = desk.owner[account]
        carried = owner is not None and owner.carried.get(account) is desk
        if carried and not self.over and self.world.accounts.alive_list[account]:
            self.world.arrivals.catch_up(self.world.env.now)
            acting = self.world.office.acting(desk)
            if acting is not desk:  # nobody is left there: it goes to those who hold the role
                self.world.books.vacate(desk, account)
            self._go(acting, account, owner)
            self.world.books.pass_down(desk)

    def _even_out(self) -> None:
        """Books are shared fairly: from the fullest to the emptiest, one account at a time.

        Not by a pilot: what it is compared with should change hands as little as can be.
        """
        world = self.world
        if self.terms.scoped:
            return
        for desk in world.office.desks:
            people = [p for p in desk.people if desk.by_owner]
            for _ in range(len(world.alive_accounts())):
                if len(people) < 2:
                    break
                giver = max(people, key=lambda p: (p.load, -p.row))
                taker = min(people, key=lambda p: (p.load, p.row))
                account = next((a for a in reversed(giver.book) if a not in self.kept), -1)
                if account < 0:
                    break
                weight = desk.weight[world.accounts.segment[account]]
                if giver.load - taker.load <= max(weight + ROUNDING, EVEN * giver.load):
                    break
                self._even(desk, account, giver, taker)

    def _even(self, desk: Desk, account: int, giver: Person, taker: Person) -> None:
        if self.terms.free:
            self.world.books.give(desk, account, taker, OPENING)
            return
        with self._agreed(account, giver):
            self.world.books.give(desk, account, taker, REORGANISED)

    @contextmanager
    def _agreed(self, account: int, owner: Person | None) -> Iterator[None]:
        """The hours of the change hold, and where it is a warm one the old owner gives theirs."""
        accounts, continuity = self.world.accounts, self.world.continuity
        self.handed += 1
        accounts.moved[account] = True
        continuity.agreed = self.terms.hours
        if owner is not None and self.terms.warm:
            accounts.warm[account] = True
            continuity.hand_over(account, owner, LEAVER_PART * continuity.hours)
        yield
        accounts.warm[account] = False
        continuity.agreed = None
