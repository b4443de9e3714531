"""Scenario files of the project, opened again: what a file says itself, and what builds on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sim.app.studio.offers import project_files
from sim.app.studio.scenes import Place
from sim.scenario.reading import read_file

EXTENDS = re.compile(r"^extends:\s*[\"']?([^\"'#\n]+?)[\"']?\s*(?:#.*)?$", re.MULTILINE)


def opened(path: str, place: Place) -> dict[str, Any]:
    """A file as it is written: `says` (plain data), `parent` (a path or None), `children`.

    children: [{file, says}] of the files of the project that build on it. Raises InputError.
    """
    file = place.within(path)
    every = project_files(place.project)["scenarios"]
    above = _parent(file)
    return {
        "file": path,
        "says": _says(file, path),
        "parent": next((name for name in every if above == place.within(name)), None),
        "children": [
            {"file": name, "says": _says(place.within(name), name)}
            for name in every
            if _parent(place.within(name)) == file
        ],
    }


def _says(file: Path, name: str) -> dict[str, Any]:
    data = dict(read_file(file, name).data)
    return {key: value for key, value in data.items() if key not in ("schema", "extends")}


def _parent(file: Path) -> Path | None:
    """The file that this one extends; None for a preset, or none."""
    try:
        found = EXTENDS.search(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    above = (file.parent / found[1]).resolve() if found else None
    return above if above is not None and above.is_file() else None
