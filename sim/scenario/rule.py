"""A rule: what must hold between fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.scenario.documents import Keys
from sim.scenario.tree import Scenario

Broken = Iterator[tuple[Keys, str]]
"""Paths and messages ('what is wrong: what is allowed')."""


@dataclass(frozen=True)
class Rule:
    """A check and the paths it looks at; it is left out where one of these is faulty itself."""

    reads: tuple[str, ...]
    broken: Callable[[Scenario], Broken]
