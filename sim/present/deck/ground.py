"""Whether slides are dark, so that what has a colour of its own takes the lighter one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from sim.present.charts.data import Data
from sim.present.subject import Colour

NAMED = ("srgbClr", "schemeClr", "sysClr")
HALF = 110.0
"""Brightness, of 255, below which a ground is dark."""


def is_dark(layout: Any) -> bool:
    """Whether the ground of a layout, or of its master, is dark; a picture counts as light."""
    master = layout.slide_master
    mapping = master._element.find(qn("p:clrMap"))
    grounds = [page._element.find(f"{qn('p:cSld')}/{qn('p:bg')}") for page in (layout, master)]
    colour = next((found for g in grounds if g is not None and (found := _first(g))), "bg1")
    colour = mapping.get(colour, colour) if mapping is not None else colour
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        colour = _of_theme(master, colour)
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue < HALF


def lightened(data: Data) -> Data:
    """A plot in the colours that are readable on dark."""
    series = tuple(each._replace(colour=_light(each.colour)) for each in data.series)
    return replace(data, series=series)


def _light(colour: Colour) -> Colour:
    return Colour(colour.on_dark, colour.on_dark, colour.on_dark)


def _first(ground: Any) -> str:
    """The first colour that a ground names; '' where it has none, such as a picture."""
    for element in ground.iter(*(qn(f"a:{name}") for name in NAMED)):
        return str(element.get("lastClr") or element.get("val") or "")
    return ""


def _of_theme(master: Any, name: str) -> str:
    """A colour of the theme as 'rrggbb'; white where the theme does not say."""
    xml = master.part.part_related_by(RT.THEME).blob.decode("utf-8", "replace")
    inside = re.search(rf"<a:{name}>(.*?)</a:{name}>", xml, re.DOTALL)
    found = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', inside[1] if inside else "")
    return found[1] if found else "FFFFFF"
