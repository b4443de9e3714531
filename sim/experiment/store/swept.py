"""Tables of a sweep in a results folder: are they still those that `sweep.json` says?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sim.experiment.store.files import digest_of

SWEEP = "sweep.json"
TABLE = re.compile(r"(points|sweep)(/part-\d{5})?\.parquet")
"""Names of the tables of a sweep."""


def swept_faults(folder: Path) -> Iterator[tuple[Path, str, bool]]:
    """Files of a finished sweep that are not as they were written: file, what, whether it is ours.

    Nothing where no sweep is finished.
    """
    path = folder / SWEEP
    try:
        files = json.loads(path.read_bytes())["files"]
        strange = [name for name in files if not TABLE.fullmatch(name)]
        wanted = dict(files)
    except FileNotFoundError:
        return
    except (OSError, ValueError, LookupError, TypeError):
        strange, wanted = [SWEEP], {}
    if strange:
        yield path, "is not whole, or was not written by reorg", False
        return
    for name, digest in wanted.items():
        table = folder / name
        try:
            if digest_of(table) != digest:
                yield table, f"is not the table that {SWEEP} was written with", True
        except OSError:
            yield path, f"is of {name}, which cannot be read: sweep again", True
