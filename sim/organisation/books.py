"""Books: who owns which account in which role. Assignment is sticky.

Only the accounts of somebody who leaves, and a fair share for somebody who starts, change hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import NEVER, Item
from sim.organisation.roles import PERMANENT, Desk
from sim.tables.words import ASSIGNMENT

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

OPENING = ASSIGNMENT.index("opening")
NEW_LOGO = ASSIGNMENT.index("new logo")
OWNER_LEFT = ASSIGNMENT.index("owner left")
ROLE_CHANGE = ASSIGNMENT.index("role change")
REBALANCED = ASSIGNMENT.index("rebalanced")
FAIR_SHARE = 0.7
"""Part of the mean load that a newcomer takes over from colleagues; new logos bring the rest."""


class Books:
    """Gives accounts to people and takes them back."""

    def __init__(self, world: World) -> None:
        self.world = world

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
        moved = self.taken(desk, account)
        if before is not None:
            self._part(desk, account, before)
        desk.owner[account] = person
        person.book[account] = None
        person.load += desk.weight[world.accounts.segment[account]]
        strange = now > world.begins and not world.continuity.silent
        if strange and world.scenario.mechanisms.strangers:
            desk.fresh_until[account] = now + 7.0 * world.scenario.learning.stranger_weeks
        world.recorder.assigned(account, person, desk, world.office.leads(desk, account), why)
        for item in moved:
            desk.queue_of(account).push(item)
        if self.world.office.leads(desk, account):
            world.continuity.new_lead(account, person, before, why)
        # What comes in for the account is now work of whoever shares the owner's tray, too.
        for taker in person.pod.people if person.pod is not None else (person,):
            if taker.waiting is not None:
                world.arrivals.watch(taker)

    def vacate(self, desk: Desk, account: int) -> None:
        """Nobody owns the account in this role any more; its work waits in the pool."""
        before = desk.owner[account]
        if before is not None:
            moved = self.taken(desk, account)
            self._part(desk, account, before)
            desk.owner[account] = None
            desk.fresh_until[account] = PERMANENT
            self.world.recorder.unassigned(account, desk)
            for item in moved:
                desk.pool.push(item)
        if self.world.office.leads(desk, account):
            self.world.continuity.new_lead(account, None, before, OWNER_LEFT)

    def welcome(self, account: int, why: int) -> None:
        """A customer begins: its lead is assigned; other owners follow with the first work."""
        lead = self.world.office.lead_desk[self.world.accounts.segment[account]]
        if lead is not None:
            desk = self.world.office.acting(lead)
            if desk.by_owner:
                self.assign(desk, account, why)

    def hand_on(self, person: Person) -> None:
        """Everything of somebody who leaves goes to colleagues (pod mates first)."""
        desk = person.desk
        mates = self._mates(person)
        items = person.inbox.take_all()
        for account in list(person.book):
            self.assign(desk, account, OWNER_LEFT, mates)
        for account, leads in list(person.carried.items()):
            self.hand_over(leads, account, OWNER_LEFT)
        for item in items:
            self.return_item(item)

    def hand_over(self, desk: Desk, account: int, why: int) -> None:
        """An account that was carried goes to the role that leads it: an owner or its pool."""
        if desk.by_owner:
            self.assign(desk, account, why)
        else:
            self.vacate(desk, account)

    def pass_down(self, desk: Desk) -> None:
        """What waits for a role that has nobody goes to the role that holds it."""
        acting = self.world.office.acting(desk)
        if acting is not desk:
            for item in desk.pool.take_all():
                self.world.office.enqueue(item, acting)

    def return_item(self, item: Item) -> None:
        """What a leaver had in hand: others go on with it, unless it was the leaver's own.

        It is cancelled, too, where the customer left while it was in hand.
        """
        gone = item.account >= 0 and not self.world.accounts.alive_list[item.account]
        if gone or item.kind in self.world.own_kinds:
            self.world.outcomes.cancel(item)
        else:
            self.world.office.deliver(item)

    def _mates(self, person: Person) -> list[Person]:
        """Pod mates who stay."""
        now = self.world.env.now
        pod = person.pod.people if person.pod is not None else []
        return [p for p in pod if p is not person and p.resigned > now]

    def share_out(self, person: Person) -> None:
        """A newcomer takes unowned accounts, then accounts from the most loaded colleagues."""
        desk = person.desk
        if len(desk.people) == 1:
            self._take_back(desk, person)
        if not desk.by_owner or desk.transient:
            return
        for account in self.world.alive_accounts():
            if desk.owner[account] is None and self.world.office.leads(desk, account):
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

    def _take_back(self, desk: Desk, person: Person) -> None:
        """The first of a role takes back what another role led for it, with the work for it."""
        world, held = self.world, desk.held
        for account in world.alive_accounts() if held is not None else ():
            assert held is not None
            owner = held.owner[account]
            group = world.accounts.segment[account]
            if owner is None or world.office.lead_desk[group] is not desk or held.weight[group]:
                continue
            items = self.taken(held, account)
            self.release(held, account)
            if desk.by_owner:
                self.give(desk, account, person, ROLE_CHANGE)
            else:
                world.continuity.new_lead(account, None, owner, ROLE_CHANGE)
            for item in items:
                if item.kind in world.own_kinds:
                    owner.inbox.push(item)
                else:
                    world.office.enqueue(item, desk)

    def farewell(self, account: int) -> None:
        """A customer is gone: books and queues forget it."""
        for desk in self.world.office.desks:
            # All of them: a hand-over waits with its person, wherever the account is by now.
            for queue in desk.queues():
                for item in queue.take_all({account}):
                    self.world.outcomes.cancel(item)
            if desk.owner[account] is not None:
                self.release(desk, account)

    def release(self, desk: Desk, account: int) -> None:
        """End ownership without a successor: onboarding done, or the customer left."""
        owner = desk.owner[account]
        if owner is not None:
            self._part(desk, account, owner)
            desk.owner[account] = None
            self.world.recorder.unassigned(account, desk)

    # --- one account, one role -----------------------------------------------------------------

    def _part(self, desk: Desk, account: int, owner: Person) -> None:
        """The account leaves the owner's book of this role, or what they carry for it."""
        carried = owner.carried.get(account) is desk
        (owner.carried if carried else owner.book).pop(account, None)
        owner.load -= desk.weight[self.world.accounts.segment[account]]

    def taken(self, desk: Desk, account: int) -> list[Item]:
        """Queued work of the account in this role, out of its queue.

        Somebody who owns the account in their own role and carries it for another has the work of
        both in one tray: that of the other role stays.
        """
        queue, owner = desk.queue_of(account), desk.owner[account]
        items = queue.take_all({account})
        if owner is None or account not in owner.book or account not in owner.carried:
            return items
        for item in items:
            if item.role != desk.index:
                queue.push(item)
        return [item for item in items if item.role == desk.index]
