"""Points that are drawn: Latin hypercube, Sobol and Morris. All (points, factors) in [0, 1]."""

from __future__ import annotations

import numpy as np

MORRIS_LEVELS = 4
"""Values that a Morris trajectory takes of each factor."""


def latin_hypercube(factors: int, samples: int, seed: int | tuple[int, ...]) -> np.ndarray:
    """A sample with exactly one point in each of `samples` slices of every factor."""
    from scipy.stats import qmc

    drawn: np.ndarray = qmc.LatinHypercube(factors, rng=np.random.default_rng(seed)).random(samples)
    return drawn


def sobol(factors: int, samples: int, seed: int) -> np.ndarray:
    """A scrambled Sobol sequence; `samples` is rounded up to a power of two, which it needs."""
    from scipy.stats import qmc

    drawn: np.ndarray = qmc.Sobol(factors, rng=np.random.default_rng(seed)).random_base2(
        power_of_two(samples).bit_length() - 1
    )
    return drawn


def power_of_two(samples: int) -> int:
    """The smallest power of two that is not below `samples`."""
    return 1 << (samples - 1).bit_length()


def morris(factors: int, samples: int, seed: int) -> np.ndarray:
    """`samples` trajectories of `factors` + 1 points, one factor changed from each to the next."""
    from SALib.sample import morris as trajectories  # type: ignore[import-untyped]

    problem = {
        "num_vars": factors,
        "names": [f"x{i}" for i in range(factors)],
        "bounds": [[0.0, 1.0]] * factors,
    }
    drawn: np.ndarray = trajectories.sample(problem, samples, num_levels=MORRIS_LEVELS, seed=seed)
    return drawn
