"""Charts by what they say: titles, data, labels that do not collide; bytes that repeat."""

from __future__ import annotations

import numpy as np
import pytest

from sim.present.charts import CHARTS, pictures, write_charts
from sim.present.charts.burnout import people_lines
from sim.present.charts.forest import forest
from sim.present.charts.lines import spread
from sim.present.charts.picture import SOFT, body_of, figure_of, wrapped
from sim.present.charts.write import inline_svg, png, svg
from sim.present.subject import BAD, GOOD, subject
from sim.tables.results import Key
from tests.present import worlds
from tests.present.drawn import uncovered

ON_DEMAND = ("j_curve", "interaction", "waterfall", "ribbons", "bus_factor", "serving")
"""Charts of what none of these worlds has: see `test_transition`, `_interaction`, `_gallery`."""
CASES = {"one": (), "two": (1.0,), "four": (1.0, -0.7, 0.15), "same": (0.0,)}


def about(case):
    effects = CASES[case]
    found = worlds.comparison(effects) if effects else worlds.comparison().base
    return subject(found, worlds.summary(found))


def picture(case, name):
    return CHARTS[name](about(case))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["image", "page", "phone"])
def test_no_text_is_clipped_or_lies_on_another(case, form):
    foot = about(case).foot()
    for found in pictures(about(case)):
        figure = (
            figure_of(found, foot)
            if form == "image"
            else body_of(found, 9.0 if form == "page" else 4.2)
        )
        uncovered(figure, found.name)


def test_titles_state_the_finding_and_no_more_than_the_interval_allows():
    assert picture("one", "arr").title.startswith("ARR reaches $16.")
    assert picture("two", "arr").title == "Specialised: $866k more ARR at the end than Generalist"
    assert "95 % interval $802k to $930k" in picture("two", "arr").subtitle
    assert picture("two", "differences").title == (
        "Specialised: better than Generalist on 7 of 8 headline measures, worse on 1"
    )
    assert picture("two", "book").title == (
        "No clear difference in accounts per head between Generalist and Specialised"
    )


def test_charts_and_tables_give_the_same_number():
    side = about("two").readings(0)
    burned = next(r for r in side if r.measure == "burnout_prevalence")
    assert burned.size_words() in picture("two", "burnout").title


def test_scenarios_that_coincide_are_drawn_once_and_said_to_coincide():
    found = about("same").series("arr")
    assert [group.name for group in found] == ["Generalist and Specialised (coincide)"]
    assert "coincide" in picture("same", "hours").alt
    assert picture("same", "differences").title == "Specialised: coincides with Generalist"


def test_better_points_right_whichever_way_the_measure_goes():
    rows = {row.measure: row.marks[0] for row in forest(about("two"))}
    assert rows["grr"].low > 0
    assert rows["logo_churn"].low > 0
    assert rows["cost_to_serve"].high < 0
    assert all(max(abs(m.low), abs(m.high)) == pytest.approx(1) for m in rows.values())


def test_colour_says_better_or_worse_and_shape_says_which_candidate():
    found = worlds.comparison((1.0, -0.7))
    told = worlds.summary(found)
    barely = told["candidates"][0]["measures"]["nrr"]
    barely["lo"], barely["hi"] = 0.01 * barely["difference"], 1.99 * barely["difference"]
    both = subject(found, told)
    canvas = body_of(CHARTS["differences"](both), 9.0).axes[0]
    marks = [line for line in canvas.lines if line.get_marker() not in ("None", "")]
    drawn = {
        (m.reading.measure, m.side.name): (line.get_marker(), line.get_mec(), line.get_mfc())
        for line, m in zip(marks, (m for row in forest(both) for m in row.marks), strict=True)
    }
    assert drawn["grr", "Specialised"] == ("o", GOOD.line, GOOD.line)
    assert drawn["grr", "Pods"] == ("s", BAD.line, BAD.line)
    assert drawn["cost_to_serve", "Specialised"] == ("o", BAD.line, BAD.line)
    assert drawn["nrr", "Specialised"] == ("o", SOFT, "#ffffff")
    assert "Net retention (NRR): Specialised +1.5" in CHARTS["differences"](both).alt
    assert "barely beyond luck" in CHARTS["differences"](both).alt
    assert not {side.colour for side in both.sides} & {GOOD, BAD}


def test_a_scenario_keeps_its_colour_and_a_name_that_is_used_twice_is_numbered():
    found = worlds.comparison((1.0, 0.0))
    again = worlds.result(worlds.scenario("Generalist"), 0.5)
    both = type(found)(found.base, (*found.candidates, again))
    sides = subject(both, {}).sides
    assert [side.name for side in sides] == ["Generalist", "Specialised", "Pods", "Generalist (2)"]
    assert sides[0].colour == about("one").base.colour
    assert len({side.colour for side in sides}) == 4


def test_a_run_has_no_paired_differences_and_missing_series_are_left_out():
    assert "differences" not in [found.name for found in pictures(about("one"))]
    base = worlds.comparison().base
    base.weekly.clear()
    left = pictures(subject(base, worlds.summary(base)))
    assert [found.name for found in left] == ["standing"]


def test_every_person_is_one_line_and_long_histories_are_thinned():
    lines = people_lines(
        np.array([7.0, 7, 14, 14, 21]),
        np.array([0, 1, 0, 1, 1]),
        np.array([0.1, 0.2, 0.3, 0.4, 0.5]),
    )
    assert [values.tolist() for _, values in lines] == [[0.1, 0.3], [0.2, 0.4, 0.5]]
    t = np.tile(np.arange(500.0), 40)
    thin = people_lines(t, np.repeat(np.arange(40), 500), t, most=1000)
    assert len(thin) == 40
    assert sum(len(values) for _, values in thin) < 1200
    assert all(values[-1] == 499 for _, values in thin)


def test_labels_move_apart_no_further_than_needed():
    assert spread([0.1, 0.9], [0.2, 0.2], 0, 1) == [0.1, 0.9]
    assert spread([0.5, 0.5], [0.2, 0.2], 0, 1) == pytest.approx([0.4, 0.6])
    placed = spread([0.95, 0.96, 0.2], [0.2, 0.4, 0.2], 0, 1)
    assert placed == pytest.approx([0.5, 0.8, 0.2])


def test_wrapped_lines_keep_every_word():
    assert (
        " ".join(wrapped("a chart title of some length", 0.8, 10)) == "a chart title of some length"
    )


def test_the_same_picture_gives_the_same_bytes():
    found, foot = picture("two", "arr"), about("two").foot()
    assert png(found, foot) == png(picture("two", "arr"), foot)
    assert svg(found, foot) == svg(picture("two", "arr"), foot)
    assert b"<dc:date>" not in svg(found, foot)


def test_a_dollar_sign_in_a_name_is_not_mathematics():
    found = worlds.comparison()
    named = worlds.result(worlds.scenario("From $2M to $3M & <more>"), 1.0)
    cheap = subject(
        type(found)(found.base, (named,)), worlds.summary(type(found)(found.base, (named,)))
    )
    text = svg(CHARTS["arr"](cheap), cheap.foot()).decode()
    assert "From $2M to $3M &amp; &lt;more&gt;" in text.replace("\n", " ")


def test_ids_of_inline_charts_never_meet():
    import re

    one, two = (inline_svg(picture("two", name), 9.0) for name in ("arr", "book"))
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (one, two)]
    assert ids[0].isdisjoint(ids[1])
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', one)) <= ids[0]


def test_charts_are_written_as_png_and_svg(tmp_path):
    written = write_charts(about("two"), tmp_path / "charts")
    assert {path.name for path in written} == {
        f"{name}.{kind}" for name in CHARTS if name not in ON_DEMAND for kind in ("png", "svg")
    }
    assert sorted(written) == sorted((tmp_path / "charts").iterdir())


def test_the_dashboard_tells_its_lag_or_what_it_shows():
    lag = about("one").summary["measures"]["detection_lag"]["mean"]
    assert picture("one", "dashboard").title == (
        f"A decline shows on the dashboard {lag:.0f} days after it began"
    )
    assert picture("two", "dashboard").title.endswith("sooner than Generalist")
    assert "days" in picture("two", "dashboard").alt
    found = worlds.comparison().base
    told = worlds.summary(found)
    calm = subject(found, told)
    calm.base.result.values[Key("detection_lag")][:] = np.nan
    assert CHARTS["dashboard"](calm).title.startswith("The dashboard shows $")
