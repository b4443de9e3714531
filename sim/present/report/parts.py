"""The parts of the page as plain data: tables of measures, what differs, charts, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from sim.present import inputs, numbers
from sim.present.charts.picture import Picture, body_of
from sim.present.charts.write import inline_figure
from sim.present.front import ALONE, COMPARED
from sim.present.report.readout import readout
from sim.present.report.security import embedded
from sim.present.report.styles import Classes
from sim.present.report.theme import palette, themed
from sim.present.splits import level_name
from sim.present.subject import Subject
from sim.scenario.paths import find
from sim.scenario.told_changes import told as changes_told

WIDTH, PHONE = 9.0, 4.2


def measures(subject: Subject, headline: bool) -> list[dict[str, Any]]:
    """Tables of measures, one for each candidate: caption, heads and lines."""
    if not subject.candidates:
        lines = numbers.alone(subject, headline)
        return [{"caption": subject.base.name, "heads": ALONE, "lines": lines}] if lines else []
    return [
        {
            "caption": f"{side.name} against {subject.base.name}",
            "heads": (subject.base.name, side.name, *COMPARED[2:]),
            "lines": numbers.compared(subject, place, headline),
        }
        for place, side in enumerate(subject.candidates)
    ]


def splits(subject: Subject) -> list[dict[str, Any]]:
    """Tables of measures by segment, role and so on: a title, and its tables by level."""
    return [part for by in numbers.SPLITS if (part := _split(subject, by))["tables"]]


def _split(subject: Subject, by: str) -> dict[str, Any]:
    tables = []
    for side in subject.candidates or (None,):
        heads = (subject.base.name, side.name, *COMPARED[2:]) if side else ALONE
        caption = f"{side.name} against {subject.base.name}" if side else subject.base.name
        tables += [
            {
                "level": level_name(subject, by, level),
                "caption": caption,
                "heads": heads,
                "lines": lines,
            }
            for level, lines in numbers.split(subject, by, side)
        ]
    return {"title": numbers.SPLITS[by], "tables": tables}


def changed(subject: Subject) -> list[tuple[str, str, tuple[str, ...]]] | None:
    """(path, meaning, value in every scenario) of what differs; None for one scenario alone."""
    if not subject.candidates:
        return None
    first, *others = (side.scenario for side in subject.sides)
    return [(path, _meaning(path), values) for path, values in inputs.differing(first, others)]


def _meaning(path: str) -> str:
    field = find(path.split(".")).field
    return " ".join((field.description or "").replace("`", "'").split()) if field else ""


def dated(subject: Subject) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """(scenario, its dated changes in words): each a head, and what follows from it."""
    found = []
    for side in subject.sides:
        changes: list[tuple[str, list[str]]] = []
        for line in changes_told(side.scenario):
            if line.startswith("    ") and changes:
                changes[-1][1].append(line.strip())
            else:
                said = line.strip()
                changes.append((said[:1].upper() + said[1:], []))
        if changes:
            found.append((side.name, changes))
    return found


def charts(subject: Subject, every: Sequence[Picture], classes: Classes) -> list[dict[str, Any]]:
    """Every picture: its texts, its drawing at both widths, and what it tells at a month."""
    known = palette(side.colour for side in subject.sides)
    found = []
    for picture in every:
        bodies = [body_of(picture, width) for width in (WIDTH, PHONE)]
        wide, narrow = (
            Markup(classes.taken(themed(inline_figure(picture, body, width), known)))
            for body, width in zip(bodies, (WIDTH, PHONE), strict=True)
        )
        told = readout(picture, subject, bodies)
        found.append(
            {
                "picture": picture,
                "wide": wide,
                "narrow": narrow,
                "readout": None if told is None else Markup(embedded(told)),
            }
        )
    return found


def files(subject: Subject) -> Iterator[tuple[str, str]]:
    """The scenarios in full, and every book that was read from a file: name and text."""
    for side in subject.sides:
        yield f"{side.name}, resolved", inputs.scenario_text(side.scenario)
    seen: dict[str, list[str]] = {}
    for side in subject.sides:
        if text := inputs.book_text(side.scenario):
            seen.setdefault(text, []).append(side.name)
    for text, names in seen.items():
        yield f"Opening book of {', '.join(names)} ({text.count(chr(10)) - 1:,} accounts)", text
