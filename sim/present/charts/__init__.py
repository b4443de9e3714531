"""Charts: one function each, from a `Subject` to a `Picture`; `table.CHARTS` lists them."""

from sim.present.charts.folder import write_charts
from sim.present.charts.table import CHARTS, pictures

__all__ = ["CHARTS", "pictures", "write_charts"]
