"""What made a result: the resolved scenario, its digest and the versions.

No path, time or number of workers is in it, so the same experiment gives the same bytes
everywhere.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sim.base.version import MODEL_VERSION, VERSION
from sim.scenario.identity import digest

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

PACKAGES = ("numpy", "simpy", "pydantic", "pyarrow", "scipy")
"""Packages that a number can depend on."""


def resolved(scenario: Scenario) -> dict[str, Any]:
    """The whole scenario as JSON data, as it can be written to a file and read again.

    Of the book file only the name is kept: its accounts are in the tree.
    """
    tree: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True)
    book = tree.get("book") or {}
    if book.get("file"):
        book["file"] = PurePath(book["file"]).name
    return tree


def named_digest(scenario: Scenario) -> str:
    """Digest of a scenario and its name, which stored rows carry; other texts do not count."""
    return sha256([scenario.name, digest(scenario)])


def sha256(data: object) -> str:
    """sha256 of JSON data, in hex."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def settings_key(settings: Mapping[str, Any]) -> str:
    """What the settings of a point are found by, in whatever order they were made."""
    return sha256(dict(sorted(settings.items())))


def versions() -> dict[str, Any]:
    """Versions of the software, the model, Python and the packages that a number can depend on."""
    found = {name: text for name in PACKAGES if (text := _version(name))}
    return {
        "reorg": VERSION,
        "model": MODEL_VERSION,
        "python": platform.python_version(),
        "packages": found,
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
