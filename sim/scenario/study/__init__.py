"""Studies: what is varied, how, and what is asked."""

from sim.scenario.study.asked import Measurable
from sim.scenario.study.factors import Factor
from sim.scenario.study.reading import load
from sim.scenario.study.study import Origin, Study

__all__ = ["Factor", "Measurable", "Origin", "Study", "load"]
