"""Where things go on the slides of a presentation: its layouts, and boxes in inches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

INCH = 914_400
TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
SMALL_PRINT = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
FOOT = 0.34
"""Height of the line at the foot of a slide."""


class Box(NamedTuple):
    """A rectangle on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def below(self, used: float) -> Box:
        """What is left of it under the upper `used` inches."""
        return Box(self.left, self.top + used, self.width, self.height - used)

    def cell(self, place: int, across: int, down: int, gap: float = 0.3) -> Box:
        """The part at `place` of a division into so many columns and rows."""
        row, column = divmod(place, across)
        width = (self.width - (across - 1) * gap) / across
        height = (self.height - (down - 1) * gap) / down
        left, top = self.left + column * (width + gap), self.top + row * (height + gap)
        return Box(left, top, width, height)


@dataclass(frozen=True)
class Look:
    """Layouts of the first slide and of the others, and their boxes.

    title: of a slide that is not the first; points: the size of its text. body: what is free below
    it. foot: of the line at the foot.
    """

    cover: Any
    plain: Any
    title: Box
    points: float
    body: Box
    foot: Box


def look_of(show: Any) -> Look:
    """The layouts that serve best: a title slide, and one with a title and little else."""
    layouts = list(show.slide_layouts)
    plain = min(layouts, key=_unfit)
    cover = next((each for each in layouts if _is_cover(each)), plain)
    width, height = show.slide_width / INCH, show.slide_height / INCH
    title = _title_box(plain, width, height)
    print_top = min(
        (s.top / INCH for s in plain.placeholders if s.placeholder_format.type in SMALL_PRINT),
        default=height - 0.28,
    )
    own = max(print_top, 0.8 * height) - FOOT
    foot = Box(title.left, min(own, height - FOOT - 0.2), title.width, FOOT)
    top = title.bottom + 0.08
    body = Box(title.left, top, title.width, foot.top - 0.08 - top)
    return Look(cover, plain, title, _points(plain), body, foot)


def title_of(page: Any) -> Any:
    """The placeholder of the title of a slide or layout; None where there is none."""
    return next((s for s in page.placeholders if s.placeholder_format.type in TITLES), None)


def _kinds(layout: Any) -> list[Any]:
    return [s.placeholder_format.type for s in layout.placeholders]


def _unfit(layout: Any) -> tuple[bool, int]:
    """A title it must have; what else it has is in the way."""
    kinds = _kinds(layout)
    others = [kind for kind in kinds if kind not in (*TITLES, *SMALL_PRINT)]
    return KIND.TITLE not in kinds, len(others)


def _is_cover(layout: Any) -> bool:
    kinds = _kinds(layout)
    return KIND.CENTER_TITLE in kinds and KIND.SUBTITLE in kinds


def _title_box(layout: Any, width: float, height: float) -> Box:
    """Where the layout has its title, if that is at the top; else where ours would be."""
    shape = title_of(layout)
    usual = Box(0.045 * width, 0.055 * height, 0.91 * width, 0.12 * height)
    if shape is None or shape.width is None or shape.top is None:
        return usual
    box = Box(*(v / INCH for v in (shape.left, shape.top, shape.width, shape.height)))
    return box if box.bottom <= 0.33 * height and box.width >= 0.5 * width else usual


def _points(layout: Any) -> float:
    """The size of a title: of the layout, or of the master."""
    shape = title_of(layout)
    sizes = [] if shape is None else shape._element.findall(f".//{qn('a:defRPr')}")
    sizes += layout.slide_master._element.findall(
        f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    )
    found = next((each.get("sz") for each in sizes if each.get("sz")), "2800")
    return int(found) / 100
