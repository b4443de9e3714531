"""A slide: title, subtitle, paragraphs, tables, charts, the line at its foot and its notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from sim.present.charts.data import Data
from sim.present.deck.fit import fitting, height_of, shortened
from sim.present.deck.ground import is_dark, lightened
from sim.present.deck.look import Box, look_of, title_of
from sim.present.deck.template import opened
from sim.present.native.chart import Frame
from sim.present.native.embedded import Embedded
from sim.present.package import clean, cut
from sim.present.subject import Colour, Subject

QUIET = "quiet"
"""In place of a colour: that of text, standing back."""
NAME = 40
"""Most characters of a scenario's name in the line at the foot."""
NUMBER = "{6A1C7D2E-3B4F-4C5D-8E6F-7A8B9C0D1E2F}"
"""What PowerPoint calls the field of the slide's number."""
TITLES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
"""Points of a title, largest first: findings are sentences."""
SUBTITLE, FOOT = 13.0, 8.5


class Words(NamedTuple):
    """A paragraph: text, points, weight, colour ('#rrggbb', QUIET, or '' for that of text)."""

    text: str
    size: float
    bold: bool = False
    colour: str = ""
    after: float = 4.0


class Deck:
    """The presentation that slides are added to."""

    def __init__(self, subject: Subject, template: Path | None) -> None:
        self.subject = subject
        self.show = opened(template, subject.theme)
        self.look = look_of(self.show)
        self.own = template is None
        self.dark = is_dark(self.look.plain)

    def said(self, text: str) -> str:
        """`text` in the words of the theme, as a slide can hold it."""
        return clean(self.subject.theme.said(text))

    def ink(self, colour: Colour) -> str:
        """The form of a colour that text has on these slides."""
        return colour.on_dark if self.dark else colour.text

    def page(self, title: str, subtitle: str = "", notes: Sequence[str] = ()) -> Page:
        """A new slide with its title and what is said below it.

        The notes begin with the title where it had to be cut.
        """
        slide = self.show.slides.add_slide(self.look.plain)
        page = Page(self, slide, self.look.body)
        whole = page.put_title(self.said(title))
        page.put_subtitle(self.said(subtitle))
        page.put_foot()
        page.put_notes([*([] if whole else [title]), *notes])
        return page


class Page:
    """One slide. free: the box that is not used yet."""

    def __init__(self, deck: Deck, slide: Any, free: Box) -> None:
        self.deck, self.slide, self.free = deck, slide, free
        for shape in list(slide.placeholders):
            if shape.placeholder_format.idx != 0:
                shape._element.getparent().remove(shape._element)

    def put_title(self, text: str) -> bool:
        """The title in the placeholder of the layout; False where it had to be cut."""
        look = self.deck.look
        sizes = [s for s in TITLES if s <= look.points] or [look.points]
        lines = {size: max(1, int(look.title.height * 72 / (size * 1.2))) for size in sizes}
        size = next(
            (s for s in sizes if fitting(text, look.title.width, lines[s], [s], bold=True)), None
        )
        cut_size = sizes[-1] if size is None else size
        written = shortened(text, look.title.width, lines[cut_size], cut_size, bold=True)
        if self.deck.own:
            unused = look.title.height - height_of(written, look.title.width, cut_size, bold=True)
            self.free = self.free.below(-max(0.0, unused))
        shape = title_of(self.slide)
        if shape is None:
            self.text(look.title, [Words(written, cut_size, True)], "Title")
        else:
            shape.text_frame.text = written
            shape.text_frame.word_wrap = True
            if cut_size != look.points:
                shape.text_frame.paragraphs[0].runs[0].font.size = Pt(cut_size)
        return size is not None

    def put_subtitle(self, text: str) -> None:
        """Quiet lines under the title, two if they can be; the free box begins below them."""
        if not text:
            return
        size = fitting(text, self.free.width, 2, (SUBTITLE, 12, 11)) or 11
        written = shortened(text, self.free.width, 3, size)
        height = height_of(written, self.free.width, size)
        box = Box(self.free.left, self.free.top, self.free.width, height)
        self.text(box, [Words(written, size, colour=QUIET)], "Subtitle")
        self.free = self.free.below(height + 0.12)

    def put_foot(self) -> None:
        """What made the numbers, and the number of the slide."""
        box, width = self.deck.look.foot, self.deck.look.foot.width - 0.6
        text = self.deck.said(self.deck.subject.foot(NAME))
        size = fitting(text, width, 2, (FOOT, 8, 7.5)) or 7
        left = Box(box.left, box.top, width, box.height)
        frame = self.text(
            left, [Words(shortened(text, width, 3, size), size, colour=QUIET)], "Foot"
        )
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        right = Box(box.left + width + 0.1, box.top, 0.5, box.height)
        frame = self.text(right, [Words("", FOOT, colour=QUIET)], "Slide number")
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        number = parse_xml(
            f'<a:fld {nsdecls("a")} id="{NUMBER}" type="slidenum"><a:rPr lang="en-US" '
            f'sz="{round(100 * FOOT)}"/><a:t>{len(self.deck.show.slides)}</a:t></a:fld>'
        )
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        for run in list(paragraph.runs):
            paragraph._p.remove(run._r)
        paragraph._p.insert_element_before(number, "a:endParaRPr")

    def put_notes(self, paragraphs: Sequence[str]) -> None:
        """The speaker's notes."""
        text = "\n".join(self.deck.said(each) for each in paragraphs if each)
        self.slide.notes_slide.notes_text_frame.text = text

    def text(self, box: Box, paragraphs: Sequence[Words], name: str = "Text") -> Any:
        """Paragraphs in a box; gives its frame."""
        shape = self.slide.shapes.add_textbox(*(Inches(v) for v in box))
        shape.name = clean(name)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, words in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(words.after)
            paint(paragraph, words)
        return frame

    def chart(self, data: Data, box: Box, size: float, alt: str, *, titled: bool) -> None:
        """A native chart that fills a box."""
        tree = self.deck.subject.base.scenario
        frame = Frame(box.width, box.height, size, titled, tree.start, self.deck.subject.currency)
        shown = lightened(data) if self.deck.dark else data
        made: Any = Embedded(shown, frame, self.deck.said)
        shape = self.slide.shapes.add_chart(made, *(Inches(v) for v in box), made)
        describe(shape, self.deck.said(data.title), self.deck.said(alt))


def paint(paragraph: Any, words: Words) -> None:
    """The text of a paragraph in its size, weight and colour."""
    run = paragraph.add_run()
    run.text = words.text
    run.font.size = Pt(words.size)
    run.font.bold = words.bold or None
    if words.colour == QUIET:
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
        run.font.color.brightness = 0.35
    elif words.colour:
        run.font.color.rgb = _rgb(words.colour)


def _rgb(colour: str) -> Any:
    """'#rrggbb' as python-pptx wants it."""
    make: Any = RGBColor
    return make(*bytes.fromhex(colour[1:]))


def describe(shape: Any, name: str, alt: str) -> None:
    """Name and alternative text of a chart or table."""
    shape.name = cut(name, 100)
    shape._element.xpath(".//p:cNvPr")[0].set("descr", cut(alt, 2000))
