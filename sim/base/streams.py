"""Named random streams: unit luck keyed by what it is for, and by nothing else.

A stream is named by seed, replication, purpose, entity and block. It never depends on the
scenario or on the order in which things are created, so the same customer meets the same luck in
every world, and one more entity changes nobody else's draws. Streams give unit luck only (uniform,
Exp(1), N(0,1)); parameters are applied after the draw.
"""

from __future__ import annotations

import hashlib

import numpy as np

LAYER_EDGES = (0.0, *(2.0**k for k in range(21)))
"""Intensity layers of a Poisson plane, in points a unit of time; fixed for ever."""


class Luck:
    """All the luck of one replication. One Philox generator is re-keyed for every stream."""

    def __init__(self, seed: int, replication: int) -> None:
        self._root = hashlib.blake2b(f"{seed}/{replication}/".encode(), digest_size=16)
        self._bits = np.random.Philox(key=0)
        self._state = self._bits.state
        self._generator = np.random.Generator(self._bits)

    def stream(self, purpose: str, entity: str | int = "", block: int = 0) -> np.random.Generator:
        """The generator at the start of the named stream; valid until the next call."""
        name = self._root.copy()
        name.update(f"{purpose}/{entity}/{block}".encode())
        state = self._state
        inner = state["state"]
        inner["key"] = np.frombuffer(name.digest(), np.uint64)
        inner["counter"][:] = 0
        state["buffer_pos"] = 4
        state["has_uint32"] = 0
        self._bits.state = state
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

    def plane(
        self,
        purpose: str,
        entity: str | int,
        block: int,
        length: float,
        highest: float,
        exponential_marks: bool = False,
    ) -> list[tuple[np.ndarray, ...]]:
        """Points of a unit Poisson plane over (0, length) x (0, highest layer needed).

        Returns for each layer four arrays: times (sorted), heights, marks (N(0,1), or Exp(1)) and
        uniforms. A point belongs to the process of rate r where its height is below r: raising r
        adds points and moves none. Layers are drawn whole, so `highest` changes nothing below it.
        """
        layers: list[tuple[np.ndarray, ...]] = []
        for layer, low in enumerate(LAYER_EDGES[:-1]):
            if low >= highest:
                break
            width = LAYER_EDGES[layer + 1] - low
            mean = width * length
            n = int(mean + 8.0 * mean**0.5) + 12
            draws = self.stream(purpose, f"{entity}/{layer}", block)
            at = draws.standard_exponential(n).cumsum()
            inside = int(at.searchsorted(length * width))
            unit = draws.random(2 * n)
            mark = draws.standard_exponential(n) if exponential_marks else draws.standard_normal(n)
            layers.append(
                (
                    at[:inside] / width,
                    low + width * unit[:inside],
                    mark[:inside],
                    unit[n : n + inside],
                )
            )
        return layers
