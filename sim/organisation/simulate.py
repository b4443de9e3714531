"""simulate: one pure function from a scenario and a replication number to a Run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.base.version import MODEL_VERSION
from sim.organisation.items import NEVER
from sim.organisation.outcomes import QUEUED
from sim.organisation.world import World
from sim.scenario.heads import operations_heads
from sim.tables import LABELS, Run

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

NAN = float("nan")


def simulate(scenario: Scenario, replication: int, opening: Scenario | None = None) -> Run:
    """Simulate one world. Same arguments and model version, same bytes.

    scenario: the organisation from day 0. replication: number of the world, 0 and up; the same
    number meets the same luck under every scenario of the same seed.
    opening: the scenario in whose state this one opens (a comparison's base); None: its own.
    Touches no file, no clock and no global state; raises only for a tree that was not checked.
    """
    world = World(scenario, replication, opening)
    world.start()
    world.env.run(until=world.days)
    _close(world)
    return Run(
        scenario=scenario,
        replication=replication,
        tables=world.recorder.tables(),
        labels={
            **LABELS,
            "segment": world.segments,
            "kind": world.kinds,
            "named": world.named.names,
            "role": (*(d.name for d in world.office.desks), "cs_operations"),
        },
        names=world.accounts.names,
        days=world.days,
        provenance={"seed": scenario.seed, "replication": replication, "model": MODEL_VERSION},
    )


def _close(world: World) -> None:
    """The horizon: what is still queued, open or owned is written down."""
    recorder = world.recorder
    world.arrivals.catch_up(world.env.now)
    world.upstream.settle()
    waiting = [
        item for desk in world.office.desks for queue in desk.queues() for item in queue.take_all()
    ]
    waiting += [p.current for p in world.people if p.current is not None]
    for item in sorted(waiting, key=lambda i: i.number):
        recorder.work(item, NAN, QUEUED)
    recorder.close_books()
    for seat in world.staffing.seats:
        if seat.person is None or seat.opened < NEVER:
            opened = seat.opened if seat.opened < NEVER else NAN
            vacant = seat.vacant if seat.vacant < NEVER else NAN
            recorder.sheets["seats"].add(
                (seat.number, seat.desk.index, opened, vacant, NAN, seat.why)
            )
    _people(world)
    _accounts(world)


def _people(world: World) -> None:
    """One row for everybody who was there on or after day 0; CS operations at the end."""
    sheet = world.recorder.sheets["people"]
    for p in world.people:
        resigned = p.resigned if p.resigned < NEVER else NAN
        left = p.last_day if not p.employed else NAN
        sheet.add(
            (
                p.row,
                p.seat,
                p.occupant,
                p.desk.index,
                p.hired,
                resigned,
                left,
                int(p.resigned < NEVER),
                p.traits.talent,
                int(p.traits.hero),
                p.traits.sensitivity,
                p.desk.row.loaded_cost,
                max(0.0, -p.hired),
                world.named.code(p),
            )
        )
    cost = world.scenario.team.operations_cost
    for i in range(operations_heads(world.scenario)):
        sheet.add(
            (
                len(world.people) + i,
                -1 - i,
                0,
                len(world.office.desks),
                world.begins,
                NAN,
                NAN,
                0,
                1.0,
                0,
                1.0,
                cost,
                0.0,
                -1,
            )
        )


def _accounts(world: World) -> None:
    """One row for each account that signed by the end."""
    a = world.accounts
    signed = np.flatnonzero(a.arrived < world.days)
    arr = np.where(np.arange(len(a)) < world.roster.opening, a.arr_signed, a.arr_signed)
    world.recorder.sheets["accounts"].add_columns(
        account=signed,
        segment=world.roster.segment[signed],
        arr=arr[signed],
        term=np.asarray(a.term)[signed],
        arrived=a.arrived[signed],
        opening=signed < world.roster.opening,
        live=np.asarray(a.live)[signed],
        ended=np.asarray(a.ended)[signed],
        arr_end=np.asarray(a.arr)[signed],
        fit=a.fit[signed],
    )
