"""The last slides: how the numbers were made, and what made them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.present import front
from sim.present.deck.fit import height_of
from sim.present.deck.grid import Cell, grid, put_grid
from sim.present.deck.notes import standing
from sim.present.deck.page import Deck, Page, Words
from sim.present.method import how_to_read, method
from sim.present.subject import DISCLAIMER

SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
GAP = 7.0


def method_pages(deck: Deck) -> None:
    """Method and caveats, in paragraphs."""
    subject = deck.subject
    texts = [
        *method(subject),
        how_to_read(subject),
        f"The simulation {DISCLAIMER}. The people in it are simulated; it says nothing about any "
        "real person.",
    ]
    page = deck.page("Method and caveats", front.extent(subject), standing(subject))
    said = [deck.said(text) for text in texts]
    size = next((s for s in SIZES if _tall(said, page, s) <= page.free.height), SIZES[-1])
    page.text(page.free, [Words(text, size, after=GAP) for text in said], "Method")


def provenance_page(deck: Deck) -> None:
    """Digests, versions and seed: who has them can make every number again."""
    rows = [
        (Cell(deck.said(name), bold=True), Cell(value))
        for name, value in front.provenance(deck.subject)
    ]
    title = "What made these numbers"
    page = deck.page(title, deck.subject.made_by(), standing(deck.subject))
    found = grid(("What", "Value"), rows, page.free)
    for place, some in enumerate(found.pages(page.free.height)):
        if place:
            page = deck.page(f"{title}, continued", notes=standing(deck.subject))
        put_grid(page, found, some, "Digests, versions and seed")


def _tall(texts: Sequence[str], page: Page, size: float) -> float:
    return sum(height_of(text, page.free.width, size) + GAP / 72 for text in texts)
