"""Functions for workers of a desk: modules are found by name, so they live in a file."""

from __future__ import annotations

import os
import time


def number(value: int, seconds: float = 0.0) -> int:
    time.sleep(seconds)
    return value


def fail() -> None:
    raise ValueError("no such thing")


def die() -> None:
    os._exit(9)


def greedy(size: int) -> int:
    return len(bytearray(size))


def process() -> int:
    return os.getpid()
