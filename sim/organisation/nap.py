"""Naps: a timeout that one process uses again and again.

SimPy makes an object for each timeout; a process that sleeps 5,000 times in a run needs one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simpy.events import NORMAL, Event

if TYPE_CHECKING:
    from simpy import Environment


class Nap(Event):
    """A timeout of one process, to be yielded at once: `yield nap.of(days)`."""

    def __init__(self, env: Environment) -> None:
        super().__init__(env)
        self._ok = True
        self._value = None

    def of(self, delay: float) -> Nap:
        """The nap itself, over after `delay` days (0 or more)."""
        self.callbacks = []
        self.env.schedule(self, NORMAL, delay)
        return self
