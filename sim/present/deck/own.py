"""Our own look: python-pptx's plain template made wide, with our colours and Arial."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from sim.present.charts.picture import INK, SOFT
from sim.present.deck.look import SMALL_PRINT
from sim.present.subject import OKABE_ITO
from sim.present.theme import Theme

WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
TITLE = (EDGE, 0.42, WIDE - 2 * EDGE, 0.9)
COVER = ((EDGE, 2.0, WIDE - 2 * EDGE, 1.7), (EDGE, 3.85, WIDE - 2 * EDGE, 1.3))
TITLE_POINTS, COVER_POINTS, SUBTITLE_POINTS = 26, 36, 18
FONT = "Arial"
"""On every machine, and as wide in LibreOffice as in PowerPoint."""
PRINT = 7.12
"""Where date, foot and number of the layouts stand, below our own line."""
COLOURS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def our_own(theme: Theme) -> Any:
    """A wide presentation without slides in our look, with the accent of the theme."""
    show = Presentation()
    across = Inches(WIDE) / show.slide_width
    show.slide_width, show.slide_height = Inches(WIDE), Inches(HIGH)
    master = show.slide_master
    for page in (master, *show.slide_layouts):
        for shape in page.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                if shape.placeholder_format.type in SMALL_PRINT:
                    shape.top, shape.height = Inches(PRINT), Inches(HIGH - PRINT)
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
    _titles(master, theme.accent)
    for layout in show.slide_layouts:
        _cover(layout)
    _bar(master, theme.accent or INK)
    _recolour(master, theme.accent)
    return show


def _titles(master: Any, accent: str) -> None:
    """Titles at the left and bold, from the top, in the accent if there is one."""
    style = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    words = style.find(qn("a:defRPr"))
    words.set("sz", str(100 * TITLE_POINTS))
    words.set("b", "1")
    if accent:
        fill = words.find(qn("a:solidFill"))
        words.replace(fill, parse_xml(_solid(accent)))
    for shape in master.placeholders:
        if shape.placeholder_format.type == 1:
            _put(shape, TITLE)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
            _margins(shape)


def _cover(layout: Any) -> None:
    """The title slide: its two texts at the left, one above the other."""
    found = {shape.placeholder_format.idx: shape for shape in layout.placeholders}
    if not layout.name.startswith("Title Slide"):
        return
    for place, points in ((0, COVER_POINTS), (1, SUBTITLE_POINTS)):
        shape = found[place]
        _put(shape, COVER[place])
        _margins(shape)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP if place else MSO_ANCHOR.BOTTOM
        style = shape._element.txBody.find(qn("a:lstStyle"))
        for old in list(style):
            style.remove(old)
        style.append(
            parse_xml(
                f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/>'
                f'<a:defRPr sz="{100 * points}"/></a:lvl1pPr>'
            )
        )


def _put(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(v) for v in box)


def _margins(shape: Any) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = 0


def _bar(master: Any, colour: str) -> None:
    """A short bar in the accent above every title."""
    left, top, width, height = (int(Inches(v)) for v in (EDGE, 0.3, 0.9, 0.07))
    tree = master.shapes._spTree
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{tree.max_shape_id + 1}" '
            'name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"{_solid(colour)}"
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def _recolour(master: Any, accent: str) -> None:
    """The theme: our ink for text, our colours for what somebody draws later, one font."""
    part = master.part.part_related_by(RT.THEME)
    xml = part.blob.decode("utf-8")
    colours = [each.line for each in OKABE_ITO[:6]]
    if accent:
        colours = [accent, *colours[:5]]
    new = {"dk1": INK, "dk2": SOFT, **dict(zip(COLOURS, colours, strict=True))}
    for name, colour in new.items():
        inner = f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", inner, xml, flags=re.DOTALL)
    part._blob = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{FONT}"', xml).encode()
