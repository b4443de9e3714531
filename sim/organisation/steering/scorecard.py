"""The scorecard: which kinds of work its weights move up or down, and how far one number rules.

A kind of work is moved by steering x (weight - balanced weight) priority steps. Where the largest
weight w is above the line, it is gamed by (w - line) / (1 - line). Sources: Q25, M55.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario.tree import Culture, Scenario

BALANCED = {"revenue": 0.45, "health": 0.30, "relationship": 0.20, "operations": 0.05}
"""The balanced card (Q25), at which nothing moves."""
SERVES = {
    "renewal": "revenue",
    "expansion": "revenue",
    "planned": "health",
    "onboarding": "health",
    "request": "relationship",
    "scope": "relationship",
    "handover": "relationship",
    "improvement": "operations",
}
"""The number on the card that each work serves, by what brings the work about."""


def shift(culture: Culture, arrives: str) -> float:
    """Priority steps (negative: earlier) that the scorecard moves work of this sort by."""
    number = SERVES.get(arrives)
    if number is None:
        return 0.0
    weight: float = getattr(culture.rewards, number)
    return -culture.steering * (weight - BALANCED[number])


def concentration(scenario: Scenario) -> tuple[str, float]:
    """The number with the largest weight, and how far (0-1) it is gamed."""
    culture = scenario.culture
    weights: dict[str, float] = dict(culture.rewards)
    number = max(weights, key=lambda name: weights[name])
    if not scenario.mechanisms.gaming:
        return number, 0.0
    line = culture.gaming_line
    return number, max(0.0, (weights[number] - line) / (1.0 - line))
