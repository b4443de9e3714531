"""What charts of answers share: rows of names, axes in words, the line of no difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.present.answers.wording import Document, at_words
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.picture import FAINT, SOFT, Canvas, shortened, text_width
from sim.present.reading import number
from sim.present.subject import BAD, GOOD, NEUTRAL, Colour
from sim.present.words import tick_scale

LOW, HIGH = Colour(FAINT, SOFT, FAINT), NEUTRAL
"""Colours of the low and the high end of a factor: light and dark, neither good nor bad."""
ENDS = (("low", LOW), ("high", HIGH))
BETTER, WORSE = GOOD, BAD
"""Colours of a difference in favour of the candidate, and against it."""
NAME, SMALL = 9.0, 8.5
WIDEST = 2.7
"""Most inches that names take on the left."""


def name_room(names: Sequence[str], canvas: Canvas) -> float:
    """Inches that the names of rows need."""
    most = min(WIDEST, canvas.width * 0.4)
    return min(most, max(text_width(name, NAME, "bold") for name in names) + 0.25)


def row_name(canvas: Canvas, y: float, name: str, room: float) -> None:
    """The name of a row, its middle at `y` inches from the top."""
    text = shortened(name, room - 0.15, NAME, "bold")
    canvas.text(0, y + 0.045, text, weight="bold", size=NAME)


def row_axes(canvas: Canvas, left: float, right: float, top: float, tall: float) -> Axes:
    """Axes for rows of names, whose y runs in inches from the top down."""
    axes = canvas.axes(left, top, canvas.width - left - right, tall)
    axes.set(ylim=(tall, 0), yticks=[])
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    return axes


def both_ends(document: Document, ends: str, title: str, factor: str) -> Data:
    """The numbers of a chart with a low and a high bar for each row, with their intervals.

    ends: what a bar is of, as in `low end`. factor: what rows are called.
    """
    series = []
    for end, colour in ENDS:
        answers = [row[end]["answer"] for row in document["rows"]]
        values = ([number(each[key]) for each in answers] for key in ("mean", "lo", "hi"))
        mean, low, high = map(numbers, values)
        series.append(Series(f"{end} {ends}", colour, mean, low, high))
    names = tuple(row["factor"] for row in document["rows"])
    return Data("bars", title, document["unit"], factor, names, tuple(series), "95 % interval")


def value_ticks(axes: Axes, unit: str, currency: str, which: str = "x", most: int = 5) -> None:
    """A few ticks in words within the limits that the axis has."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    low, high = axes.get_xlim() if which == "x" else axes.get_ylim()
    locator = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10])
    slack = (high - low) * 1e-9
    ticks = [float(t) for t in locator.tick_values(low, high) if low - slack <= t <= high + slack]
    written = tick_scale(unit, ticks, currency)
    axis.set_ticks(ticks, [written.plain(t) for t in ticks])
    (axes.set_xlim if which == "x" else axes.set_ylim)(low, high)


def factor_ticks(
    axes: Axes, document: Document, ats: Sequence[Any], places: Sequence[float], unit: str
) -> None:
    """Ticks at coordinates of a factor in words, as many as fit beside each other."""
    words = [at_words(at, unit, document["currency"]) for at in ats]
    room = axes.bbox.width / axes.figure.dpi
    low, high = axes.get_xlim()
    shown: list[int] = []
    last = -1e9
    for i in sorted(range(len(words)), key=lambda i: places[i]):
        centre = (places[i] - low) / (high - low) * room
        half = text_width(words[i], SMALL) / 2 + 0.08
        if centre - half >= last:
            shown.append(i)
            last = centre + half
    axes.set_xticks([places[i] for i in shown], [words[i] for i in shown])
    axes.set_xlim(low, high)


def zero_line(axes: Axes, which: str = "x", at: float = 0.0) -> None:
    """The line of no difference, or of the target, where it is within the axes."""
    low, high = sorted(axes.get_xlim() if which == "x" else axes.get_ylim())
    if low < at < high:
        (axes.axvline if which == "x" else axes.axhline)(at, color=FAINT, lw=1.2, zorder=1)
