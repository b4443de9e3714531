"""Colours of charts as variables of the page, so that they are readable on light and on dark."""

from __future__ import annotations

import re
from typing import Any

from sim.present.charts.picture import FAINT, GRID, INK, SOFT
from sim.present.subject import OKABE_ITO, Colour

VARIABLES = {INK: "ink", SOFT: "soft", FAINT: "faint", GRID: "grid", "#ffffff": "paper"}


def themed(svg: str) -> str:
    """The colours of a chart as variables of the page, so that it is readable on dark, too."""
    known = {
        **VARIABLES,
        **{c: f"c{c[1:]}" for colour in OKABE_ITO for c in (colour.line, colour.text)},
    }
    return re.sub(
        r"#[0-9a-f]{6}\b", lambda m: f"var(--{known[m[0]]})" if m[0] in known else m[0], svg
    )


def colours() -> str:
    """The variables of scenario colours, light and dark."""

    def block(pick: Any) -> str:
        pairs = dict(pair for colour in OKABE_ITO for pair in pick(colour))
        return " ".join(f"--c{name[1:]}: {value};" for name, value in pairs.items())

    def light(c: Colour) -> tuple[tuple[str, str], ...]:
        return (c.line, c.line), (c.text, c.text)

    def dark(c: Colour) -> tuple[tuple[str, str], ...]:
        return (c.line, c.on_dark), (c.text, c.on_dark)

    return (
        f":root {{ {block(light)} }}\n@media screen and (prefers-color-scheme: dark) "
        f"{{ :root {{ {block(dark)} }} }}"
    )
