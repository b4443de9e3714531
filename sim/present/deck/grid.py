"""Native tables: columns as wide as they need, as many rows as a slide holds, no boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from sim.present.deck.fit import height_of, lines_of, shortened, width_of
from sim.present.deck.look import Box
from sim.present.deck.page import QUIET, Page, Words, describe, paint

SIZES = (14.0, 13.0, 12.0, 11.0)
"""Points of a table, largest first; what does not fit at the last goes on to more slides."""
MOST_STRETCH = 1.7
"""A table of few narrow columns stays narrow, so that the eye finds its way along a row."""
LONGEST = 6
"""Most lines of a cell."""
LESS = 2.5
"""Points that a quieter line is smaller."""
PAD, INDENT = 0.05, 0.06
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines and fills."""
RULES = {
    dark: tuple(
        f'<a:schemeClr val="{name}"><a:lumMod val="{shade}"/></a:schemeClr>' for shade in shades
    )
    for dark, name, shades in ((False, "bg1", (50_000, 80_000)), (True, "tx1", (75_000, 40_000)))
}
"""Colours of the rules below heads and rows, on light slides and on dark ones."""
NUMERIC = re.compile(r"^([-+\u2212]?[$\u20ac\u00a3]?\d[\d,.]*([ kMB%]|$)|same$|\u2013$|$)")


class Cell(NamedTuple):
    """A cell: its text, a quieter line under it, weight and colour."""

    text: str
    under: str = ""
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows, points, and the width of each column in inches."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float
    widths: tuple[float, ...]

    @property
    def small(self) -> float:
        """Points of the quieter lines."""
        return self.size - LESS

    @property
    def breaks(self) -> bool:
        """Whether a number goes over two lines."""
        return any(
            NUMERIC.match(cell.text)
            and lines_of(cell.text, width - 2 * INDENT, self.size, bold=cell.bold) > 1
            for row in self.rows
            for cell, width in zip(row, self.widths, strict=True)
        )

    def height(self, row: Sequence[Cell], *, bold: bool = False) -> float:
        """Inches that a row takes."""
        tall = 0.0
        for cell, width in zip(row, self.widths, strict=True):
            room = width - 2 * INDENT
            own = height_of(cell.text, room, self.size, bold=bold or cell.bold)
            under = height_of(cell.under, room, self.small) if cell.under else 0.0
            tall = max(tall, own + under)
        return tall + 2 * PAD

    @property
    def head(self) -> float:
        """Inches that the heads take."""
        return self.height([Cell(text) for text in self.heads], bold=True)

    def pages(self, height: float) -> Iterator[tuple[tuple[Cell, ...], ...]]:
        """The rows in groups that a slide with so many inches holds."""
        page: list[tuple[Cell, ...]] = []
        used = self.head
        for row in self.rows:
            need = self.height(row)
            if page and used + need > height:
                yield tuple(page)
                page, used = [], self.head
            page.append(row)
            used += need
        if page:
            yield tuple(page)


def grid(heads: Sequence[str], rows: Sequence[Sequence[Cell]], box: Box) -> Grid:
    """The table in the largest size at which it fits the box and no number is broken.

    Where none is, the largest that fits; where none fits, the smallest, for more than one slide.
    """
    largest = found = None
    for size in SIZES:
        found = _sized(heads, rows, size, box.width)
        if found.head + sum(map(found.height, found.rows)) <= box.height:
            if not found.breaks:
                return found
            largest = largest or found
    assert found is not None
    return largest or found


def _sized(heads: Sequence[str], rows: Sequence[Sequence[Cell]], size: float, whole: float) -> Grid:
    """The table in one size, with cells that are too long cut."""
    widths = _widths(heads, rows, size, whole)
    room = [width - 2 * INDENT for width in widths]
    cells = tuple(
        tuple(_cut(cell, wide, size) for cell, wide in zip(row, room, strict=True)) for row in rows
    )
    short = tuple(
        shortened(head, wide, 3, size, bold=True) for head, wide in zip(heads, room, strict=True)
    )
    return Grid(short, cells, size, widths)


def _cut(cell: Cell, width: float, size: float) -> Cell:
    under = shortened(cell.under, width, LONGEST, size - LESS) if cell.under else ""
    text = shortened(cell.text, width, LONGEST, size, bold=cell.bold)
    return cell._replace(text=text, under=under)


def _widths(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], size: float, whole: float
) -> tuple[float, ...]:
    """As wide as the content, within reason: the widest give way, then all share what is left."""
    need, least = [], []
    for place, head in enumerate(heads):
        column = [row[place] for row in rows]
        texts = [width_of(cell.text, size, bold=cell.bold) for cell in column]
        under = [width_of(cell.under, size - LESS) for cell in column if cell.under]
        words = [*(w for cell in column for w in cell.text.split(" ")), *head.split(" ")]
        longest = max((width_of(word, size, bold=True) for word in words), default=0.0)
        natural = max([*texts, *under, width_of(head, size, bold=True)], default=0.0)
        need.append(natural + 2 * INDENT + 0.06)
        least.append(min(longest + 2 * INDENT + 0.06, 0.4 * whole))
    if sum(need) > whole:
        need = _narrowed(need, least, whole)
    stretch = min(MOST_STRETCH, whole / max(sum(need), 1e-9))
    return tuple(width * stretch for width in need)


def _narrowed(need: list[float], least: list[float], whole: float) -> list[float]:
    """The widest columns cut to one width, at which all of them fit."""
    low, high = 0.0, max(need)
    for _ in range(40):
        middle = (low + high) / 2
        cut = [max(min(n, middle), min(n, m)) for n, m in zip(need, least, strict=True)]
        low, high = (middle, high) if sum(cut) <= whole else (low, middle)
    return [max(min(n, low), min(n, m)) for n, m in zip(need, least, strict=True)]


def put_grid(page: Page, grid: Grid, rows: Sequence[Sequence[Cell]], alt: str) -> None:
    """Some rows of a grid as a native table at the top of what is free."""
    heights = [grid.head, *(grid.height(row) for row in rows)]
    left, top, _, _ = page.free
    width = sum(grid.widths)
    shape = page.slide.shapes.add_table(
        len(rows) + 1, len(grid.heads), Inches(left), Inches(top), Inches(width),
        Inches(sum(heights)),
    )  # fmt: skip
    describe(shape, "Table", page.deck.said(alt))
    table = shape.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    table.horz_banding = False
    for column, wide in zip(table.columns, grid.widths, strict=True):
        column.width = Inches(wide)
    for row, tall in zip(table.rows, heights, strict=True):
        row.height = Inches(tall)
    sides = _sides(grid)
    strong, faint = RULES[page.deck.dark]
    for place, text in enumerate(grid.heads):
        head = table.cell(0, place)
        _fill(head, Cell(text, bold=True, colour=QUIET), grid, sides[place])
        head.vertical_anchor = MSO_ANCHOR.BOTTOM
        _rule(head, 1.25, strong)
    for down, row in enumerate(rows):
        for place, cell in enumerate(row):
            _fill(table.cell(down + 1, place), cell, grid, sides[place])
            _rule(table.cell(down + 1, place), 0.5, faint)


def _sides(grid: Grid) -> list[Any]:
    """Numbers stand at the right of their column, text at the left."""
    found = []
    for place in range(len(grid.heads)):
        texts = [row[place].text for row in grid.rows]
        numeric = place > 0 and any(texts) and all(NUMERIC.match(text) for text in texts)
        short = max(map(len, texts), default=0) <= 40
        found.append(PP_ALIGN.RIGHT if numeric and short else PP_ALIGN.LEFT)
    return found


def _fill(place: Any, cell: Cell, grid: Grid, side: Any) -> None:
    place.margin_left = place.margin_right = Inches(INDENT)
    place.margin_top = place.margin_bottom = Inches(PAD)
    place.vertical_anchor = MSO_ANCHOR.TOP
    place.fill.background()
    frame = place.text_frame
    frame.word_wrap = True
    frame.paragraphs[0].alignment = side
    paint(frame.paragraphs[0], Words(cell.text, grid.size, cell.bold, cell.colour))
    if cell.under:
        paragraph = frame.add_paragraph()
        paragraph.alignment = side
        paint(paragraph, Words(cell.under, grid.small, colour=QUIET))
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(0)


def _rule(place: Any, points: float, colour: str) -> None:
    """A line below a cell, before its fill as the schema wants it."""
    none = "".join(f'<a:{name} w="0"><a:noFill/></a:{name}>' for name in ("lnL", "lnR", "lnT"))
    line = f'<a:lnB w="{round(12700 * points)}"><a:solidFill>{colour}</a:solidFill></a:lnB>'
    wrapped = parse_xml(f"<a:tcPr {nsdecls('a')}>{none}{line}</a:tcPr>")
    properties = place._tc.get_or_add_tcPr()
    for position, each in enumerate(list(wrapped)):
        properties.insert(position, each)
