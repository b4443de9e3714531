"""The report: one file that calls nobody, carries every input and repeats byte for byte."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from sim.base.version import MODEL_VERSION, VERSION
from sim.present.charts.table import pictures
from sim.present.colours import contrast, readable
from sim.present.inputs import book_text, differing, parameters
from sim.present.odds import odds
from sim.present.report import html, write_report
from sim.present.report.readout import over_time
from sim.present.report.security import embedded, policy
from sim.present.subject import subject
from sim.present.theme import Theme
from sim.present.words import scale
from sim.scenario.tree import AccountRow
from sim.tables.results import Key
from tests.present import played, worlds


def about(found):
    return subject(found, worlds.summary(found))


@pytest.fixture(scope="module")
def page():
    return html(about(worlds.comparison()))


def test_it_is_self_contained_and_the_browser_guarantees_it(page):
    script, style = one_text(page, "script"), one_text(page, "style")
    assert f'content="{policy(script, style)}"' in page
    assert "default-src 'none'; script-src 'sha256-" in page
    assert "unsafe" not in page[: page.index("<body>")]
    addresses = set(re.findall(r"https?://[^\"' )<`]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<(link|iframe|img|base|form)\b|@import|url\((?!#)|\ssrc=", page)
    assert not re.search(r"\beval\b|new Function|innerHTML|fetch\(|XMLHttp", script)


def test_no_element_carries_a_style_or_a_handler_of_its_own(page):
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", body)
    classes = set(re.findall(r' class="(s\d+)"', body))
    assert len(classes) > 20
    assert all(f".{name} {{ " in page for name in classes)


def one_text(page: str, tag: str) -> str:
    """The text of the only element of this kind that is run or applied."""
    [text] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
    return text


def test_the_verdict_comes_first_and_then_what_a_leader_asks(page):
    places = [
        page.index(text)
        for text in (
            "In all: better on 7 of 8",
            "What if we specialise before we reach 12 CSMs?",
            ">Findings<",
            ">Decision<",
            ">Headline measures</h2>",
            "In 1 world in 20, contribution ends",
            "What differs between",
            "$866k more ARR at the end",
            ">All measures</h2>",
            "By segment",
            ">Assumptions</h2>",
            ">What drives the result</h2>",
            ">Method</h2>",
            ">What made this report</h2>",
        )
    ]
    assert places == sorted(places)


def test_every_entry_of_the_contents_leads_to_a_part(page):
    nav = page[page.index("<nav") : page.index("</nav>")]
    targets = re.findall(r'href="#([^"]+)"', nav)
    assert len(targets) == 10
    assert [page.count(f'id="{target}"') for target in targets] == [1] * 10
    places = [page.index(f'id="{target}"') for target in targets]
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


def test_the_parameters_that_are_counted_add_up(page):
    every, rest = re.search(r"Of these (\d+), (.*?)\.", page).groups()
    assert sum(map(int, re.findall(r"\d+", rest))) == int(every)
    assert sum(map(int, re.findall(r"<small>(\d+) parameters</small>", page))) == int(every)


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
    assert html(about(found), []).count("A1,smb,12000,annual") == 1


def test_what_users_write_is_text_and_never_markup():
    found = worlds.comparison()
    nasty = worlds.result(worlds.scenario("</script><script>alert(1)</script>"), 1.0)
    text = html(about(type(found)(found.base, (nasty,))), [])
    assert "<script>alert" not in text
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert embedded({"a": "</script>\u2028"}) == '{"a":"\\u003c/script>\\u2028"}'


def test_it_repeats_byte_for_byte_and_is_small(page, tmp_path):
    path = write_report(about(worlds.comparison()), tmp_path / "report.html")
    assert path.read_bytes() == page.encode()
    assert len(page) < 5_000_000
    assert list(tmp_path.iterdir()) == [path]


def test_charts_have_words_for_those_who_cannot_see_them_and_numbers_behind(page):
    shown = len(pictures(about(worlds.comparison())))
    assert page.count('role="img"') == page.count("The numbers behind this chart") == shown
    assert all(len(alt) > 40 for alt in re.findall(r'role="img" aria-label="([^"]*)"', page))


def test_findings_and_decision_are_places_for_notes(page):
    assert "<dt>Hypothesis</dt>" in page
    assert page.count('<div class="written"></div>') == 2
    found = worlds.comparison()
    decided = worlds.result(worlds.scenario("Specialised", decision="We do it."), 1.0)
    text = html(about(type(found)(found.base, (decided,))), [])
    assert 'data-note="decision" data-empty="not written yet">' in text
    assert '<div class="written">We do it.</div>' in text
    assert text.count('<div class="written"></div>') == 1


def test_a_chart_over_time_tells_the_numbers_of_its_data(page):
    told = [json.loads(text) for text in re.findall(r'class="over-time">(.*?)</script>', page)]
    shown = [p for p in pictures(about(worlds.comparison())) if over_time(p)]
    assert len(told) == len(shown) > 3
    for readout, picture in zip(told, shown, strict=True):
        for plot, data in zip(readout["plots"], over_time(picture), strict=True):
            assert plot["months"] == list(data.categories)
            for said, series in zip(plot["series"], data.series, strict=True):
                how = scale(data.unit, every_number(data), currency="USD")
                assert said["values"] == [how.plain(v) for v in series.values]
                assert (
                    said["spans"][-1:]
                    == [
                        how.span(low, high)
                        for low, high in zip(series.low, series.high, strict=True)
                    ][-1:]
                )
        assert all(0 < x < x + w < 1 and 0 < y < y + h <= 1 for x, y, w, h, _ in readout["axes"][0])
    assert told[0]["plots"][0]["when"][-1] == "28 Dec 2028 (month 36)"


def every_number(data):
    rows = (row for s in data.series for row in (s.values, s.low, s.high))
    return [v for row in rows for v in row if v is not None]


def test_chances_are_the_quantiles_of_the_worlds(page):
    found = worlds.comparison()
    by_name = {one.measure: one for one in odds(about(found))}
    values = np.sort(found.base.values[Key("contribution")])
    limit = by_name["contribution"].limits[0]
    assert values[1] < limit < values[2]  # of forty worlds, two lie below
    assert by_name["contribution"].word == "below"
    assert by_name["logo_churn"].word == "above"
    churn = found.candidates[0].values[Key("logo_churn")]
    assert (churn > by_name["logo_churn"].limits[1]).sum() == 2
    words = by_name["contribution"].words
    assert f"contribution ends below {words[0]} with Generalist and below {words[1]} with" in page


def test_few_worlds_have_no_chances():
    assert odds(about(worlds.comparison(worlds=19))) == []
    assert "1 world in 20" not in html(about(worlds.comparison(worlds=19)), [])


def test_one_scenario_has_a_page_too():
    text = html(about(worlds.comparison().base))
    assert "One organisation" in text
    assert "What differs" not in text
    assert "this follows one structure under stated assumptions".lower() in text.lower()


def test_few_worlds_are_warned_of_where_they_carry_a_comparison(page):
    few = about(worlds.comparison(worlds=19))
    assert few.too_few().startswith("Only 19 paired worlds: intervals are wide")
    assert few.too_few() in html(few, [])
    assert about(worlds.comparison(worlds=20)).too_few() == ""
    assert about(worlds.comparison(worlds=19).base).too_few() == ""
    assert "intervals are wide" not in page


def test_the_foot_line_says_what_made_it(page):
    foot = page[page.index("<footer>") :]
    assert f"Made with Reorg {VERSION}, model {MODEL_VERSION}, seed 1. It compares" in foot


def test_ids_are_unique(page):
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_theme_gives_logo_name_accent_and_words():
    theme = Theme(
        name="Acme & Sons",
        accent="#ffe000",
        logo=b"not looked into",
        words=(("account", "key account"), ("CSM", "Success partner"), ("team", "crew")),
    )
    text = html(replace(about(worlds.comparison()), theme=theme))
    assert '<img src="data:image/png;base64,bm90IGxvb2tlZCBpbnRv" alt="Acme &amp; Sons">' in text
    assert "| Acme &amp; Sons</title>" in text
    assert "key account" in text
    assert "key key account" not in text
    assert "reach 12 CSMs?" in text  # a whole word and no part of one
    assert "<code>team.structure</code>" in text  # a path is no text
    accents = re.findall(r"--accent: (#[0-9a-f]{6})", text)
    assert len(accents) == 2
    assert accents == [readable("#ffe000", "#ffffff"), "#ffe000"]


def test_an_accent_can_be_read_on_its_paper():
    for accent in ("#ffe000", "#101010", "#7f7f7f", "#0072b2"):
        for paper in ("#ffffff", "#14181d"):
            found = readable(accent, paper)
            assert contrast(found, paper) >= 4.5


def test_a_dated_change_is_told_in_words():
    tree = played.run(dated=True).scenario
    found = worlds.comparison()
    text = html(about(type(found)(found.base, (worlds.result(tree, 1.0),))), [])
    assert f"{tree.name}: dated changes" in text
    assert "Month 5, specialise: team.structure becomes specialised" in text


def test_four_scenarios_with_their_films_stay_small_and_repeat():
    first, second = html(played.about(3)), html(played.about(3))
    assert first == second
    assert len(first) < 5_000_000
    assert first.count('id="film"') == 1
    ids = re.findall(r' id="([^"]+)"', first)
    assert len(ids) == len(set(ids))
    film = json.loads(re.search(r'id="film">(.*?)</script>', first)[1])
    assert [side["name"] for side in film["sides"]] == [s.name for s in played.about(3).sides]
    assert first.count('<div class="side">') == 2
    assert first.count('<label class="who">') == 2


def test_without_whole_runs_nothing_is_played(page):
    assert 'id="film"' not in page
    assert "The organisation, played" not in page
