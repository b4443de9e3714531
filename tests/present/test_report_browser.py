"""The page in a browser: silent, readable by all, and telling the numbers of the document."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest

from sim.present.charts.table import pictures
from sim.present.report import write_report
from sim.present.report.readout import over_time
from sim.present.words import scale
from tests.present import browser, played

STILL = {"reduced_motion": "reduce"}
SHOWN = ("differences", "arr", "headcount", "dashboard")
"""Charts of each kind; all of them would take the checker half a minute."""
SOME = "figure details, .team, #measures ~ details:nth-of-type(2), #assumptions + p + details"
"""What is opened for the checker: one of each kind."""


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as found:
        yield found


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    some = [p for p in pictures(played.about()) if p.name in SHOWN]
    return write_report(played.about(), tmp_path_factory.mktemp("page") / "report.html", some)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return write_report(played.about(3), tmp_path_factory.mktemp("pages") / "report.html", [])


def opened(visit) -> None:
    """The stage, opened; motion is not wanted, so it stands still."""
    visit.page.click(".open")
    visit.page.wait_for_selector(".theatre:not([hidden]) canvas")


def at_week(page, week: int) -> None:
    page.evaluate(
        "week => { const s = document.querySelector('.week'); s.value = week;"
        " s.dispatchEvent(new Event('input')); }",
        week,
    )


def table(page, side: int) -> list[list[str]]:
    """The team of a side as the page tells it."""
    return page.eval_on_selector_all(
        f".side:nth-of-type({side + 1}) .team tbody tr",
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))",
    )


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_it_is_silent_accessible_and_never_wider_than_the_screen(chromium, report, width, colours):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    size = {"width": width, "height": 800}
    with browser.Visit(chromium, report, viewport=size, color_scheme=colours, **STILL) as visit:
        opened(visit)
        visit.page.evaluate(f"document.querySelectorAll({SOME!r}).forEach(d => d.open = true)")
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        found = axe.run(visit.page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
        assert visit.asked == []
        assert visit.wrong == []


def test_all_of_it_is_there_without_a_script(chromium, report):
    with browser.Visit(chromium, report, java_script_enabled=False) as visit:
        page = visit.page
        assert page.is_visible("text=In all: better on 7 of 8")
        assert page.locator("figure svg:visible").count() >= len(SHOWN)
        assert page.locator(".written:visible").count() == 2
        assert page.locator("button:visible, textarea:visible, .finger:visible").count() == 0
        page.click("text=What happened, week by week")
        assert page.locator(".told tbody tr:visible").count() > 20


def test_notes_are_kept_in_a_copy_that_can_be_edited_again(chromium, report, tmp_path):
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    with browser.Visit(chromium, report) as visit:
        visit.page.fill("[data-note=findings] textarea", 'Line one\nand <b>"two"</b> & three')
        saved(visit, first, "report-with-notes.html")
    with browser.Visit(chromium, first) as visit:
        page = visit.page
        assert page.input_value("[data-note=findings] textarea") == (
            'Line one\nand <b>"two"</b> & three'
        )
        page.emulate_media(media="print")
        assert page.is_visible("[data-note=findings] .written")
        assert not page.is_visible("[data-note=findings] textarea")
        assert not page.is_visible(".played, .contents, .finger, .save")
        page.emulate_media(media="screen")
        page.fill("[data-note=findings] textarea", "")
        page.fill("[data-note=decision] textarea", "We do it.")
        saved(visit, second, "a-with-notes.html")
        assert visit.wrong == []
    with browser.Visit(chromium, second) as visit:
        assert visit.page.input_value("[data-note=findings] textarea") == ""
        assert visit.page.input_value("[data-note=decision] textarea") == "We do it."
        assert visit.page.locator("figure svg:visible").count() >= len(SHOWN)
        visit.page.fill("[data-note=decision] textarea", "")
        third = tmp_path / "c.html"
        saved(visit, third, "b-with-notes.html")
        assert visit.wrong == []
    with browser.Visit(chromium, third) as visit:
        again = tmp_path / "d.html"
        saved(visit, again, "c-with-notes.html")
    assert third.read_text() == again.read_text()
    assert text_of(third) == text_of(report)


def saved(visit, path, name) -> None:
    with visit.page.expect_download() as found:
        visit.page.click(".save")
    assert found.value.suggested_filename == name
    found.value.save_as(path)
    assert visit.page.inner_text(".saved").endswith(name)


def text_of(path) -> str:
    """All that is not a tag, without its spaces."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", path.read_text())))


def test_the_readout_tells_the_numbers_behind_the_chart(chromium, report):
    about = played.about()
    picture = next(p for p in pictures(about) if p.name == "arr")
    [data] = over_time(picture)
    how = scale(
        data.unit, [v for s in data.series for v in (*s.values, *s.low, *s.high)], currency="USD"
    )
    with browser.Visit(chromium, report, viewport={"width": 1200, "height": 900}) as visit:
        figure = visit.page.locator("figure", has_text=picture.title)
        finger, values = figure.locator(".finger"), figure.locator(".values")
        assert_tells(values, data, how, -1)
        finger.focus()
        finger.press("Home")
        assert_tells(values, data, how, 0)
        finger.press("ArrowRight")
        assert_tells(values, data, how, 1)
        assert finger.get_attribute("aria-valuetext").endswith("(month 2)")
        box = finger.bounding_box()
        visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        told = finger.get_attribute("aria-valuenow")
        assert 10 < int(told) < 30
        assert_tells(values, data, how, int(told))
        line = figure.locator(".wide .rules line").bounding_box()
        assert abs(line["x"] - (box["x"] + box["width"] / 2)) < box["width"] / 36
        assert visit.wrong == []


def assert_tells(values, data, how, step):
    text = values.inner_text()
    for series in data.series:
        said = f"{series.name} {how.plain(series.values[step])} "
        assert said + f"({how.span(series.low[step], series.high[step])})" in text


@pytest.mark.parametrize("week", [0, 17, 30, 51])
def test_a_week_shows_the_owners_and_the_load_of_the_tables(chromium, report, week):
    with browser.Visit(chromium, report, **STILL) as visit:
        opened(visit)
        visit.page.evaluate("document.querySelectorAll('.team').forEach(d => d.open = true)")
        at_week(visit.page, week)
        for place, side in enumerate(played.about().sides):
            run = side.result.runs[0]
            rows = {row[0]: row for row in table(visit.page, place)}
            weekly, books = run["weekly_people"], run["weekly_accounts"]
            now = np.flatnonzero(np.abs(weekly["time"] - 7 * (week + 1)) < 1e-6)
            mine = books["time"] == 7 * (week + 1)
            for n in now:
                person = int(weekly["person"][n])
                _, _, worked, backlog, burnout, count, arr = rows.pop(f"simulated person {person}")
                led = mine & (books["lead"] == person)
                assert int(count) == led.sum()
                assert int(arr.replace(",", "")) == pytest.approx(books["arr"][led].sum(), abs=99)
                assert worked == f"{round(float(weekly['worked'][n]))} h"
                assert backlog == f"{round(float(weekly['backlog'][n]))} h"
                out = float(weekly["burnout"][n]) > run.scenario.burnout.line
                assert ("burned out" in burnout) == out
            assert set(rows) <= {"empty seat"}
        assert visit.wrong == []


def test_the_stage_goes_by_keys_and_tells_what_happened(chromium, many):
    with browser.Visit(chromium, many, **STILL) as visit:
        page = visit.page
        opened(visit)
        assert page.inner_text(".run") == "Play"  # nothing moves by itself
        page.focus(".week")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert page.inner_text(".when").startswith("Week 4, to ")
        page.click(".on")
        page.click(".back")
        assert page.input_value(".week") == "3"
        cells = page.eval_on_selector_all(
            ".told tr[data-week='4'] td", "cells => cells.map(c => c.textContent)"
        )
        said = page.eval_on_selector_all(".happened", "all => all.map(p => p.textContent)")
        assert said == (cells[:2] if cells else ["", ""])
        page.select_option(".side:nth-of-type(2) .who select", "3")
        assert page.inner_text(".side:nth-of-type(2) h3") == played.about(3).sides[3].name
        before = page.evaluate("document.querySelector('canvas').toDataURL()")
        page.select_option(".health", "reported")
        assert page.evaluate("document.querySelector('canvas').toDataURL()") != before
        assert visit.wrong == []


def test_it_plays_in_step_and_stops_when_nobody_looks(chromium, report):
    with browser.Visit(chromium, report) as visit:
        page = visit.page
        opened(visit)
        assert page.inner_text(".run") == "Pause"
        page.select_option(".speed", "20")
        until(page, lambda: int(page.input_value(".week")) > 5)
        page.evaluate("scrollTo(0, 0)")
        until(page, lambda: page.inner_text(".run") == "Play")
        stopped = page.input_value(".week")
        page.wait_for_timeout(200)
        assert page.input_value(".week") == stopped
        assert visit.wrong == []


def until(page, holds) -> None:
    """Waits ten seconds at most; the page forbids the texts that playwright would evaluate."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to hold in ten seconds")
