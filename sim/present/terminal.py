"""Tables for a terminal: they know which way is better, and colour only what the interval allows.

Everything here gives text; whoever prints it decides where. Without colour the words 'better',
'worse' and 'unclear' say the same.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.present import labels
from sim.present.bounds import within
from sim.present.published import beside
from sim.present.reading import (
    BETTER,
    CHANGED,
    SAME,
    UNCLEAR,
    WORSE,
    Reading,
    headline,
    judged_alone,
    number,
)
from sim.present.subject import Subject
from sim.present.verdict import outline, told
from sim.present.words import NOTHING, count_words, scale, years_words

LEAST, MOST, PIPED = 80, 110, 100
UNITS = (
    "GRR, NRR, logo churn, turnover and cost to serve: a year. Hours worked and unlogged: a person "
    "a week."
)
SPACIOUS = 88
"""Columns from which on a table has two spaces between its own."""
STYLES = {BETTER: "green", WORSE: "red", CHANGED: ""}
"""Of a difference, by its kind; 'dim' where it says little."""
WORDS = {CHANGED: "differs"}
"""Of a difference, where the name of its kind is not the word."""
ASCII = str.maketrans(
    {"\u2192": ">", "\u2212": "-", "\u2013": "-", "\u2500": "-", "\u00b7": "|", "\u2026": "."}
)


def wants_colour(stream: TextIO | None = None) -> bool:
    """Whether colour helps: a terminal that is not dumb, and NO_COLOR is not set."""
    stream = stream or sys.stdout
    return (
        stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"
    )


def of_subject(subject: Subject, *, colour: bool | None = None, width: int | None = None) -> str:
    """The tables of a run or of a comparison, with the words on top.

    colour, width: None to ask the terminal that stdout is.
    """
    width = width or screen_width()
    parts = _compared(subject, width) if subject.candidates else _alone(subject, width)
    return rendered(parts, colour=colour, width=width)


def rendered(
    parts: Iterable[RenderableType], *, colour: bool | None = None, width: int | None = None
) -> str:
    """Rich parts as text of a given width, with or without colour, in characters stdout knows."""
    colour = wants_colour() if colour is None else colour
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        width=width or screen_width(),
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    console.print(Group(*parts))
    text = "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")
    return text if _knows(sys.stdout, text) else text.translate(ASCII)


def screen_width() -> int:
    """Columns to fill: those of the terminal, within reason."""
    if not sys.stdout.isatty():
        return PIPED
    return max(LEAST, min(MOST, shutil.get_terminal_size((LEAST, 24)).columns))


def _knows(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _compared(subject: Subject, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for place, side in enumerate(subject.candidates):
        found = subject.readings(place)
        parts += [
            Text(
                f"{side.name} against {subject.base.name}, {_extent(subject, 'paired world')}",
                "bold",
            ),
            _indented(told(subject, place)),
            *_differences(subject.base.name, side.name, found, width),
            Text(""),
        ]
    return [
        *parts,
        _note(
            "Difference: candidate less base, and its 95 % interval. Better in: paired worlds "
            "in which the candidate is better; unclear: the interval holds 0; barely: beyond luck "
            f"for one measure, not for all headline measures together. {UNITS} "
            f"{beside(subject.measures(0))} Made with {subject.made_by()}."
        ),
    ]


def _differences(
    base: str, candidate: str, found: list[Reading], width: int
) -> list[RenderableType]:
    """The headline measures, others that differ, and how many do not: nobody reads fifty rows."""
    head = [r.measure for r in headline(found)]
    told = [r for r in found if r.measure in head or r.kind not in (SAME, UNCLEAR)]
    rows = [(r.measure in head, _row(r)) for r in told]
    titles = (_title(base, width), _title(candidate, width), "Difference", "Better in")
    table = _frame(titles, [cells for _, cells in rows], width)
    _add(table, rows)
    left = len(found) - len(told)
    word = "measure does" if left == 1 else "measures do"
    rest = f"{left} other {word} not clearly differ: the report and --json have them."
    notes = [judged_alone(found), rest if left else ""]
    return [table, *(Text(note, "dim") for note in notes if note)]


def _title(name: str, width: int) -> str:
    """The name of a scenario as the title of a narrow column: some short lines."""
    room = 12 if width >= SPACIOUS else 11
    return "\n".join(textwrap.wrap(name, room, max_lines=3, placeholder="\u2026"))


def _add(table: Table, rows: Sequence[tuple[bool, Sequence[Text]]]) -> None:
    """Headline measures first, then the others."""
    for title, wanted in (("Headline", True), ("Others", False)):
        some = [cells for is_head, cells in rows if is_head == wanted]
        if some:
            table.add_row(Text(title, "bold"))
        for cells in some:
            table.add_row(*cells)


def plain_table(titles: tuple[str, ...], rows: Sequence[Sequence[Text]], width: int) -> Table:
    """A table of names and numbers; the first cell of each row is a name and has no title."""
    table = _frame(titles, rows, width)
    for cells in rows:
        table.add_row(*cells)
    return table


def _frame(titles: tuple[str, ...], rows: Sequence[Sequence[Text]], width: int) -> Table:
    """A table whose numbers stay whole while the names of the measures wrap."""
    gap = 2 if width >= SPACIOUS else 1  # one of them is the divider of the box
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, gap - 1, 0, 0), show_edge=False)
    widths = [
        max([*map(len, title.split("\n")), *(cells[i + 1].cell_len for cells in rows)])
        for i, title in enumerate(titles)
    ]
    names = max((cells[0].cell_len for cells in rows), default=10)
    table.add_column("", width=max(12, min(names, width - sum(widths) - gap * len(widths))))
    for title, across in zip(titles, widths, strict=True):
        table.add_column(title, justify="right", vertical="bottom", width=across, overflow="fold")
    return table


def _row(r: Reading) -> tuple[Text, ...]:
    style, word = STYLES.get(r.kind, "dim"), WORDS.get(r.kind, r.kind)
    difference = r.changes.signed(r.difference)
    if r.n > 1:
        difference += f" ({_span(r)})"
    won = "" if r.won_words == NOTHING else r.won_words.replace(" of ", "/")
    return (
        Text(labels.full_label(r.measure)),
        Text(_short(r.values.plain(r.base))),
        Text(_short(r.values.plain(r.candidate))),
        Text("" if r.kind == SAME else _short(difference), style),
        Text(f"{won} {word:<7}" if won else f"{word:<7}", style),
    )


def _short(text: str) -> str:
    return text.replace(" points", " pts").replace(" days", " d")


def _span(r: Reading) -> str:
    """The interval without its unit, which stands before it already."""
    text = r.changes.span(r.lo, r.hi)
    return text.removesuffix(r.changes.after) if r.changes.after.startswith(" ") else text


def _alone(subject: Subject, width: int) -> list[RenderableType]:
    measures: Mapping[str, Mapping[str, Any]] = subject.summary["measures"]
    head = labels.in_order([n for n, e in measures.items() if e.get("headline")])
    rows = [
        (name in head, _mean_row(name, measures[name], subject.currency))
        for name in (*head, *(n for n in measures if n not in head))
        if measures[name].get("mean") is not None
    ]
    table = _frame(
        ("Mean", "95 % interval", "Spread", "Worlds"), [cells for _, cells in rows], width
    )
    _add(table, rows)
    words = outline(subject.base.name, measures, subject.base.scenario.years, subject.currency)
    return [
        Text(f"{subject.base.name}, {_extent(subject, 'world')}", "bold"),
        _indented(words),
        table,
        Text(""),
        _note(
            f"Interval: of the mean. Spread: standard deviation between worlds. {UNITS} "
            f"{beside(measures)} Made with {subject.made_by()}."
        ),
    ]


def _mean_row(name: str, entry: Mapping[str, Any], currency: str) -> tuple[Text, ...]:
    mean, lo, hi, sd = (number(entry.get(key)) for key in ("mean", "lo", "hi", "sd"))
    unit = str(entry.get("unit", "-"))
    how = scale(unit, (mean, lo, hi), currency=currency, finest=(hi - lo) / 2 if hi > lo else None)
    spread = scale(unit, (sd,), currency=currency, change=True, finest=sd / 5 if sd > 0 else None)
    return tuple(
        Text(cell)
        for cell in (
            labels.full_label(name),
            _short(how.plain(mean)),
            _short(how.span(*within(lo, hi, unit, name))),
            _short(spread.plain(sd)),
            str(entry.get("n", 0)),
        )
    )


def _extent(subject: Subject, noun: str) -> str:
    return f"{count_words(subject.worlds, noun)} of {years_words(subject.base.scenario.years)}"


def _indented(text: str) -> RenderableType:
    return Padding(Text(text), (0, 0, 1, 0))


def _note(text: str) -> Text:
    return Text(text, "dim")
