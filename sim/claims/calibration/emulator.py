"""Emulator: what a target would be at a set that was not run, from the sets that were.

A line and a curve in every parameter, fitted by least squares; what is left over is its error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Emulator:
    """One column a target.

    weights: shape (terms, targets). error: standard deviation of what is left over, shape
    (targets,). shift: added to every prediction, shape (targets,).
    """

    weights: np.ndarray
    error: np.ndarray
    shift: np.ndarray

    def at(self, us: np.ndarray) -> np.ndarray:
        """Predictions at places (points, parameters) in [0, 1]; shape (points, targets)."""
        found: np.ndarray = _terms(us) @ self.weights + self.shift
        return found

    def moved(self, by: np.ndarray) -> Emulator:
        """The same with `by` (targets,) added to every prediction."""
        return Emulator(self.weights, self.error, self.shift + by)

    def through(self, u: np.ndarray, shown: np.ndarray) -> Emulator:
        """The same, moved so that it shows at one place what worlds have shown there."""
        return self.moved(shown - self.at(u[None, :])[0])


def emulator(us: np.ndarray, shown: np.ndarray) -> Emulator:
    """Fitted to places (points, parameters) and what was shown there (points, targets).

    Raises ValueError where there are fewer points than twice the terms.
    """
    terms = _terms(us)
    points, count = terms.shape
    if points < 2 * count:
        raise ValueError(f"{points} points for {count} terms: at least {2 * count}")
    weights = np.linalg.lstsq(terms, shown, rcond=None)[0]
    left = shown - terms @ weights
    error = np.sqrt((left**2).sum(axis=0) / (points - count))
    return Emulator(weights, error, np.zeros(shown.shape[1]))


def _terms(us: np.ndarray) -> np.ndarray:
    x = 2 * us - 1
    return np.hstack([np.ones((len(x), 1)), x, x**2])
