"""Measures: tables of a run in, numbers out. Nothing here simulates.

A measure is a documented function of a `View`; `MEASURES` is the table of them.
"""

from sim.measures.compute import compute
from sim.measures.identities import identities
from sim.measures.series import SERIES, weekly_series
from sim.measures.table import HEADLINE, MEASURES, Measure, with_own
from sim.measures.view import View

__all__ = [
    "HEADLINE",
    "MEASURES",
    "SERIES",
    "Measure",
    "View",
    "compute",
    "identities",
    "weekly_series",
    "with_own",
]
