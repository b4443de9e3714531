"""The 2 x 2 of a comparison as a table for a terminal, with its words on top."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from rich.padding import Padding
from rich.text import Text

from sim.present.interaction import cells, interaction_words, squares, titles
from sim.present.terminal import plain_table, rendered, screen_width

NOTE = (
    "First column: the base; then what each change does alone, and both, against it. Beyond the "
    "sum: both less the two changes added up, and its 95 % interval; better, worse: beyond luck "
    "for all headline measures together; barely: for one."
)
ACROSS = 11
"""Columns of a title."""


def interaction_text(
    found: Mapping[str, Any],
    base: str,
    currency: str = "USD",
    *,
    colour: bool | None = None,
    width: int | None = None,
) -> str:
    """An `interaction` document in words and numbers; colour, width: None to ask the terminal."""
    width = width or screen_width()
    rows = [tuple(Text(_short(cell)) for cell in cells(row)) for row in squares(found, currency)]
    parts = (
        Text(f"{found['first']} x {found['second']}, against {base}", "bold"),
        Padding(Text(interaction_words(found, currency)), (0, 0, 1, 0)),
        plain_table(tuple(map(_title, titles(found, base))), rows, width),
        Text(""),
        Text(NOTE, "dim"),
    )
    return rendered(parts, colour=colour, width=width)


def _title(name: str) -> str:
    return "\n".join(textwrap.wrap(name, ACROSS, max_lines=3, placeholder="\u2026"))


def _short(text: str) -> str:
    return text.replace(" points", " pts")
