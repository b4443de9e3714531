"""Outcomes: what the end of a work item does to the world, by what brought the work about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.organisation.items import ASSIST, Item
from sim.tables.words import OUTCOMES

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

DONE, DROPPED, QUEUED, CANCELLED = (
    OUTCOMES.index(w) for w in ("done", "dropped", "queued", "cancelled")
)
SERVICE = frozenset({"planned", "request"})
"""Work whose done share is the service that customers feel."""
Effect = Callable[["Item", "Person", float], int | None]
"""What an item that was done at a time does: of the item, who did it, and when.

Its value is the outcome where that is not DONE."""


class Outcomes:
    """Ends items; one effect for each word of `arrives`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.accounts = world.accounts
        self.table: dict[str, Effect] = {
            "planned": self._served,
            "request": self._served,
            "onboarding": self._onboarded,
            "renewal": self._prepared,
            "expansion": self._expanded,
            "scope": self._nothing,
            "improvement": self._improved,
            "handover": self._handed_over,
            "hiring": self._nothing,
        }
        self.is_service = [a in SERVICE for a in world.arrives]
        self.adopt_kinds()

    def adopt_kinds(self) -> None:
        """The effects of the kinds of work in force; what others owe is counted as well."""
        effects = []
        for row in self.world.kind_rows:
            effect = self.table[row.arrives]
            owed = row.arrives == "scope" or row.owed_by != "cs"
            effects.append(self._for_others(effect) if owed else effect)
        self.effects = effects

    def _for_others(self, effect: Effect) -> Effect:
        """The effect of a kind of work that another team owes."""

        def counted(item: Item, person: Person, now: float) -> int | None:
            effect(item, person, now)
            return self.world.upstream.worked(item)

        return counted

    def finish(self, item: Item, person: Person, now: float) -> None:
        """An item was done by this person."""
        account = item.account
        if account >= 0:
            accounts = self.accounts
            if accounts.lead[account] == person.row:
                accounts.week_lead[account] += item.hours
            else:
                accounts.week_other[account] += item.hours
        ended = self.effects[item.kind](item, person, now)
        self.world.recorder.work(item, now, DONE if ended is None else ended)

    def drop(self, item: Item) -> None:
        """An item expired: nobody will do it."""
        if item.source and not item.late:
            self.world.upstream.overdue(item)
        if self.is_service[item.kind] and not item.late:
            self.world.accounts.served_due[item.account] += item.demand
        if self.world.arrives[item.kind] == "onboarding" and item.tag != ASSIST:
            self.world.onboarding.step_done(item.account)
        self.world.recorder.work(item, self.world.env.now, DROPPED)

    def overdue(self, item: Item) -> None:
        """An item passed its date: it counts as unserved before it is done or dropped."""
        item.late = True
        if self.is_service[item.kind]:
            self.world.accounts.served_due[item.account] += item.demand
        if item.source:
            self.world.upstream.overdue(item)

    def cancel(self, item: Item) -> None:
        """An item lost its reason: its account or its person left."""
        self.world.recorder.work(item, self.world.env.now, CANCELLED)

    def close(self, item: Item, outcome: int) -> None:
        """End an item without any effect."""
        self.world.recorder.work(item, self.world.env.now, outcome)

    # --- effects -------------------------------------------------------------------------------

    def _served(self, item: Item, person: Person, now: float) -> None:
        """Service done: in full if in time, at a discount if late."""
        accounts = self.accounts
        account = item.account
        if item.late:
            accounts.served_done[account] += item.demand * self.world.settings.late_credit
        elif item.due < now:
            accounts.served_due[account] += item.demand
            accounts.served_done[account] += item.demand * self.world.settings.late_credit
        else:
            accounts.served_due[account] += item.demand
            accounts.served_done[account] += item.demand

    def _onboarded(self, item: Item, person: Person, now: float) -> None:
        """A step of an onboarding is done; the next is released, or the account goes live."""
        if item.tag != ASSIST:
            self.world.onboarding.step_done(item.account)

    def _prepared(self, item: Item, person: Person, now: float) -> None:
        """The renewal was prepared before its date."""
        if item.tag != ASSIST and now <= item.due:
            self.world.accounts.prepared[item.account] = True

    def _expanded(self, item: Item, person: Person, now: float) -> None:
        """An expansion was worked on; it closes or not."""
        if item.tag != ASSIST:
            self.world.contracts.close_expansion(item, person)

    def _improved(self, item: Item, person: Person, now: float) -> None:
        """Something was written down or automated."""
        self.world.improvement += item.hours

    def _handed_over(self, item: Item, person: Person, now: float) -> None:
        """A leaver's part of a hand-over makes it a warm one."""
        if item.tag > 0.0 and self.world.accounts.lead[item.account] == person.row:
            self.world.accounts.warm[item.account] = True

    def _nothing(self, item: Item, person: Person, now: float) -> None:
        """The work was the point."""
