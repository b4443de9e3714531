"""`reorg results`: what results folders hold, and their upkeep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.base.faults import Fault, InputError
from sim.present import stored as words

RESULTS = Path("results")
"""Where commands write unless they are told otherwise."""


def list_results(folders: Sequence[str | Path] = ()) -> Answer:
    """Every store in the folders (none named: under `results/`), one that is broken with why.

    Raises InputError for a folder that is none and holds none.
    """
    from sim.experiment.store.contents import contents, stores_in

    named = [Path(folder) for folder in folders]
    empty = [folder for folder in named if not stores_in(folder)]
    if empty:
        raise InputError([Fault(str(folder), "", "holds no results") for folder in empty])
    found: list[dict[str, Any]] = []
    for store in (store for folder in named or [RESULTS] for store in stores_in(folder)):
        try:
            found.append(contents(store))
        except InputError as error:
            found.append({"folder": store.as_posix(), "problem": error.faults[0].message})
    remarks = [line for each in found for line in words.broken_remarks(each)]
    return Answer(words.listed(found), found, tuple(remarks))


def show_results(folder: str | Path, scenario: str = "") -> Answer:
    """What a store holds; or, by the beginning of a digest, what made the worlds of a scenario."""
    from sim.experiment.store.contents import contents, made_of

    if scenario:
        made = made_of(Path(folder), scenario)
        return Answer(words.made(made), made)
    found = contents(Path(folder))
    return Answer(words.shown(found), found, tuple(words.broken_remarks(found)))


def export_results(
    folder: str | Path, out: str | Path, measures: Sequence[str] = (), by: Sequence[str] = ()
) -> Answer:
    """The stored values as one Parquet or CSV file."""
    from sim.experiment.store.contents import opened
    from sim.experiment.store.exporting import export

    opened(Path(folder))
    rows = export(Path(folder), Path(out), measures, by)
    return Answer(f"{rows:,} rows are in {out}.", {"file": Path(out).as_posix(), "rows": rows})


def verify_results(folder: str | Path) -> Answer:
    """Every file read and checked; `broken` in the data lists those that are not as they should."""
    from sim.experiment.store.checking import troubles
    from sim.experiment.store.contents import contents
    from sim.experiment.store.files import alone

    store = Path(folder)
    about = contents(store)
    with alone(store):
        found = [
            {"file": each.path.relative_to(store).as_posix(), "what": each.what, "ours": each.ours}
            for each in troubles(store)
        ]
    runs = sum(side["runs"] for side in about["sides"])
    data = {"folder": store.as_posix(), "files": about["files"], "runs": runs, "broken": found}
    return Answer(words.verified(data), data)


def compact_results(folder: str | Path) -> Answer:
    """Many small files put into few large ones."""
    from sim.experiment.store.contents import contents
    from sim.experiment.store.packing import compact

    store = Path(folder)
    before = contents(store)
    compact(store)
    after = contents(store)
    data = {
        "folder": store.as_posix(),
        "before": {name: before[name] for name in ("files", "bytes")},
        "after": {name: after[name] for name in ("files", "bytes")},
    }
    return Answer(words.compacted(data), data)


def prune_results(folder: str | Path, *, dry_run: bool = False) -> Answer:
    """What is of no use removed, or only named."""
    from sim.experiment.store.contents import opened
    from sim.experiment.store.pruning import prune

    store = Path(folder)
    opened(store)
    waste = [
        {
            "file": each.path.relative_to(store).as_posix(),
            "part": each.part or None,
            "why": each.why,
            "bytes": each.size,
        }
        for each in prune(store, dry_run=dry_run)
    ]
    data = {"folder": store.as_posix(), "dry_run": dry_run, "removed": waste}
    return Answer(words.pruned(data), data)
