"""A presentation without slides to build on: our own, or what is left of a client's template."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from sim.base.faults import Fault, InputError
from sim.present.deck.own import our_own
from sim.present.package import same_zip
from sim.present.theme import Theme

TYPES = "[Content_Types].xml"
TEMPLATE = b"presentationml.template.main+xml"
SHOW = b"presentationml.presentation.main+xml"
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"


def opened(template: Path | None, theme: Theme) -> Any:
    """A presentation without slides.

    template: a .pptx or .potx file whose layouts and theme are used and whose slides are dropped.
    Raises InputError where it is no such file.
    """
    if template is None:
        return our_own(theme)
    try:
        show = Presentation(io.BytesIO(_as_show(template.read_bytes())))
        _drop_slides(show)
        if not len(show.slide_layouts):
            raise ValueError("no layouts")
    except (
        OSError, ValueError, KeyError, AttributeError, SyntaxError, zipfile.BadZipFile,
        PackageNotFoundError,
    ) as error:  # fmt: skip
        missing = isinstance(error, OSError)
        what = "cannot be read" if missing else "is no template of PowerPoint"
        message = f"{what}: a .pptx or .potx file with a slide layout is needed"
        raise InputError(Fault(str(template), "", message)) from None
    return show


def _as_show(content: bytes) -> bytes:
    """A template as a presentation: they differ in one word of one part."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        types = old.read(TYPES)
        if TEMPLATE not in types:
            return content
        parts = {name: old.read(name) for name in old.namelist()}
    parts[TYPES] = types.replace(TEMPLATE, SHOW)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return same_zip(out.getvalue())


def _drop_slides(show: Any) -> None:
    """Take out every slide, and what speaks of slides by their number."""
    ids = show.slides._sldIdLst
    for each in list(ids):
        show.part.drop_rel(each.rId)
        ids.remove(each)
    root = show.part._element
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for sections in list(root.iter(SECTIONS)):
        extension = sections.getparent()
        extension.getparent().remove(extension)
    drop_thumbnail(show)


def drop_thumbnail(show: Any) -> None:
    """The small picture of a first slide that is not there any more."""
    package = show.part.package
    for name, relation in list(package._rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            package._rels.pop(name)
