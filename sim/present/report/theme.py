"""Colours of charts as variables of the page, so that they are readable on light and on dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sim.present.charts.picture import FAINT, GRID, INK, SOFT
from sim.present.colours import DARK, WHITE, readable
from sim.present.subject import OKABE_ITO, Colour
from sim.present.theme import Theme

VARIABLES = {INK: "ink", SOFT: "soft", FAINT: "faint", GRID: "grid", "#ffffff": "paper"}


def palette(used: Iterable[Colour]) -> tuple[Colour, ...]:
    """Our colours and those that a theme brings, each once."""
    return tuple(dict.fromkeys((*OKABE_ITO, *used)))


def themed(svg: str, known: Iterable[Colour] = OKABE_ITO) -> str:
    """The colours of a chart as variables of the page, so that it is readable on dark, too."""
    names = {**{c: f"c{c[1:]}" for colour in known for c in (colour.line, colour.text)}}
    names.update(VARIABLES)
    return re.sub(
        r"#[0-9a-f]{6}\b", lambda m: f"var(--{names[m[0]]})" if m[0] in names else m[0], svg
    )


def colours(theme: Theme, known: Iterable[Colour] = OKABE_ITO) -> str:
    """The variables of scenario colours and of the accent, light and dark, and a class for each."""
    every = tuple(known)

    def block(pick: Callable[[Colour], tuple[tuple[str, str], ...]], paper: str) -> str:
        pairs = dict(pair for colour in every for pair in pick(colour))
        accent = f" --accent: {readable(theme.accent, paper)};" if theme.accent else ""
        return " ".join(f"--c{name[1:]}: {value};" for name, value in pairs.items()) + accent

    def light(c: Colour) -> tuple[tuple[str, str], ...]:
        return (c.line, c.line), (c.text, c.text)

    def dark(c: Colour) -> tuple[tuple[str, str], ...]:
        return (c.line, c.on_dark), (c.text, c.on_dark)

    mine = " ".join(f".m{c.line[1:]} {{ --mine: var(--c{c.line[1:]}); }}" for c in every)
    return (
        f":root {{ {block(light, WHITE)} }}\n@media screen and (prefers-color-scheme: dark) "
        f"{{ :root {{ {block(dark, DARK)} }} }}\n{mine}"
    )
