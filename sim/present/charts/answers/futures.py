"""Futures: for every assumption the answer in its low and in its high half, and what is lost."""

from __future__ import annotations

from functools import partial

from sim.present.answers.futures import (
    COLUMNS,
    behind_sentence,
    futures_rows,
    futures_sentence,
    half_name,
    hanging_sentence,
    over_all,
)
from sim.present.answers.wording import Document, asked
from sim.present.charts.answers import frame
from sim.present.charts.picture import SOFT, Canvas, Picture, text_width
from sim.present.reading import number

LANE, GAP, FOOT = 0.23, 0.18, 0.32
NARROW = 6.0
"""Inches below which a chart has no room for names beside its lines."""
LINES = "line: 95 % interval of the mean of one half \u00b7 dotted: mean of all"


def futures(document: Document) -> Picture:
    """Two lines a factor: the mean answer of each half with its interval, and how many are lost."""
    return Picture(
        name="futures",
        title=f"{behind_sentence(document)} {hanging_sentence(document)}",
        subtitle=f"{over_all(document)} \u00b7 {LINES}",
        alt=f"Futures of {asked(document)}. {futures_sentence(document)}",
        columns=("Assumption", *COLUMNS),
        rows=tuple(futures_rows(document)),
        height=lambda width: len(document["rows"]) * _step(width) + GAP + FOOT,
        draw=partial(_draw, document=document),
        data=(
            frame.both_ends(
                document,
                "half",
                f"{asked(document)} in the halves of each assumption",
                "Assumption",
            ),
        ),
    )


def _step(width: float) -> float:
    """Inches from one assumption to the next: in a narrow chart its name stands above its lines."""
    return (2 if width >= NARROW else 3) * LANE + GAP


def _draw(canvas: Canvas, *, document: Document) -> None:
    rows, step = document["rows"], _step(canvas.width)
    above = canvas.width < NARROW
    left = 0.05 if above else frame.name_room([row["factor"] for row in rows], canvas)
    notes = [
        f"{half_name(document, row, end)}: behind in {row[end]['lost']} of {row[end]['futures']}"
        for row in rows
        for end, _ in frame.ENDS
    ]
    right = max(text_width(note, frame.SMALL) for note in notes) + 0.25
    axes = frame.row_axes(canvas, left, right, 0.0, canvas.height - FOOT)
    for place, row in enumerate(rows):
        top = GAP + place * step
        frame.row_name(canvas, top + LANE / 2 if above else top + LANE, row["factor"],
                       canvas.width if above else left)  # fmt: skip
        for lane, (end, colour) in enumerate(frame.ENDS, 1 if above else 0):
            y = top + (lane + 0.5) * LANE
            found = row[end]["answer"]
            axes.plot([number(found["lo"]), number(found["hi"])], [y, y], color=colour.line, lw=1.6)
            axes.plot([number(found["mean"])], [y], "o", ms=5, color=colour.line)
            note = notes[2 * place + (end == "high")]
            canvas.text(
                canvas.width - right + 0.15, y + 0.045, note, size=frame.SMALL, color=colour.text
            )
    axes.axvline(number(document["answer"]["mean"]), color=SOFT, lw=0.8, ls=":")
    frame.zero_line(axes)
    frame.value_ticks(axes, document["unit"], document["currency"], most=2 if above else 5)
