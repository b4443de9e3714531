"""A slide for every picture: its plots as native charts, or its table where it has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sim.present.charts.data import Data
from sim.present.charts.picture import Picture
from sim.present.deck.grid import Cell, grid, put_grid
from sim.present.deck.notes import picture_notes
from sim.present.deck.page import Deck
from sim.present.native.columns import yearly
from sim.present.subject import Subject
from sim.present.words import count_words, per, unit_words

MOST = 4
"""Most charts on a slide."""
SHAPES = {1: (1, 1), 2: (2, 1), 3: (3, 1), 4: (2, 2)}
"""Columns and rows of so many charts."""
POINTS = {1: 12.0, 2: 11.0, 3: 10.0, 4: 10.0}
DRAWN = re.compile(
    r"\b(line|bar|thin|thick|light|dark|solid|number|right|left|above|below|blue|shaded|dot)s?\b[^:]*:"
    r"|\bdotted\b|\bdashed\b|four-week means|\u00d7:"
)
"""Parts of a subtitle that tell what is what in the picture of the page; a slide has a legend."""
REDRAWN = ("differences", "interaction")
"""Pictures that no native chart can draw: what stands in their place says itself what it is."""
YEARLY = " \u00b7 as arms, once a year, where there are more lines than two"


def picture_pages(deck: Deck, picture: Picture) -> None:
    """The slides of a picture."""
    if not picture.data:
        _table(deck, picture)
        return
    groups = [picture.data[i : i + MOST] for i in range(0, len(picture.data), MOST)]
    for place, some in enumerate(groups):
        more = f" ({place + 1} of {len(groups)})" if len(groups) > 1 else ""
        _charts(deck, picture, some, more)


def _charts(deck: Deck, picture: Picture, some: Sequence[Data], more: str) -> None:
    notes = picture_notes(deck.subject, picture, some)
    page = deck.page(picture.title + more, _subtitle(deck.subject, picture, some), notes)
    across, down = SHAPES[len(some)]
    for place, data in enumerate(some):
        alt = f"{data.title}. {picture.alt}"
        box = page.free.cell(place, across, down)
        page.chart(data, box, POINTS[len(some)], alt, titled=len(some) > 1)


def own_words(subtitle: str, first: str = "") -> str:
    """A subtitle without what only tells how the picture of the page is drawn.

    first: stands for its first part, where that tells nothing else.
    """
    parts = subtitle.split(" \u00b7 ")
    kept = [part for part in parts if not DRAWN.search(part)]
    lead = [first] if first and parts[0] not in kept else []
    return " \u00b7 ".join([*lead, *kept]) or parts[0]


def _subtitle(subject: Subject, picture: Picture, some: Sequence[Data]) -> str:
    """Measure, unit, interval and number of worlds."""
    worlds = count_words(subject.worlds, "paired world" if subject.candidates else "world")
    if picture.name not in REDRAWN:
        told = own_words(picture.subtitle, f"{some[0].title}, {worlds}")
        around = f" \u00b7 bands or arms: {some[0].around}" if some[0].around else ""
        return told + around + (YEARLY if any(map(yearly, some)) else "")
    first = some[0]
    unit = unit_words(first.unit, subject.currency) if not per(first.unit) else per(first.unit)
    about = f"{first.title}, {unit}" if unit else first.title
    around = f"; {first.around}" if first.around else ""
    return f"{about}, {worlds}{around}" if len(some) == 1 else f"{worlds}{around}"


def _table(deck: Deck, picture: Picture) -> None:
    rows = [
        tuple(Cell(deck.said(text), bold=place == 0) for place, text in enumerate(row))
        for row in picture.rows
    ]
    if not rows:
        return
    notes = picture_notes(deck.subject, picture, ())
    page = deck.page(picture.title, picture.subtitle, notes)
    found = grid([deck.said(head) for head in picture.columns], rows, page.free)
    pages = list(found.pages(page.free.height))
    for place, some in enumerate(pages):
        if place:
            title = f"{picture.title} ({place + 1} of {len(pages)})"
            page = deck.page(title, picture.subtitle, notes)
        put_grid(page, found, some, picture.alt)
