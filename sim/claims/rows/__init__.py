"""Experiments, one row each, by what they are about."""

from __future__ import annotations

from sim.claims.experiment import Experiment
from sim.claims.rows import customers, defaults, heroes, ladders, people, seats, structures

_FILES = (defaults, ladders, structures, people, seats, heroes, customers)

EXPERIMENTS: dict[str, Experiment] = {row.id: row for file in _FILES for row in file.ROWS}
"""Every experiment by the id of its target."""
