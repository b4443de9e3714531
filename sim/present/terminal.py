"""Tables for a terminal: they know which way is better, and colour only what the interval allows.

Everything here gives text; whoever prints it decides where. Without colour the words 'better',
'worse' and 'unclear' say the same.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.present import labels
from sim.present.reading import BETTER, CHANGED, SAME, UNCLEAR, WORSE, Reading, number
from sim.present.subject import Subject
from sim.present.verdict import outline, verdict
from sim.present.words import NOTHING, count_words, per, scale

LEAST, MOST, PIPED = 80, 110, 100
STYLES = {BETTER: "green", WORSE: "red", CHANGED: "", UNCLEAR: "dim", SAME: "dim"}
WORDS = {BETTER: "better", WORSE: "worse", CHANGED: "differs", UNCLEAR: "unclear", SAME: "same"}
ASCII = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2500": "-", "\u00b7": "|", "\u2026": "."})


def wants_colour(stream: TextIO | None = None) -> bool:
    """Whether colour helps: a terminal that is not dumb, and NO_COLOR is not set."""
    stream = stream or sys.stdout
    return (stream.isatty() and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM", "") != "dumb")


def of_subject(subject: Subject, *, colour: bool | None = None, width: int | None = None) -> str:
    """The tables of a run or of a comparison, with the words on top.

    colour, width: None to ask the terminal that stdout is.
    """
    parts = _compared(subject) if subject.candidates else _alone(subject)
    return rendered(parts, colour=colour, width=width)


def rendered(parts: Iterable[RenderableType], *, colour: bool | None = None,
             width: int | None = None) -> str:
    """Rich parts as text of a given width, with or without colour, in characters stdout knows."""
    colour = wants_colour() if colour is None else colour
    out = io.StringIO()
    console = Console(file=out, force_terminal=colour, no_color=not colour, width=width or _width(),
                      color_system="standard" if colour else None, highlight=False, markup=False,
                      emoji=False, soft_wrap=False)
    console.print(Group(*parts))
    text = "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")
    return text if _knows(sys.stdout, text) else text.translate(ASCII)


def _width() -> int:
    if not sys.stdout.isatty():
        return PIPED
    return max(LEAST, min(MOST, shutil.get_terminal_size((LEAST, 24)).columns))


def _knows(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _compared(subject: Subject) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for place, side in enumerate(subject.candidates):
        found = subject.readings(place)
        parts += [
            Text(f"{side.name} against {subject.base.name}, {_extent(subject, 'paired world')}", "bold"),
            _indented(verdict(subject.base.name, side.name, subject.measures(place), subject.currency)),
            _differences(subject.base.name, side.name, found),
            Text(""),
        ]
    return [*parts, _note("Difference: candidate less base, with its 95 % interval. Better in: worlds in "
                          "which the candidate is better. 'unclear': the interval holds 0.")]


def _differences(base: str, candidate: str, found: list[Reading]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("", ratio=1, min_width=22)
    for title in (base, candidate, "Difference", "Better in"):
        table.add_column(Text(title), justify="right", overflow="fold",
                         no_wrap=title in ("Difference", "Better in"), max_width=28)
    table.add_column("", no_wrap=True)
    for title, headline in (("Headline measures", True), ("Other measures", False)):
        some = [r for r in found if (r in _headline(found)) == headline]
        if some:
            table.add_row(Text(title, "bold"))
            for r in some:
                table.add_row(*_row(r))
    return table


def _headline(found: list[Reading]) -> list[Reading]:
    from sim.present.reading import headline

    return headline(found)


def _row(r: Reading) -> tuple[Text, ...]:
    style = STYLES[r.kind]
    difference = "same" if r.kind == SAME else f"{r.changes.signed(r.difference)} ({_span(r)})"
    word = "" if r.kind == SAME else WORDS[r.kind]
    return (Text(_name(r.measure, r.unit)), Text(r.values.plain(r.base)),
            Text(r.values.plain(r.candidate)), Text(difference.replace(" points", " pts"), style),
            Text(r.won_words if r.kind != SAME else NOTHING), Text(word, style))


def _span(r: Reading) -> str:
    return r.changes.span(r.lo, r.hi).removesuffix(r.changes.after) if (
        r.changes.after.startswith(" ")) else r.changes.span(r.lo, r.hi)


def _name(measure: str, unit: str) -> str:
    words = per(unit) if unit.startswith("h/") else ""
    return f"{labels.label(measure)}{', ' + words if words else ''}"


def _alone(subject: Subject) -> list[RenderableType]:
    measures: Mapping[str, Mapping[str, Any]] = subject.summary["measures"]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("", ratio=1, min_width=22)
    for title in ("Mean", "95 % interval", "Spread of worlds", "Worlds"):
        table.add_column(title, justify="right", no_wrap=True)
    headline = labels.in_order([n for n, e in measures.items() if e.get("headline")])
    others = [n for n in measures if n not in headline]
    for title, names in (("Headline measures", headline), ("Other measures", others)):
        rows = [_mean_row(name, measures[name], subject.currency) for name in names
                if measures[name].get("mean") is not None]
        if rows:
            table.add_row(Text(title, "bold"))
            for row in rows:
                table.add_row(*(Text(cell) for cell in row))
    words = outline(subject.base.name, measures, subject.base.scenario.years, subject.currency)
    return [Text(f"{subject.base.name}, {_extent(subject, 'world')}", "bold"), _indented(words), table,
            Text(""), _note("Spread: standard deviation between worlds. The interval is that of the mean.")]


def _mean_row(name: str, entry: Mapping[str, Any], currency: str) -> tuple[str, ...]:
    mean, lo, hi, sd = (number(entry.get(key)) for key in ("mean", "lo", "hi", "sd"))
    unit = str(entry.get("unit", "-"))
    how = scale(unit, (mean, lo, hi), currency=currency, finest=(hi - lo) / 2 if hi > lo else None)
    spread = scale(unit, (sd,), currency=currency, change=True, finest=sd / 5 if sd > 0 else None)
    return (_name(name, unit), how.plain(mean), how.span(lo, hi),
            spread.plain(sd).replace(" points", " pts"), str(entry.get("n", 0)))


def _extent(subject: Subject, noun: str) -> str:
    years = f"{subject.base.scenario.years:g}"
    return f"{count_words(subject.worlds, noun)} of {years} {'year' if years == '1' else 'years'}"


def _indented(text: str) -> RenderableType:
    return Padding(Text(text), (0, 0, 1, 0))


def _note(text: str) -> Text:
    return Text(text, "dim")
