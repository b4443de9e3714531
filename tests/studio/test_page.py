"""The page as a user meets it: the whole way, what is stale, faults, keyboard, and the numbers."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from sim.present.labels import full_label
from sim.present.subject import OKABE_ITO

expect = pytest.importorskip("playwright.sync_api", reason="pages need Playwright").expect

from tests.studio.visit import TINY, WORLDS, Visit, plan  # noqa: E402 - where there is Playwright

Go = Callable[..., Visit]
ROOT = Path(__file__).parents[2]
STATIC = ROOT / "sim" / "studio" / "static"
STEPS = ("team", "stand", "today", "whatif", "decide")
SCALES = {"M": 1e6, "k": 1e3, "%": 0.01, "points": 0.01}
POOL = plan("Pool", structure="pooled", month=4, hypothesis="Nobody waits.")
QUICK = {"answers": TINY, "plans": [POOL]}


def number_in(text: str) -> tuple[float, float]:
    """The first number of a cell, and half a unit of its last digit."""
    found = re.search(r"([−+-]?)\$?([\d,]+(?:\.\d+)?)\s*(M|k|%|points)?", text)
    assert found is not None, text
    sign = -1 if found[1] in ("−", "-") else 1
    digits = found[2].replace(",", "")
    scale = SCALES.get(found[3] or "", 1.0)
    places = len(digits.partition(".")[2])
    return sign * float(digits) * scale, 0.51 * 10.0**-places * scale


def printed(command: list[str], project: Path) -> Any:
    """What a command that the page shows prints with --json."""
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", *command[1:], "--json", "--quiet"],
        cwd=project, check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return json.loads(done.stdout)


def test_the_whole_way(go: Go, project: Path) -> None:
    """From ten numbers to saved files, and the command line has the same numbers."""
    v = go()
    page = v.page
    for question, text in (("arr", "2M"), ("growth", "20 %")):
        v.answer(question, text)
    page.get_by_label("Customers by segment: Mid-market").fill("12")
    page.get_by_label("People by role: CSM").fill("2")
    page.select_option("#years", "1")
    page.get_by_text("12", exact=True).wait_for()

    page.get_by_role("button", name="Where you stand →").click()
    v.panel("stand").get_by_text("accounts for each of").wait_for()
    v.panel("stand").get_by_role("button", name="Single-threaded ARR").wait_for(timeout=60_000)

    v.step("today")
    v.done()
    assert v.panel("today").locator(".tile").count() >= 8
    v.chart("today", "arr")

    v.step("whatif")
    v.add("Specialise in half a year")
    v.add("Fix scope first")
    page.locator("[data-plan] textarea").first.fill("It costs more than it brings.")
    v.step("decide")
    v.panel("decide").locator(".verdict .first").first.wait_for(timeout=60_000)
    v.done()
    page.get_by_label("The question").fill("Should we specialise in July?")
    page.get_by_label("Decision").fill("Scope first; look again in a year.")
    v.chart("decide", "differences")

    with page.expect_download() as coming:
        v.panel("decide").get_by_role("button", name="Report One page").click()
    report = Path(coming.value.path()).read_text("utf-8")
    for text in (
        "Should we specialise in July?",
        "It costs more than it brings.",
        "Scope first; look",
    ):
        assert text in report

    v.panel("decide").get_by_role("button", name="Save", exact=True).click()
    v.panel("decide").get_by_text(re.compile("^Saved: today.yaml, ")).wait_for()
    command = v.panel("decide").locator(".command").inner_text().split()
    assert command[:3] == ["reorg", "compare", "today.yaml"]
    assert command[-2:] == ["--replications", str(WORLDS)]
    assert 'question: "Should we specialise in July?"' in (project / "today.yaml").read_text(
        "utf-8"
    )

    told = printed(command, project)
    here = v.play("compare")["shown"]["told"]["document"]
    for key in ("name", "digest", "verdict", "measures"):
        assert [each[key] for each in here["candidates"]] == [
            each[key] for each in told["candidates"]
        ]
    assert here["base"]["measures"] == told["base"]["measures"]
    _check_table(v, told)


def _check_table(v: Visit, told: dict[str, Any]) -> None:
    """Every number of the table of headline measures is that of the document."""
    table = v.panel("decide").locator(".answer table")
    names = table.locator("tbody .term").all_inner_texts()
    labels = {full_label(name): name for name in told["candidates"][0]["measures"]}
    assert len(names) == 8
    for row, label in enumerate(names):
        cells = table.locator("tbody tr").nth(row).locator("td").all_inner_texts()
        for place, candidate in enumerate(told["candidates"]):
            entry = candidate["measures"][labels[label]]
            value, off = number_in(cells[0])
            assert value == pytest.approx(entry["base"], abs=off), label
            change, *notes = cells[1 + place].split("\n")
            value, off = number_in(notes[-1])
            assert value == pytest.approx(entry["candidate"], abs=off), label
            if "same" not in change:
                value, off = number_in(change)
                assert value == pytest.approx(entry["difference"], abs=off), label


def test_a_changed_input_is_stale_at_once_and_comes_back_quickly(go: Go) -> None:
    """Never an old answer under new inputs; a value that is moved back is known."""
    v = go(**QUICK, step="whatif")
    v.done()
    first = v.play("compare")["shown"]
    v.page.locator('[data-fold="levers"] > summary').click()
    slider = v.page.locator('[data-at="candidate_1:culture.boundaries"] input')
    slider.focus()
    v.page.keyboard.press("ArrowRight")
    assert v.play("compare")["stale"]
    assert v.page.locator("#panel-whatif .glimpse.stale > .of-before").is_visible()
    assert "is-stale" in (v.page.locator("#tab-decide").get_attribute("class") or "")
    v.step("decide")
    assert v.page.locator("#panel-decide .answer.stale > .of-before").is_visible()
    v.done()
    assert not v.page.locator("#panel-decide .answer.stale").count()
    second = v.play("compare")["shown"]
    assert second["job"] != first["job"]
    assert second["told"]["document"]["candidates"] != first["told"]["document"]["candidates"]
    v.step("whatif")
    slider.focus()
    v.page.keyboard.press("ArrowLeft")
    back = v.play("compare")
    assert not back["stale"]
    assert back["shown"]["told"]["document"] == first["told"]["document"]


def test_the_organisation_is_played_within_the_page(go: Go) -> None:
    """The report in a frame: its own script runs, and its stories are there."""
    v = go(**QUICK, step="decide")
    v.done()
    v.panel("decide").get_by_role("button", name="Watch two worlds").click()
    frame = v.page.frame_locator("iframe.view")
    frame.get_by_role("button", name="Play the organisation").click()
    frame.get_by_role("button", name="One week on").click()
    frame.get_by_text("Week 2, ").first.wait_for()
    v.panel("decide").get_by_role("button", name="Follow one customer").click()
    frame.locator("#story_customer svg").first.wait_for()
    frame.locator("#story_person").wait_for()


def test_deck_and_workbook_are_taken_and_open(go: Go) -> None:
    """Both are of the answer that is shown, and can be read."""
    v = go(**QUICK, step="decide")
    v.done()
    taken = {}
    for name in ("Deck", "Workbook"):
        with v.page.expect_download(timeout=60_000) as coming:
            v.panel("decide").get_by_role("button", name=name).click()
        taken[coming.value.suggested_filename] = Path(coming.value.path())
    deck = Presentation(str(taken["report.pptx"]))
    assert len(deck.slides) > 10
    assert sum(shape.has_chart for slide in deck.slides for shape in slide.shapes) > 5
    book = load_workbook(io.BytesIO(taken["report.xlsx"].read_bytes()))
    assert {"Headline", "Worlds"} <= set(book.sheetnames)


def test_what_it_hangs_on_is_drawn_told_saved_and_taken_along(go: Go, project: Path) -> None:
    """On demand, stale with its inputs, the same in the saved study, and in the report."""
    v = go(**QUICK, step="decide", futures=8)
    page, panel = v.page, v.panel("decide")
    v.done()
    section = panel.locator('section.card:has(h2:text-is("What it hangs on"))')
    section.get_by_role("button", name="Draw 8 futures").click()
    section.get_by_text("8 futures drawn").wait_for(timeout=90_000)
    told = v.play("futures")["shown"]["told"]
    first = told["answers"]["contribution"][0]
    assert section.locator(".verdict .first").inner_text() == first["behind"]
    section.locator("figure svg").wait_for()
    section.get_by_label("Measure that the futures are asked of").select_option("grr")
    expect(section.locator(".verdict .first")).to_have_text(told["answers"]["grr"][0]["behind"])
    section.get_by_text("What is drawn, and from where").click()
    assert section.get_by_text("people.ramp").is_visible()

    with page.expect_download() as coming:
        panel.get_by_role("button", name="Report One page").click()
    assert first["behind"] in Path(coming.value.path()).read_text("utf-8")

    panel.get_by_label("File of Today").fill("hangs")
    panel.get_by_role("button", name="Save", exact=True).click()
    panel.get_by_text(re.compile("^Saved: hangs.yaml, ")).wait_for()
    command = panel.locator(".command").inner_text().splitlines()[1].split()
    assert command == ["reorg", "sensitivity", "hangs_futures.yaml"]
    again = printed(command, project)
    assert again == first["document"]

    wide = section.locator("figure svg").get_attribute("viewBox")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(section.locator("figure svg")).not_to_have_attribute("viewBox", wide or "")
    page.set_viewport_size({"width": 1280, "height": 844})

    section.get_by_role("button", name="32 more futures").click()
    section.get_by_role("button", name="End").click()
    assert section.get_by_role("button", name="32 more futures").is_visible()
    assert page.evaluate("JSON.parse(sessionStorage.getItem('reorg-studio-1')).futures") < 40

    v.step("whatif")
    page.locator('[data-fold="levers"] > summary').click()
    page.locator('[data-at="candidate_1:culture.boundaries"] input').press("ArrowRight")
    v.step("decide")
    assert section.get_by_text("draw them anew").is_visible()
    assert not v.play("futures")["job"], "nothing is drawn that nobody asked for"


def test_pause_go_on_end_and_more(go: Go) -> None:
    """The bar steers the play: paused worlds stand still, ended ones can be begun anew."""
    v = go(answers={**TINY, "customers": "mid_market=30"}, worlds=60, step="today")
    line, bar = v.page.locator("#run .line"), v.page.locator("#run")
    line.get_by_text(re.compile(r"^\d+ of 60 worlds$")).wait_for()
    bar.get_by_role("button", name="Pause").click()
    line.get_by_text(re.compile(r"^Paused at \d+ of 60 worlds$")).wait_for()
    seen = [""]
    while line.inner_text() != seen[-1]:  # worlds in hand are finished, and no others
        seen.append(line.inner_text())
        time.sleep(1.5)
    assert len(seen) < 6
    bar.get_by_role("button", name="Go on").click()
    line.get_by_text(re.compile(r"^\d+ of 60 worlds$")).wait_for()
    bar.get_by_role("button", name="End").click()
    assert v.play("today")["state"] == "cancelled"
    bar.get_by_role("button", name="Play").wait_for()

    v = go(answers=TINY, step="today")
    v.done()
    v.page.get_by_role("button", name="20 more worlds").click()
    v.done(WORLDS + 20)


def test_faults_stand_beside_their_field(go: Go) -> None:
    """What cannot be read is said where it was written, and nothing old is shown as new."""
    v = go(answers=TINY)
    v.answer("growth", "lots")
    field = v.page.locator('[data-at="q:growth"]')
    field.locator(".fault").get_by_text("'lots' is not a number").wait_for()
    assert field.locator("input").get_attribute("aria-invalid") == "true"
    assert "is-wrong" in (v.page.locator("#tab-team").get_attribute("class") or "")
    v.answer("growth", "20 %")
    expect(v.page.locator(".wrong")).to_have_count(0)

    v.step("whatif")
    v.add("A plan of my own")
    v.add("Specialise next year")
    month = v.page.locator('[data-at="candidate_2:timeline.reorg.at"]')
    month.locator(".fault").get_by_text("is not in the run").wait_for()
    month.locator("input").fill("5")
    expect(v.page.locator(".wrong")).to_have_count(0)
    v.said[:] = [text for text in v.said if "422" not in text]


def test_dates_are_moved_by_keys_and_by_dragging(go: Go) -> None:
    """The calendar's marker is a slider: arrows, page keys, the mouse."""
    v = go(answers=TINY, plans=[plan("Pool", structure="pooled", month=4)], step="whatif")
    marker = v.page.get_by_role("slider", name="Pool: The change")
    month = v.page.locator('[data-at="candidate_1:timeline.reorg.at"] input')
    marker.focus()
    v.page.keyboard.press("ArrowRight")
    assert marker.get_attribute("aria-valuetext") == "May 2026, month 5"
    assert month.input_value() == "5"
    v.page.keyboard.press("PageUp")
    assert marker.get_attribute("aria-valuenow") == "8"
    v.page.keyboard.press("Home")
    assert month.input_value() == "1"
    box = marker.bounding_box()
    track = v.page.locator(".lane .track").last.bounding_box()
    assert box is not None
    assert track is not None
    v.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    v.page.mouse.down()
    v.page.mouse.move(track["x"] + track["width"] * 8.1 / 12, box["y"], steps=5)
    v.page.mouse.up()
    assert month.input_value() == "9"
    assert "timeline" in v.page.evaluate(
        "(async () => JSON.stringify((await import('/static/plan.js')).plan()))()"
    )


def test_steps_by_keyboard(go: Go) -> None:
    """Tabs as they are everywhere: arrows, Home, End, and the way back of the browser."""
    v = go(answers=TINY)
    v.page.locator("#tab-team").focus()
    v.page.keyboard.press("ArrowRight")
    assert v.panel("stand").is_visible()
    v.page.keyboard.press("End")
    assert v.panel("decide").is_visible()
    assert v.panel("decide").get_by_text("Nothing is compared yet").is_visible()
    v.page.go_back()
    assert v.panel("stand").is_visible()


def test_a_table_of_ones_own_and_who_moves(go: Go) -> None:
    """A preset's table is changed by hand, people are mapped, and the words say what it does."""
    v = go(
        answers={**TINY, "people": "csm=6"},
        step="whatif",
        plans=[plan("Mine", structure="specialised", month=3)],
    )
    card = v.page.locator('[data-plan="Mine"]')
    card.get_by_role("button", name="Change this table").click()
    card.get_by_label("Renewals manager: share of the team").fill("30")
    card.get_by_role("group", name="Renewals manager").get_by_role(
        "button", name="Expansion"
    ).click()
    card.get_by_text("Who takes the new roles").click()
    card.get_by_role("button", name="Say who moves").click()
    card.get_by_label("How many people").fill("1")
    card.locator(".inwords").get_by_text(
        re.compile("Move: 1 from csm to onboarding specialist")
    ).wait_for()
    change = v.page.evaluate(
        "(async () => (await import('/static/plan.js')).plan().candidates[0].timeline.reorg)()"
    )
    assert change["set"]["team.roles.renewals_manager.handles"] == {"renewal": 1}
    assert change["moves"] == {"onboarding_specialist": {"from": "csm", "count": 1}}


def test_files_are_opened_again(go: Go) -> None:
    """A saved team brings its plans; what has no control is kept, and stored results are shown."""
    v = go()
    v.page.get_by_label("Open a file").check(force=True)
    v.page.get_by_role("button", name="small.yaml").click()
    v.page.get_by_role("button", name="Bring them in as plans").click()
    card = v.page.locator("[data-plan]")
    assert card.locator(".name").first.input_value() == "Pool in April"
    said = v.page.evaluate(
        "(async () => (await import('/static/plan.js')).plan({ texts: true }).candidates[0])()"
    )
    assert said["people"] == {"pay_gap": 0.05}
    assert said["culture"] == {"knowledge_sharing": 0.4}
    assert set(said["timeline"]) == {"reorg", "triage"}
    assert said["timeline"]["reorg"]["phase_weeks"] == "4 weeks"
    assert said["hypothesis"].startswith("Nobody waits")
    v.step("decide")
    v.done()
    known = v.play("compare")["shown"]["told"]["document"]["candidates"]
    v.page.evaluate("sessionStorage.clear()")
    v.page.goto(v.origin + "/")
    v.page.wait_for_selector("body.ready")
    v.page.get_by_label("Open a file").check(force=True)
    v.page.locator("button.file").filter(has_text="Pool in April").first.click()
    v.panel("decide").get_by_text("An earlier result, as it is stored").wait_for()
    v.panel("decide").locator(".verdict .first").wait_for()
    assert v.play("compare")["shown"]["told"]["document"]["candidates"] == known
    v.page.get_by_role("button", name="Back to the plans of this page").click()
    assert v.panel("decide").get_by_text("Nothing is compared yet").is_visible()


def test_a_file_that_was_edited_beside_the_page_is_played_anew(go: Go, project: Path) -> None:
    """Whoever comes back to the page sees what the file says now."""
    file = project / "edited.yaml"
    text = (project / "small.yaml").read_text("utf-8")
    file.write_text(text, "utf-8")
    v = go()
    v.page.get_by_label("Open a file").check(force=True)
    v.page.get_by_role("button", name="edited.yaml").click()
    v.step("today")
    v.done()
    first = v.play("today")["shown"]["told"]["document"]
    file.write_text(text.replace("arr: 2M", "arr: 3M"), "utf-8")
    v.page.evaluate("window.dispatchEvent(new Event('focus'))")
    v.page.wait_for_function(
        """async (before) => {
             const { today } = await import("/static/live.js");
             return !today.stale && today.shown.told.document.digest !== before;
           }""",
        arg=first["digest"],
    )
    v.done()


def test_exports_are_understood_and_dropped(go: Go, project: Path) -> None:
    """Two CSV files become a team; what was left out is said."""
    data = ROOT / "scenarios" / "data"
    v = go()
    v.page.get_by_label("Bring your accounts").check(force=True)
    v.page.get_by_label("Accounts", exact=True).set_input_files(data / "ravenstack_accounts.csv")
    v.page.get_by_label("Subscriptions", exact=True).set_input_files(
        data / "ravenstack_subscriptions.csv"
    )
    v.page.get_by_text("ravenstack_subscriptions.csv ✓").wait_for()
    v.page.get_by_role("button", name="Read the files").click()
    expect(v.page.locator('[data-at="import:growth"] .fault')).to_have_text(
        "Say it: no export knows it."
    )
    expect(v.page.locator('[data-at="today:team.size"] .fault')).to_contain_text("or give a roster")
    v.page.locator('[data-at="import:growth"] input').fill("25 %")
    v.page.get_by_label("People in the team").fill("9")
    v.page.get_by_role("button", name="Read the files").click()
    v.page.get_by_text("subscriptions that are trials").wait_for()
    v.page.locator(".sofar").get_by_text("$16.3M").wait_for()
    assert v.page.locator(".sofar dd").nth(2).inner_text() == "9"


def test_the_answer_is_covered_until_the_vote_is_over(go: Go) -> None:
    """Workshop mode: votes are counted, nothing is seen before the reveal."""
    v = go(**QUICK, step="decide")
    v.done()
    v.page.get_by_role("button", name="Workshop").click()
    assert not v.page.locator("#panel-decide .answer").is_visible()
    better = v.page.get_by_role("button", name=re.compile("Pool: Better than today"))
    better.click()
    better.click()
    assert v.page.locator(".tally").first.inner_text() == "2"
    v.page.get_by_role("button", name="Reveal").click()
    assert v.page.locator("#panel-decide .answer").is_visible()
    assert v.page.locator(".votes li").inner_text().startswith("Pool: better than today 2, no")


def test_every_number_says_what_it_is(go: Go) -> None:
    """Definition and unit on focus and on hover; Escape hides them."""
    v = go(**QUICK, step="decide")
    v.done()
    tip = v.page.locator("#tip")
    v.panel("decide").locator(".answer .term").first.focus()
    assert "Gross revenue retention" in tip.inner_text()
    v.page.keyboard.press("Escape")
    assert tip.is_hidden()
    for cell in v.panel("decide").locator(".answer td").all():
        assert cell.get_attribute("data-tip")
    v.panel("decide").locator(".answer td").nth(3).hover()
    assert "Net revenue retention" in tip.inner_text()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_it(go: Go, dark: bool, width: int) -> None:
    """Axe finds nothing on any step, light and dark, and no step is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    v = go(**QUICK, dark=dark, width=width, step="stand", futures=8)
    v.done()
    for step in STEPS:
        v.step(step)
        if step in ("today", "whatif", "decide"):
            v.done()
        if step in ("today", "decide"):
            v.chart(step, "arr")
        if step == "decide":
            v.panel(step).get_by_role("button", name="Draw 8 futures").click()
            v.panel(step).get_by_text("8 futures drawn").wait_for(timeout=90_000)
        for fold in v.panel(step).locator("details:not([open]) > summary").all()[:6]:
            if fold.is_visible():
                fold.click()
        found = Axe().run(v.page)
        assert found.violations_count == 0, (step, found.generate_report())
        assert v.overflow() <= 0, step


def test_a_lost_connection_is_said(go: Go) -> None:
    """While the server cannot be reached the page says so, and goes on when it is back."""
    v = go(answers=TINY)
    v.page.context.set_offline(True)
    v.answer("arr", "3M")
    v.page.locator("#lost").wait_for()
    v.page.context.set_offline(False)
    v.page.locator("#lost").wait_for(state="hidden")
    v.page.locator(".sofar").get_by_text("$3M").wait_for()
    v.said[:] = [text for text in v.said if "ERR_INTERNET_DISCONNECTED" not in text]


def test_it_is_light_and_answers_while_worlds_are_played(go: Go) -> None:
    """Under a megabyte, nothing from elsewhere; a control needs less than 100 ms in mid-run."""
    v = go(answers=TINY, worlds=60, step="whatif", plans=[POOL])
    weight = v.page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
    )
    assert weight < 1_000_000
    v.page.locator("#run .line").get_by_text(re.compile(r"^\d+ of 60 paired worlds$")).wait_for()
    v.page.locator('[data-fold="levers"] > summary').click()
    took = v.page.evaluate(
        """() => {
             const at = '[data-at="candidate_1:culture.boundaries"]';
             const input = document.querySelector(`${at} input`);
             const began = performance.now();
             input.value = "0.3";
             input.dispatchEvent(new Event("input", { bubbles: true }));
             return performance.now() - began;
           }"""
    )
    assert took < 100
    assert v.page.locator("#panel-whatif .inputs output", has_text="30 %").is_visible()


def test_colours_of_scenarios_are_the_reports() -> None:
    """One palette: the page's variables are those that the charts name."""
    css = (STATIC / "tokens.css").read_text("utf-8")
    for colour in OKABE_ITO:
        for name in (colour.line, colour.text):
            assert f"--c{name[1:]}: light-dark({name}, {colour.on_dark})" in css


def test_modules_are_small() -> None:
    """About 250 lines a file, no inline script or style, no eval."""
    for file in STATIC.iterdir():
        text = file.read_text("utf-8")
        assert text.count("\n") <= 260, file.name
        assert not re.search(r"\beval\(|new Function|innerHTML", text), file.name
    page = (STATIC / "index.html").read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*src=)|\son[a-z]+=", page)
