"""Lines over time: axes of dates, bands, and labels where lines end instead of a legend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts.picture import (
    SOFT,
    Canvas,
    shortened,
    text_width,
    wrapped,
)
from sim.present.subject import Colour, Group
from sim.present.words import tick_scale

T = TypeVar("T")
LABEL = 9.0
LINE = 0.165
KEY = 0.21
FEW = 10
"""Worlds below which eight of ten are not worth drawing."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Band(NamedTuple):
    """Over worlds, for each week: the mean, and the limits of the band (8 worlds of 10)."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


class End(NamedTuple):
    """A label for the end of a line: where it belongs, what it says, in which colour."""

    y: float
    text: str
    colour: Colour


def band(values: np.ndarray) -> Band:
    """The band of a weekly series (replications, weeks); NaN in weeks without any value.

    With fewer than FEW worlds it reaches from the lowest to the highest of them.
    """
    limits = (10, 90) if values.shape[0] >= FEW else (0, 100)
    there = np.isfinite(values)
    whole, part = there.all(axis=0), there.any(axis=0)
    low, high = (np.full(values.shape[1], np.nan) for _ in limits)
    # One week at a time, as weeks with gaps need it, is forty times slower.
    for keep, percentile in ((whole, np.percentile), (part & ~whole, np.nanpercentile)):
        if keep.any():
            low[keep], high[keep] = percentile(values[:, keep], limits, axis=0)
    return Band(mean_known(values, axis=0), low, high)


def mean_known(values: np.ndarray, axis: int | None = None) -> np.ndarray:
    """Mean of the values that are there; NaN where none is."""
    known = np.isfinite(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(known, values, 0.0).sum(axis=axis) / known.sum(axis=axis))


def weeks_in_months(weeks: int) -> np.ndarray:
    """The ends of `weeks` weeks, in months since the start."""
    return np.arange(1, weeks + 1) * 7 / DAYS_PER_MONTH


def draw_bands(axes: Axes, groups: Sequence[Group]) -> list[End]:
    """Mean and 10-90 % band of every group; the ends of the means, to be labelled."""
    ends = []
    faint = 0.17 if len(groups) < 3 else 0.09
    for group in groups:
        over = band(group.values)
        x = weeks_in_months(over.mean.size)
        if group.values.shape[0] > 1:
            axes.fill_between(x, over.low, over.high, color=group.colour.line, alpha=faint, lw=0)
        axes.plot(x, over.mean, color=group.colour.line)
        last = over.mean[np.isfinite(over.mean)]
        ends.append(End(float(last[-1]), group.name, group.colour))
    return ends


def date_axis(axes: Axes, start: str, months: float, *, room: float, labels: bool = True) -> None:
    """Ticks at whole months with calendar names; as many as fit `room` inches."""
    first = date.fromisoformat(start)
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if room / (months / s + 1) > 0.52), 240)
    ticks = list(range(0, int(months + 0.2) + 1, step))
    axes.set_xlim(0, months)
    axes.set_xticks(
        ticks, [_month(first, tick, ticks) for tick in ticks] if labels else [""] * len(ticks)
    )
    axes.margins(x=0)


def _month(first: date, tick: int, ticks: list[int]) -> str:
    # A run that starts late in a month is told by the next one: 31 December is nearly January.
    opening = first.year * 12 + first.month - 1 + (first.day > 15)
    year, month = divmod(opening + tick, 12)
    place = ticks.index(tick)
    before = None if place == 0 else (opening + ticks[place - 1]) // 12
    return f"{MONTHS[month]}\n{year}" if year != before else MONTHS[month]


def value_axis(axes: Axes, unit: str, currency: str, most: int = 5) -> None:
    """A few ticks, in words, within the limits that the axes have."""
    low, high = axes.get_ylim()
    found = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=unit == "people").tick_values(
        low, high
    )
    ticks = [float(t) for t in found if low - 1e-9 <= t <= high + 1e-9]
    written = tick_scale(unit, ticks, currency)
    axes.set_yticks(ticks, [written.plain(t) for t in ticks])
    axes.set_ylim(low, high)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres near `wanted` of things of these sizes that shall not overlap.

    They keep the order of `wanted`, stay within the limits if they fit, and those that touch move
    together, no further than needed.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[list[int]] = []
    for i in order:
        blocks.append([i])
        while len(blocks) > 1 and _start(blocks[-1], wanted, sizes) < (
            _start(blocks[-2], wanted, sizes) + sum(sizes[k] for k in blocks[-2])
        ):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    bottom = [0.0] * len(wanted)
    for block in blocks:
        at = _start(block, wanted, sizes)
        for i in block:
            bottom[i] = at
            at += sizes[i]
    edge = low
    for i in order:
        bottom[i] = edge = max(bottom[i], edge)
        edge += sizes[i]
    edge = high
    for i in reversed(order):
        bottom[i] = edge = min(bottom[i], edge - sizes[i])
    return [start + size / 2 for start, size in zip(bottom, sizes, strict=True)]


def _start(block: list[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    """Where a block begins, so that its members are as near to where they belong as they can be."""
    before = 0.0
    total = 0.0
    for i in block:
        total += wanted[i] - before - sizes[i] / 2
        before += sizes[i]
    return total / len(block)


def label_room(names: Sequence[str], most: float) -> float:
    """Inches that labels of these names need to the right of the lines, at most `most`."""
    widest = max(
        (
            text_width(line, LABEL, "bold")
            for name in names
            for line in wrapped(name, most - 0.2, LABEL, "bold")
        ),
        default=0.0,
    )
    return min(most, widest + 0.2)


def label_ends(
    canvas: Canvas, axes: Axes, ends: Sequence[End], x: float, y: float, height: float, room: float
) -> None:
    """Labels at the right of axes whose upper right corner is (x, y), moved apart where needed."""
    low, high = axes.get_ylim()
    texts = [_lines(end.text, room - 0.2) for end in ends]
    sizes = [len(lines) * LINE + 0.04 for lines in texts]
    wanted = [height * (end.y - low) / ((high - low) or 1.0) for end in ends]
    places = spread(wanted, sizes, 0, height)
    for end, lines, at, mine in zip(ends, texts, places, wanted, strict=True):
        if abs(at - mine) > 0.06:
            _leader(canvas, x, y + height - mine, y + height - at, end.colour.line)
        down = y + height - at - (len(lines) - 1) * LINE / 2 + 0.045
        for row, line in enumerate(lines):
            canvas.text(
                x + 0.17, down + row * LINE, line, size=LABEL, weight="bold", color=end.colour.text
            )


def _leader(canvas: Canvas, x: float, start: float, end: float, colour: str) -> None:
    across, up = canvas.figure.get_size_inches()
    xs = [(canvas.left + v) / across for v in (x + 0.03, x + 0.14)]
    ys = [(canvas.bottom + canvas.height - v) / up for v in (start, end)]
    canvas.figure.add_artist(Line2D(xs, ys, color=colour, lw=0.8, alpha=0.7))


def _lines(text: str, width: float) -> list[str]:
    lines = wrapped(text, width, LABEL, "bold")
    if len(lines) > 3:
        lines = [*lines[:2], lines[2] + "\u2026"]
    return [shortened(line, width, LABEL, "bold") for line in lines]


def key_rows(groups: Sequence[tuple[str, T]], width: float) -> list[list[tuple[str, T]]]:
    """Names, each with its mark, in rows that fit `width` inches, for a key above a plot."""
    rows: list[list[tuple[str, T]]] = []
    used = width + 1
    for name, mark in groups:
        name = shortened(name, width - 0.35, LABEL, "bold")
        need = 0.32 + text_width(name, LABEL, "bold") + 0.15
        if used + need > width + 0.15:
            rows.append([])
            used = 0.0
        rows[-1].append((name, mark))
        used += need
    return rows


def draw_key(canvas: Canvas, rows: list[list[tuple[str, Colour]]], y: float = 0.0) -> float:
    """The rows of a key; returns the height used, in inches."""
    across, up = canvas.figure.get_size_inches()
    for place, row in enumerate(rows):
        x, down = 0.0, y + 0.13 + place * KEY
        for name, colour in row:
            canvas.figure.add_artist(
                Rectangle(
                    (
                        (canvas.left + x) / across,
                        (canvas.bottom + canvas.height - down + 0.02) / up,
                    ),
                    0.22 / across,
                    0.055 / up,
                    color=colour.line,
                    lw=0,
                )
            )
            canvas.text(x + 0.29, down, name, size=LABEL, weight="bold", color=colour.text)
            x += 0.32 + text_width(name, LABEL, "bold") + 0.15
    return len(rows) * KEY + 0.1


def rule(axes: Axes, y: float) -> None:
    """A thin dashed line across."""
    axes.axhline(y, color=SOFT, lw=0.9, ls=(0, (3, 2.5)), zorder=3)
