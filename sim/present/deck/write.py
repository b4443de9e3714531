"""The deck as a file: the slides in their order, the same bytes for the same results."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sim.base.version import VERSION
from sim.present import front
from sim.present.charts.picture import Picture
from sim.present.deck.changes import assumptions_pages, changes_pages
from sim.present.deck.closing import method_pages, provenance_page
from sim.present.deck.figures import picture_pages
from sim.present.deck.opening import asked_page, cover, headline_pages, verdict_pages
from sim.present.deck.page import Deck
from sim.present.deck.template import drop_thumbnail
from sim.present.package import cut, same_zip, write_whole
from sim.present.subject import DISCLAIMER, Subject

LONGEST = 250
"""Characters of a property of a document."""


def write_deck(
    subject: Subject, pictures: Sequence[Picture], path: Path, template: Path | None = None
) -> Path:
    """The deck of a run or a comparison at `path`, written whole or not at all.

    Verdict, headline measures, what differs, a slide with native charts for every picture,
    assumptions, method. template: a .pptx or .potx file whose layouts are used and whose slides
    are dropped. Raises InputError where it is no template, OSError where `path` cannot be written.
    """
    deck = Deck(subject, template)
    cover(deck)
    verdict_pages(deck, pictures)
    headline_pages(deck)
    asked_page(deck)
    changes_pages(deck)
    for picture in pictures:
        picture_pages(deck, picture)
    assumptions_pages(deck)
    method_pages(deck)
    provenance_page(deck)
    _properties(deck)
    out = io.BytesIO()
    deck.show.save(out)
    return write_whole(same_zip(out.getvalue()), path)


def _properties(deck: Deck) -> None:
    """What the file says of itself: no clock, and no name of whoever's machine it was."""
    about = deck.show.core_properties
    start = datetime.combine(
        date.fromisoformat(deck.subject.base.scenario.start), datetime.min.time()
    )
    about.author = about.last_modified_by = f"Reorg {VERSION}"
    about.title = cut(deck.said(front.title(deck.subject)), LONGEST)
    about.subject = cut(deck.said(front.extent(deck.subject)), LONGEST)
    about.comments = cut(deck.said(DISCLAIMER), LONGEST)
    about.keywords = " ".join(side.result.digest[:12] for side in deck.subject.sides)
    about.created = about.modified = start
    about.last_printed = start
    about.category = about.content_status = ""
    about.revision = 1
    drop_thumbnail(deck.show)
