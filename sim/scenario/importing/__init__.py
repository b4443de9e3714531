"""A company's exports made into a book of business: read, join, choose, report, write."""

from sim.scenario.importing.choosing import OVERLAPS
from sim.scenario.importing.imported import SEGMENTS, BookRow, Finding, Imported
from sim.scenario.importing.joining import read_export
from sim.scenario.importing.report import describe, remarks
from sim.scenario.importing.writing import NOT_GIVEN, book_file, check_out, write_scenario

__all__ = [
    "NOT_GIVEN",
    "OVERLAPS",
    "SEGMENTS",
    "BookRow",
    "Finding",
    "Imported",
    "book_file",
    "check_out",
    "describe",
    "read_export",
    "remarks",
    "write_scenario",
]
