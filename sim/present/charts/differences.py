"""Paired differences of the headline measures as a forest plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from matplotlib.axes import Axes

from sim.present.charts import findings
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.forest import Mark, Row, forest
from sim.present.charts.picture import (
    FAINT,
    GRID,
    SOFT,
    Canvas,
    Picture,
    shortened,
    text_width,
)
from sim.present.charts.shapes import (
    CAPTION,
    draw_interval,
    draw_shapes,
    shape_rows,
    shapes_height,
)
from sim.present.reading import BARELY, BETTER, SAME, WORSE, Reading, headline
from sim.present.subject import Side, Subject
from sim.present.words import listed

ROW, GAP, HEAD = 0.32, 0.16, 0.5
STACKED = 0.42
NUMBERS = "difference (95 % interval)"


def differences(subject: Subject) -> Picture | None:
    """Difference of every headline measure from the base, with its 95 % interval."""
    table = forest(subject)
    if not table:
        return None
    return Picture(
        name="differences",
        title=_title(subject),
        subtitle=findings.subtitle(
            f"Difference from {subject.base.name}, 95 % interval, {findings.worlds(subject)}",
            "right is better, each row on its own scale",
            CAPTION,
        ),
        alt=f"Forest plot of the headline measures against {subject.base.name}. "
        + " ".join(f"{row.name}: {_spoken(row)}." for row in table),
        columns=(
            "Measure",
            "Scenario",
            subject.base.name,
            "Scenario's value",
            "Difference",
            "95 % interval",
            "Better in",
        ),
        rows=tuple(_cells(row.name, mark) for row in table for mark in row.marks),
        height=partial(_height, table=table),
        draw=partial(_draw, table=table, base=subject.base.name),
        data=(_won(subject, table),),
    )


def _won(subject: Subject, table: Sequence[Row]) -> Data:
    """In which share of the worlds each candidate is better: the one number all rows have."""
    return Data(
        "bars",
        f"Share of paired worlds in which it is better than {subject.base.name}",
        "share",
        "Measure",
        tuple(row.name for row in table),
        tuple(
            Series(
                side.name,
                side.colour,
                numbers([_p_better(row, side) for row in table]),
            )
            for side in subject.candidates
        ),
    )


def _p_better(row: Row, side: Side) -> float:
    return next((m.reading.p_better for m in row.marks if m.side is side), math.nan)


def _title(subject: Subject) -> str:
    said = []
    for place, side in enumerate(subject.candidates):
        head = headline(subject.readings(place))
        counts = {kind: sum(r.kind == kind for r in head) for kind in (BETTER, WORSE, SAME)}
        if counts[SAME] == len(head):
            said.append(f"{side.name}: coincides with {subject.base.name}")
        elif not counts[BETTER] and not counts[WORSE]:
            said.append(f"{side.name}: no clear difference from {subject.base.name}")
        else:
            said.append(
                f"{side.name}: better than {subject.base.name} on {counts[BETTER]} of {len(head)} "
                f"headline measures, worse on {counts[WORSE]}"
            )
    if len(said) == 1:
        return said[0]
    base = subject.base.name
    short = [
        text.replace(" headline measures", "")
        .replace(f"better than {base}", "better")
        .removesuffix(f" from {base}")
        .removesuffix(f" with {base}")
        for text in said
    ]
    return f"Against {base}. {'; '.join(short)}"


def _spoken(row: Row) -> str:
    return listed(f"{m.side.name} {_values(m.reading)}, {_kind(m.reading)}" for m in row.marks)


def _kind(r: Reading) -> str:
    known = {BETTER: BETTER, WORSE: WORSE, SAME: SAME, BARELY: "barely beyond luck"}
    return known.get(r.kind, "no clear difference")


def _values(r: Reading) -> str:
    if r.kind == SAME:
        return "no difference"
    return f"{r.changes.signed(r.difference)} ({r.changes.span(r.lo, r.hi)})"


def _cells(name: str, mark: Mark) -> tuple[str, ...]:
    r = mark.reading
    return (
        name,
        mark.side.name,
        r.values.plain(r.base),
        r.values.plain(r.candidate),
        r.changes.signed(r.difference),
        r.changes.span(r.lo, r.hi),
        r.won_words,
    )


def _height(width: float, *, table: Sequence[Row]) -> float:
    each = STACKED if width < 5.5 else ROW
    extra = 0.27 if width < 5.5 else GAP
    above = shapes_height(shape_rows(table, width))
    return HEAD + above + sum(len(row.marks) * each + extra for row in table)


def _draw(canvas: Canvas, *, table: Sequence[Row], base: str) -> None:
    """The plot between names and numbers if there is room, else below them."""
    left, right = _margins(table, canvas.narrow)
    keys = shape_rows(table, canvas.width)
    draw_shapes(canvas, keys)
    canvas = replace(canvas, height=canvas.height - shapes_height(keys))
    tall = canvas.height - HEAD + 0.08
    axes = canvas.axes(left, HEAD - 0.08, canvas.width - left - right, tall)
    axes.set(xlim=(-1.12, 1.12), ylim=(tall, 0), xticks=[], yticks=[])
    axes.spines["bottom"].set_visible(False)
    axes.grid(visible=False)
    _head(canvas, left, right, base)
    y = 0.08
    for row in table:
        axes.axhline(y, color=GRID, lw=0.8)
        if canvas.narrow:
            y = _row_above(canvas, axes, row, y)
        else:
            y = _row_beside(canvas, axes, row, y, left, right)
    if not canvas.narrow:
        axes.axvline(0, color=FAINT, lw=1, zorder=1)


def _margins(table: Sequence[Row], narrow: bool) -> tuple[float, float]:
    """Inches for the names on the left and the numbers on the right."""
    if narrow:
        return 0.05, 0.05
    names = [row.name for row in table]
    numbers = [NUMBERS, *(_values(m.reading) for row in table for m in row.marks)]
    return (
        min(2.6, max(text_width(name, 9, "bold") for name in names) + 0.3),
        max(text_width(text, 8.5) for text in numbers) + 1.05,
    )


def _row_above(canvas: Canvas, axes: Axes, row: Row, y: float) -> float:
    """Name and numbers above each interval; returns where the next row begins."""
    canvas.text(0, HEAD - 0.08 + y + 0.2, row.name, weight="bold")
    y += 0.27
    for mark in row.marks:
        middle = y + STACKED * 0.68
        axes.plot([0, 0], [middle - 0.09, middle + 0.09], color=FAINT, lw=1, zorder=1)
        draw_interval(axes, mark, middle)
        _numbers_above(canvas, mark, y)
        y += STACKED
    return y


def _row_beside(canvas: Canvas, axes: Axes, row: Row, y: float, left: float, right: float) -> float:
    """Name left, interval, numbers right; returns where the next row begins."""
    name = shortened(row.name, left - 0.15, 9, "bold")
    down = HEAD - 0.08 + y + ROW / 2 + GAP / 2 + 0.045
    canvas.text(0, down, name, weight="bold")
    for mark in row.marks:
        middle = y + ROW / 2 + GAP / 2
        draw_interval(axes, mark, middle)
        _numbers_beside(canvas, mark, middle, right)
        y += ROW
    return y + GAP


def _head(canvas: Canvas, left: float, right: float, base: str) -> None:
    centre = left + (canvas.width - left - right) / 2
    room = (canvas.width - left - right) / 2
    for x, text, ha in (
        (centre - 0.1, "\u2190 worse", "right"),
        (centre + 0.1, "better \u2192", "left"),
    ):
        canvas.text(x, 0.34, text, size=8.5, color=SOFT, ha=ha)
    canvas.text(
        centre, 0.13, shortened(f"than {base}", 2 * room, 8.5), size=8.5, color=SOFT, ha="center"
    )
    if right > 1:
        canvas.text(canvas.width - right + 0.15, 0.34, NUMBERS, size=8.5, color=SOFT)
        canvas.text(canvas.width, 0.34, "better in", size=8.5, color=SOFT, ha="right")


def _numbers_beside(canvas: Canvas, mark: Mark, y: float, right: float) -> None:
    down = HEAD - 0.08 + y + 0.045
    canvas.text(canvas.width - right + 0.15, down, _values(mark.reading), size=8.5)
    canvas.text(canvas.width, down, mark.reading.won_words, size=8.5, ha="right")


def _numbers_above(canvas: Canvas, mark: Mark, y: float) -> None:
    down = HEAD - 0.08 + y + 0.1
    canvas.text(0, down, _values(mark.reading), size=8.5, color=SOFT)
    canvas.text(canvas.width, down, mark.reading.won_words, size=8.5, color=SOFT, ha="right")
