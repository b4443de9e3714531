"""What the user writes: the frozen parameter tree, read from YAML, checked and described."""

from sim.scenario.changes import apply_change
from sim.scenario.checking import changed
from sim.scenario.identity import digest
from sim.scenario.load import from_data, load, load_parent
from sim.scenario.writing import dump, dump_text

__all__ = [
    "apply_change",
    "changed",
    "digest",
    "dump",
    "dump_text",
    "from_data",
    "load",
    "load_parent",
]
