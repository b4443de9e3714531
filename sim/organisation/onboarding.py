"""Onboarding: the first job for every new logo, in steps, until the account goes live."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.scenario.workload import by_segment

if TYPE_CHECKING:
    from sim.organisation.world import World


class Onboarding:
    """Releases the steps of each job, one after the other."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.steps = max((k.steps for k in world.kind_rows if k.arrives == "onboarding"), default=1)

    def begin(self, account: int) -> None:
        """The first step of the onboarding job, if the scenario has one."""
        world = self.world
        kind = world.kind_for("onboarding")
        if kind < 0 or world.scenario.work.volume == 0.0:
            self.go_live(account)
            return
        world.accounts.onboarding[account] = 0
        self._release_step(account, kind)

    def _release_step(self, account: int, kind: int) -> None:
        world = self.world
        row = world.kind_rows[kind]
        segment = world.segments[world.accounts.segment[account]]
        step = world.accounts.onboarding[account]
        luck = world.sizes.mark(kind, account, step)
        hours = by_segment(row.hours, segment) / row.steps * world.scenario.work.volume
        hours *= world.steering.selling.onboarding_effort()
        demand = world.sizes.effort(row, hours, luck)
        work = world.calendar.to_work(world.env.now) + row.due
        due, expires = world.calendar.from_work(work), world.expiry(kind, work)
        world.office.deliver(world.new_item(kind, account, due, expires, demand))

    def step_done(self, account: int) -> None:
        """Count a finished step; the next one follows after the customer's own pause."""
        world = self.world
        accounts = world.accounts
        step = accounts.onboarding[account]
        if step < 0:
            return
        accounts.onboarding[account] = step + 1
        if step + 1 >= self.steps:
            self.go_live(account)
        else:
            kind = world.kind_for("onboarding")
            row = world.kind_rows[kind]
            pause = 5.0 * row.over / row.steps - 0.5 * row.due
            work = world.calendar.to_work(world.env.now) + max(0.0, pause)
            world.at(world.calendar.from_work(work), partial(self._next_step, account, kind))

    def _next_step(self, account: int, kind: int) -> None:
        if self.world.accounts.alive[account]:
            self._release_step(account, kind)

    def go_live(self, account: int) -> None:
        """Onboarding is over; specialists hand the account to its lead."""
        world = self.world
        accounts = world.accounts
        accounts.onboarding[account] = -1
        accounts.delay[account] = 0.0
        if world.env.now >= 0.0:
            accounts.live[account] = world.env.now
        world.recorder.event("live", account=account)
        for desk in world.office.desks:
            if desk.transient and desk.owner[account] is not None:
                world.books.release(desk, account)
                lead = world.office.lead_desk[accounts.segment[account]]
                person = world.office.acting(lead).owner[account] if lead else None
                if person is not None:
                    world.continuity.pass_on(account, person)
