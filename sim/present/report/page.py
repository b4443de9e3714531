"""The page: everything a reader needs, gathered as plain data and given to the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from sim.base.version import VERSION
from sim.present.charts.picture import Picture
from sim.present.charts.table import pictures
from sim.present.charts.write import inline_svg
from sim.present.interaction import interaction_words
from sim.present.report import inputs, numbers
from sim.present.report.method import READING, READING_OF_ONE, method
from sim.present.report.theme import colours, themed
from sim.present.subject import DISCLAIMER, Subject
from sim.present.verdict import outline, told
from sim.present.words import count_words, years_words

COMPARED = ("Base", "Candidate", "Difference", "95 % interval", "Better in", "")
ALONE = ("Mean", "95 % interval of the mean", "Spread between worlds", "Worlds")
ASKED = ("question", "hypothesis", "findings", "decision")
WIDTH, PHONE = 9.0, 4.2


def html(subject: Subject, every: Sequence[Picture] | None = None) -> str:
    """The report of a run or a comparison as one HTML document that needs nothing else.

    every: its charts, where somebody has made them already.
    """
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html").render(
        **_context(subject, pictures(subject) if every is None else every)
    )


def write_report(subject: Subject, path: Path, every: Sequence[Picture] | None = None) -> Path:
    """The report at `path`, written whole or not at all. Raises OSError."""
    text = html(subject, every)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
    return path


def _template(name: str) -> str:
    return (resources.files("sim.present.report") / name).read_text(encoding="utf-8")


def _context(subject: Subject, every: Sequence[Picture]) -> dict[str, Any]:
    sides = [side.name for side in subject.sides]
    noun = "paired world" if subject.candidates else "world"
    scenarios = [side.scenario for side in subject.sides]
    parameters = inputs.parameters(subject.base.scenario)
    return {
        "css": Markup(_template("style.css")),
        "colours": Markup(colours()),
        "version": VERSION,
        "made_by": subject.made_by(),
        "disclaimer": DISCLAIMER,
        "foot": subject.foot(),
        "meanings": numbers.meanings(subject),
        "over": "Comparison of organisations" if subject.candidates else "One organisation",
        "title": _title(sides),
        "extent": f"{count_words(subject.worlds, noun)} of "
        f"{years_words(subject.base.scenario.years)} from {subject.base.scenario.start}",
        "names": sides,
        "verdicts": list(_verdicts(subject)),
        "asked": _asked(subject),
        "headline": _measures(subject, True),
        "others": _measures(subject, False),
        "reading_note": READING if subject.candidates else READING_OF_ONE,
        "differing": inputs.differing(scenarios[0], scenarios[1:]) if subject.candidates else None,
        "charts": [_chart(picture) for picture in every],
        "splits": [part for by in numbers.SPLITS if (part := _split(subject, by))["tables"]],
        "assumptions": inputs.by_branch(parameters),
        "marks": _marks(parameters),
        "files": list(_files(subject)),
        "method": method(subject),
        "provenance": _provenance(subject),
    }


def _title(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return (
        f"{', '.join(names[1:-1])}{' and ' if len(names) > 2 else ''}{names[-1]} against {names[0]}"
    )


def _verdicts(subject: Subject) -> Iterator[dict[str, str]]:
    if not subject.candidates:
        text = outline(
            subject.base.name,
            subject.summary["measures"],
            subject.base.scenario.years,
            subject.currency,
        )
        yield {"title": "In words", "text": text, "colour": subject.base.colour.line[1:]}
    for place, side in enumerate(subject.candidates):
        text = told(subject, place)
        title = "Verdict" if len(subject.candidates) == 1 else side.name
        yield {"title": title, "text": text, "colour": side.colour.line[1:]}
    if crossed := subject.summary.get("interaction"):
        text = interaction_words(crossed, subject.currency)
        yield {"title": "Beyond the sum", "text": text, "colour": subject.base.colour.line[1:]}


def _asked(subject: Subject) -> list[tuple[str, list[str]]]:
    """Question, hypothesis, findings and decision, each said once.

    What was found and decided is shown once it is written; what was asked, in any case.
    """
    rows = []
    for key in ASKED:
        texts = [(side.name, getattr(side.scenario, key).strip()) for side in subject.sides]
        distinct = list(dict.fromkeys(text for _, text in texts if text))
        shown = (
            distinct if len(distinct) < 2 else [f"{name}: {text}" for name, text in texts if text]
        )
        if shown or key in ("question", "hypothesis"):
            rows.append((key.capitalize(), shown))
    return rows


def _measures(subject: Subject, headline: bool) -> list[dict[str, Any]]:
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
    words = level.replace("_", " ")
    return "CS operations" if words == "cs operations" else words[:1].upper() + words[1:]


def _chart(picture: Any) -> dict[str, Any]:
    return {
        "title": picture.title,
        "subtitle": picture.subtitle,
        "alt": picture.alt,
        "columns": picture.columns,
        "rows": picture.rows,
        "wide": Markup(themed(inline_svg(picture, WIDTH))),
        "narrow": Markup(themed(inline_svg(picture, PHONE))),
    }


def _marks(parameters: list[inputs.Parameter]) -> str:
    counts = {word: sum(p.mark == word for p in parameters) for word in inputs.MARKS.values()}
    return (
        f"Of these, {counts['evidence']} rest on evidence, {counts['calibrated']} are calibrated "
        f"and {counts['guess']} are guesses."
    )


def _files(subject: Subject) -> Iterator[tuple[str, str]]:
    for side in subject.sides:
        yield f"{side.name}, resolved", inputs.scenario_text(side.scenario)
    seen: dict[str, list[str]] = {}
    for side in subject.sides:
        if text := inputs.book_text(side.scenario):
            seen.setdefault(text, []).append(side.name)
    for text, names in seen.items():
        yield f"Opening book of {', '.join(names)} ({text.count(chr(10)) - 1:,} accounts)", text


def _provenance(subject: Subject) -> list[tuple[str, str]]:
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
