"""How native charts look: colours of the theme for text and lines, series in their own colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any
from warnings import catch_warnings, simplefilter

from sim.present.charts.data import Data, Series
from sim.present.charts.picture import text_width
from sim.present.native.axes import Axis
from sim.present.native.columns import Part
from sim.present.package import clean

INK, QUIET, RULE = (1, 0), (1, 2), (0, 2)
"""Colours of the theme (its number, its shade): text, text that stands back, thin lines.

They are not given in red, green and blue, so that a chart is readable on a client's own slide.
"""
MARKS = ("circle", "diamond", "square", "triangle")
THICK, THIN, DASHED = 2.25, 1.25, 1.75
"""Points: a line, the arms of an interval, a line of the second kind."""
ARIAL, ARIAL_BOLD = 0.88, 0.84
"""Widths in Arial over those in the font that `text_width` knows."""


def colour(pair: tuple[int, int]) -> Any:
    """A colour of the theme."""
    from xlsxwriter.color import Color

    return Color.theme(*pair)


def font(size: float, pair: tuple[int, int] = QUIET, **more: Any) -> dict[str, Any]:
    """A font of a chart."""
    return {"size": size, "color": colour(pair), **more}


def series_look(data: Data, place: int, series: Series) -> dict[str, Any]:
    """Line, marker and fill of a series by the form of its plot."""
    own = series.colour.line
    if data.form == "lines":
        dashed = {"dash_type": "dash", "width": DASHED} if series.dash else {"width": THICK}
        return {"line": {"color": own, **dashed}, "marker": {"type": "none"}}
    if data.form == "points":
        mark = {"type": MARKS[place % len(MARKS)], "size": 9, "fill": {"color": own}}
        return {"line": {"none": True}, "marker": {**mark, "border": {"color": own}}}
    clear = {"transparency": 35} if series.low and data.form != "stack" else {}
    return {"fill": {"color": own, **clear}, "border": {"none": True}}


def part_look(part: Part, data: Data) -> dict[str, Any]:
    """Fill of a part of the bands; where two meet it has something of both colours."""
    if not part.of:
        return {"fill": {"none": True}, "border": {"none": True}}
    own = mixed([data.series[place].colour.line for place in part.of])
    clear = 80 if len(part.of) == 1 else 68
    return {"fill": {"color": own, "transparency": clear}, "border": {"none": True}}


def mixed(colours: Sequence[str]) -> str:
    """The middle of colours '#rrggbb'."""
    parts = [[int(each[i : i + 2], 16) for i in (1, 3, 5)] for each in colours]
    return "#" + "".join(f"{round(sum(p) / len(p)):02x}" for p in zip(*parts, strict=True))


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that a text takes, in Arial."""
    return size * _em(clean(text), bold)


@cache
def _em(text: str, bold: bool) -> float:
    """Inches of a text for each point of its size."""
    with catch_warnings():
        simplefilter("ignore")  # of letters that the font for measuring has not, such as emoji
        if bold:
            return ARIAL_BOLD * text_width(text, 10.0, "bold") / 10.0
        return ARIAL * text_width(text, 10.0) / 10.0


def labelled_bars(data: Data, axis: Axis, width: float, height: float, size: float) -> bool:
    """Whether bars can carry their values: no intervals are in their way, and they are thick."""
    if data.form not in ("bars", "columns") or any(series.low for series in data.series):
        return False
    room = (0.75 * height if data.form == "bars" else 0.85 * width) / max(len(data.categories), 1)
    need = size / 72 if data.form == "bars" else wide(axis.longest, size)
    return room / 1.6 >= need * len(data.series)


def labelled_ends(data: Data, axis: Axis, width: float, height: float, size: float) -> bool:
    """Whether lines can carry their names at their ends: names are short, and ends lie apart."""
    if data.form != "lines" or any(series.dash for series in data.series):
        return False
    ends = [next((v for v in reversed(s.values) if v is not None), None) for s in data.series]
    if None in ends or any(series.values[-1] is None for series in data.series):
        return False
    if max((wide(s.name, size, bold=True) for s in data.series), default=0) > 0.19 * width:
        return False
    line = 1.5 * size / 72 / max(height - 0.6, 0.5) * (axis.high - axis.low)
    places = sorted(float(end) for end in ends if end is not None)
    return all(b - a > line for a, b in pairwise(places))
