"""The generated parts of the documentation: `make docs` writes them, a test compares them.

Whole pages come from the parameter tree, the measures and the column dictionary; blocks between
two comments of a page are made in place. `stale` says what is out of date, `write` repairs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from docs.refresh import blocks, charts, claims, results, scenario

ROOT = Path(__file__).parents[2]

PAGES: dict[str, Callable[[], str]] = {
    "docs/charts.md": charts.page,
    "docs/scenario-reference.md": scenario.page,
    "docs/results-reference.md": results.page,
}
"""Pages that are generated as a whole."""

WITH_BLOCKS = ("README.md", "docs/design.md", "docs/model.md", "scenarios/README.md")
"""Pages written by hand with generated blocks."""


def made() -> Iterator[tuple[Path, str]]:
    """Every page that is generated, or has generated blocks, as it should be."""
    for name, page in PAGES.items():
        yield ROOT / name, page()
    if claims.FILE.exists():
        yield ROOT / claims.NAME, claims.page()
        yield from ((ROOT / name, text) for name, text in claims.images())
    for name in WITH_BLOCKS:
        yield ROOT / name, blocks.filled((ROOT / name).read_text(encoding="utf-8"))


def stale() -> list[str]:
    """Names of the pages that are not as they should be."""
    return [
        path.relative_to(ROOT).as_posix()
        for path, text in made()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def write() -> list[str]:
    """Write what is out of date; the names of the pages that are new."""
    names = stale()
    for path, text in made():
        if path.relative_to(ROOT).as_posix() in names:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return names
