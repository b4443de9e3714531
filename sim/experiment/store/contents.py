"""What is in a results folder, and what made it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.experiment.store.checking import table_folders
from sim.experiment.store.manifest import MANIFEST, fault, read_manifest
from sim.experiment.store.rows import KINDS, VALUES, WEEKLY
from sim.experiment.store.shelf import Shelf
from sim.experiment.store.studies import Variant, read_variants, study_file


def stores_in(folder: Path) -> list[Path]:
    """The folder itself where it is a store, else those right below it that are."""
    if (folder / MANIFEST).is_file():
        return [folder]
    if not folder.is_dir():
        return []
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def opened(folder: Path) -> dict[str, Any]:
    """The manifest of a folder that must be a store. Raises InputError."""
    if not (folder / MANIFEST).is_file() and not (folder.exists() and not folder.is_dir()):
        raise fault(folder, f"holds no results: there is no {MANIFEST}")
    return read_manifest(folder)


def contents(folder: Path) -> dict[str, Any]:
    """What a store holds, as JSON data. Footers are read, and no row.

    sides: each scenario with the opening, seed and model version of its worlds, how many there are
    (`runs`, and their numbers as `ranges`), of how many the weekly series and tables are kept.
    broken: files that cannot be read, whose worlds are not among them.
    Raises InputError.
    """
    manifest = opened(folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        "folder": folder.as_posix(),
        **{name: manifest.get(name) for name in ("format", "reorg", "model")},
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "experiments": list(manifest["experiments"].values()),
        "studies": [_study(folder, manifest, key) for key in manifest["studies"]],
        "sides": _sides(folder),
        "broken": [
            path.relative_to(folder).as_posix()
            for kind in KINDS
            for path in Shelf(folder, kind).broken()
        ],
    }


def _study(folder: Path, manifest: dict[str, Any], key: str) -> dict[str, Any]:
    entry = manifest["studies"][key]
    bases = [
        {**base, "scenario": manifest["scenarios"][base["digest"]]["name"]}
        for base in entry["bases"]
    ]
    count = sum(1 for _ in read_variants(study_file(folder, key)))
    return {"key": key, **entry, "bases": bases, "scenarios": count}


def _sides(folder: Path) -> list[dict[str, Any]]:
    sides: dict[tuple[Any, ...], dict[str, Any]] = {}
    weekly = {about.key: places for about, places in Shelf(folder, WEEKLY).everything()}
    tables: dict[str, int] = {}
    for path in table_folders(folder):
        key = path.name.rpartition("-")[0]
        tables[key] = tables.get(key, 0) + 1
    for about, places in Shelf(folder, VALUES).everything():
        names = ("scenario", "digest", "opening", "seed", "model")
        side = {name: getattr(about, name) for name in names}
        found = sides.setdefault(
            tuple(side.values()), {**side, "numbers": [], "weekly": 0, "tables": 0}
        )
        found["numbers"] += sorted(places)
        found["weekly"] += len(weekly.get(about.key, {}).keys() & places.keys())
        found["tables"] += tables.get(about.key, 0)
    return sorted(map(_counted, sides.values()), key=lambda side: side["scenario"])


def _counted(side: dict[str, Any]) -> dict[str, Any]:
    numbers = side.pop("numbers")
    return {**side, "runs": len(numbers), "ranges": ranges(numbers)}


def ranges(numbers: list[int]) -> list[list[int]]:
    """Whole numbers in order as first and last of each stretch: [[0, 29], [40, 40]]."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def made_of(folder: Path, wanted: str) -> dict[str, Any]:
    """What made the worlds of a scenario, named by the beginning of its digest or of a part's key.

    Gives `scenario` (digest), `set` (dotted paths and values on top of the base), `base` (its
    digest) and `resolved` (the base, whole). Raises InputError where it names none, or several.
    """
    manifest = opened(folder)
    variants = list(_variants(folder, manifest))
    digests = dict.fromkeys([*manifest["scenarios"], *(v.address.digest for v, _ in variants)])
    keys = {about.key: about.digest for about, _ in Shelf(folder, VALUES).everything()}
    named = {digest for digest in digests if digest.startswith(wanted)}
    named |= {digest for key, digest in keys.items() if key.startswith(wanted)}
    if len(named) != 1:
        count = f"{len(named)} scenarios" if named else "no scenario"
        allowed = "the beginning of a digest that reorg results show lists"
        raise fault(folder, f"{wanted!r} names {count}: {allowed}")
    [digest] = named
    whole: list[tuple[str, dict[str, Any]]] = (
        [(digest, {})] if digest in manifest["scenarios"] else []
    )
    varied = [(base, dict(v.overrides)) for v, base in variants if v.address.digest == digest]
    base, overrides = next(iter([*whole, *varied]), ("", {}))
    return {
        "scenario": digest,
        "base": base,
        "set": overrides,
        "resolved": manifest["scenarios"].get(base),
    }


def _variants(folder: Path, manifest: dict[str, Any]) -> Iterator[tuple[Variant, str]]:
    """Scenarios of studies, each with the digest of the base that it was set on."""
    for key, study in manifest["studies"].items():
        for variant in read_variants(study_file(folder, key)):
            yield variant, study["bases"][variant.base]["digest"]
