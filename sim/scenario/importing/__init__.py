"""A company's exports made into a book of business: read, join, choose, report, write."""

from sim.scenario.importing.choosing import OVERLAPS
from sim.scenario.importing.imported import SEGMENTS, BookRow, Finding, Imported
from sim.scenario.importing.joining import read_export
from sim.scenario.importing.report import describe, remarks
from sim.scenario.importing.roster import Roster, read_roster
from sim.scenario.importing.roster_report import describe_roster, roster_remarks
from sim.scenario.importing.writing import NOT_GIVEN, book_file, check_out, write_scenario

__all__ = [
    "NOT_GIVEN",
    "OVERLAPS",
    "SEGMENTS",
    "BookRow",
    "Finding",
    "Imported",
    "Roster",
    "book_file",
    "check_out",
    "describe",
    "describe_roster",
    "read_export",
    "read_roster",
    "remarks",
    "roster_remarks",
    "write_scenario",
]
