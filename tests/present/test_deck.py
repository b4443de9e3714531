"""The deck: numbers as in the document, native charts, notes, a client's template, equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from sim.base.faults import InputError
from sim.present import front, numbers
from sim.present.charts.table import pictures
from sim.present.deck import write_deck
from sim.present.deck.template import SHOW, TEMPLATE
from sim.present.subject import DISCLAIMER, GOOD, subject
from sim.present.theme import Theme
from tests.present import office, worlds

HOSTILE = (
    "=1+1",
    "<b>bold & brash</b>",
    "\U0001f680 long " + "word " * 40,
    'a"b\x0b\x00c]]>',
)


def deck(about, path, template=None):
    return Presentation(write_deck(about, pictures(about), path, template))


@pytest.fixture(scope="module")
def shows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    return cache(lambda case: deck(office.about(case), folder / f"{case}.pptx"))


def texts(slide):
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def everything(show):
    return [text for slide in show.slides for text in texts(slide)]


def of_kind(show, kind):
    return [shape for slide in show.slides for shape in slide.shapes if getattr(shape, kind)]


@pytest.mark.parametrize("case", office.CASES)
def test_every_slide_has_title_foot_number_and_notes(shows, case):
    about = office.about(case)
    for slide in shows(case).slides:
        assert slide.shapes.title.text
        found = list(texts(slide))
        assert about.foot(40) in found
        notes = slide.notes_slide.notes_text_frame.text
        assert DISCLAIMER in notes
        assert "interval" in notes
        assert 'type="slidenum"' in slide._element.xml


@pytest.mark.parametrize("case", ["two", "four", "same"])
def test_the_headline_tables_are_the_readings_of_the_document(shows, case):
    about = office.about(case)
    tables = [shape.table for shape in of_kind(shows(case), "has_table")]
    for place, side in enumerate(about.candidates):
        table = next(
            t
            for t in tables
            if [t.cell(0, 1).text, t.cell(0, 2).text] == [about.base.name, side.name]
        )
        for row, line in enumerate(numbers.compared(about, place, True)):
            assert table.cell(row + 1, 0).text.split("\n")[0] == line.name
            cells = [table.cell(row + 1, k + 1).text for k in range(len(line.cells))]
            assert cells == [cell.text for cell in line.cells]


def test_better_and_worse_are_said_in_colour_and_in_words(shows):
    table = of_kind(shows("four"), "has_table")[0].table
    said = {}
    for row in list(table.rows)[1:]:
        run = row.cells[6].text_frame.paragraphs[0].runs
        if run and run[0].font.color.type is not None and run[0].font.bold:
            said[run[0].text] = str(run[0].font.color.rgb)
    assert said == {"better": "00629A", "worse": "B04C00"}


def test_the_verdict_comes_before_any_number(shows):
    about = office.about("two")
    second = list(texts(shows("two").slides[1]))
    first = front.verdicts(about)[0].text.split(". ")[0]
    assert any(text.startswith(first) for text in second)
    assert about.candidates[0].name in shows("two").slides[0].shapes.title.text


def test_coinciding_sides_are_said_to_coincide(shows):
    assert any("coincide" in text for text in everything(shows("same")))


@pytest.mark.parametrize("case", office.CASES)
def test_every_plot_is_a_native_chart_with_its_workbook_and_its_numbers(shows, case):
    about = office.about(case)
    plots = [data for picture in pictures(about) for data in picture.data]
    found = of_kind(shows(case), "has_chart")
    assert len(found) == len(plots)
    assert not [
        s for s in of_kind(shows(case), "shape_type") if s.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    for shape, data in zip(found, plots, strict=True):
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr").startswith(data.title)
        assert shape.chart.part.chart_workbook.xlsx_part is not None
        series = [s for plot in shape.chart.plots for s in plot.series][-len(data.series) :]
        for drawn, given in zip(series, data.series, strict=True):
            assert tuple(drawn.values) == pytest.approx(given.values)


def test_a_picture_without_numbers_becomes_a_table_in_pages(tmp_path):
    about = office.about("two")
    rows = tuple((f"Row {k}", str(k), f"{k} words") for k in range(90))
    bare = replace(pictures(about)[1], data=(), columns=("Name", "N", "Said"), rows=rows)
    show = Presentation(write_deck(about, [bare], tmp_path / "deck.pptx"))
    tables = [s.table for s in of_kind(show, "has_table") if s.table.cell(0, 0).text == "Name"]
    assert len(tables) > 2
    said = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert said == [row[0] for row in rows]
    for shape in of_kind(show, "has_table"):
        assert shape.top + shape.height <= show.slide_height
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def within(show):
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


@pytest.mark.parametrize("case", office.CASES)
def test_nothing_leaves_the_slide(shows, case):
    within(shows(case))


def test_two_writings_are_one_file_byte_for_byte(tmp_path):
    about = office.about("two")
    one = write_deck(about, pictures(about), tmp_path / "a.pptx").read_bytes()
    two = write_deck(about, pictures(about), tmp_path / "b.pptx").read_bytes()
    assert one == two
    core = zipfile.ZipFile(io.BytesIO(one)).read("docProps/core.xml").decode()
    assert about.base.scenario.start in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {about.base.scenario.start}
    assert "Canny" not in core


def test_assumptions_have_their_source_and_guesses_come_first(shows):
    tables = [s.table for s in of_kind(shows("two"), "has_table")]
    marks = [
        row.cells[3].text
        for table in tables
        if table.cell(0, 0).text == "Parameter" and len(table.columns) == 5
        for row in list(table.rows)[1:]
    ]
    assert marks
    assert set(marks) <= {"guess", "calibrated", "evidence"}
    [said] = [text for text in everything(shows("two")) if "rest on evidence" in text]
    every, rest = re.search(r"all (\d+) parameters, of which (.*), are in the", said).groups()
    assert sum(map(int, re.findall(r"\d+", rest))) == int(every)
    assert "are choices, yours or of the model" in rest


def hostile(count=1):
    found = worlds.comparison((1.0, -0.7, 0.15)[:count])
    results = [found.base, *found.candidates]
    named = [
        replace(r, scenario=r.scenario.model_copy(update={"name": name}))
        for r, name in zip(results, HOSTILE, strict=False)
    ]
    whole = replace(found, base=named[0], candidates=tuple(named[1:]))
    return subject(whole, worlds.summary(whole))


def test_hostile_names_do_no_harm(tmp_path):
    about = hostile(3)
    show = deck(about, tmp_path / "deck.pptx")
    said = everything(show)
    assert any("=1+1" in text for text in said)
    assert any("<b>bold & brash</b>" in text for text in said)
    for xml in office.charts_in(tmp_path / "deck.pptx").values():
        assert office.faults(xml) == []
    within(show)


def client(path, *, potx=False, title="Their slide"):
    """A client's template with two slides, sections and 4:3 layouts."""
    show = Presentation()
    for _ in range(2):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
    show.save(path)
    if potx:
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(SHOW, TEMPLATE)
        with zipfile.ZipFile(path, "w") as file:
            for name, part in parts.items():
                file.writestr(name, part)
    return path


@pytest.mark.parametrize("potx", [False, True])
def test_a_clients_template_gives_its_layouts_and_loses_its_slides(tmp_path, potx):
    template = client(tmp_path / f"client.{'potx' if potx else 'pptx'}", potx=potx)
    about = office.about("two")
    show = deck(about, tmp_path / "deck.pptx", template)
    theirs = Presentation(client(tmp_path / "same.pptx"))
    assert (show.slide_width, show.slide_height) == (theirs.slide_width, theirs.slide_height)
    assert "Their slide" not in everything(show)
    assert [layout.name for layout in show.slide_layouts] == [
        layout.name for layout in theirs.slide_layouts
    ]
    assert of_kind(show, "has_chart")
    within(show)


def test_on_dark_slides_colours_are_the_lighter_ones(tmp_path):
    dark = Presentation()
    mapping = dark.slide_master._element.find(".//{*}clrMap")
    mapping.set("bg1", "dk1")
    mapping.set("tx1", "lt1")
    dark.save(tmp_path / "dark.pptx")
    about = office.about("two")
    show = deck(about, tmp_path / "deck.pptx", tmp_path / "dark.pptx")
    charts = b"".join(office.charts_in(tmp_path / "deck.pptx").values()).decode()
    side = about.candidates[0].colour
    assert side.on_dark[1:].upper() in charts
    assert side.line[1:].upper() not in charts
    table = of_kind(show, "has_table")[0].table
    assert GOOD.on_dark[1:].upper() in table._tbl.xml
    assert GOOD.text[1:].upper() not in table._tbl.xml


@pytest.mark.parametrize("content", [None, b"no zip", "docx"])
def test_what_is_no_template_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "client.pptx"
    if content == "docx":
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("word/document.xml", "<w/>")
    elif content is not None:
        path.write_bytes(content)
    about = office.about("two")
    with pytest.raises(InputError, match=r"\.pptx or \.potx") as wrong:
        write_deck(about, [], tmp_path / "deck.pptx", path)
    assert str(path) in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert not (tmp_path / "deck.pptx").exists()


def logo():
    figure = Figure(figsize=(2, 1))
    FigureCanvasAgg(figure)
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def test_the_theme_gives_name_logo_accent_and_words(tmp_path):
    theme = Theme(name="Acme", accent="#123456", logo=logo(), words=(("accounts", "clients"),))
    about = replace(office.about("two"), theme=theme)
    show = deck(about, tmp_path / "deck.pptx")
    first = show.slides[0]
    assert "Acme" in list(texts(first))
    assert [s.name for s in first.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE] == ["Logo"]
    assert "123456" in show.slide_master._element.xml
    said = " ".join(everything(show))
    assert "Logo churn, of clients" in said
    assert "of accounts" not in said


def test_libreoffice_shows_every_slide(tmp_path):
    about = office.about("four")
    path = write_deck(about, pictures(about), tmp_path / "deck.pptx")
    count = len(Presentation(path).slides)
    assert office.pages(office.converted([path], "pdf", tmp_path / "office")[0]) == count
