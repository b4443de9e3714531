"""What results folders hold, in words and tables: data of `reorg results` in, text out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from sim.present.terminal import plain_table, rendered, screen_width
from sim.present.words import count_words

SIDES = 20
"""Scenarios that are listed; the JSON document has all."""
FILES = 30
"""Files that are named; the JSON document has all."""
SHORT = 12
"""Digits of a digest that are shown."""

Data = Mapping[str, Any]


def size_words(count: int) -> str:
    """Bytes as people read them: '912 bytes', '3.4 MB'."""
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return count_words(count, "byte")


def ranges_words(ranges: Sequence[Sequence[int]]) -> str:
    """Numbers of replications: '0 to 29, 40'."""
    return ", ".join(f"{a} to {b}" if a < b else str(a) for a, b in ranges)


def listed(stores: Sequence[Data]) -> str:
    """Stores, one a line."""
    if not stores:
        return "Nothing is stored under results/ yet: reorg run and reorg compare write there."
    rows = [
        (Text(each["folder"]), *map(Text, _columns(each))) for each in stores if "sides" in each
    ]
    parts: list[RenderableType] = []
    if rows:
        titles = ("Scenarios", "Runs", "Files", "Size", "Model", "Reorg")
        parts.append(plain_table(titles, rows, screen_width()))
    parts += [
        Text(f"{each['folder']}: {each['problem']}", "yellow")
        for each in stores
        if "problem" in each
    ]
    return rendered(parts)


def _columns(store: Data) -> tuple[str, ...]:
    sides = store["sides"]
    return (
        f"{len(sides):,}",
        f"{sum(side['runs'] for side in sides):,}",
        f"{store['files']:,}",
        size_words(store["bytes"]),
        str(store["model"]),
        str(store["reorg"]),
    )


def shown(store: Data) -> str:
    """One store: what it holds of which scenario, and the studies that it is of."""
    sides = store["sides"]
    runs = sum(side["runs"] for side in sides)
    head = (
        f"{store['folder']}: {count_words(runs, 'run')} of "
        f"{count_words(len(sides), 'scenario')}, {size_words(store['bytes'])} in "
        f"{count_words(store['files'], 'file')}"
    )
    parts: list[RenderableType] = [Text(head, "bold")]
    if sides:
        parts.append(Text(""))
        rows = [_side(side, sides) for side in sides[:SIDES]]
        titles = ("Digest", "Opens as", "Seed", "Replications", "Weekly", "Tables")
        parts.append(plain_table(titles, rows, screen_width()))
    if len(sides) > SIDES:
        parts.append(Text(f"and {len(sides) - SIDES:,} more; --json has all"))
    for study in store["studies"]:
        many = count_words(study["scenarios"], "scenario")
        bases = ", ".join(base["scenario"] for base in study["bases"])
        parts.append(Text(f"Study {study['name']}: {many} made from {bases}"))
    parts += [
        Text(""),
        Text(
            f"Model version {store['model']}, reorg {store['reorg']}. What made a scenario: "
            f"reorg results show {store['folder']} --scenario DIGEST",
            "dim",
        ),
    ]
    return rendered(parts)


def broken_remarks(store: Data) -> list[str]:
    """A line where files of a store are broken, which the numbers of it leave out."""
    broken = store.get("broken", ())
    if not broken:
        return []
    named = ", ".join(broken[:FILES]) + (", ..." if len(broken) > FILES else "")
    return [
        f"{store['folder']}: {count_words(len(broken), 'file')} broken and left out ({named}): "
        f"reorg results prune {store['folder']}, and the next run computes them again"
    ]


def _side(side: Data, sides: Sequence[Data]) -> tuple[Text, ...]:
    names = {each["digest"]: each["scenario"] for each in sides}
    opening = side["opening"]
    return tuple(
        Text(cell)
        for cell in (
            side["scenario"],
            side["digest"][:SHORT],
            names.get(opening, opening[:SHORT]) if opening else "itself",
            str(side["seed"]),
            ranges_words(side["ranges"]),
            _of(side["weekly"], side["runs"]),
            _of(side["tables"], side["runs"]),
        )
    )


def _of(part: int, whole: int) -> str:
    return "all" if part == whole else str(part)


def made(found: Data) -> str:
    """What made the worlds of a scenario, as it could be written to a file."""
    lines = [f"Scenario {found['scenario']}"]
    if found["resolved"] is None:
        return "\n".join([*lines, "Nothing in this folder says what made it."])
    if found["base"] != found["scenario"]:
        lines.append(f"is scenario {found['base']} with")
        lines += [f"  {path}={_json(value)}" for path, value in found["set"].items()]
        lines.append("and that one is")
    return "\n".join([*lines, json.dumps(found["resolved"], indent=2, ensure_ascii=False)])


def _json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def verified(data: Data) -> str:
    """What is broken in a store, or that nothing is."""
    broken = data["broken"]
    if not broken:
        return (
            f"{data['folder']} is whole: {count_words(data['runs'], 'run')} in "
            f"{count_words(data['files'], 'file')}."
        )
    lines = [f"{data['folder']}/{each['file']} {each['what']}" for each in broken]
    advice = [
        "reorg results prune removes what is broken; the command that made it computes it again."
        for _ in [each for each in broken if each["ours"]][:1]
    ]
    return "\n".join([*_first(lines), *advice])


def compacted(data: Data) -> str:
    """How many files there were, and are."""
    old, new = data["before"], data["after"]
    return (
        f"{data['folder']}: {count_words(old['files'], 'file')}, {size_words(old['bytes'])}, are "
        f"now {count_words(new['files'], 'file')}, {size_words(new['bytes'])}."
    )


def pruned(data: Data) -> str:
    """What was removed, or would be."""
    waste = data["removed"]
    if not waste:
        return f"{data['folder']} holds nothing of no use."
    lines = [f"{data['folder']}/{each['file']}{_part(each)}: {each['why']}" for each in waste]
    size = size_words(sum(each["bytes"] for each in waste))
    done = "Would be removed" if data["dry_run"] else "Removed"
    return "\n".join([*_first(lines), f"{done}: {count_words(len(waste), 'thing')}, {size}."])


def _part(each: Data) -> str:
    return f" (part {each['part'][:SHORT]})" if each["part"] else ""


def _first(lines: list[str]) -> list[str]:
    """The first of many lines, and how many more there are."""
    more = [f"and {len(lines) - FILES:,} more; --json has all"] if len(lines) > FILES else []
    return [*lines[:FILES], *more]
