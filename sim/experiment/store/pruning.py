"""Pruning: what no run of this version would use goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sim.base.version import MODEL_VERSION
from sim.experiment.store.checking import table_folders, troubles, whole_parts
from sim.experiment.store.files import alone, drafts_in, remove
from sim.experiment.store.manifest import unwritable
from sim.experiment.store.packing import repack
from sim.experiment.store.parts import About
from sim.experiment.store.rows import KINDS, VALUES
from sim.experiment.store.shelf import PACKED, Shelf
from sim.experiment.store.swept import SWEEP, TABLE


class Waste(NamedTuple):
    """Something that is of no use: where, why, and how large the file or folder is.

    part: in a packed file the key of the part, '' for the whole file or folder.
    """

    path: Path
    why: str
    size: int
    part: str = ""


def prune(folder: Path, *, dry_run: bool) -> list[Waste]:
    """Remove what is broken, of another model version, left by killed processes or without use.

    Without use are tables and series of worlds without values. Of a packed file what is whole
    stays. dry_run: only say so. Raises InputError where the folder cannot be written.
    """
    with alone(folder) as locked:
        found = list(_waste(folder, locked))
        if not dry_run:
            try:
                _remove(folder, found)
            except OSError as error:
                raise unwritable(folder, error) from error
        return found


def _waste(folder: Path, locked: bool) -> Iterator[Waste]:
    """What is of no use. locked: nobody writes now, so that every draft is a left one."""
    for path in drafts_in(folder) if locked else ():
        yield Waste(path, "left by a killed process", size_of(path))
    bad = sorted({trouble.path for trouble in troubles(folder) if trouble.ours})
    for path in bad:
        packed = path.parent.name == PACKED
        why = "broken; what is whole in it stays" if packed else "broken"
        yield Waste(path, why, size_of(path))
    sweep = folder / SWEEP
    if sweep not in bad and any(TABLE.fullmatch(p.relative_to(folder).as_posix()) for p in bad):
        yield Waste(sweep, "of tables that are broken", size_of(sweep))
    values = Shelf(folder, VALUES)
    useful = {
        about.key
        for path in values.files()
        for about in _abouts(values, path)
        if about.model == MODEL_VERSION and (path not in bad or path.parent.name == PACKED)
    }
    for kind in KINDS:
        shelf = Shelf(folder, kind)
        for path in shelf.files():
            if path not in bad:
                yield from _unused(shelf, path, useful)
    for path in table_folders(folder):
        if path not in bad and path.name.rpartition("-")[0] not in useful:
            yield Waste(path, "tables of a run without values", size_of(path))


def _abouts(shelf: Shelf, path: Path) -> list[About]:
    """What the parts of a file are of."""
    return [
        next(iter(places.values())).part.about for places in shelf.parts_in(path).values() if places
    ]


def _unused(shelf: Shelf, path: Path, useful: set[str]) -> Iterator[Waste]:
    """Parts of a whole file that nobody would use."""
    packed = path.parent.name == PACKED
    for about in _abouts(shelf, path):
        if about.key in useful:
            continue
        old = about.model != MODEL_VERSION
        why = f"of model version {about.model}" if old else "series of runs without values"
        yield Waste(path, why, 0 if packed else size_of(path), about.key if packed else "")


def _remove(folder: Path, waste: list[Waste]) -> None:
    for kind in KINDS:
        shelf = Shelf(folder, kind)
        for path in {each.path: None for each in waste if each.path in shelf.packed()}:
            gone = {each.part for each in waste if each.path == path}
            _keep_of(shelf, path, whole_parts(kind, path) - gone)
    for each in waste:
        if each.path.parent.name != PACKED or each.path.name.startswith("."):
            remove(each.path)


def _keep_of(shelf: Shelf, path: Path, keys: set[str]) -> None:
    """Leave nothing of a packed file but these parts."""
    if shelf.parts_in(path):
        repack(shelf, [path], lambda about: about.key in keys)
    else:
        remove(path)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
