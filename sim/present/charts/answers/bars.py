"""Bars with intervals: Sobol shares, and what knowing a number is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sim.present.answers.decision import information_rows, information_sentence
from sim.present.answers.sensitivity import luck_sentence, sobol_rows, sobol_sentence
from sim.present.answers.wording import Document, asked, subtitle
from sim.present.charts.answers import frame
from sim.present.charts.data import Data, Number, Series, numbers
from sim.present.charts.lines import KEY, draw_key, key_rows
from sim.present.charts.picture import INK, Canvas, Picture
from sim.present.reading import number
from sim.present.subject import Colour

LANE, GAP, FOOT = 0.2, 0.16, 0.32


class Bars(NamedTuple):
    """One row: a name and for each bar estimate, lo and hi."""

    name: str
    values: tuple[tuple[float, float, float], ...]


Key = Sequence[tuple[str, Colour]]


def sobol(document: Document) -> Picture:
    """First-order and total shares of the variance, two bars a factor."""
    rows = [
        Bars(row["factor"], (_share(row["first"]), _share(row["total"])))
        for row in document["rows"]
    ]
    key = (("by itself", frame.LOW), ("with all it does together with others", frame.HIGH))
    return Picture(
        name="sobol",
        title=sobol_sentence(document).removesuffix(luck_sentence(document)).strip(),
        subtitle=subtitle(
            document, "share of the variance between points, 95 % interval", luck_sentence(document)
        ).removesuffix(" \u00b7 "),
        alt=f"Sobol indices of {asked(document)}. {sobol_sentence(document)}",
        columns=("Factor", "By itself", "With others"),
        rows=tuple(sobol_rows(document)),
        height=lambda width: _height(rows, key, width),
        draw=partial(_draw, rows=rows, key=key, unit="share", currency=document["currency"]),
        data=(_numbers("Shares of the variance", "share", rows, key),),
    )


def information(document: Document) -> Picture:
    """What knowing each number is worth, and what knowing all of them is."""
    entries = [*document["rows"], {**document["perfect"], "factor": "all of them"}]
    rows = [
        Bars(row["factor"], ((number(row["value"]), number(row["lo"]), number(row["hi"])),))
        for row in entries
    ]
    key = (("worth of knowing it before the choice", frame.HIGH),)
    return Picture(
        name="information",
        title=information_sentence(document),
        subtitle=subtitle({**document, "candidate": None, "base": "best choice"}, "95 % interval"),
        alt=f"Value of information. {information_sentence(document)}",
        columns=("Factor", "Worth", "95 % interval", "Other choice at"),
        rows=tuple(information_rows(document)),
        height=lambda width: _height(rows, key, width),
        draw=partial(
            _draw, rows=rows, key=key, unit=document["unit"], currency=document["currency"]
        ),
        data=(_numbers("Worth of knowing a number", document["unit"], rows, key),),
    )


def _numbers(title: str, unit: str, rows: Sequence[Bars], key: Key) -> Data:
    """The bars as they are drawn, a series for each entry of the key."""
    series = tuple(
        Series(name, colour, _column(rows, k, 0), _column(rows, k, 1), _column(rows, k, 2))
        for k, (name, colour) in enumerate(key)
    )
    factors = tuple(row.name for row in rows)
    return Data("bars", title, unit, "Factor", factors, series, "95 % interval")


def _column(rows: Sequence[Bars], bar: int, place: int) -> tuple[Number, ...]:
    """Estimates (0), lower (1) or upper ends (2) of one bar of every row."""
    return numbers([row.values[bar][place] for row in rows])


def _share(entry: Mapping[str, Any]) -> tuple[float, float, float]:
    return number(entry["estimate"]), number(entry["lo"]), number(entry["hi"])


def _height(rows: Sequence[Bars], key: Key, width: float) -> float:
    above = len(key_rows(key, width)) * KEY + 0.06
    return above + sum(len(row.values) * LANE + GAP for row in rows) + GAP + FOOT


def _draw(canvas: Canvas, *, rows: Sequence[Bars], key: Key, unit: str, currency: str) -> None:
    top = draw_key(canvas, key_rows(key, canvas.width)) + 0.06
    left = frame.name_room([row.name for row in rows], canvas)
    axes = frame.row_axes(canvas, left, 0.2, top, canvas.height - FOOT - top)
    ends = [v for row in rows for bar in row.values for v in bar if v == v]
    reach = max(ends, default=1.0) or 1.0
    axes.set_xlim(min(0.0, *ends) * 1.02, reach * 1.03)
    y = GAP
    for row in rows:
        frame.row_name(canvas, top + y + len(row.values) * LANE / 2, row.name, left)
        for (estimate, lo, hi), (_, colour) in zip(row.values, key, strict=True):
            y += LANE
            middle = y - LANE / 2
            axes.barh(middle, estimate, height=LANE * 0.8, color=colour.line, alpha=0.85, lw=0)
            axes.plot([lo, hi], [middle, middle], color=INK, lw=0.9)
        y += GAP
    axes.axvline(0, color=INK, lw=0.9)
    frame.value_ticks(axes, unit, currency)
