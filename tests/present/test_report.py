"""The report: one file that calls nobody, carries every input and repeats byte for byte."""

from __future__ import annotations

import re

import pytest

from sim.base.version import MODEL_VERSION, VERSION
from sim.present.charts.table import pictures
from sim.present.inputs import book_text, differing, parameters
from sim.present.report import html, write_report
from sim.present.subject import subject
from sim.scenario.tree import AccountRow
from tests.present import worlds


def about(found):
    return subject(found, worlds.summary(found))


@pytest.fixture(scope="module")
def page():
    return html(about(worlds.comparison()))


def test_it_is_self_contained_and_the_browser_guarantees_it(page):
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    addresses = set(re.findall(r"https?://[^\"' )<]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<(script|link|iframe|img)\b|@import|url\((?!#)", page)


def test_the_verdict_comes_first_and_then_question_table_and_charts(page):
    places = [
        page.index(text)
        for text in (
            "In all: better on 7 of 8",
            "What if we specialise before we reach 12 CSMs?",
            "Headline measures",
            "What differs between",
            "$866k more ARR at the end",
            "All measures",
            "By segment",
            "Assumptions",
            "Method",
            "What made this report",
        )
    ]
    assert places == sorted(places)


def test_every_parameter_is_there_with_range_basis_and_source(page):
    tree = worlds.comparison().base.scenario
    rows = parameters(tree)
    assert len(rows) > 150
    for row in rows:
        assert f"<code>{row.path}</code>" in page
    time_up = next(row for row in rows if row.path == "burnout.time_up")
    assert time_up[2:] == ("26 weeks", "13 weeks to 78 weeks", "guess", "E5")
    assert time_up.meaning.startswith("Time constant of burnout")


def test_what_differs_names_path_and_both_values(page):
    base, other = worlds.scenario("A"), worlds.scenario("B", "specialised")
    assert differing(base, [other]) == [("team.structure", ("generalist", "specialised"))]
    assert "<code>team.structure</code>" in page


def test_a_book_from_a_file_is_in_it_once():
    rows = tuple(AccountRow(account=f"A{i}", segment="smb", arr="12000") for i in range(3))

    def with_book(result):
        tree = result.scenario
        book = tree.book.model_copy(update={"accounts": rows})
        return type(result)(
            tree.model_copy(update={"book": book}),
            *(
                getattr(result, name)
                for name in ("replications", "values", "weekly", "runs", "digest", "provenance")
            ),
        )

    found = worlds.comparison()
    found = type(found)(with_book(found.base), tuple(map(with_book, found.candidates)))
    assert book_text(found.base.scenario).splitlines()[1] == "A0,smb,12000,annual,0,,on"
    assert html(about(found)).count("A1,smb,12000,annual") == 1


def test_what_users_write_is_text_and_never_markup():
    found = worlds.comparison()
    nasty = worlds.result(worlds.scenario("<script>alert(1)</script>"), 1.0)
    text = html(about(type(found)(found.base, (nasty,))))
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_it_repeats_byte_for_byte_and_is_small(page, tmp_path):
    path = write_report(about(worlds.comparison()), tmp_path / "report.html")
    assert path.read_bytes() == page.encode()
    assert len(page) < 5_000_000
    assert list(tmp_path.iterdir()) == [path]


def test_charts_have_words_for_those_who_cannot_see_them_and_numbers_behind(page):
    shown = len(pictures(about(worlds.comparison())))
    assert page.count('role="img"') == page.count("The numbers behind this chart") == shown
    assert all(len(alt) > 40 for alt in re.findall(r'role="img" aria-label="([^"]*)"', page))


def test_findings_and_decision_are_shown_once_they_are_written(page):
    assert "<dt>Hypothesis</dt>" in page
    assert "<dt>Findings</dt>" not in page
    assert "<dt>Decision</dt>" not in page
    found = worlds.comparison()
    decided = worlds.result(worlds.scenario("Specialised", decision="We do it."), 1.0)
    text = html(about(type(found)(found.base, (decided,))))
    assert "<dt>Decision</dt>\n<dd>We do it." in text
    assert "<dt>Findings</dt>" not in text


def test_one_scenario_has_a_page_too():
    text = html(about(worlds.comparison().base))
    assert "One organisation" in text
    assert "What differs" not in text
    assert "this follows one structure under stated assumptions".lower() in text.lower()


def test_few_worlds_are_warned_of_where_they_carry_a_comparison(page):
    few = about(worlds.comparison(worlds=19))
    assert few.too_few().startswith("Only 19 paired worlds: intervals are wide")
    assert few.too_few() in html(few)
    assert about(worlds.comparison(worlds=20)).too_few() == ""
    assert about(worlds.comparison(worlds=19).base).too_few() == ""
    assert "intervals are wide" not in page


def test_the_foot_line_says_what_made_it(page):
    foot = page[page.index("<footer>") :]
    assert f"Made with Reorg {VERSION}, model {MODEL_VERSION}, seed 1. It compares" in foot


def test_ids_are_unique(page):
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
