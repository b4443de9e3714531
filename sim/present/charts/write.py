"""Pictures to bytes: PNG, SVG and PDF, the same bytes for the same picture on every day."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure

from sim.present.charts.picture import Picture, body_of, figure_of, style

FALLBACK = "'DejaVu Sans', Verdana, Arial, sans-serif"
"""Verdana is about as wide as DejaVu Sans: labels stay apart where the latter is missing."""


def images(picture: Picture, foot: str, kinds: Iterable[str]) -> dict[str, bytes]:
    """The picture with title and foot line as each of `kinds` (png, svg, pdf), drawn once."""
    figure = figure_of(picture, foot)
    return {kind: KINDS[kind](figure, picture.name) for kind in kinds}


def png(picture: Picture, foot: str) -> bytes:
    """The picture with title and foot line, 200 dots an inch."""
    return images(picture, foot, ("png",))["png"]


def svg(picture: Picture, foot: str) -> bytes:
    """The picture with title and foot line; text stays text."""
    return images(picture, foot, ("svg",))["svg"]


def pdf(picture: Picture, foot: str) -> bytes:
    """The picture with title and foot line, for print; text stays text."""
    return images(picture, foot, ("pdf",))["pdf"]


def _png(figure: Figure, name: str) -> bytes:
    FigureCanvasAgg(figure)
    out = io.BytesIO()
    with style():
        figure.savefig(out, format="png", dpi=200, metadata={"Software": None})
    return out.getvalue()


def _pdf(figure: Figure, name: str) -> bytes:
    FigureCanvasPdf(figure)
    out = io.BytesIO()
    with style(), rc_context({"pdf.fonttype": 42}):
        figure.savefig(out, format="pdf", metadata={"CreationDate": None, "Producer": None})
    return out.getvalue()


KINDS: dict[str, Callable[[Figure, str], bytes]] = {
    "png": _png,
    "svg": lambda figure, name: _svg(figure, name).encode(),
    "pdf": _pdf,
}
"""What makes the bytes of a file from a figure and the picture's name, by its ending."""


def inline_svg(picture: Picture, width: float) -> str:
    """The body alone as an `<svg>` element for a page: unique ids, and it scales to its box."""
    return inline_figure(picture, body_of(picture, width), width)


def inline_figure(picture: Picture, body: Figure, width: float) -> str:
    """The same of a body that is there already. Raises ValueError where it cannot be scaled."""
    text = _svg(body, f"{picture.name}-{width:g}", clear=True)
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    head, rest = text.split(">", 1)
    box = re.search(r'viewBox="[^"]*"', head)
    if box is None:
        raise ValueError(f"{picture.name}: matplotlib wrote an SVG without a viewBox")
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {box[0]} {link} aria-hidden="true">{rest}'.strip()


def _svg(figure: Figure, salt: str, *, clear: bool = False) -> str:
    out = io.StringIO()
    with style(), rc_context({"svg.hashsalt": f"reorg {salt}"}):
        figure.savefig(
            out,
            format="svg",
            transparent=clear,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    text = out.getvalue().replace("'DejaVu Sans'", FALLBACK)
    text = re.sub(r' id="([^"]+)"', rf' id="{salt}-\1"', text)
    text = re.sub(r'(href="#|url\(#)', rf"\1{salt}-", text)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
