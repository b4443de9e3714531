"""The faults met while files are read: collected, so that the user sees them all at once."""

from __future__ import annotations

from sim.base.faults import Fault, InputError

SHOWN = 20
"""Faults that are spelt out; the rest are counted. A whole column gone wrong is one mistake."""


class Trouble:
    """Faults in the order they were met, raised together.

    Life cycle: `add` while reading, `stop` at each point after which going on makes no sense.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, place: str, path: str, message: str) -> None:
        """One more fault, at `file` or `file:line:column`, in the column `path`."""
        self._faults.append(Fault(place, path, message))

    def stop(self) -> None:
        """Raises InputError with the faults met so far, at most `SHOWN` of them, if any."""
        if not self._faults:
            return
        shown, left = self._faults[:SHOWN], len(self._faults) - SHOWN
        if left > 0:
            shown = [*shown, Fault("", "", f"and {left} more")]
        raise InputError(shown)
