"""Row types, the column dictionary, and Run with its provenance."""

from sim.tables.columns import TABLES, Column
from sim.tables.run import Columns, Run, empty_tables
from sim.tables.words import LABELS

__all__ = ["LABELS", "TABLES", "Column", "Columns", "Run", "empty_tables"]
