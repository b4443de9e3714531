"""Interaction plot of a 2 x 2: four means a measure, and the sum of the two effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.present import labels
from sim.present.charts import findings
from sim.present.charts.lines import value_axis
from sim.present.charts.picture import SOFT, Canvas, Picture, shortened
from sim.present.interaction import Square, cells, judged, squares, titles
from sim.present.reading import BETTER, WORSE
from sim.present.subject import BAD, GOOD, Colour, Subject

PANEL, KEY, LEFT = 1.75, 0.21, 0.62
LINES = {BETTER: GOOD, WORSE: BAD}


def interaction(subject: Subject) -> Picture | None:
    """Means of the four cells as two lines a headline measure, parallel where the two add up.

    The hollow mark is the sum of the two effects, the bar the 95 % interval of what both give
    beyond it. None where no 2 x 2 was asked for.
    """
    found: Mapping[str, Any] | None = subject.summary.get("interaction")
    rows = squares(found, subject.currency) if found else []
    if not found or not rows:
        return None
    return Picture(
        name="interaction",
        title=f"{found['first']} and {found['second']} together: {judged(rows)}",
        subtitle=findings.subtitle(
            f"Means over {findings.worlds(subject)}; parallel lines: the two only add up",
            "bar: 95 % interval of what both give beyond the sum",
            "blue: better; orange: worse; grey: barely beyond luck, or not clear",
        ),
        alt="Interaction plot of the headline measures. "
        + " ".join(f"{text[0]}: beyond the sum {text[5]}." for text in map(cells, rows)),
        columns=("Measure", *titles(found, subject.base.name)),
        rows=tuple(cells(row) for row in rows),
        height=partial(_height, count=len(rows)),
        draw=partial(_draw, rows=rows, subject=subject),
    )


def _across(width: float) -> int:
    return 2 if width < 5.5 else 4


def _height(width: float, *, count: int) -> float:
    return 3 * KEY + 0.12 - (-count // _across(width)) * PANEL


def _draw(canvas: Canvas, *, rows: Sequence[Square], subject: Subject) -> None:
    base, first, second, both = subject.sides
    colours = (base.colour, second.colour)
    _key(canvas, 0, base.colour, f"{base.name} (left), {first.name} (right)")
    _key(canvas, 1, second.colour, f"{second.name} (left), {both.name} (right)")
    said = subject.theme.said
    _key(canvas, 2, None, "where the latter would be if the two only added up")
    across = _across(canvas.width)
    wide, top = canvas.width / across, 3 * KEY + 0.12
    for place, row in enumerate(rows):
        down, right = divmod(place, across)
        x, y = right * wide, top + down * PANEL
        name = shortened(said(labels.label(row.beyond.measure)), wide - 0.1, 9, "bold")
        canvas.text(x, y + 0.15, name, size=9, weight="bold")
        axes = canvas.axes(x + LEFT, y + 0.28, wide - LEFT - 0.12, PANEL - 0.5)
        _panel(axes, row, colours, subject.currency)


def _panel(axes: Axes, row: Square, colours: tuple[Colour, Colour], currency: str) -> None:
    base, first, second, both = row.cells
    r = row.beyond
    for left, right, colour in ((base, first, colours[0]), (second, both, colours[1])):
        axes.plot([0, 1], [left, right], color=colour.line, lw=1.8, marker="o", ms=4.5)
    axes.plot([0, 1], [second, r.base], color=colours[1].line, lw=1, ls=":")
    low, high = (r.base + r.lo, r.base + r.hi) if r.n > 1 else (r.base, r.base)
    bar = LINES[r.kind].line if r.kind in LINES else SOFT
    axes.plot([1.13, 1.13], [low, high], color=bar, lw=2.2)
    axes.plot([1], [r.base], marker="o", ms=5.5, mfc="#ffffff", mec=colours[1].line, ls="none")
    every = (*row.cells, r.base, low, high)
    pad = 0.1 * (max(every) - min(every)) or 0.05 * abs(base) or 1.0
    axes.set(xlim=(-0.15, 1.28), ylim=(min(every) - pad, max(every) + pad), xticks=[])
    value_axis(axes, r.unit, currency, most=4)


def _key(canvas: Canvas, place: int, colour: Colour | None, text: str) -> None:
    """A line of the key: full marks on a line, or the hollow mark of the sum."""
    across, up = canvas.figure.get_size_inches()
    down = 0.13 + place * KEY
    height = (canvas.bottom + canvas.height - down + 0.045) / up
    at = [(canvas.left + x) / across for x in ((0.04, 0.3) if colour else (0.17,))]
    line = colour.line if colour else SOFT
    canvas.figure.add_artist(
        Line2D(
            at, [height] * len(at), color=line, lw=1.8 if colour else 0, marker="o", ms=4.5,
            mfc=line if colour else "#ffffff", mec=line,
        )
    )  # fmt: skip
    canvas.text(0.42, down, shortened(text, canvas.width - 0.42, 9), size=9)
