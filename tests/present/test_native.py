"""Native charts: the numbers of `Data`, in the order of the schema, readable and reproducible."""

from __future__ import annotations

import io
import math

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from sim.present.charts.data import Data, Series
from sim.present.formats import cell_code, code, signed
from sim.present.native.axes import day_of, value_axis
from sim.present.native.chart import Frame
from sim.present.native.columns import BOTH, drawn, table, yearly
from sim.present.native.embedded import Embedded
from sim.present.native.looks import labelled_ends
from sim.present.subject import CANDIDATES
from sim.present.words import Scale, scale
from tests.present import office

FRAME = Frame(11.0, 4.5, 12.0, True, "2026-01-01", "USD")
EVERY = office.every_form()


def made(data):
    return Embedded(data, FRAME, str)


def chart_of(data):
    """The chart as python-pptx reads it from a slide."""
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    slide.shapes.add_chart(None, 0, 0, Inches(5), Inches(4), made(data))
    out = io.BytesIO()
    show.save(out)
    return Presentation(io.BytesIO(out.getvalue())).slides[0].shapes[0].chart


def lines(count, months=26, spread=5.0):
    categories = tuple(0.92 * k for k in range(1, months + 1))
    series = tuple(
        Series(
            f"Side {k}",
            CANDIDATES[k % 4],
            tuple(100.0 + 10 * k + i for i in range(months)),
            tuple(100.0 + 10 * k + i - spread for i in range(months)),
            tuple(100.0 + 10 * k + i + 2 * spread for i in range(months)),
        )
        for k in range(count)
    )
    return Data("lines", "Lines", "money", "Month", categories, series, "8 worlds of 10")


@pytest.mark.parametrize("data", EVERY, ids=lambda data: data.title)
def test_every_form_keeps_the_order_of_the_schema_and_repeats_its_bytes(data):
    first, again = made(data), made(data)
    assert office.faults(first.xml_bytes(None)) == []
    assert first.xml_bytes(None) == again.xml_bytes(None)
    assert first.xlsx_blob == again.xlsx_blob


def test_an_element_in_the_wrong_place_is_seen():
    xml = made(EVERY[1]).xml_bytes(None)
    assert b"<c:smooth" in xml
    wrong = xml.replace(b'<c:roundedCorners val="0"/>', b"").replace(
        b"</c:chart>", b'</c:chart><c:roundedCorners val="0"/>', 1
    )
    assert office.faults(wrong)


@pytest.mark.parametrize("data", EVERY, ids=lambda data: data.title)
def test_the_chart_has_the_numbers_and_so_has_the_workbook_behind_it(data):
    drawn_series = [series for plot in chart_of(data).plots for series in plot.series][
        -len(data.series) :
    ]
    for series, given in zip(drawn_series, data.series, strict=True):
        assert series.name == given.name
        assert tuple(series.values) == pytest.approx(given.values)
    sheet = openpyxl.load_workbook(io.BytesIO(made(data).xlsx_blob)).active
    heads = [cell.value for cell in sheet[1]]
    for given in data.series:
        column = heads.index(given.name) + 1
        cells = [sheet.cell(row + 2, column).value for row in range(len(given.values))]
        assert cells == pytest.approx(list(given.values))
        if given.low:
            low = [sheet.cell(r + 2, column + 1).value for r in range(len(given.values))]
            assert low[0] is None
            assert low[1:] == pytest.approx(list(given.low[1:]))


def test_months_are_dates_so_that_they_keep_their_distance():
    xml = made(lines(1)).xml_bytes(None).decode()
    assert "<c:dateAx>" in xml
    assert "<c:formatCode>yyyy-mm-dd</c:formatCode>" in xml
    assert day_of("2026-01-01", 0.92).isoformat() == "2026-01-29"
    assert day_of("2026-01-01", 35.88).isoformat() == "2028-12-28"


def test_one_or_two_bands_are_areas_and_more_are_arms_once_a_year():
    for count in (1, 2):
        xml = made(lines(count)).xml_bytes(None)
        assert b"<c:areaChart>" in xml
        assert b"<c:errBars>" not in xml
        assert not yearly(lines(count))
    four = lines(4)
    xml = made(four).xml_bytes(None)
    assert b"<c:areaChart>" not in xml
    assert xml.count(b"<c:errBars>") == 4
    found = table(four, "2026-01-01", "USD")
    rows = [
        [row for row, arm in enumerate(found.helpers[up].values) if arm is not None]
        for up, _ in found.arms.values()
    ]
    assert rows == [[12, 25], [11, 24], [10, 23], [9, 22]]  # beside each other, none hidden
    assert yearly(four)


@pytest.mark.parametrize(
    "limits",
    [(0, 4, 1, 3), (0, 2, 1, 5), (1, 5, 0, 2), (0, 1, 3, 4), (3, 4, 0, 1), (-5, -1, -3, 2)],
)
def test_the_parts_of_two_bands_stand_on_each_other_as_the_bands_lie(limits):
    a, b, c, d = limits
    sizes = [part.value(*limits) for part in BOTH]
    heights = [sizes[0], *(max(0.0, size) for size in sizes[1:])]
    assert sum(heights) == max(b, d)
    covered = {
        place: sum(h for part, h in zip(BOTH, heights, strict=True) if place in part.of)
        for place in (0, 1)
    }
    assert covered == {0: b - a, 1: d - c}


def test_what_a_chart_needs_follows_its_cells(tmp_path):
    """The formulas of bands and arms, computed by LibreOffice, are the numbers that we cached."""
    for name, data in (("bands", lines(2, spread=9.0)), ("arms", lines(4)), ("one", lines(1))):
        (tmp_path / f"{name}.xlsx").write_bytes(made(data).xlsx_blob)
    paths = [tmp_path / f"{name}.xlsx" for name in ("bands", "arms", "one")]
    for old, new in zip(paths, office.converted(paths, "xlsx", tmp_path / "office"), strict=True):
        cached = openpyxl.load_workbook(old, data_only=True).active
        formulas = openpyxl.load_workbook(old).active
        computed = openpyxl.load_workbook(new, data_only=True).active
        count = 0
        for row in formulas.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    expected = cached[cell.coordinate].value
                    assert computed[cell.coordinate].value == pytest.approx(expected)
        assert count


def test_nothing_is_left_to_the_defaults_of_powerpoint():
    for data in EVERY:
        xml = made(data).xml_bytes(None).decode()
        assert 'roundedCorners val="0"' in xml
        assert 'dispBlanksAs val="gap"' in xml
        assert "printSettings" not in xml
        bars = xml.count("<c:ser>") if "<c:barChart>" in xml else 0
        assert xml.count('invertIfNegative val="0"') == bars
        assert xml.count("<c:showVal") == xml.count("<c:showSerName")
        if data.form == "bars":
            assert '<c:tickLblPos val="low"/>' in xml
            assert '<c:orientation val="maxMin"/>' in xml


@pytest.mark.parametrize("data", EVERY, ids=lambda data: data.title)
def test_the_axis_holds_all_that_is_drawn(data):
    found = list(drawn(data, table(data, "2026-01-01", "USD")))
    axis = value_axis(data.form, data.unit, found, "USD", 5)
    assert axis.low <= min(found)
    assert axis.high >= max(found)
    assert 2 <= round((axis.high - axis.low) / axis.step) <= 8
    if data.form in ("columns", "bars", "stack"):
        assert axis.low <= 0 <= axis.high


def test_no_values_and_equal_values_make_an_axis():
    for values in ([], [0.0], [5.0, 5.0], [-3.0]):
        axis = value_axis("lines", "money", values, "USD", 5)
        assert axis.low < axis.high
        assert axis.step > 0


def test_ends_carry_names_only_where_they_lie_apart():
    def axis(data):
        reached = drawn(data, table(data, "2026-01-01", "USD"))
        return value_axis(data.form, data.unit, reached, "USD", 5)

    apart = lines(2)
    assert labelled_ends(apart, axis(apart), 11, 4.5, 12)
    assert b"<c:legend>" not in made(apart).xml_bytes(None)
    near = lines(4, spread=300.0)
    assert not labelled_ends(near, axis(near), 11, 4.5, 12)
    assert b"<c:legend>" in made(near).xml_bytes(None)
    named = apart.series[0]._replace(name="A name that is longer than a fifth of the chart is wide")
    long = Data("lines", "L", "money", "Month", apart.categories, (named, apart.series[1]))
    assert not labelled_ends(long, axis(long), 11, 4.5, 12)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Scale(1e6, 1, "$", "M"), '"$"#,##0.0,,"M";-"$"#,##0.0,,"M";"$"0'),
        (Scale(1e3, 0, "", "k CHF"), '#,##0,"k CHF"'),
        (Scale(0.01, 1, "", " %"), "#,##0.0 %"),
        (Scale(0.01, 2, "", " points"), "#,##0.00 %"),
        (Scale(1.0, 1, "", " h"), '#,##0.0" h"'),
    ],
)
def test_a_number_format_says_what_the_words_say(how, expected):
    assert code(how) == expected


def test_cells_show_money_in_full_and_differences_with_their_sign():
    assert cell_code("money/account/yr", "EUR") == '"\u20ac"#,##0'
    assert cell_code("money", "CHF") == '#,##0" CHF"'
    assert cell_code("share/yr", change=True) == signed("0.0 %") == "+0.0 %;-0.0 %;0.0 %"
    assert math.isclose(scale("share", [0.5]).size, 0.01)
