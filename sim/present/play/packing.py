"""Numbers packed small: 64 levels of health as a character a week, steps as pairs.

The health line lies exactly between levels 31 and 32, so that who is at risk is never rounded away.
"""

from __future__ import annotations

import numpy as np

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
"""Level -> character."""
HALF = 32
_CODES = np.frombuffer(ALPHABET.encode("ascii"), "u1")


def levels(health: np.ndarray, line: float) -> np.ndarray:
    """Health (0-1) as levels 0-63: below HALF where it is below `line`, above in equal steps too.

    Compared as the measures compare it, in the type that the table has.
    """
    low = health < line
    below = np.floor(HALF * health / line) if line > 0 else np.zeros(len(health))
    above = np.floor(HALF * (health - line) / (1.0 - line)) if line < 1 else np.zeros(len(health))
    found = np.where(low, np.clip(below, 0, HALF - 1), HALF + np.clip(above, 0, HALF - 1))
    return np.asarray(found, dtype="u1")


def written(levels: np.ndarray) -> str:
    """A character for each level."""
    return _CODES[levels].tobytes().decode("ascii")


def steps(values: np.ndarray, first: int = 0) -> list[int]:
    """When and what: [week, value, week, value, ...] of whole numbers that change seldom.

    first: the week of the first value.
    """
    if not len(values):
        return []
    changed = np.flatnonzero(np.append(True, values[1:] != values[:-1]))
    return [int(n) for place in changed for n in (place + first, values[place])]


def whole(values: np.ndarray, size: float = 1.0) -> list[int]:
    """Values in units of `size`, as whole numbers."""
    return [int(n) for n in np.rint(np.asarray(values, float) / size)]
