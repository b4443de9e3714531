"""A sheet for every picture: its numbers, unrounded, and native charts beside them."""

from __future__ import annotations

from typing import Any

from sim.present.charts.picture import SOFT, Picture
from sim.present.native.block import write_block
from sim.present.native.chart import Frame, native_chart
from sim.present.native.columns import Table, table
from sim.present.package import cut
from sim.present.workbook.sheets import FIRST, Sheets

NAMES = {"arr": "ARR", "j_curve": "J-curve"}
"""Names of sheets where that of the picture does not make one."""
WIDTH, HEIGHT, POINTS = 8.2, 3.9, 10.0
TALL, COVERED = 20, 9
"""Rows and columns that a chart covers."""
NARROW = 6
"""Most columns of a table that has its chart beside it, so that both are on the screen."""
APART = 3
"""Rows between a table and the title of the next."""
ACROSS = 12.0
"""Characters of a column of numbers."""


def picture_sheets(sheets: Sheets, pictures: list[Picture]) -> None:
    """A sheet for every picture that has numbers."""
    for picture in pictures:
        if picture.data:
            name = NAMES.get(picture.name, picture.name.replace("_", " ").capitalize())
            _sheet(
                sheets, sheets.add(name, picture.title, picture.subtitle, picture.title), picture
            )


def _sheet(sheets: Sheets, sheet: Any, picture: Picture) -> None:
    """A chart and its table for every plot: beside each other, or below if the table is wide."""
    subject = sheets.subject
    start, currency = subject.base.scenario.start, subject.currency
    tables = [table(data, start, currency) for data in picture.data]
    widest = max(len(each.columns) for each in tables)
    beside = widest + 1 if widest <= NARROW else 0
    helpers = (widest + COVERED if beside else max(widest, COVERED)) + 2
    row = FIRST
    for data, each in zip(picture.data, tables, strict=True):
        around = f"; low and high: {data.around}" if data.around else ""
        title = sheets.said(f"{data.title}{around}")
        sheets.book.put(sheet, row - 1, 0, title, bold=True, font_color=SOFT)
        top = row if beside else row + TALL
        block = write_block(sheets.book, sheet, each, top, 0, helpers)
        sheets.book.tall(sheet, top, [(column.head, ACROSS) for column in each.columns])
        chart = native_chart(
            sheets.book, block, data, Frame(WIDTH, HEIGHT, POINTS, True, start, currency)
        )
        alt = cut(sheets.said(f"{data.title}. {picture.alt}"), 2000)
        sheet.insert_chart(row, beside, chart, {"description": alt, "object_position": 2})
        row = max(block.last, row + TALL) + APART
    sheet.set_column(0, helpers + max(len(each.helpers) for each in tables), ACROSS)
    sheet.set_column(0, 0, _first(tables))
    sheet.print_area(0, 0, row, helpers - 2)


def _first(tables: list[Table]) -> float:
    """Characters of the column of categories."""
    texts = [str(v) for each in tables for v in each.columns[0].values if isinstance(v, str)]
    return min(40.0, max((len(text) for text in texts), default=0) + 2.0) if texts else ACROSS
