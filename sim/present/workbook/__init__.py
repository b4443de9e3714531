"""The workbook: every number behind page and deck, unrounded, with native charts beside it."""

from sim.present.workbook.write import write_workbook

__all__ = ["write_workbook"]
