"""The parts of the page as plain data: verdicts, what was asked, tables of measures, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from sim.present.charts.picture import Picture, body_of
from sim.present.charts.write import inline_figure
from sim.present.interaction import interaction_words
from sim.present.play.people import in_words
from sim.present.report import inputs, numbers
from sim.present.report.readout import readout
from sim.present.report.security import embedded
from sim.present.report.styles import Classes
from sim.present.report.theme import palette, themed
from sim.present.subject import Subject
from sim.present.verdict import outline, told
from sim.scenario.paths import find
from sim.scenario.told_changes import told as changes_told

COMPARED = ("Base", "Candidate", "Difference", "95 % interval", "Better in", "")
ALONE = ("Mean", "95 % interval of the mean", "Spread between worlds", "Worlds")
ASKED = ("question", "hypothesis")
NOTES = ("findings", "decision")
WIDTH, PHONE = 9.0, 4.2


def verdicts(subject: Subject) -> Iterator[dict[str, str]]:
    """Title, text and colour of every verdict; of one scenario alone, its outline."""
    base = subject.base.colour.line[1:]
    if not subject.candidates:
        text = outline(
            subject.base.name,
            subject.summary["measures"],
            subject.base.scenario.years,
            subject.currency,
        )
        yield {"title": "In words", "text": text, "colour": base}
    for place, side in enumerate(subject.candidates):
        title = "Verdict" if len(subject.candidates) == 1 else side.name
        yield {"title": title, "text": told(subject, place), "colour": side.colour.line[1:]}
    if crossed := subject.summary.get("interaction"):
        text = interaction_words(crossed, subject.currency)
        yield {"title": "Beyond the sum", "text": text, "colour": base}


def asked(subject: Subject, key: str) -> list[str]:
    """What the scenarios say under `key`, each said once; with its name where they differ."""
    texts = [(side.name, getattr(side.scenario, key).strip()) for side in subject.sides]
    distinct = list(dict.fromkeys(text for _, text in texts if text))
    return distinct if len(distinct) < 2 else [f"{name}: {text}" for name, text in texts if text]


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
                "level": _level_name(subject, by, level),
                "caption": caption,
                "heads": heads,
                "lines": lines,
            }
            for level, lines in numbers.split(subject, by, side)
        ]
    return {"title": numbers.SPLITS[by], "tables": tables}


def _level_name(subject: Subject, by: str, level: str) -> str:
    """A segment or role as people call it."""
    for side in subject.sides:
        role = side.scenario.team.roles.get(level) if by == "role" else None
        if role is not None and role.title:
            return role.title
    return in_words(level)


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


def marks(parameters: list[inputs.Parameter]) -> str:
    """How many parameters rest on what."""
    counts = {word: sum(p.mark == word for p in parameters) for word in inputs.MARKS.values()}
    return (
        f"Of these, {counts['evidence']} rest on evidence, {counts['calibrated']} are calibrated "
        f"and {counts['guess']} are guesses."
    )


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


def provenance(subject: Subject) -> list[tuple[str, str]]:
    """What made the results: digests, versions, seed."""
    rows = [(f"Scenario {side.name}", side.result.digest) for side in subject.sides]
    known = {"base", "candidates", "digest", "scenario"}
    found: Mapping[str, Any] = subject.summary.get("provenance") or {}
    for key, value in found.items():
        if key not in known and value not in (None, {}, []):
            rows += list(_flat(key, value))
    return rows


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for inner, item in value.items():
            yield from _flat(f"{key} {inner}", item)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            yield from _flat(f"{key} {place + 1}", item)
    else:
        yield key, str(value)
