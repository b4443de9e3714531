"""Lanes over time: a lane has lines, flags of what happened above them, and a ribbon of who below.

Times are days since the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts.flags import SMALL, Flag, Placed, placed, tiers
from sim.present.charts.lines import date_axis
from sim.present.charts.picture import FAINT, INK, SOFT, Canvas, shortened, text_width
from sim.present.subject import BAD, GOOD, Colour

LEFT, RIGHT, NARROW_RIGHT, PHONE = 0.42, 1.15, 0.25, 5.5
TOP, NAME, TIER, PLOT, STRIP, RIBBON, GAP, FOOT = 0.3, 0.22, 0.17, 1.05, 0.34, 0.2, 0.2, 0.42
"""Inches."""
TONES = {1: GOOD, -1: BAD}
SHADES = ("#d8dde3", "#eceff2")
"""Of a ribbon, in turn."""


class Line(NamedTuple):
    """A line of a lane. times, values: shape (weeks,). dash: the thinner, dashed kind."""

    times: np.ndarray
    values: np.ndarray
    dash: bool = False


class Span(NamedTuple):
    """A stretch of a ribbon: who, from when to when."""

    start: float
    end: float
    words: str


class Level(NamedTuple):
    """A thin line across at a value, with what it means."""

    value: float
    words: str


@dataclass(frozen=True)
class Lane:
    """One world: its name and colour, and what is drawn in it. strip: a second, small plot."""

    name: str
    colour: Colour
    lines: tuple[Line, ...]
    flags: tuple[Flag, ...]
    ribbon: tuple[Span, ...]
    strip: Line | None = None


@dataclass(frozen=True)
class Lanes:
    """Several lanes over the same time. key: what the lines are, plain and dashed.

    strip: what the small plot is, '' where there is none; most: the largest value of all of them.
    """

    lanes: tuple[Lane, ...]
    key: tuple[str, ...]
    levels: tuple[Level, ...]
    start: str
    days: float
    strip: str = ""
    most: float = 1.0

    def room(self, width: float) -> float:
        """Inches of the axes in a body of this width."""
        return width - LEFT - (NARROW_RIGHT if width < PHONE else RIGHT)

    def places(self, lane: Lane, width: float) -> list[Placed]:
        """The places of a lane's flags in a body of this width."""
        poles = [flag.time / self.days * self.room(width) for flag in lane.flags]
        return placed(lane.flags, poles, width - LEFT)

    def each(self, lane: Lane, width: float) -> float:
        """Height of a lane, in inches."""
        extra = STRIP + 0.08 if self.strip else 0.0
        return NAME + tiers(self.places(lane, width)) * TIER + PLOT + extra + RIBBON + GAP

    def height(self, width: float) -> float:
        """Height of all of them at a width."""
        return TOP + sum(self.each(lane, width) for lane in self.lanes) + FOOT - GAP


def draw_lanes(canvas: Canvas, lanes: Lanes) -> None:
    """All lanes below each other, with one axis of dates."""
    _key(canvas, lanes)
    y = TOP
    for lane in lanes.lanes:
        _lane(canvas, lanes, lane, y, last=lane is lanes.lanes[-1])
        y += lanes.each(lane, canvas.width)


def _key(canvas: Canvas, lanes: Lanes) -> None:
    x = 0.0
    across, up = canvas.figure.get_size_inches()
    for place, words in enumerate(lanes.key):
        ys = [(canvas.bottom + canvas.height - 0.085) / up] * 2
        xs = [(canvas.left + v) / across for v in (x, x + 0.26)]
        style = {"ls": (0, (2.6, 1.6)), "lw": 1.3} if place else {"ls": "-", "lw": 2.0}
        canvas.figure.add_artist(Line2D(xs, ys, color=SOFT, **style))  # type: ignore[arg-type]
        canvas.text(x + 0.32, 0.12, words, size=SMALL, color=SOFT)
        x += 0.32 + text_width(words, SMALL) + 0.22
    if lanes.strip:
        corner = (canvas.left + x) / across, (canvas.bottom + canvas.height - 0.125) / up
        canvas.figure.add_artist(
            Rectangle(corner, 0.2 / across, 0.08 / up, color=SOFT, alpha=0.3, lw=0)
        )
        canvas.text(x + 0.26, 0.12, lanes.strip, size=SMALL, color=SOFT)


def _lane(canvas: Canvas, lanes: Lanes, lane: Lane, y: float, *, last: bool) -> None:
    name = shortened(lane.name, canvas.width, 9.5, "bold")
    canvas.text(0, y + 0.13, name, size=9.5, weight="bold", color=lane.colour.text)
    width, places = lanes.room(canvas.width), lanes.places(lane, canvas.width)
    top = y + NAME + tiers(places) * TIER
    axes = _axes(canvas, lanes, top, width, PLOT)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    for line in lane.lines:
        style = {"ls": (0, (2.6, 1.6)), "lw": 1.3} if line.dash else {"lw": 2.0}
        axes.plot(line.times / DAYS_PER_MONTH, line.values, color=lane.colour.line, **style)
    _levels(canvas, axes, lanes, top, width)
    _flags(canvas, axes, places, top)
    below = top + PLOT + 0.05
    if lane.strip is not None:
        _strip(canvas, lanes, lane, lane.strip, below, width)
        below += STRIP + 0.08
    _ribbon(canvas, lanes, lane.ribbon, below, width, dates=last)


def _axes(canvas: Canvas, lanes: Lanes, y: float, width: float, height: float) -> Axes:
    axes = canvas.axes(LEFT, y, width, height)
    axes.set_xlim(0, lanes.days / DAYS_PER_MONTH)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return axes


def _levels(canvas: Canvas, axes: Axes, lanes: Lanes, top: float, width: float) -> None:
    for level in lanes.levels:
        axes.axhline(level.value, color=FAINT, lw=0.8, ls=(0, (1, 2)), zorder=1)
        if not canvas.narrow:
            at = top + PLOT * (1 - level.value) + 0.035
            canvas.text(LEFT + width + 0.07, at, level.words, size=7.5, color=SOFT)


def _flags(canvas: Canvas, axes: Axes, places: Sequence[Placed], top: float) -> None:
    """A pole for each flag, and its words beside its top."""
    for place in places:
        colour = TONES.get(place.flag.tone)
        line = SOFT if colour is None else colour.line
        rise = max(0.0, (place.tier + 1) * TIER - 0.03)
        x = place.flag.time / DAYS_PER_MONTH
        axes.plot(
            [x, x], [0, 1 + rise / PLOT], color=line, lw=0.9, alpha=0.75, clip_on=False, zorder=2
        )
        if place.tier >= 0:
            text = INK if colour is None else colour.text
            up = top - place.tier * TIER - 0.055
            canvas.text(LEFT + place.left, up, place.flag.words, size=SMALL, color=text)


def _strip(canvas: Canvas, lanes: Lanes, lane: Lane, strip: Line, y: float, width: float) -> None:
    axes = _axes(canvas, lanes, y, width, STRIP)
    axes.grid(False)
    axes.set_ylim(0, lanes.most)
    axes.set_yticks([])
    axes.fill_between(
        strip.times / DAYS_PER_MONTH, 0, strip.values, color=lane.colour.line, alpha=0.3, lw=0
    )


def _ribbon(
    canvas: Canvas, lanes: Lanes, ribbon: Sequence[Span], y: float, width: float, *, dates: bool
) -> None:
    axes = canvas.axes(LEFT, y, width, RIBBON)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.grid(False)
    months = lanes.days / DAYS_PER_MONTH
    if dates:
        date_axis(axes, lanes.start, months, room=width)
    else:
        axes.set_xlim(0, months)
        axes.set_xticks([])
    for place, span in enumerate(ribbon):
        begin, end = (min(max(t, 0.0), lanes.days) for t in (span.start, span.end))
        axes.add_patch(
            Rectangle(
                (begin / DAYS_PER_MONTH, 0),
                (end - begin) / DAYS_PER_MONTH,
                1,
                color=SHADES[place % 2],
                lw=0,
            )
        )
        left, room = begin / lanes.days * width, (end - begin) / lanes.days * width - 0.08
        if text_width(span.words, 7.5) <= room:
            canvas.text(LEFT + left + 0.04, y + 0.135, span.words, size=7.5)
