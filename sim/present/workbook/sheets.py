"""Sheets of the workbook: names, heads, widths, frozen panes, and how they print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.present import front
from sim.present.charts.picture import INK, SOFT
from sim.present.native.book import Book
from sim.present.package import clean, cut
from sim.present.subject import Subject

NAME = 31
"""Most characters of a sheet's name."""
NEVER = re.compile(r"[\[\]:*?/\\']")
FOOT = 240
"""Most characters at the foot of a printed page; Excel knows 255."""
FIRST = 4
"""Row in which the content of a sheet begins, below title, subtitle and a gap."""
HEAD = {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": SOFT, "valign": "bottom"}


class Head(NamedTuple):
    """The head of a column, and its width in characters."""

    text: str
    width: float = 12.0


class Entry(NamedTuple):
    """A cell: its value, number format, colour, weight, and whether its text goes over lines.

    formula: what gives the value, where a cell is to be followed.
    """

    value: Any
    code: str = "General"
    colour: str = ""
    bold: bool = False
    wrap: bool = False
    formula: str = ""


@dataclass(frozen=True)
class Listed:
    """A sheet as the first one lists it."""

    name: str
    about: str


class Sheets:
    """The workbook that sheets are added to, each with its title and what it is about."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        said = subject.theme.said
        start = subject.base.scenario.start
        title = cut(front.title(subject), FOOT)
        self.book = Book(start, said, title=title, subject=front.extent(subject))
        self.listed: list[Listed] = []
        self._foot = cut(clean(said(subject.foot(24))), FOOT - 20).replace("&", "&&")

    def said(self, text: str) -> str:
        """`text` in the words of the theme, as a cell can hold it."""
        return self.book.said(text)

    def add(self, name: str, title: str, about: str, listed: str = "") -> Any:
        """A new sheet with its title and what it is about; its content begins in row FIRST.

        listed: what the first sheet says of it, where that is not what it is about.
        """
        named = self._unique(name)
        sheet = self.book.file.add_worksheet(named)
        self.listed.append(Listed(named, listed or about))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.6, 0.7)
        sheet.set_footer(f"&L&7{self._foot}&R&7&P / &N")
        colour = self.subject.theme.accent or INK
        self.book.put(sheet, 0, 0, self.said(title), bold=True, font_size=14, font_color=colour)
        self.book.put(sheet, 1, 0, self.said(about), font_color=SOFT)
        return sheet

    def table(
        self,
        sheet: Any,
        heads: Sequence[Head],
        rows: Sequence[Sequence[Entry]],
        first: int = FIRST,
        *,
        fixed: int = 1,
    ) -> None:
        """Heads and rows from row `first` on: frozen, filtered, and on every printed page.

        fixed: columns that stay when one scrolls to the right.
        """
        for place, head in enumerate(heads):
            number = bool(rows) and isinstance(rows[0][place].value, (int, float))
            side = {"align": "right"} if number else {}
            self.book.put(sheet, first - 1, place, self.said(head.text), **HEAD, **side)
            sheet.set_column(place, place, head.width)
        self.book.tall(sheet, first - 1, heads)
        for down, row in enumerate(rows):
            self._row(sheet, first + down, heads, row)
        sheet.freeze_panes(first, fixed)
        sheet.repeat_rows(first - 1)
        sheet.print_area(0, 0, first - 1 + len(rows), len(heads) - 1)
        if rows:
            sheet.autofilter(first - 1, 0, first - 1 + len(rows), len(heads) - 1)

    def _row(self, sheet: Any, down: int, heads: Sequence[Head], row: Sequence[Entry]) -> None:
        """A row of a table, as high as its texts need."""
        wrapped = []
        for place, (head, entry) in enumerate(zip(heads, row, strict=True)):
            self.put(sheet, down, place, entry)
            if entry.wrap:
                wrapped.append((str(entry.value), 1.1 * head.width))
        if wrapped:
            self.book.tall(sheet, down, wrapped)

    def put(self, sheet: Any, row: int, column: int, entry: Entry) -> None:
        """One cell."""
        look: dict[str, Any] = {"num_format": entry.code}
        look |= {"font_color": entry.colour} if entry.colour else {}
        look |= {"bold": True} if entry.bold else {}
        look |= {"text_wrap": True} if entry.wrap else {}
        if entry.formula:
            sheet.write_formula(row, column, entry.formula, self.book.format(**look), entry.value)
        else:
            self.book.put(sheet, row, column, entry.value, **look)

    def _unique(self, name: str) -> str:
        taken = {each.name.casefold() for each in self.listed}
        short = cut(NEVER.sub(" ", clean(name)).strip() or "Sheet", NAME)
        found, number = short, 2
        while found.casefold() in taken:
            tail = f" ({number})"
            found, number = f"{cut(short, NAME - len(tail))}{tail}", number + 1
        return found
