"""Which paths a study may vary."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.documents import Spot
from sim.scenario.explain import unknown
from sim.scenario.guess import meant
from sim.scenario.identity import TEXTS
from sim.scenario.sets import split
from sim.scenario.study.notes import Notes
from sim.scenario.study.study import Origin, named_item
from sim.scenario.study.values import found_at

NEVER = {
    **dict.fromkeys(TEXTS, "a text, which moves nothing: another path"),
    "schema": "the version of the file: another path",
    "defaults": "the set of defaults that a file is read with: the values themselves",
    "extends": "a study varies what is in the tree: a list of `candidates` compares other files",
    "seed": "luck is varied by `replications`, and is the same at every point",
    "book.accounts": "rows of a file: another path, such as book.arr",
}
"""Paths that are refused, and why."""
RESERVED = ("point", "side", "scenario", "replication", "measure", "by", "level", "value")
"""Columns of the table of results, which no factor may be called."""


def allowed_path(path: str, spot: Spot, notes: Notes, origins: Sequence[Origin]) -> bool:
    """Whether a study may vary this path; if not, the fault is noted."""
    if not all(part.strip() for part in path.split(".")):
        notes.add(spot, path, "no path: names with dots between, such as book.arr")
        return False
    if path in NEVER:
        notes.add(spot, path, f"cannot be varied: {NEVER[path]}")
        return False
    if not found_at(path).known:
        keys = split(path)
        inner = str(keys[3]).split(".") if keys[0] == "timeline" and len(keys) > 3 else keys
        notes.add(spot, path, unknown(tuple(inner), whole=True))
        return False
    item = named_item(path)
    if item is None or not origins or any(origin.has(path) for origin in origins):
        return True
    table, name = item
    names = list(dict.fromkeys(n for origin in origins for n in origin.names(table)))
    known = f": known are {', '.join(names)}" if names else ": there is none"
    notes.add(spot, path, f"no {name!r} in {table}{known}{meant(name, names)}")
    return False


def disjoint(paths: Sequence[tuple[str, Spot]], notes: Notes) -> None:
    """Note every path that is varied twice, or lies within another that is varied."""
    seen: list[str] = []
    for path, spot in paths:
        for other in seen:
            if path == other:
                notes.add(spot, path, "varied twice: once")
            elif f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}."):
                notes.add(spot, path, f"overlaps with {other}, which is varied, too: one of them")
        seen.append(path)
