"""The mean of an answer given one factor: the regression that foretells left-out points best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import legvander

from sim.scenario.study.factors import Factor

DEGREES = 6


@dataclass(frozen=True)
class Fit:
    """A least-squares fit. basis: (points, terms); fitted: its values at the points."""

    basis: np.ndarray
    fitted: np.ndarray

    def again(self, y: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """The values of the same fit, made anew from some of the points (with repetition)."""
        basis = self.basis[rows]
        found: np.ndarray = basis @ np.linalg.lstsq(basis, y[rows], rcond=None)[0]
        return found


def best_fit(factor: Factor, where: np.ndarray, y: np.ndarray) -> Fit:
    """The mean of `y` given the positions of one factor, both of shape (points,).

    A constant; polynomials up to the sixth degree of a range, or the means of the levels of a
    list. The one with the least error at points that are left out of the fit (PRESS) is taken.
    """
    every = _of_levels(where) if factor.listed else _of_range(where)
    fits = [(_left_out(basis, y), basis) for basis in every]
    basis = min(fits, key=lambda fit: fit[0])[1]
    return Fit(basis, basis @ np.linalg.lstsq(basis, y, rcond=None)[0])


def _of_range(where: np.ndarray) -> list[np.ndarray]:
    whole = legvander(2 * where - 1, DEGREES)
    return [whole[:, : degree + 1] for degree in range(DEGREES + 1) if degree + 2 < len(where)]


def _of_levels(where: np.ndarray) -> list[np.ndarray]:
    levels = np.unique(where)
    return [np.ones((len(where), 1)), (where[:, None] == levels).astype(float)]


def _left_out(basis: np.ndarray, y: np.ndarray) -> float:
    """Sum of squared errors, each point foretold by the fit to all the others."""
    q = np.linalg.qr(basis)[0]
    leverage = np.minimum((q**2).sum(axis=1), 1 - 1e-9)
    return float((((y - q @ (q.T @ y)) / (1 - leverage)) ** 2).sum())
