"""The tally of a week: hours of work that others owe, by the team that owes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.organisation.items import Item

MEASURES = ("tickets", "logged", "demand")
"""What leaders can go by; see `staffed_on` of the scenario."""


class Tally:
    """Hours by team, as position in `world.teams` (0: Customer Success itself, always 0).

    created, diverted, late: effort asked. logged, unlogged: what Customer Success spent.
    """

    def __init__(self, teams: int) -> None:
        self.created = np.zeros(teams)
        self.diverted = [0.0] * teams
        self.late = [0.0] * teams
        self.logged = [0.0] * teams
        self.unlogged = [0.0] * teams
        self._logged_in_time = [0.0] * teams

    def worked(self, item: Item) -> None:
        """Customer Success did an item that another team owes."""
        source = item.source
        logged = item.hours - item.unlogged
        self.logged[source] += logged
        self.unlogged[source] += item.unlogged
        if not item.late:
            self._logged_in_time[source] += logged

    def visible(self) -> np.ndarray:
        """Hours in sight by measure and team, shape (3, teams), in the order of MEASURES.

        An item that went overdue is a ticket, and its hours are not counted again when logged.
        """
        tickets = np.add(self.diverted, self.late)
        return np.stack((tickets, tickets + self._logged_in_time, self.created))
