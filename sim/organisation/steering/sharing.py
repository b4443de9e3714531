"""Sharing: knowledge and trust that belong to the team, and the hours that they take.

Praise for teamwork does part of both. Sources: M9, M10, M16, M36, M39, M40.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.base.dates import DAY_HOURS

if TYPE_CHECKING:
    import numpy as np

    from sim.organisation.people import Person
    from sim.organisation.world import World

WEEK_HOURS = 5 * DAY_HOURS
TEAMWORK = 0.3
"""Part of what is missing in sharing and accountability that praise for teamwork brings."""
TEAM_BREADTH = 0.5
"""Part by which full accountability lets one person's work count as the team's."""


class Sharing:
    """Levels in force, read once a week. All 0 where nothing is shared.

    knowledge, accountable: 0-1. hours: of each person a week. covered: accounts whose urgent work
    colleagues do while the owner is away. covering: such work may lie with colleagues.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.knowledge = self.accountable = 0.0
        self.hours = 0.0
        self.covering = False
        self.covered: list[bool] = []
        self._luck: list[float] = []

    def read(self) -> None:
        """Read levels and hours from the scenario in force."""
        scenario = self.world.scenario
        culture = scenario.culture
        praise = TEAMWORK if culture.recognition == "teamwork" else 0.0
        self.knowledge = _raised(culture.knowledge_sharing, praise)
        accountable = _raised(culture.team_accountability, praise)
        if accountable != self.accountable:
            self.accountable = accountable
            self._cover()
        self.hours = (
            culture.sharing_time * WEEK_HOURS * self.knowledge
            + culture.accountability_hours * self.accountable
        )

    def _cover(self) -> None:
        """Draw which accounts are covered: each by its own luck, so that more keeps those."""
        world = self.world
        if not self._luck:
            self._luck = [world.luck.uniform("cover", name) for name in world.accounts.names]
        self.covered = [u < self.accountable for u in self._luck]
        self.covering = True
        world.office.shorten()

    def covers(self, account: int) -> bool:
        """Whether colleagues do an account's urgent work while its owner is away."""
        return self.covering and self.covered[account]

    def documents(self, an_hour: float) -> float:
        """Documentation a head from its improvement hours of the week, in hours' worth."""
        scenario = self.world.scenario
        told = scenario.culture.sharing_time * WEEK_HOURS * self.knowledge
        return (an_hour + told) * (1.0 + scenario.learning.sharing_documentation * self.knowledge)

    def context(self) -> float:
        """Part of the effort of a stranger that is left."""
        scenario = self.world.scenario
        lacking = (1.0 - self.knowledge) * (1.0 - scenario.work.playbooks)
        return 1.0 - scenario.learning.sharing_context * (1.0 - lacking)

    def held_by_team(self) -> float:
        """Part of the loss at a change of lead that the team's own standing avoids."""
        return self.world.scenario.customers.trust_team * self.accountable

    def breadth(self, breadth: np.ndarray) -> np.ndarray:
        """How far the firm, not one person, serves each account (0-1)."""
        return breadth + TEAM_BREADTH * self.accountable * (1.0 - breadth)

    def complexity(self, person: Person) -> float:
        """Hours a week of coordination: accounts of the person x further products."""
        scenario = self.world.scenario
        further = scenario.book.products - 1
        if further == 0:
            return 0.0
        return scenario.learning.complexity * further * self.world.office.variety(person)


def _raised(level: float, praise: float) -> float:
    return level + praise * (1.0 - level)
