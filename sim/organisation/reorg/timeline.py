"""The timeline at work: on each date the trees of that day come into force.

Nothing happens on a date on which what holds is set again.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from sim.organisation.reorg import groups
from sim.organisation.reorg.felt import Felt
from sim.organisation.reorg.layoff import lay_off
from sim.organisation.reorg.regroup import Regroup
from sim.organisation.reorg.terms import Terms, terms_of
from sim.organisation.speed import refresh_person
from sim.scenario.changes import Stretch, stretches
from sim.scenario.checking import changed
from sim.scenario.programmes import full_sets
from sim.scenario.rules_moves import sets_table
from sim.scenario.when import days_of
from sim.tables.words import HIRING

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.people import Person
    from sim.organisation.world import World
    from sim.scenario.tree import Scenario

Post = tuple[str, float, bool]
"""Role, loaded cost and whether Customer Success pays."""


class Timeline:
    """The dated changes of a run. `felt`: what they do to people."""

    def __init__(self, world: World) -> None:
        self.world = world
        timeline = world.candidate.timeline
        self.stretches: list[Stretch] = stretches(world.candidate) if timeline else []
        self.felt = Felt(world)
        self.shock = self.felt.shock
        self.last: Regroup | None = None

    def open(self) -> None:
        """Day 0: what holds from the first day on holds now; the rest waits for its date."""
        for stretch in self.stretches:
            if stretch.day <= 0.0:
                self._carry_out(stretch)
            else:
                self.world.env.process(self._wait(stretch))

    def _wait(self, stretch: Stretch) -> Generator[Event, None, None]:
        yield self.world.env.timeout(stretch.day - self.world.env.now)
        self._carry_out(stretch)

    def _carry_out(self, stretch: Stretch) -> None:
        """A date: who is let go leaves, then what holds changes; the end of a freeze is felt."""
        world = self.world
        before = HIRING.index(world.scenario.leadership.hiring)
        for name in stretch.begins:
            layoff = world.candidate.timeline[name].layoff
            if layoff is not None and lay_off(world, layoff):
                self.felt.struck([], everybody=True)
        self._turn(stretch)
        if HIRING.index(world.scenario.leadership.hiring) < before:
            world.staffing.review()

    def _turn(self, stretch: Stretch) -> None:
        """Put the trees of a date in force, and carry out what that asks for."""
        world = self.world
        piloted = stretch.pilot != stretch.tree
        tree = self._with_enacted(stretch.tree)
        pilot = self._with_enacted(stretch.pilot) if piloted else None
        if tree == world.scenario and (pilot or tree) == (world.pilot or world.scenario):
            return
        world.arrivals.catch_up(world.env.now)
        before = groups.shapes(world)
        posts = self._posts()
        if piloted and world.pilot is None:
            groups.treat(world)
        elif not piloted and world.pilot is not None:
            groups.release(world)
        # Copies: what is kept by tree (rates) is made anew where the tree is another object.
        world.scenario, world.pilot = tree, pilot
        world.adopt_kinds()
        world.refresh()
        if groups.shapes(world) == before:
            world.office.refresh()
            world.office.reweigh()
        else:
            self._reorganise(self._terms(stretch))
        self._note(posts)
        world.named.plan()
        world.arrivals.watch_all()
        world.recorder.event("changed")

    def _with_enacted(self, tree: Scenario) -> Scenario:
        """A copy of a tree, with what leaders did of their own accord and no dated change has set.

        A change that is still to come takes nothing back.
        """
        scenario, now = self.world.candidate, self.world.env.now
        begun = [c for c in scenario.timeline.values() if days_of(scenario, c)[0] <= now]
        dated = {path for change in begun for path in full_sets(scenario, change)}
        kept = {p: value for p, value in self.world.enacted.items() if p not in dated}
        return changed(tree, kept) if kept else tree.model_copy()

    def _terms(self, stretch: Stretch) -> Terms:
        """The terms of the last change of the date that touches the role table."""
        scenario = self.world.candidate
        for name in reversed((*stretch.ends, *stretch.begins)):
            change = scenario.timeline[name]
            if sets_table(change):
                first, _ = days_of(scenario, change)
                return terms_of(change, max(0.0, first) if name in stretch.ends else None)
        return Terms()

    def _reorganise(self, terms: Terms) -> None:
        """People and accounts go to the new table; both cost what they cost."""
        world = self.world
        if self.last is not None:
            self.last.handing.over = True
        before = self._posts()
        self.last = regroup = Regroup(world, terms)
        regroup.carry_out()
        world.recorder.disowned(world.office.desks)
        moved = []
        for person in world.people:
            was = before.get(person.row)
            if was is not None and _works(person) and _post(person)[0] != was[0]:
                self.felt.new_role(person, was[0])
                moved.append(person)
        if moved or regroup.gone or regroup.handing.touched:
            self.felt.struck(moved, everybody=not terms.scoped)
        for person in world.people:
            if person.employed:
                refresh_person(world, person)

    # --- who had which post --------------------------------------------------------------------

    def _posts(self) -> dict[int, Post]:
        """What everybody is, and costs."""
        return {p.row: _post(p) for p in self.world.people if _works(p)}

    def _note(self, before: dict[int, Post]) -> None:
        """Write down whose role, cost or payer is another now."""
        world = self.world
        if not world.recorder.on:
            return
        for person in world.people:
            was = before.get(person.row)
            if was is None or not _works(person) or _post(person) == was:
                continue
            codes = world.role_code(was[0]), world.role_code(_post(person)[0])
            row = (world.env.now, person.row, *codes, was[1], int(was[2]))
            world.recorder.sheets["moves"].add(row)


def _works(person: Person) -> bool:
    """Whether somebody is here, be it in CS operations."""
    return person.employed or person.parked


def _post(person: Person) -> Post:
    if person.parked:
        return person.world.operations.post
    row = person.desk.row
    return person.desk.name, row.loaded_cost, row.budget == "cs"
