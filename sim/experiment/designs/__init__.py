"""Designs: from a study to the points that are tried.

A design is a table of numbers in [0, 1], a row a point and a column a factor; what a number means
is the factor's affair. The same study gives the same points.
"""

from sim.experiment.designs.design import Design, point_at, points
from sim.experiment.designs.grid import grid
from sim.experiment.designs.samples import latin_hypercube, morris, sobol

__all__ = ["Design", "grid", "latin_hypercube", "morris", "point_at", "points", "sobol"]
