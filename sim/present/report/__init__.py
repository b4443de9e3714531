"""The report: one HTML file that opens anywhere, calls nobody and carries every input."""

from sim.present.report.page import html, write_report

__all__ = ["html", "write_report"]
