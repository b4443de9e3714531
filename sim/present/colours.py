"""Arithmetic of colours as '#rrggbb': readable forms, tints, and who can tell two apart.

Contrast is that of WCAG 2 (1 to 21). Distances are those of OKLab, seen by everybody and by readers
without one kind of cones, simulated with the matrices of Machado, Oliveira and Fernandes (2009).
"""

from __future__ import annotations

import numpy as np

WHITE, DARK = "#ffffff", "#14181d"
"""Grounds on which text stands: paper, and the page on a dark screen."""
READABLE = 4.5
"""Least contrast of text."""
APART = 0.07
"""Least distance at which two colours are told apart; the nearest pair of our own has 0.076."""
EVERYBODY = "everybody"
SEEN_BY = {
    EVERYBODY: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "readers without red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "readers without green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "readers without blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_LIGHT = (0.2126, 0.7152, 0.0722)
_STEPS = 50


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 (the same) to 21 (black on white)."""
    low, high = sorted(float(np.dot(_LIGHT, _linear(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str = WHITE, least: float = READABLE) -> str:
    """The colour, mixed with black or white until it can be read on `ground`."""
    end = "#000000" if contrast("#000000", ground) > contrast(WHITE, ground) else WHITE
    steps = (mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((found for found in steps if contrast(found, ground) >= least), end)


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with so much (0-1) of another in it: `mixed(c, WHITE, 0.6)` is a tint."""
    both = (1 - share) * _parts(colour) + share * _parts(other)
    return "#" + "".join(f"{round(255 * part):02x}" for part in both)


def confused_by(one: str, other: str) -> list[str]:
    """Who cannot tell two colours apart: nobody (an empty list), some readers, or everybody."""
    return [who for who in SEEN_BY if _distance(one, other, who) < APART]


def _distance(one: str, other: str, who: str) -> float:
    seen = [_oklab(np.array(SEEN_BY[who]) @ _linear(colour)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def _parts(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def _linear(colour: str) -> np.ndarray:
    parts = _parts(colour)
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _oklab(linear: np.ndarray) -> np.ndarray:
    cones = np.array(_CONES) @ np.clip(linear, 0.0, 1.0)
    return np.asarray(np.array(_OKLAB) @ np.cbrt(cones))
