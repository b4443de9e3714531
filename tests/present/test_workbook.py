"""The workbook: numbers of the document, unrounded; formulas that agree; text that stays text."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import openpyxl
import pytest

from sim.measures import HEADLINE
from sim.present.charts.table import pictures
from sim.present.inputs import parameters
from sim.present.subject import DISCLAIMER
from sim.present.theme import Theme
from sim.present.workbook import write_workbook
from sim.present.workbook.sheets import FIRST
from sim.tables.results import Key
from tests.present import office
from tests.present.test_deck import hostile


def book(about, path, **more):
    return openpyxl.load_workbook(write_workbook(about, pictures(about), path), **more)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    return cache(lambda case: book(office.about(case), folder / f"{case}.xlsx", data_only=True))


def digits(value):
    """What Excel keeps of a number: 15 digits, and one to be sure of them."""
    return pytest.approx(float(value), rel=1e-14, abs=0)


def rows(sheet):
    """Rows of a sheet as mappings from head to value."""
    heads = [cell.value for cell in sheet[FIRST]]
    for row in sheet.iter_rows(min_row=FIRST + 1, values_only=True):
        yield dict(zip(heads, row, strict=True))


@pytest.mark.parametrize("case", ["two", "four", "same"])
def test_all_measures_are_the_numbers_of_the_document(books, case):
    about = office.about(case)
    found = list(rows(books(case)["All measures"]))
    for place, side in enumerate(about.candidates):
        mine = {row["Name in data"]: row for row in found if row["Candidate"] == side.name}
        for name, entry in about.measures(place).items():
            row = mine[name]
            base = next(value for head, value in row.items() if head.startswith("Base:"))
            assert base == digits(entry["base"])
            assert row["Candidate's value"] == digits(entry["candidate"])
            assert row["Difference"] == digits(entry["difference"])
            assert row["95 % interval, low"] == digits(entry["lo"])
            assert row["95 % interval, high"] == digits(entry["hi"])
            assert row["Worlds"] == entry["n"]
            better = row["Share of worlds in which it is better"]
            assert better == (None if math.isnan(entry["p_better"]) else entry["p_better"])


def test_one_scenario_has_means_with_their_intervals(books):
    about = office.about("one")
    found = {row["Name in data"]: row for row in rows(books("one")["All measures"])}
    for name, entry in about.summary["measures"].items():
        assert found[name]["Mean"] == digits(entry["mean"])
        assert found[name]["95 % interval, low"] == digits(entry["lo"])
        assert found[name]["Standard deviation between worlds"] == digits(entry["sd"])
    assert "What differs" not in books("one").sheetnames


@pytest.mark.parametrize("case", office.CASES)
def test_worlds_have_a_row_for_every_replication_and_headline_measure(books, case):
    about = office.about(case)
    found = list(rows(books(case)["Worlds"]))
    known = [m for m in HEADLINE if Key(m) in about.base.result.values]
    assert len(found) == len(known) * about.worlds
    for row in found[:: about.worlds // 2]:
        for side in about.sides:
            values = side.result.values[Key(row["Name in data"])]
            assert row[side.name] == digits(values[row["World"]])


def test_a_sheet_for_every_picture_with_its_numbers_and_a_native_chart(tmp_path):
    about = office.about("two")
    path = write_workbook(about, pictures(about), tmp_path / "book.xlsx")
    found = openpyxl.load_workbook(path)
    plots = [data for picture in pictures(about) for data in picture.data]
    assert len(office.charts_in(path)) == len(plots)
    for xml in office.charts_in(path).values():
        assert office.faults(xml) == []
    arr = next(picture for picture in pictures(about) if picture.name == "arr").data[0]
    cells = {
        cell.value: cell
        for row in found["ARR"].iter_rows()
        for cell in row
        if cell.value is not None
    }
    for series in arr.series:
        head = cells[series.name]
        below = [
            found["ARR"].cell(head.row + 1 + k, head.column).value
            for k in range(len(series.values))
        ]
        assert below == [digits(value) for value in series.values]


def test_inputs_are_every_parameter_with_value_range_mark_and_source(books):
    about = office.about("two")
    found = {row["Parameter"]: row for row in rows(books("two")["Inputs"])}
    base = about.base.scenario
    assert set(found) >= {row.path for row in parameters(base)}
    time_up = found["burnout.time_up"]
    assert time_up[about.base.name] == 26
    assert (time_up["Plausible from"], time_up["to"]) == (13, 78)
    assert (time_up["Unit"], time_up["Basis"], time_up["Source"]) == ("weeks", "guess", "E5")
    assert found["team.structure"]["Differs"] == "differs"
    assert found["burnout.time_up"]["Differs"] in (None, "")


def test_splits_have_sheets(books):
    for case in ("one", "two"):
        found = list(rows(books(case)["By segment"]))
        assert {row["Part"] for row in found} == {"Enterprise", "SMB"}


def test_the_first_sheet_says_what_it_is_and_links_to_the_others(books):
    about, first = office.about("four"), books("four").worksheets[0]
    said = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value is not None]
    for side in about.sides:
        assert side.result.digest in said
    assert any(DISCLAIMER in text for text in said)
    assert any("Choosing Specialised" in text for text in said)
    links = {cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in books("four").sheetnames[1:]}


def test_every_sheet_is_named_frozen_and_prints_on_the_width_of_a_page(books):
    for found in (books("one"), books("two")):
        assert len({name.casefold() for name in found.sheetnames}) == len(found.sheetnames)
        for sheet in found.worksheets:
            assert len(sheet.title) <= 31
            assert sheet.page_setup.orientation == "landscape"
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in (
                (1, 0),
                (None, 0),
            )
        for name in ("Headline", "All measures", "Inputs", "Worlds"):
            assert found[name].freeze_panes


def test_two_writings_are_one_file_byte_for_byte(tmp_path):
    about = office.about("four")
    one = write_workbook(about, pictures(about), tmp_path / "a.xlsx").read_bytes()
    assert one == write_workbook(about, pictures(about), tmp_path / "b.xlsx").read_bytes()


def test_hostile_names_stay_text(tmp_path):
    about = hostile(3)
    found = book(about, tmp_path / "book.xlsx")
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert not (cell.data_type == "f" and str(cell.value).startswith("=1+1"))
                assert cell.hyperlink is None or cell.hyperlink.target is None
    said = {str(c.value) for s in found.worksheets for row in s.iter_rows() for c in row}
    assert "=1+1" in said
    assert "<b>bold & brash</b>" in said


def test_the_words_of_the_theme_are_in_it(tmp_path):
    theme = Theme(name="Acme", words=(("accounts", "clients"),))
    about = replace(office.about("two"), theme=theme)
    found = book(about, tmp_path / "book.xlsx")
    assert "Logo churn, of clients" in {row["Measure"] for row in rows(found["All measures"])}


@pytest.mark.filterwarnings("ignore:Unable to read chart")
def test_libreoffice_prints_it_and_computes_the_same_numbers(tmp_path):
    about = office.about("two")
    path = write_workbook(about, pictures(about), tmp_path / "book.xlsx")
    (new,) = office.converted([path], "xlsx", tmp_path / "office")
    old, computed = (openpyxl.load_workbook(p, data_only=True) for p in (path, new))
    formulas = openpyxl.load_workbook(path)
    count = 0
    for name in ("Headline", "Worlds", "ARR"):
        for row in formulas[name].iter_rows():
            for cell in (c for c in row if c.data_type == "f"):
                count += 1
                expected = old[name][cell.coordinate].value
                found = computed[name][cell.coordinate].value
                assert found == pytest.approx(expected, rel=1e-6, abs=1e-9), cell.coordinate
    assert count > 300
    pdf = office.converted([path], "pdf", tmp_path / "print")[0]
    assert office.pages(pdf) >= len(formulas.sheetnames)
