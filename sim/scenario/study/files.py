"""Files that the levels of a study name, by what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.scenario.sets import sets_layer
from sim.scenario.study.factors import Factor

FILE = "book.file"
"""The field that names a file, in a scenario or in a dated change of it."""


def files_of(factors: Sequence[Factor], folder: Path) -> dict[str, str]:
    """Each file that a level names, as it is named there -> sha256 of its bytes, in hex.

    folder: where files are looked for. One that cannot be read has ''; making the scenario says so.
    """
    names = [
        name
        for factor in factors
        for row in factor.levels
        for path, value in zip(factor.paths, row, strict=True)
        for name in _named(sets_layer({path: value}).data, "")
    ]
    return {name: _digest(folder / name) for name in dict.fromkeys(names)}


def _named(value: Any, path: str) -> Iterator[str]:
    """Names of files in a value that is set at a dotted path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(inner, f"{path}.{key}")
    elif isinstance(value, str) and path.endswith(f".{FILE}"):
        yield value


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
