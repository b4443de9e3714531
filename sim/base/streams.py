"""Named random streams: unit luck keyed by what it is for, and by nothing else.

A stream is named by seed, replication, purpose, entity and block. It never depends on the
scenario or on the order in which things are created, so the same customer meets the same luck in
every world, and one more entity changes nobody else's draws. Streams give unit luck only (uniform,
Exp(1), N(0,1)); parameters are applied after the draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from struct import Struct
from typing import Any

import numpy as np

LAYER_EDGES = (0.0, *(2.0**k for k in range(21)))
"""Intensity layers of a Poisson plane, in points a unit of time; fixed for ever."""
KEY = Struct("<2Q").unpack
CHUNK = 512
"""Entities whose points are drawn together; bounds memory."""


def room(mean: float) -> int:
    """Draws that surely hold a Poisson number of this mean (more than eight deviations)."""
    return int(mean + 8.0 * mean**0.5) + 12


class Luck:
    """All the luck of one replication. One Philox generator is re-keyed for every stream."""

    def __init__(self, seed: int, replication: int) -> None:
        self._root = hashlib.blake2b(f"{seed}/{replication}/".encode(), digest_size=16)
        self._bits = np.random.Philox(key=0)
        # Plain numbers: re-keying costs 1 us so, 3 us with the arrays that numpy hands out.
        self._state: Any = {
            "bit_generator": "Philox",
            "state": {"counter": (0, 0, 0, 0), "key": (0, 0)},
            "buffer": (0, 0, 0, 0),
            "buffer_pos": 4,
            "has_uint32": 0,
            "uinteger": 0,
        }
        self._generator = np.random.Generator(self._bits)

    def stream(self, purpose: str, entity: str | int = "", block: int = 0) -> np.random.Generator:
        """The generator at the start of the named stream; valid until the next call."""
        name = self._root.copy()
        name.update(f"{purpose}/{entity}/{block}".encode())
        self._state["state"]["key"] = KEY(name.digest())
        self._bits.state = self._state
        return self._generator

    def uniform(self, purpose: str, entity: str | int = "", block: int = 0) -> float:
        """One uniform on (0, 1)."""
        return float(self.stream(purpose, entity, block).random())

    def normal(self, purpose: str, entity: str | int = "", block: int = 0) -> float:
        """One standard normal."""
        return float(self.stream(purpose, entity, block).standard_normal())

    def exponential(self, purpose: str, entity: str | int = "", block: int = 0) -> float:
        """One Exp(1)."""
        return float(self.stream(purpose, entity, block).standard_exponential())

    def planes(
        self,
        purpose: str,
        entities: Sequence[str],
        block: int,
        length: float,
        highest: np.ndarray,
        exponential_marks: bool = False,
        window: tuple[float, float] | None = None,
    ) -> tuple[np.ndarray, ...]:
        """Points of unit Poisson planes over (0, length) x (0, highest), one plane an entity.

        Returns five arrays: position of the entity, times, heights, marks (N(0,1), or Exp(1)) and
        uniforms. A point belongs to the process of rate r where its height is below r: raising r
        adds points and moves none. Layers are drawn whole, so `highest` changes nothing below it.
        window: times, first <= time < last, outside which points are of no use and left out.
        """
        first, last = (0.0, length) if window is None else window
        parts = [(np.empty(0, int), *(np.empty(0) for _ in range(4)))]
        for layer, low in enumerate(LAYER_EDGES[:-1]):
            rows = np.flatnonzero(highest > low)
            for start in range(0, len(rows), CHUNK):
                chunk = rows[start : start + CHUNK]
                names = [f"{entities[i]}/{layer}" for i in chunk.tolist()]
                width = LAYER_EDGES[layer + 1] - low
                span = (length * width, first * width, min(last, length) * width)
                drawn = self._layer(purpose, names, block, span, exponential_marks)
                row, gone, unit, mark, pick = drawn
                height = low + width * unit
                kept = height <= highest[chunk[row]]
                columns = (chunk[row], gone / width, height, mark, pick)
                parts.append(tuple(c[kept] for c in columns))
        return tuple(np.concatenate(column) for column in zip(*parts, strict=True))

    def points(
        self, purpose: str, entity: str, block: int, length: float, rate: float
    ) -> list[float]:
        """Times of one entity's points of `planes` whose height is below `rate`, by layer.

        Quicker than arrays where there are few (5 us a call instead of 40).
        """
        times = []
        for layer, low in enumerate(LAYER_EDGES[:-1]):
            if low >= rate:
                break
            width = LAYER_EDGES[layer + 1] - low
            n = room(length * width)
            draws = self.stream(purpose, f"{entity}/{layer}", block)
            gaps = draws.standard_exponential(n).tolist()
            at = 0.0
            for gap, unit in zip(gaps, draws.random(n).tolist(), strict=True):
                at += gap
                if at >= length * width:
                    break
                if low + width * unit < rate:
                    times.append(at / width)
        return times

    def _layer(
        self,
        purpose: str,
        names: list[str],
        block: int,
        span: tuple[float, float, float],
        exponential_marks: bool,
    ) -> tuple[np.ndarray, ...]:
        """Unit Poisson processes over (0, mean): row, time, uniform, mark, another uniform.

        span: the mean, and the first and last time of what is wanted.
        """
        mean, first, last = span
        n = room(mean)
        gaps, mark = np.empty((len(names), n)), np.empty((len(names), n))
        unit = np.empty((len(names), 2 * n))
        for i, name in enumerate(names):
            draws = self.stream(purpose, name, block)
            draws.standard_exponential(out=gaps[i])
            draws.random(out=unit[i])
            if exponential_marks:
                draws.standard_exponential(out=mark[i])
            else:
                draws.standard_normal(out=mark[i])
        at = gaps.cumsum(axis=1)
        row, place = np.nonzero((at >= first) & (at < last))
        return row, at[row, place], unit[row, place], mark[row, place], unit[row, n + place]
