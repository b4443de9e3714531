"""Continuity: what happens to trust, context and work when an account gets another lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import NEVER

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

LEAVER_PART = 0.5
"""Hours of the leaver's side of a hand-over, relative to the new owner's."""


class Continuity:
    """Follows who leads each account."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.silent = False
        """While True, changes of lead are taken as given (the state at the opening)."""
        self.agreed: float | None = None
        """Hours of the new owner where a dated change says how many."""

    def new_lead(
        self, account: int, person: Person | None, before: Person | None, why: int
    ) -> None:
        """The account gets a lead (None: nobody). The first lead of all costs nothing.

        Losing a lead and getting the next one later is one change, felt from the loss.
        """
        world = self.world
        accounts = world.accounts
        had_one = before is not None or accounts.lead[account] >= 0
        accounts.lead[account] = -1 if person is None else person.row
        if self.silent or not (had_one or accounts.vacated[account]):
            return
        accounts.vacated[account] = person is None
        world.recorder.event("new lead", person=accounts.lead[account], account=account)
        mates = (
            person is not None
            and before is not None
            and person.pod is not None
            and person.pod is before.pod
        )
        if world.scenario.mechanisms.continuity and had_one:
            self._shake(account, mates)
        if person is not None:
            self.hand_over(account, person, self.hours)

    @property
    def hours(self) -> float:
        """Hours that a new owner spends on an account."""
        usual = self.world.scenario.customers.handover_hours
        return usual if self.agreed is None else self.agreed

    def _shake(self, account: int, mates: bool) -> None:
        """Personal trust falls to a fraction; the change is felt at renewals for a while."""
        world = self.world
        accounts = world.accounts
        customers = world.scenario.customers
        documented = world.documented
        kept = customers.trust_kept + customers.trust_documented * documented
        if accounts.warm[account]:
            kept += customers.trust_warm
            accounts.warm[account] = False
        force = 1.0 - 0.5 * documented
        if mates:
            kept += customers.trust_pod * (1.0 - kept)
            force *= 1.0 - customers.trust_pod
        team = world.steering.sharing.held_by_team()
        kept += team * (1.0 - kept)
        force *= 1.0 - team
        accounts.trust[account] *= min(1.0, kept)
        accounts.changed[account] = world.env.now
        accounts.change_force[account] = force

    def hand_over(self, account: int, person: Person, hours: float, leaver: bool = False) -> None:
        """Hand-over work for one side; the leaver's part ends with the last day."""
        world = self.world
        kind = world.kind_for("handover")
        wanted = world.scenario.mechanisms.handover and world.scenario.work.volume > 0.0
        if kind < 0 or not wanted or hours <= 0.0:
            return
        now = world.env.now
        row = world.kind_rows[kind]
        due = world.calendar.from_work(world.calendar.to_work(now) + row.due)
        # Without corner cutting it is not dropped: it is cancelled when its person has left.
        ends = leaver and world.scenario.mechanisms.expiry
        expires = person.last_day if ends else NEVER
        item = world.new_item(kind, account, due, expires, hours, 1.0 if leaver else 0.0)
        item.role = person.desk.index
        person.inbox.push(item)

    def prepare(self, person: Person) -> None:
        """Somebody resigned: they write down what they can about their accounts."""
        hours = self.world.scenario.customers.handover_hours * LEAVER_PART
        for account in (*person.book, *person.carried):
            self.hand_over(account, person, hours, leaver=True)

    def pass_on(self, account: int, person: Person) -> None:
        """Onboarding done by somebody else: the lead takes over and has to get to know it."""
        world = self.world
        desk = person.desk
        weeks = world.scenario.learning.stranger_weeks
        if world.scenario.mechanisms.strangers:
            desk.fresh_until[account] = world.env.now + 7.0 * weeks
        self.hand_over(account, person, world.scenario.customers.handover_hours)
