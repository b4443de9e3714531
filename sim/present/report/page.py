"""The page: everything a reader needs, gathered as plain data and given to the template."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from sim.base.version import VERSION
from sim.present import front, inputs, labels, numbers, odds
from sim.present.charts.answers.table import CHARTS as ANSWERS
from sim.present.charts.picture import Picture
from sim.present.charts.table import pictures
from sim.present.method import how_to_read, method
from sim.present.play import show
from sim.present.report import parts
from sim.present.report.saying import said_in
from sim.present.report.security import embedded, policy
from sim.present.report.styles import Classes
from sim.present.report.theme import colours, palette
from sim.present.subject import DISCLAIMER, Subject
from sim.present.words import count_words, years_words

SHEETS = ("style.css", "tables.css", "charts.css", "play.css", "small.css", "print.css")
SCRIPTS = (
    "contents.js",
    "notes.js",
    "readout.js",
    "play_data.js",
    "play_layout.js",
    "play_draw.js",
    "play_side.js",
    "play.js",
    "start.js",
)
"""In the order in which they stand in the one script of the page; all are in one scope."""


def html(subject: Subject, every: Sequence[Picture] | None = None) -> str:
    """The report of a run or a comparison as one HTML document that needs nothing else.

    every: its charts, where somebody has made them already. The client's words are put over the
    whole page at the end.
    """
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    page = environment.get_template("page.html").render(
        **_context(subject, pictures(subject) if every is None else every)
    )
    return said_in(page, subject.theme.said) if subject.theme.words else page


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
    classes = Classes()
    charts = parts.charts(subject, every, classes)
    drivers = [chart for chart in charts if chart["picture"].name.rstrip("_0123456789") in ANSWERS]
    return {
        **_shell(subject, classes),
        **_result(subject),
        **_inputs(subject),
        "charts": [chart for chart in charts if chart not in drivers],
        "drivers": drivers,
        "play": _play(subject),
        "method": method(subject),
        "provenance": front.provenance(subject),
    }


def _shell(subject: Subject, classes: Classes) -> dict[str, Any]:
    """Head, style, script and what stands on every page."""
    known = palette(side.colour for side in subject.sides)
    sheets = [_template(name) for name in SHEETS]
    style = "\n".join([*sheets, colours(subject.theme, known), classes.sheet()])
    body = "".join(map(_template, SCRIPTS))
    script = f'"use strict";\n{{\n{body}}}\n'
    names = [side.name for side in subject.sides]
    noun = "paired world" if subject.candidates else "world"
    return {
        "policy": Markup(policy(script, style)),
        "style": Markup(style),
        "script": Markup(script),
        "theme": subject.theme,
        "logo": base64.b64encode(subject.theme.logo).decode("ascii"),
        "version": VERSION,
        "made_by": subject.made_by(),
        "disclaimer": DISCLAIMER,
        "foot": subject.foot(),
        "over": "Comparison of organisations" if subject.candidates else "One organisation",
        "title": _title(names),
        "extent": f"{count_words(subject.worlds, noun)} of "
        f"{years_words(subject.base.scenario.years)} from {subject.base.scenario.start}",
        "too_few": subject.too_few(),
        "names": names,
    }


def _result(subject: Subject) -> dict[str, Any]:
    chances = odds.odds(subject)
    return {
        "verdicts": front.verdicts(subject),
        "asked": [(k.capitalize(), front.texts(subject, k)) for k in front.ASKED],
        "notes": [(k, k.capitalize(), front.texts(subject, k)) for k in front.NOTES],
        "headline": parts.measures(subject, True),
        "others": parts.measures(subject, False),
        "splits": parts.splits(subject),
        "meanings": numbers.meanings(subject),
        "reading_note": how_to_read(subject),
        "chances": [
            (labels.full_label(one.measure), [f"{one.word} {w}" for w in one.words])
            for one in chances
        ],
        "chance": next((odds.sentence(subject, o) for o in chances if o.measure == LEAD), ""),
        "chance_note": odds.note(subject),
    }


def _inputs(subject: Subject) -> dict[str, Any]:
    parameters = inputs.parameters(subject.base.scenario)
    return {
        "differing": parts.changed(subject),
        "dated": parts.dated(subject),
        "assumptions": inputs.by_branch(parameters),
        "tally": f"Of these {len(parameters)}, {inputs.tally(parameters)}.",
        "files": list(parts.files(subject)),
    }


def _play(subject: Subject) -> dict[str, Any] | None:
    shown = show(subject)
    if shown is None:
        return None
    return {
        "film": Markup(embedded(shown.document)),
        "captions": shown.captions,
        "world": shown.replication + 1,
        "worlds": subject.worlds,
        "weeks": shown.document["weeks"],
        "people": any(side["people"] for side in shown.document["sides"]),
        "left_out": max(side["left_out"] for side in shown.document["sides"]),
        "line": subject.base.scenario.customers.healthy_line,
    }


def _title(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return (
        f"{', '.join(names[1:-1])}{' and ' if len(names) > 2 else ''}{names[-1]} against {names[0]}"
    )


LEAD = "contribution"
"""The headline measure whose chance is said in a sentence."""
