"""The columns of a `Data` written into a sheet, and where they came to stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.present.charts.picture import FAINT, SOFT
from sim.present.native.book import Book
from sim.present.native.columns import Column, Table

HEAD = {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": SOFT}


@dataclass(frozen=True)
class Block:
    """Where a table stands: row of its heads, first column, first column of the helpers."""

    sheet: str
    table: Table
    row: int
    column: int
    helpers: int

    @property
    def last(self) -> int:
        """The last row with a number."""
        return self.row + len(self.table.columns[0].values)

    def head(self, column: int) -> list[Any]:
        """The head of a column, as XlsxWriter names a cell."""
        return [self.sheet, self.row, self.column + column]

    def cells(self, column: int) -> list[Any]:
        """The values of a column, as XlsxWriter names a range."""
        place = self.column + column
        return [self.sheet, self.row + 1, place, self.last, place]

    def helper(self, helper: int) -> list[Any]:
        """The values of a helper."""
        place = self.helpers + helper
        return [self.sheet, self.row + 1, place, self.last, place]

    def helper_head(self, helper: int) -> list[Any]:
        """The head of a helper."""
        return [self.sheet, self.row, self.helpers + helper]


def write_block(
    book: Book, sheet: Any, table: Table, row: int, column: int, helpers: int | None = None
) -> Block:
    """The table with its heads in `row`; helpers: their first column, behind the table if None."""
    after = column + len(table.columns)
    block = Block(sheet.get_name(), table, row, column, after if helpers is None else helpers)
    for place, each in enumerate(table.columns):
        _write(book, sheet, block, each, column + place, {})
    for place, each in enumerate(table.helpers):
        _write(book, sheet, block, each, block.helpers + place, {"font_color": FAINT})
    return block


def _write(
    book: Book, sheet: Any, block: Block, column: Column, at: int, look: dict[str, Any]
) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    text = all(isinstance(value, str) for value in column.values)
    side = {} if text else {"align": "right"}
    book.put(sheet, block.row, at, book.said(column.head), **{**HEAD, **side, **look})
    for place, value in enumerate(column.values):
        row = block.row + 1 + place
        formula = column.formulas[place] if column.formulas else ""
        if not formula:
            said = book.said(value) if isinstance(value, str) else value
            book.put(sheet, row, at, said, num_format=column.code, **look)
            continue
        cells = [xl_rowcol_to_cell(row, block.column + k) for k in range(len(block.table.columns))]
        written = formula.format(*cells)
        sheet.write_formula(row, at, written, book.format(num_format=column.code, **look), value)
