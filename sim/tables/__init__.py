"""Row types, the column dictionary, and Run with its provenance."""

from sim.tables.columns import LABELS, TABLES, Column
from sim.tables.run import Columns, Run, empty_tables

__all__ = ["LABELS", "TABLES", "Column", "Columns", "Run", "empty_tables"]
