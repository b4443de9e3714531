"""A workbook of Excel: text stays text, numbers stay numbers, the same bytes on every day."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from sim.base.version import VERSION
from sim.present.charts.picture import INK
from sim.present.formats import DATE
from sim.present.package import clean, cut

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST = 32_000
"""Characters of a cell; Excel refuses a file with more than 32,767."""
LINE, MOST = 13.0, 30
"""Points of a line of text, and most lines of a row."""
FONT = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"}


class Book:
    """A workbook that is written to memory.

    said: what every text is passed through. start: the day that the file says it was made on.
    """

    def __init__(self, start: str, said: Callable[[str], str], **properties: str) -> None:
        self._out = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._out, OPTIONS)
        self.file.set_properties(
            {
                **{name: self.text(said(text)) for name, text in properties.items()},
                "author": f"Reorg {VERSION}",
                "created": datetime.combine(date.fromisoformat(start), datetime.min.time()),
            }
        )
        self._said = said
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    @staticmethod
    def text(text: str) -> str:
        """`text` as a cell can hold it."""
        return cut(clean(text), LONGEST)

    def said(self, text: str) -> str:
        """`text` in the words of the theme, as a cell can hold it."""
        return self.text(self._said(text))

    def format(self, **properties: Any) -> Any:
        """A format of cells, made once; `properties` as XlsxWriter names them."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format({**FONT, **properties})
        return self._formats[key]

    def put(self, sheet: Any, row: int, column: int, value: Any, **properties: Any) -> None:
        """A value as what it is: text, number, day; nothing at all for None and NaN.

        A chart takes a cell that is written as blank for 0, one that is not there for a gap.
        """
        look = self.format(**properties)
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, look)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, look)
        elif isinstance(value, date):
            look = self.format(**{"num_format": DATE, **properties})
            sheet.write_datetime(row, column, value, look)
        else:
            sheet.write_string(row, column, self.text(str(value)), look)

    def tall(self, sheet: Any, row: int, texts: Sequence[tuple[str, float]]) -> None:
        """The height of a row whose texts go over lines, each with its column's characters.

        Excel finds it itself, other programs do not.
        """
        lines = max((-(-len(text) // max(int(width), 1)) for text, width in texts), default=1)
        sheet.set_row(row, LINE * min(lines, MOST) + 2)

    def content(self) -> bytes:
        """The bytes of the file, once everything is written."""
        self.file.close()
        return self._out.getvalue()
