"""A picture: the finding, the numbers behind it, and how to draw it at a given width.

Sizes are inches; a body is drawn in a `Canvas` whose origin is its upper left corner, so that the
same function serves a page, a phone and an image with its own title and foot line.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import matplotlib.style
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

if TYPE_CHECKING:
    from sim.present.charts.data import Data

INK, SOFT, FAINT, GRID = "#1f2933", "#52606d", "#9aa5b1", "#e4e7eb"
WIDE, NARROW = 8.0, 4.0
MARGIN = 0.3
POINT = 1 / 72


@dataclass(frozen=True)
class Canvas:
    """Where a body is drawn: `width` x `height` inches at (`left`, `bottom`) of a figure."""

    figure: Figure
    left: float
    bottom: float
    width: float
    height: float

    @property
    def narrow(self) -> bool:
        """As for a phone: labels go above lines, panels below each other."""
        return self.width < 5.5

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Axes whose upper left corner is (x, y) inches from that of the body."""
        across, up = self.figure.get_size_inches()
        return self.figure.add_axes(
            (
                (self.left + x) / across,
                (self.bottom + self.height - y - height) / up,
                width / across,
                height / up,
            )
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 9.0,
        color: str = INK,
        weight: str = "normal",
        ha: str = "left",
        va: str = "baseline",
    ) -> None:
        """Text at (x, y) inches from the upper left corner of the body."""
        across, up = self.figure.get_size_inches()
        self.figure.text(
            (self.left + x) / across,
            (self.bottom + self.height - y) / up,
            text,
            size=size,
            color=color,
            weight=weight,
            ha=ha,
            va=va,
        )

    def box(
        self, x: float, y: float, width: float, height: float, color: str, alpha: float = 1.0
    ) -> None:
        """A filled rectangle whose upper left corner is at (x, y) inches."""
        across, up = self.figure.get_size_inches()
        corner = (self.left + x) / across, (self.bottom + self.height - y - height) / up
        size = width / across, height / up
        self.figure.add_artist(Rectangle(corner, *size, color=color, alpha=alpha, lw=0))


@dataclass(frozen=True)
class Picture:
    """A chart. title states the finding, subtitle the measure, its unit and the number of worlds.

    alt: what the picture shows, for those who cannot see it. columns, rows: the table behind it,
    in words. height: of the body, in inches, for a width. draw: draws the body. data: its plots as
    numbers, for a workbook and for native charts; none where a table says it better.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    height: Callable[[float], float]
    draw: Callable[[Canvas], None]
    data: tuple[Data, ...] = ()


def figure_of(picture: Picture, foot: str) -> Figure:
    """The picture with title, subtitle and foot line, as for an image that travels alone."""
    with style():
        inner = WIDE - 2 * MARGIN
        title = wrapped(picture.title, inner, 13.5, "bold")
        subtitle = wrapped(picture.subtitle, inner, 9.5)
        small = wrapped(foot, inner, 7)
        top = MARGIN + len(title) * 0.245 + len(subtitle) * 0.19 + 0.16
        bottom = MARGIN * 0.7 + len(small) * 0.135 + 0.12
        body = picture.height(inner)
        figure = Figure(figsize=(WIDE, top + body + bottom))
        sheet = Canvas(figure, MARGIN, 0, inner, top + body + bottom)
        y = MARGIN + 0.15
        for line in title:
            sheet.text(0, y, line, size=13.5, weight="bold")
            y += 0.245
        for line in subtitle:
            sheet.text(0, y, line, size=9.5, color=SOFT)
            y += 0.19
        for place, line in enumerate(reversed(small)):
            sheet.text(0, sheet.height - MARGIN * 0.7 - place * 0.135, line, size=7, color=SOFT)
        picture.draw(Canvas(figure, MARGIN, bottom, inner, body))
        return figure


def body_of(picture: Picture, width: float) -> Figure:
    """The picture's body alone, for a page that writes title and foot line itself."""
    with style():
        height = picture.height(width)
        figure = Figure(figsize=(width, height))
        picture.draw(Canvas(figure, 0, 0, width, height))
        return figure


def style() -> AbstractContextManager[None]:
    """The style of all charts, whatever the user's own settings are."""
    return rc_context(_settings())


@cache
def _settings() -> Any:
    path = resources.files("sim.present.charts") / "reorg.mplstyle"
    with resources.as_file(path) as file, rc_context():
        settings = matplotlib.rc_params_from_file(file, use_default_template=True)
    return {name: value for name, value in settings.items() if not name.startswith("backend")}


@cache
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line of text, in inches."""
    if not text.strip():
        return 0.0
    font = FontProperties(family="DejaVu Sans", weight=weight)
    font.set_size(size)
    across, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(across) * POINT


def wrapped(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """`text` in lines that are no wider than `width` inches (a longer word stands alone)."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, size: float, weight: str = "normal") -> str:
    """`text`, cut with an ellipsis where it is wider than `width` inches."""
    if text_width(text, size, weight) <= width:
        return text
    while text and text_width(text.rstrip() + "\u2026", size, weight) > width:
        text = text[:-1]
    return text.rstrip() + "\u2026"
