"""Results told again from a folder, for `report` and `story`: nothing is simulated."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from sim.app.comparing import compared
from sim.app.running import lived
from sim.tables.results import Comparison, Result


class Told(NamedTuple):
    """Results and their document, the one that `--json` printed when they were made."""

    found: Result | Comparison
    document: dict[str, Any]


def told_again(folder: str | Path, wanted: str = "") -> Told:
    """The results in `folder`; wanted: the beginning of an experiment's key where it holds several.

    Raises InputError where they are not there, or stale.
    """
    from sim.experiment.recalling import recall

    found, crossed = recall(folder, wanted)
    if isinstance(found, Comparison):
        return Told(found, compared(found, (), crossed))
    return Told(found, lived(found))
