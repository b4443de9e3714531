"""What a chart over time tells at a month: the values of its lines in words, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from matplotlib.figure import Figure

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts.data import Data, Number, Series
from sim.present.charts.lines import MONTHS
from sim.present.charts.picture import Picture
from sim.present.subject import Subject
from sim.present.words import NOTHING, Scale, scale

AXIS = "Month"
NEAR = 0.25
"""Months by which the right end of an axis may miss the last value: it may reach to a tick."""


def over_time(picture: Picture) -> list[Data]:
    """The plots of a picture whose categories are months since the start."""
    return [
        data
        for data in picture.data
        if data.axis == AXIS and data.categories and not isinstance(data.categories[0], str)
    ]


def readout(picture: Picture, subject: Subject, bodies: Sequence[Figure]) -> dict[str, Any] | None:
    """What a page needs to read a picture at a month, or None where it has no months.

    bodies: its figures, as they are drawn at each width. The plots come with their values as texts
    in the words of the page; the axes of each figure as left, top, width and height in parts of
    it, and the months they reach to.
    """
    plots = over_time(picture)
    if not plots:
        return None
    last = max(_months(data)[-1] for data in plots)
    places = [axes_over_time(body, last) for body in bodies]
    if not all(places):
        return None
    start, said = subject.base.scenario.start, subject.theme.said
    return {
        "axes": places,
        "plots": [
            {
                "title": said(_title(data)),
                "months": _months(data),
                "when": [when(start, month) for month in _months(data)],
                "series": [_series(series, data, subject) for series in data.series],
            }
            for data in plots
        ],
    }


def axes_over_time(body: Figure, months: float) -> list[list[float]]:
    """Left, top, width, height and end of the axes of a figure that run from 0 to `months`."""
    found = []
    for axes in body.axes:
        low, high = axes.get_xlim()
        if low == 0 and abs(high - months) < NEAR:
            box = axes.get_position()
            place = (box.x0, 1 - box.y1, box.width, box.height, high)
            found.append([round(float(value), 4) for value in place])
    return found


def when(start: str, months: float) -> str:
    """'28 Dec 2026 (month 12)': a time in months since the start, as a date."""
    day = date.fromisoformat(start) + timedelta(days=round(months * DAYS_PER_MONTH))
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} (month {months:.0f})"


def _title(data: Data) -> str:
    """What a plot shows, and what stands in brackets behind its values."""
    return f"{data.title} (in brackets: {data.around})" if data.around else data.title


def _months(data: Data) -> list[float]:
    return [float(month) for month in data.categories]


def _series(series: Series, data: Data, subject: Subject) -> dict[str, Any]:
    how = _scale(data, subject.currency)
    spans = zip(series.low, series.high, strict=True)
    return {
        "name": subject.theme.said(series.name),
        "colour": series.colour.text[1:],
        "dash": int(series.dash),
        "values": [_plain(how, value) for value in series.values],
        "spans": ["" if None in pair else _span(how, *pair) for pair in spans],
    }


def _scale(data: Data, currency: str) -> Scale:
    """One scale for all the numbers of a plot."""
    every = [
        value
        for series in data.series
        for value in (*series.values, *series.low, *series.high)
        if value is not None
    ]
    return scale(data.unit, every, currency=currency)


def _plain(how: Scale, value: Number) -> str:
    return NOTHING if value is None else how.plain(value)


def _span(how: Scale, low: Number, high: Number) -> str:
    return NOTHING if low is None or high is None else how.span(low, high)
