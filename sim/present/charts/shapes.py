"""Marks of a forest plot: the shape is the candidate's, the colour says better or worse."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.present.charts.forest import Mark, Row
from sim.present.charts.lines import KEY, LABEL, key_rows
from sim.present.charts.picture import SOFT, Canvas, text_width
from sim.present.reading import BETTER, WORSE
from sim.present.subject import BAD, GOOD

LINES = {BETTER: GOOD.line, WORSE: BAD.line}
WIDE = 7.5
SIZES = {"o": 1.0, "s": 0.92, "^": 1.1, "D": 0.85, "v": 1.1, "P": 1.1, "X": 1.05}
"""Sizes at which the shapes look equally large."""
CAPTION = "blue: better; orange: worse; grey and hollow: barely beyond luck, or not clear"


def draw_interval(axes: Axes, mark: Mark, y: float) -> None:
    """The interval at height `y` and its mark: filled and coloured where it is clear."""
    colour = LINES.get(mark.reading.kind, SOFT)
    axes.plot([mark.low, mark.high], [y, y], color=colour, lw=2.2)
    axes.add_line(_shape(mark.shape, mark.at, y, colour, mark.reading.kind in LINES))


def shape_rows(table: Sequence[Row], width: float) -> list[list[tuple[str, str]]]:
    """A key of (name, shape) in rows that fit `width` inches; none where there is one candidate."""
    shapes = {mark.side.name: mark.shape for row in table for mark in row.marks}
    return key_rows(list(shapes.items()), width) if len(shapes) > 1 else []


def shapes_height(rows: Sequence[Sequence[tuple[str, str]]]) -> float:
    """Inches that the rows of a key take."""
    return len(rows) * KEY + 0.1 if rows else 0.0


def draw_shapes(canvas: Canvas, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
    """The rows of a key at the top of a body."""
    across, up = canvas.figure.get_size_inches()
    for place, row in enumerate(rows):
        x, down = 0.0, 0.13 + place * KEY
        for name, shape in row:
            at = (canvas.left + x + 0.11) / across
            height = (canvas.bottom + canvas.height - down + 0.045) / up
            canvas.figure.add_artist(_shape(shape, at, height, SOFT, True))
            canvas.text(x + 0.29, down, name, size=LABEL, weight="bold")
            x += 0.32 + text_width(name, LABEL, "bold") + 0.15


def _shape(shape: str, x: float, y: float, colour: str, filled: bool) -> Line2D:
    return Line2D(
        [x], [y],
        marker=shape, ms=WIDE * SIZES[shape], mec=colour, mew=1.6,
        mfc=colour if filled else "#ffffff", ls="none",
    )  # fmt: skip
