"""Steering: the one object of this room that the world holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.organisation.steering.order import Order
from sim.organisation.steering.relief import upkeep
from sim.organisation.steering.saves import Saves
from sim.organisation.steering.scorecard import concentration
from sim.organisation.steering.selling import Selling
from sim.organisation.steering.sharing import Sharing

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World


class Steering:
    """What culture does to the work of the week.

    extra_bias: by account, part of what it lacks in health that gaming leaves out of reports.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.order = Order(world)
        self.sharing = Sharing(world)
        self.selling = Selling(world)
        self.saves = Saves(world)
        self.extra_bias = np.zeros(len(world.accounts))
        self._upkeep = 0.0
        self._scenario: object = None

    def read(self) -> None:
        """Read the live numbers of the scenario in force; CS operations see to the upkeep."""
        world = self.world
        scenario = world.scenario
        if scenario is not self._scenario:
            self._scenario = scenario
            self.sharing.read()
            self.selling.read()
            _, gamed = concentration(scenario)
            self.extra_bias = np.full(len(world.accounts), scenario.culture.gaming_bias * gamed)
        by_operations, self._upkeep = upkeep(world)
        world.operations_hours -= by_operations

    def week(self) -> None:
        """Monday morning: the order of work, and save plays."""
        self.order.week()
        self.saves.week()

    def hours(self, person: Person) -> float:
        """Hours a week that sharing, upkeep and complexity take from this person's clients."""
        return self.sharing.hours + self._upkeep + self.sharing.complexity(person)
