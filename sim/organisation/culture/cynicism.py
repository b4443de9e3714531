"""Cynicism: a stock of the team, fed by remedies that change nothing.

It rises while symptoms are treated (resilience training) or heroics praised and nothing systemic
visibly improves, and fades slowly. What improved is judged by what everybody can see: logged
hours after hours and hours on work that others owe, never by the truth. Source: M50.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation import strain

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.world import World
    from sim.scenario.tree import Scenario

FULL_TRAINING = 0.3
"""Resilience that leads to full cynicism where nothing else is done."""
HEROICS = 0.5
"""Cynicism that praise of heroics leads to."""
NOTICED, BELIEVED = 0.2, 0.4
"""Fall of the visible pressure from which people begin to believe, and from which all do."""
MEMORY = 13.0
"""Weeks over which people judge the pressure."""


def provoked(scenario: Scenario) -> float:
    """Cynicism that the culture leads to if nothing improves (0-1): the strongest cause."""
    training = min(1.0, scenario.burnout.resilience / FULL_TRAINING)
    return max(training, HEROICS if scenario.culture.recognition == "heroics" else 0.0)


def believed(recent: float, peak: float) -> float:
    """How far an improvement of the visible pressure is believed (0-1): a fall of 20 to 40 %."""
    if peak <= 0.0:
        return 0.0
    return min(1.0, max(0.0, (1.0 - recent / peak - NOTICED) / (BELIEVED - NOTICED)))


def visible_pressure(world: World, people: list[Person]) -> float:
    """What of the week's strain everybody can see: logged overtime and scope creep, as in D."""
    weights = world.scenario.burnout
    client = sum(p.week.client for p in people)
    logged = sum(p.week.after - p.week.unlogged for p in people) / max(1, len(people))
    scope = sum(p.week.scope for p in people) / client if client > 0.0 else 0.0
    return weights.overtime * logged / 20.0 + weights.scope * scope


class Pressure:
    """The visible pressure lately, and its peak since symptoms began to be treated."""

    def __init__(self) -> None:
        self.recent = -1.0
        self.peak = 0.0

    def note(self, now: float, provoking: bool) -> None:
        """A week's pressure; while nothing provokes, today is what later is compared with."""
        self.recent = now if self.recent < 0.0 else strain.step(self.recent, now, 1.0, MEMORY)
        self.peak = max(self.peak, self.recent) if provoking else self.recent


def step(world: World, people: list[Person], pressure: Pressure) -> None:
    """One week of cynicism: towards what is provoked, less what is believed to have improved."""
    scenario = world.scenario
    if not scenario.mechanisms.cynicism:
        world.cynicism = 0.0
        return
    heat = provoked(scenario)
    pressure.note(visible_pressure(world, people), heat > 0.0)
    target = heat * (1.0 - believed(pressure.recent, pressure.peak))
    rising = target > world.cynicism
    time = scenario.culture.cynicism_up if rising else scenario.culture.cynicism_down
    world.cynicism = strain.step(world.cynicism, target, 1.0, time)
