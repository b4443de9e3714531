"""Tornado: two bars a factor, with the ends and the answers there written on them."""

from __future__ import annotations

from functools import partial
from typing import Any

from matplotlib.axes import Axes

from sim.present.answers.sensitivity import (
    tornado_finding,
    tornado_rows,
    tornado_scale,
    tornado_sentence,
)
from sim.present.answers.wording import Document, asked, at_words, said, subtitle
from sim.present.charts.answers import frame
from sim.present.charts.picture import INK, Canvas, Picture, text_width
from sim.present.reading import number

LANE, GAP, FOOT = 0.23, 0.16, 0.32


def tornado(document: Document) -> Picture:
    """Bars from the answer with the base's own values to the answers at both ends."""
    rows = document["rows"]
    return Picture(
        name="tornado",
        title=tornado_finding(document),
        subtitle=subtitle(
            document,
            "light: low end, dark: high end",
            "thin line: 95 % interval of the change",
            "dark line: the base's own values",
        ),
        alt=f"Tornado of {asked(document)}. {tornado_sentence(document)}",
        columns=("Factor", "Low", "Answer", "High", "Answer", "Swing", "95 % interval", "Flips"),
        rows=tuple(tornado_rows(document)),
        height=lambda _: len(rows) * (2 * LANE + GAP) + GAP + FOOT,
        draw=partial(_draw, document=document),
        data=(
            frame.both_ends(
                document, "end", f"{asked(document)} at the ends of each factor", "Factor"
            ),
        ),
    )


def _draw(canvas: Canvas, *, document: Document) -> None:
    rows, how = document["rows"], tornado_scale(document)
    own = number(document["own"]["mean"])
    left = frame.name_room([row["factor"] for row in rows], canvas)
    axes = frame.row_axes(canvas, left, 0.05, 0.0, canvas.height - FOOT)
    notes = [
        (
            f"{at_words(row[end]['at'], row['unit'], document['currency'])}: "
            f"{said(document, how, row[end]['answer']['mean'])}"
        )
        for row in rows
        for end, _ in frame.ENDS
    ]
    _limits(axes, document, own, notes, canvas.width - left - 0.05)
    for place, row in enumerate(rows):
        top = GAP + place * (2 * LANE + GAP)
        frame.row_name(canvas, top + LANE, row["factor"], left)
        for lane, (end, colour) in enumerate(frame.ENDS):
            _bar(axes, row[end], own, top + (lane + 0.5) * LANE, colour, notes[2 * place + lane])
    frame.zero_line(axes)
    axes.axvline(own, color=INK, lw=1)
    frame.value_ticks(axes, document["unit"], document["currency"])


def _bar(axes: Axes, end: Any, own: float, y: float, colour: Any, note: str) -> None:
    """One end: bar, interval, and what stands on it."""
    at = number(end["answer"]["mean"])
    axes.barh(y, at - own, left=own, height=LANE * 0.8, color=colour.line, alpha=0.85, lw=0)
    lo, hi = own + number(end["change"]["lo"]), own + number(end["change"]["hi"])
    axes.plot([lo, hi], [y, y], color=INK, lw=0.9)
    right = at >= own
    edge = max(at, hi) if right else min(at, lo)
    axes.annotate(
        note,
        (edge if edge == edge else at, y),
        xytext=(4 if right else -4, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        size=frame.SMALL,
        color=colour.text,
    )


def _limits(axes: Axes, document: Document, own: float, notes: list[str], wide: float) -> None:
    """Limits that leave room for what is written beyond the ends of the bars."""
    ends: list[tuple[float, float, float]] = []
    for i, note in enumerate(notes):
        end = document["rows"][i // 2][frame.ENDS[i % 2][0]]
        at = number(end["answer"]["mean"])
        reach = [own + number(end["change"][key]) for key in ("lo", "hi")]
        known = [v for v in (at, *reach) if v == v]
        room = text_width(note, frame.SMALL) + 0.12
        ends.append((min(known), max(known), room if at >= own else -room))
    low = min([own, *(lo for lo, _, _ in ends)])
    high = max([own, *(hi for _, hi, _ in ends)])
    before = max([0.1, *(-room for _, _, room in ends)])
    behind = max([0.1, *(room for _, _, room in ends)])
    scale = ((high - low) or abs(own) or 1.0) / max(wide - before - behind, 0.5)
    axes.set_xlim(low - before * scale, high + behind * scale)
