"""Worlds that are made up, so that what an experiment finds is known."""

from __future__ import annotations

import numpy as np

from sim.claims.seen import Seen, key


def seen(**arms):
    """arms: name -> {value name: one number a replication, or one for all}; two replications."""
    longest = max(np.size(v) for values in arms.values() for v in values.values())
    n = max(2, longest)
    made = {
        name.replace("_", " "): {
            key(k): np.broadcast_to(np.asarray(v, float), (n,)).copy() for k, v in values.items()
        }
        for name, values in arms.items()
    }
    return Seen(made, np.arange(n))


def quarters(measure, values):
    """One value for each quarter."""
    return {f"{measure}/quarter/{q + 1}": value for q, value in enumerate(values)}
