"""Parameters in the terminal: a line of facts each, and below it what it means and takes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from sim.present.terminal import rendered, screen_width
from sim.present.words import count_words, listed
from sim.scenario.listing import MARKS, Parameter, ProgrammeRow

INDENT = 4
LONG = 18
"""Widest value that stands in a column; longer ones (one for each segment) go below."""


def parameters_text(
    rows: Sequence[Parameter], *, colour: bool | None = None, width: int | None = None
) -> str:
    """The parameters for people; colour, width: None to ask the terminal."""
    width = width or screen_width()
    paths = max(len(row.path) for row in rows)
    parts: list[RenderableType] = [_heading(paths)]
    for row in rows:
        parts += [_facts(row, paths), Text(_below(row, width), "dim"), Text("")]
    return rendered([*parts, Text(_foot(rows, width))], colour=colour, width=width)


def programmes_text(
    rows: Sequence[ProgrammeRow], *, colour: bool | None = None, width: int | None = None
) -> str:
    """The programmes for people; colour, width: None to ask the terminal."""
    width = width or screen_width()
    parts: list[RenderableType] = [Text("Programmes (timeline.NAME.programme)", "bold")]
    for row in rows:
        said = f"Sets {row.sets}. Costs {row.cost}. In full: {row.lag}. Source: {row.source}."
        parts += [
            Text(f"{row.name}  {row.title} ({row.mark})"),
            Text(_indented(said, width), "dim"),
        ]
    return rendered(parts, colour=colour, width=width)


def _heading(paths: int) -> Text:
    return Text(_columns("", "default", "plausible", "mark", "when", paths), "bold")


def _facts(row: Parameter, paths: int) -> Text:
    value = row.default if len(row.default) <= LONG else "see below"
    return Text(_columns(row.path, value, row.plausible, row.mark, row.when, paths))


def _columns(path: str, value: str, plausible: str, mark: str, when: str, paths: int) -> str:
    return f"{path:<{paths}}  {value:<{LONG}}  {plausible:<15}  {mark:<4}  {when}".rstrip()


def _below(row: Parameter, width: int) -> str:
    """Meaning, what is taken, source, and the value in `standard` where it is another."""
    said = [row.meaning, f"Takes {row.allowed}."]
    if len(row.default) > LONG:
        said.append(f"Default: {row.default}.")
    if row.usual not in ("", row.default):
        said.append(f"In `standard`: {row.usual}.")
    said.append(f"Source: {row.source}.")
    return _indented(" ".join(said), width)


def _indented(text: str, width: int) -> str:
    margin = " " * INDENT
    return textwrap.fill(
        text, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )


def _foot(rows: Sequence[Parameter], width: int) -> str:
    """How many of each mark there are, and what the marks mean."""
    tally = {mark: sum(row.mark == mark for row in rows) for mark in MARKS}
    told = [f"{n} {mark or 'without a mark'} ({MARKS[mark]})" for mark, n in tally.items() if n]
    sentence = (
        f"{count_words(len(rows), 'parameter')}: {listed(told)}. NAME stands for the name of a "
        "segment, a role, a kind of work or a dated change. Sources: docs/sources.md."
    )
    return textwrap.fill(sentence, width)
