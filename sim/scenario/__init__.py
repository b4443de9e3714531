"""What the user writes: the frozen parameter tree, read from YAML, checked and described."""

from sim.scenario.changes import apply_change
from sim.scenario.checking import changed
from sim.scenario.describe import describe
from sim.scenario.identity import digest
from sim.scenario.leaves import differences
from sim.scenario.load import from_data, load, load_parent, restored
from sim.scenario.schema import json_schema
from sim.scenario.standing import Standing, standing
from sim.scenario.warnings import Warning, warnings  # noqa: A004 - the word of the field
from sim.scenario.writing import data_text, dump, dump_text

__all__ = [
    "Standing",
    "Warning",
    "apply_change",
    "changed",
    "data_text",
    "describe",
    "differences",
    "digest",
    "dump",
    "dump_text",
    "from_data",
    "json_schema",
    "load",
    "load_parent",
    "restored",
    "standing",
    "warnings",
]
