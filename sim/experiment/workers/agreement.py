"""Whether another process computes what this one would: the versions that a number depends on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sim.experiment.provenance import versions

PACKAGES = ("numpy", "simpy", "pydantic")
"""Packages with which a worker makes numbers, and reads the scenarios that it is sent."""


@cache
def here() -> dict[str, str]:
    """Versions of reorg, its model, Python (3.11, without the patch) and packages, by name."""
    found = versions()
    return {
        "reorg": found["reorg"],
        "reorg's model": found["model"],
        "Python": found["python"].rpartition(".")[0],
        **{name: found["packages"].get(name, "none") for name in PACKAGES},
    }


def difference(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Where the versions differ, in words: `numpy 2.3.0 (here: 2.4.6)`; '' where they agree."""
    return ", ".join(
        f"{name} {theirs.get(name, 'none')} (here: {text})"
        for name, text in ours.items()
        if theirs.get(name) != text
    )
