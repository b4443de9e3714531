"""Selling: what talent adds to an expansion, and customers who are sold too much.

Where revenue is all that is rewarded, more expansions close. Those that would not have closed by
their own luck are oversold: the account is likelier to shrink at its next contract date. New logos
begin as Sales sold and handed them over. Sources: Q21, M29, M55.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from sim.organisation.steering.scorecard import concentration

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World

AS_USUAL = 0.5
"""Hand-over by Sales at which onboarding takes what the kinds of work say."""


class Selling:
    """`oversold`: accounts that were sold too much since their last contract date.

    pressure: log odds that closing an expansion gains by overselling.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.oversold: dict[int, None] = {}
        self.pressure = 0.0

    def read(self) -> None:
        """Read the pressure from the scenario in force."""
        number, gamed = concentration(self.world.scenario)
        oversell = self.world.scenario.customers.oversell
        self.pressure = oversell * gamed if number == "revenue" else 0.0

    def size(self, person: Person) -> float:
        """What an expansion by this person adds, relative to the mean: talent^k / E[talent^k].

        Talent has mean 1 and spread s of its logarithm: E[talent^k] = exp(k (k - 1) s^2 / 2).
        """
        scenario = self.world.scenario
        power = scenario.customers.expansion_talent
        if power == 0.0 or not scenario.mechanisms.talent:
            return 1.0
        spread = scenario.people.talent_spread
        mean = exp(power * (power - 1.0) * spread * spread / 2.0)
        return float(person.traits.talent**power / mean)

    def sell(self, account: int, person: Person) -> None:
        """An expansion closed only because it was pushed."""
        self.oversold[account] = None
        self.world.recorder.event("oversold", account=account, person=person.row)

    def regret(self, account: int) -> float:
        """Log odds of contraction that an oversold account adds."""
        if account not in self.oversold:
            return 0.0
        return self.world.scenario.customers.oversold_contraction

    def settle(self, account: int) -> None:
        """The contract date is over: the account pays for what it uses."""
        self.oversold.pop(account, None)

    # --- new logos -----------------------------------------------------------------------------

    def unclear(self) -> float:
        """How much worse than usual Sales hands over (-0.5 to 0.5)."""
        return AS_USUAL - self.world.scenario.customers.sales_handover

    def welcome(self, account: int) -> None:
        """A new logo begins with the fit it was sold for and what Sales told about it."""
        accounts, customers = self.world.accounts, self.world.scenario.customers
        if account >= self.world.roster.opening:
            accounts.fit[account] += customers.fit_of_new_logos
            health = accounts.health[account] - customers.unclear_health * self.unclear()
            accounts.health[account] = min(1.0, max(0.0, health))

    def onboarding_effort(self) -> float:
        """Factor on the effort of onboarding."""
        return 1.0 + self.world.scenario.customers.unclear_effort * self.unclear()
