"""Small worlds that were really lived through, put into made-up results: what a page can play."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sim.organisation import simulate
from sim.present.subject import Subject, subject
from sim.scenario import load
from sim.tables import Run
from sim.tables.results import Comparison
from tests.present import worlds

SMALL = {"book.arr": "2M", "team.size": "4", "years": "1 year"}
DATED = {
    "timeline.specialise.at": "month 5",
    "timeline.specialise.set.team.structure": "specialised",
}


@cache
def run(structure: str = "generalist", dated: bool = False) -> Run:
    """A world of a year with about a hundred accounts; dated: it specialises after four months."""
    base = load("standard", {**SMALL, "team.structure": "generalist"})
    tree = load("standard", {**SMALL, "team.structure": structure, **(DATED if dated else {})})
    return simulate(tree, 0, base)


@cache
def about(candidates: int = 1) -> Subject:
    """Made-up numbers of forty worlds, with a world that was lived through on every side."""
    found = worlds.comparison((1.0, 0.4, -0.6)[:candidates])
    lived = (run(), run("specialised"), run(dated=True), run("pooled"))
    base = replace(found.base, runs=(lived[0],))
    others = tuple(
        replace(one, runs=(lived[place + 1],)) for place, one in enumerate(found.candidates)
    )
    found = Comparison(base, others, found.provenance)
    return subject(found, worlds.summary(found))
