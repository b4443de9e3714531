"""The scenario: the frozen tree of everything a user can write."""

from __future__ import annotations

from typing import Literal

from sim.scenario.default_sets import NEWEST
from sim.scenario.fields import Count, DateText, RunYears, Tree, parameter
from sim.scenario.tree.book import AccountRow, Book, Segment
from sim.scenario.tree.change import Change, KeepOwner, Move, Scope
from sim.scenario.tree.culture import Culture, Leadership
from sim.scenario.tree.customers import Customers, Prices
from sim.scenario.tree.mechanisms import Mechanisms
from sim.scenario.tree.people import Burnout, Hiring, Learning, People
from sim.scenario.tree.roster import Absence, Named
from sim.scenario.tree.team import Overflow, Role, Staff, Team
from sim.scenario.tree.upstream import Upstream, UpstreamTeam
from sim.scenario.tree.work import TEAMS, Kind, Work

__all__ = [
    "TEAMS",
    "Absence",
    "AccountRow",
    "Book",
    "Burnout",
    "Change",
    "Culture",
    "Customers",
    "Hiring",
    "KeepOwner",
    "Kind",
    "Leadership",
    "Learning",
    "Mechanisms",
    "Move",
    "Named",
    "Overflow",
    "People",
    "Prices",
    "Role",
    "Scenario",
    "Scope",
    "Segment",
    "Staff",
    "Team",
    "Upstream",
    "UpstreamTeam",
    "Work",
]


class Scenario(Tree):
    """One organisation, its customers and the years to simulate."""

    schema_: Literal[1] = parameter(
        1, alias="schema", opening=True, mark="", source="the file format"
    )
    """Version of the file format."""
    name: str = parameter("Scenario", opening=True, mark="", source="yours")
    """Name on tables, charts and reports."""
    question: str = parameter("", opening=True, mark="", source="yours")
    """What the scenario is to answer; this and the next three are printed, and not inherited."""
    hypothesis: str = parameter("", opening=True, mark="", source="yours")
    """What is expected."""
    findings: str = parameter("", opening=True, mark="", source="yours")
    """What was found."""
    decision: str = parameter("", opening=True, mark="", source="yours")
    """What was decided."""
    start: DateText = parameter(
        "2026-01-01", opening=True, mark="", source="yours; the presets: an arbitrary day"
    )
    """First day of the run."""
    years: RunYears = parameter(
        3,
        low=1,
        high=5,
        gt=0,
        le=30,
        opening=True,
        source="choice: two or three renewals of an annual contract",
    )
    """Simulated years."""
    warmup: RunYears = parameter(
        0, ge=0, le=10, opening=True, source="choice: the hidden half year settles the opening"
    )
    """Years at the beginning that the measures leave out."""
    seed: Count = parameter(1, opening=True, mark="", source="arbitrary")
    """Seed of all random streams."""
    book: Book = parameter(..., opening=True)
    """Customers."""
    work: Work = parameter(...)
    """What they ask for."""
    team: Team = parameter(Team())
    """Who serves them."""
    culture: Culture = parameter(Culture())
    """How the team works."""
    leadership: Leadership = parameter(Leadership())
    """What leaders decide."""
    people: People = parameter(People())
    """Hiring, ramp, leave and quitting."""
    learning: Learning = parameter(Learning())
    """Learning by doing, switching and documentation."""
    burnout: Burnout = parameter(Burnout())
    """Strain and burnout."""
    customers: Customers = parameter(Customers())
    """Health, trust, renewal and expansion."""
    money: Prices = parameter(Prices())
    """Prices."""
    mechanisms: Mechanisms = parameter(Mechanisms())
    """Switches."""
    timeline: dict[str, Change] = parameter({}, opening=True)
    """Dated changes by name."""
    upstream: Upstream = parameter(Upstream())
    """Teams that owe out-of-scope work."""
    defaults: Count = parameter(
        NEWEST, ge=1, le=NEWEST, opening=True, mark="", source="the newest set"
    )
    """Number of the set of defaults: what is not written here stays as that set has it, whatever
    later versions of Reorg take. A file that names none gets the newest."""
