"""simulate: one pure function from a scenario and a replication number to a Run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.base.version import MODEL_VERSION
from sim.organisation.items import NEVER
from sim.organisation.outcomes import QUEUED
from sim.organisation.world import World
from sim.scenario.heads import OPERATIONS
from sim.tables import LABELS, Run

if TYPE_CHECKING:
    from sim.organisation.people import Person
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
            "segment": tuple(world.scenario.book.segments),
            "kind": world.kinds,
            "named": world.named.names,
            "role": (*world.roles, OPERATIONS),
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
    operations = world.role_code(OPERATIONS), world.scenario.team.operations_cost, 1
    for p in world.people:
        row = p.desk.row
        role, cost, by_cs = operations if p.parked else (
            _role(world, p), row.loaded_cost, int(row.budget == "cs")
        )  # fmt: skip
        left = NAN if p.employed or p.parked else p.last_day
        resigned = p.resigned if p.resigned < NEVER else NAN
        talent, hero, sensitivity = p.traits.talent, int(p.traits.hero), p.traits.sensitivity
        sheet.add(
            (
                *(p.row, p.seat, p.occupant, role, p.hired, resigned, left),
                int(p.resigned < NEVER),
                *(talent, hero, sensitivity, cost, max(0.0, -p.hired)),
                *(world.named.code(p), by_cs),
            )
        )
    for i, stay in enumerate(world.operations.stays):
        role, cost, by_cs = operations
        row_number, left = len(world.people) + i, stay.end if stay.end < NEVER else NAN
        sheet.add(
            (
                *(row_number, -1 - i, 0, role, stay.begin, NAN, left),
                *(0, 1.0, 0, 1.0, cost, 0.0, -1, by_cs),
            )
        )


def _role(world: World, person: Person) -> int:
    """Code of somebody's last role.

    Who left before day 0 had a desk of the base, which may be a role that this run has not. Such a
    row is in no measure; it gets the first role.
    """
    if person.employed or person.last_day >= 0.0:
        return person.desk.index
    name = person.desk.name
    return world.role_code(name) if name in world.roles else 0


def _accounts(world: World) -> None:
    """One row for each account that signed by the end."""
    a = world.accounts
    signed = np.flatnonzero(a.arrived < world.days)
    world.recorder.sheets["accounts"].add_columns(
        account=signed,
        segment=world.roster.segment[signed],
        arr=a.arr_signed[signed],
        term=np.asarray(a.term)[signed],
        arrived=a.arrived[signed],
        opening=signed < world.roster.opening,
        live=np.asarray(a.live)[signed],
        ended=np.asarray(a.ended)[signed],
        arr_end=np.asarray(a.arr)[signed],
        fit=a.fit[signed],
        pilot=a.treated[signed],
        moved=a.moved[signed],
    )
