"""The first slides: what is compared, the verdict, what was asked, the headline measures."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.util import Inches

from sim.present import front, numbers
from sim.present.charts.picture import Picture
from sim.present.deck.fit import height_of, shortened
from sim.present.deck.grid import Cell, grid, put_grid
from sim.present.deck.look import INCH, Box, title_of
from sim.present.deck.notes import measures_notes, standing
from sim.present.deck.page import QUIET, Deck, Page, Words
from sim.present.front import Verdict
from sim.present.reading import BETTER, WORSE
from sim.present.subject import BAD, GOOD
from sim.present.verdict import CLOSING, CLOSING_OF_ONE

COLOURS = {BETTER: GOOD, WORSE: BAD}
LARGE, LEAST = (20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0), 11.0
"""Points of a verdict, largest first; and of one that fits at none of them."""
LEAD = 240
"""Most characters of a first sentence that is bold."""
GAP = 0.4
"""Between sentences, in heights of their letters."""
LOGO = (2.4, 0.9)
"""Most inches of a logo."""
MANY = 4
"""Most verdicts on a slide."""


def cover(deck: Deck) -> None:
    """What is compared, over what, and for whom."""
    subject = deck.subject
    slide = deck.show.slides.add_slide(deck.look.cover)
    page = Page(deck, slide, deck.look.body)
    title = title_of(slide)
    words = deck.said(front.title(subject))
    title.text_frame.text = words if len(words) <= 160 else f"{words[:159]}\u2026"
    if len(words) > 60:
        title.text_frame.paragraphs[0].runs[0].font.size = Inches(28 / 72)
    questions = front.asked(subject)[0][1]
    lines = [
        front.over(subject),
        front.extent(subject),
        *(questions[:1] if len(questions) == 1 else []),
    ]
    if subject.theme.name:
        lines.insert(0, subject.theme.name)
    _under(deck, page, [deck.said(line) for line in lines])
    if subject.theme.logo:
        _logo(deck, page, subject.theme.logo)
    page.put_foot()
    page.put_notes(["This deck: first the verdict, then the numbers, then what they rest on."])
    page.put_notes([_about(deck), *standing(subject)])


def _about(deck: Deck) -> str:
    asked = [text for _, texts in front.asked(deck.subject)[:1] for text in texts]
    return f"What it is about: {' '.join(asked)}" if asked else "What it is about: see the title."


def verdict_pages(deck: Deck, pictures: Sequence[Picture]) -> None:
    """The verdict in words, before any number."""
    subject = deck.subject
    alone = f"{subject.base.name} in words"
    title = next((p.title for p in pictures if p.name == "differences"), alone)
    every = front.verdicts(subject)
    body = deck.look.body
    room = Box(body.left, body.top, body.width, body.height - 0.8)
    count = next((n for n in (MANY, 2) if _size(deck, every, n, room) is not None), 1)
    for start in range(0, len(every), count):
        some = every[start : start + count]
        more = f" ({start // count + 1} of {-(-len(every) // count)})" if len(every) > count else ""
        notes = [f"{each.title}: {each.text}" for each in some]
        page = deck.page(title + more, front.extent(subject), [*notes, *standing(subject)])
        if few := subject.too_few():
            page.text(page.free, [Words(deck.said(few), 13, True, deck.ink(BAD))], "Few worlds")
            page.free = page.free.below(0.4)
        _verdicts(page, some, _size(deck, every, count, room) or LEAST)


def _size(deck: Deck, every: Sequence[Verdict], count: int, room: Box) -> float | None:
    """The largest points at which so many verdicts stand on each slide; None where none does."""
    groups = [every[i : i + count] for i in range(0, len(every), count)]
    return next(
        (s for s in LARGE if all(sum(_heights(deck, g, room, s)) <= room.height for g in groups)),
        None,
    )


def _across(some: Sequence[Verdict]) -> int:
    return 2 if len(some) > 2 else 1


def _heights(deck: Deck, some: Sequence[Verdict], room: Box, size: float) -> list[float]:
    """Inches of the rows of verdicts."""
    across = _across(some)
    inner = room.cell(0, across, 1).width
    tall = [_tall(_sentences(deck, each), inner, size, len(some) > 1) for each in some]
    return [max(tall[i : i + across]) for i in range(0, len(tall), across)]


def _verdicts(page: Page, some: Sequence[Verdict], size: float) -> None:
    across = _across(some)
    heights = _heights(page.deck, some, page.free, size)
    for place, verdict in enumerate(some):
        row, column = divmod(place, across)
        box = page.free.below(sum(heights[:row])).cell(column, across, 1)
        head = shortened(page.deck.said(verdict.title), box.width, 2, size, bold=True)
        words = [Words(head, size, True, page.deck.ink(verdict.colour), 4)] if len(some) > 1 else []
        for turn, text in enumerate(_sentences(page.deck, verdict)):
            bold = turn == 0 and len(some) == 1 and len(text) < LEAD
            words.append(Words(text, size, bold=bold, after=size * GAP))
        height = Box(box.left, box.top, box.width, heights[row])
        page.text(height, words, f"Verdict {verdict.title[:60]}")


def _sentences(deck: Deck, verdict: Verdict) -> list[str]:
    """The sentences of a verdict; the closing one stands at the foot of every slide."""
    text = verdict.text.removesuffix(CLOSING).removesuffix(CLOSING_OF_ONE).strip()
    return [f"{part.rstrip('.')}." for part in deck.said(text).split(". ") if part]


def _tall(sentences: Sequence[str], width: float, size: float, headed: bool) -> float:
    gap = size * GAP / 72
    body = sum(height_of(text, width, size, bold=not headed) + gap for text in sentences)
    return body + (1.6 if headed else 0.3) * size * 1.2 / 72


def asked_page(deck: Deck) -> None:
    """Question, hypothesis, findings and decision, as far as somebody has written them."""
    rows = [(name, texts) for name, texts in front.asked(deck.subject) if texts]
    if not rows:
        return
    page = deck.page("What was asked", notes=[_about(deck), *standing(deck.subject)])
    cells = [
        (Cell(deck.said(name) if k == 0 else "", bold=True), Cell(deck.said(text)))
        for name, texts in rows
        for k, text in enumerate(texts)
    ]
    found = grid(("", "In the words of the scenarios"), cells, page.free)
    pages = list(found.pages(page.free.height))
    put_grid(page, found, pages[0], "Question, hypothesis, findings and decision")
    for rest in pages[1:]:
        more = deck.page("What was asked, continued", notes=standing(deck.subject))
        put_grid(more, found, rest, "Question, hypothesis, findings and decision, continued")


def headline_pages(deck: Deck) -> None:
    """A table of the headline measures for every candidate; of one scenario its own."""
    subject = deck.subject
    if not subject.candidates:
        heads = ("Measure", *front.ALONE)
        _measures(
            deck, f"{subject.base.name}: headline measures", heads, numbers.alone(subject, True)
        )
    for place, side in enumerate(subject.candidates):
        names = ("Measure", subject.base.name, side.name, *front.COMPARED[2:])
        _measures(deck, front.score(subject, place), names, numbers.compared(subject, place, True))


def _measures(deck: Deck, title: str, heads: Sequence[str], lines: Sequence[numbers.Line]) -> None:
    if not lines:
        return
    rows = [
        (
            Cell(deck.said(line.name), deck.said(line.unit), bold=True),
            *(
                Cell(deck.said(c.text), "", c.kind in COLOURS, _colour(deck, c.kind))
                for c in line.cells
            ),
        )
        for line in lines
    ]
    page = deck.page(title, front.extent(deck.subject), measures_notes(deck.subject))
    found = grid([deck.said(head) for head in heads], rows, page.free)
    for place, some in enumerate(found.pages(page.free.height)):
        if place:
            page = deck.page(f"{title}, continued", notes=measures_notes(deck.subject))
        put_grid(page, found, some, f"{title}: {_spoken(lines)}")


def _spoken(lines: Sequence[numbers.Line]) -> str:
    return "; ".join(
        f"{line.name} {', '.join(c.text for c in line.cells if c.text)}" for line in lines
    )


def _colour(deck: Deck, kind: str) -> str:
    if kind in COLOURS:
        return deck.ink(COLOURS[kind])
    return QUIET if kind else ""


def _under(deck: Deck, page: Page, lines: Sequence[str]) -> None:
    """The lines below the title: where the layout has its own, or in what is free."""
    kinds = ((s.placeholder_format.type, s) for s in deck.look.cover.placeholders)
    place = next((shape for kind, shape in kinds if kind == KIND.SUBTITLE), None)
    box = page.free
    if place is not None:
        box = Box(*(v / INCH for v in (place.left, place.top, place.width, place.height)))
    page.text(box, [Words(line, 18, colour=QUIET) for line in lines], "Subtitle")


def _logo(deck: Deck, page: Page, logo: bytes) -> None:
    """The logo in the upper right corner, no larger than it may be."""
    shape = page.slide.shapes.add_picture(io.BytesIO(logo), 0, 0)
    ratio = min(LOGO[0] * INCH / shape.width, LOGO[1] * INCH / shape.height)
    shape.width, shape.height = round(shape.width * ratio), round(shape.height * ratio)
    foot = deck.look.foot
    shape.left = Inches(foot.left + foot.width) - shape.width
    shape.top = Inches(0.4)
    shape.name = "Logo"
    shape._element.xpath(".//p:cNvPr")[0].set(
        "descr", deck.said(f"Logo of {deck.subject.theme.name}")
    )
