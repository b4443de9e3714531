"""A native chart of a `Data` that stands in a sheet, for a workbook or for a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.present.charts.data import Data
from sim.present.formats import MONTH
from sim.present.native.axes import (
    Axis,
    day_of,
    is_dated,
    month_step,
    number_axis,
    numbers_of,
    opening_day,
    value_axis,
)
from sim.present.native.block import Block
from sim.present.native.book import Book
from sim.present.native.columns import drawn
from sim.present.native.looks import (
    INK,
    QUIET,
    RULE,
    THIN,
    colour,
    font,
    labelled_bars,
    labelled_ends,
    part_look,
    series_look,
    wide,
)
from sim.present.words import per

DPI = 96
"""Dots an inch, in which XlsxWriter measures."""


@dataclass(frozen=True)
class Frame:
    """Where a chart is drawn: inches, size of its text in points, whether it has its own title.

    start: of the run; currency: of its money.
    """

    width: float
    height: float
    size: float
    titled: bool
    start: str
    currency: str


def native_chart(book: Book, block: Block, data: Data, frame: Frame) -> Any:
    """The chart of `data`, whose numbers stand in `block`; to be inserted into a sheet."""
    most = 5 if frame.height > 2.6 else 4
    reached = drawn(data, block.table)
    axis = value_axis(data.form, data.unit, reached, frame.currency, most)
    direct = labelled_ends(data, axis, frame.width, frame.height, frame.size)
    front = _front(book, block, data, direct, axis, frame)
    whole, parts = front, len(block.table.bands)
    if parts:
        whole = _bands(book, block, data)
        whole.combine(front)
    _set_axes(whole, data, axis, frame)
    _set_legend(whole, data, parts, direct, frame)
    _set_title(book, whole, data, frame)
    whole.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    plot: dict[str, Any] = {"fill": {"none": True}}
    if direct:
        plot["layout"] = _room_for_names(data, axis, frame)
    whole.set_plotarea(plot)
    whole.set_size({"width": round(frame.width * DPI), "height": round(frame.height * DPI)})
    whole.show_blanks_as("gap")
    return whole


def _kind(data: Data) -> dict[str, str]:
    """The chart of XlsxWriter for a form.

    Lines and points over numbers that are no months lie where their numbers are.
    """
    numeric = bool(numbers_of(data.categories))
    if data.form == "stack":
        return {"type": "area" if numeric else "column", "subtype": "stacked"}
    if data.form in ("lines", "points"):
        if numeric and not is_dated(data):
            line = data.form == "lines"
            return {"type": "scatter", **({"subtype": "straight"} if line else {})}
        return {"type": "line"}
    return {"type": "bar" if data.form == "bars" else "column"}


def _front(book: Book, block: Block, data: Data, direct: bool, axis: Axis, frame: Frame) -> Any:
    """The series themselves, with names at their ends, values, and arms of intervals."""
    chart = book.file.add_chart(_kind(data))
    valued = labelled_bars(data, axis, frame.width, frame.height, frame.size)
    for place, series in enumerate(data.series):
        options = {
            "name": block.head(block.table.values[place]),
            "categories": block.cells(block.table.category),
            "values": block.cells(block.table.values[place]),
            **series_look(data, place, series),
        }
        if data.form in ("columns", "bars"):
            options |= {"gap": 60, "overlap": 0}
        if valued:
            code = {"num_format": axis.code}
            options["data_labels"] = {"value": True, "font": font(frame.size), **code}
        if data.form == "stack" and _kind(data)["type"] == "column":
            options["gap"] = 60
        if direct:
            options["data_labels"] = _name_at_end(len(series.values), series.colour.text, frame)
        if place in block.table.arms:
            options["y_error_bars"] = _arms(block, place, series.colour.text)
        chart.add_series(options)
    return chart


def _name_at_end(count: int, ink: str, frame: Frame) -> dict[str, Any]:
    return {
        "series_name": True,
        "position": "right",
        "font": {"size": frame.size, "bold": True, "color": ink},
        "custom": [*[{"delete": True}] * (count - 1), None],
    }


def _arms(block: Block, place: int, ink: str) -> dict[str, Any]:
    """The interval of each point, from the columns that hold its arms."""
    from xlsxwriter.utility import xl_range_formula

    up, down = block.table.arms[place]
    found: dict[str, Any] = {"type": "custom", "end_style": 1, "direction": "both"}
    for name, helper in (("plus", up), ("minus", down)):
        found[f"{name}_values"] = "=" + xl_range_formula(*block.helper(helper))
        values = block.table.helpers[helper].values
        found[f"{name}_data"] = [0.0 if v is None else v for v in values]
    return {**found, "line": {"color": ink, "width": THIN}}


def _bands(book: Book, block: Block, data: Data) -> Any:
    """Stacked areas that make the bands, behind the lines."""
    chart = book.file.add_chart({"type": "area", "subtype": "stacked"})
    for part, helper in block.table.bands:
        chart.add_series(
            {
                "name": block.helper_head(helper),
                "categories": block.cells(block.table.category),
                "values": block.helper(helper),
                **part_look(part, data),
            }
        )
    return chart


def _set_axes(chart: Any, data: Data, axis: Axis, frame: Frame) -> None:
    values = {
        "min": axis.low,
        "max": axis.high,
        "major_unit": axis.step,
        "num_format": axis.code,
        "num_font": font(frame.size),
        "line": {"none": True},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": colour(RULE), "width": 0.75}},
    }
    names: dict[str, Any] = {
        "num_font": font(frame.size, INK if data.form == "bars" else QUIET),
        "line": {"color": colour(QUIET), "width": 0.75},
        "label_position": "low",
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
        **_scale(data, frame),
    }
    if data.form == "bars":
        chart.set_y_axis({**names, "reverse": True, "crossing": "max"})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)


def _scale(data: Data, frame: Frame) -> dict[str, Any]:
    """What an axis of dates or numbers has more than one of names."""
    found = numbers_of(data.categories)
    if not found:
        return {}
    if is_dated(data):
        label = wide("Mmm 2026", frame.size) + 0.25
        return {
            "date_axis": True,
            "num_format": MONTH,
            "min": min(opening_day(frame.start), day_of(frame.start, found[0])),
            "max": day_of(frame.start, found[-1]),
            "major_unit": month_step(found[-1], frame.width * 0.8, label),
            "major_unit_type": "months",
            "major_tick_mark": "outside",
        }
    across = number_axis(data)
    named = {"name": data.axis, "name_font": font(frame.size, bold=False)}
    if _kind(data)["type"] != "scatter":
        return {"num_format": across.code, **named}
    limits = {"min": across.low, "max": across.high, "major_unit": across.step}
    return {**limits, "num_format": across.code, **named}


def _set_legend(chart: Any, data: Data, parts: int, direct: bool, frame: Frame) -> None:
    if direct or (len(data.series) == 1 and not parts):
        chart.set_legend({"none": True})
        return
    chart.set_legend(
        {"position": "top", "font": font(frame.size, INK), "delete_series": list(range(parts))}
    )


def _set_title(book: Book, chart: Any, data: Data, frame: Frame) -> None:
    if not frame.titled:
        chart.set_title({"none": True})
        return
    each = per(data.unit)
    words = f"{data.title}, {each}" if each and each not in data.title else data.title
    around = f" ({data.around})" if data.around else ""
    look = {"size": frame.size + 1, "bold": True, "color": colour(INK)}
    chart.set_title({"name": book.said(words + around), "name_font": look, "overlay": False})


def _room_for_names(data: Data, axis: Axis, frame: Frame) -> dict[str, float]:
    """The plot within the chart, as shares of it, so that names have room at its right."""
    name = max(wide(series.name, frame.size, bold=True) for series in data.series) + 0.3
    left = wide(axis.longest, frame.size) + 0.15
    top = 0.12 + (1.9 * (frame.size + 1) / 72 if frame.titled else 0.0)
    foot = 2.4 * frame.size / 72
    return {
        "x": left / frame.width,
        "y": top / frame.height,
        "width": (frame.width - left - name) / frame.width,
        "height": (frame.height - top - foot) / frame.height,
    }
