"""Reported health: what those who steer by it see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.organisation.world import World


def reported_health(world: World) -> np.ndarray:
    """Reported health by account: the true one, less what gaming leaves out of the report."""
    health = world.accounts.health
    out: np.ndarray = health + world.steering.extra_bias * (1.0 - health)
    return out
