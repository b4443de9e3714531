"""A client's look: words said once, colours that can be read and told apart."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from click.testing import CliRunner

from sim.app import reporting
from sim.app.recalled import Told
from sim.base.faults import InputError
from sim.cli import main
from sim.present.charts.picture import body_of, figure_of
from sim.present.charts.table import pictures
from sim.present.colours import DARK, WHITE, confused_by, contrast, mixed, readable
from sim.present.subject import BAD, BASE, CANDIDATES, GOOD, colour_of, side_colours, subject, tint
from sim.present.theme import PLAIN, Theme
from sim.present.told_apart import remarks
from sim.scenario.theme import neutral
from tests.present import kept, worlds
from tests.present.drawn import texts, uncovered

NEUTRAL = Theme(words=tuple(neutral().items()))
ACCUSING = re.compile(
    r"\b(hero\w*|masking|burn(ed|s|out)\b|hides|unlogged|never logged|owes?)\b", re.IGNORECASE
)


def about(theme, effects=(1.0, -0.7)):
    found = kept.comparison(effects)
    return subject(found, worlds.summary(found), theme)


# --- words -------------------------------------------------------------------------------------


def test_a_phrase_is_said_whole_with_its_capital_and_the_longest_wins():
    theme = Theme(words=(("hours", "time"), ("unlogged hours", "hours off the sheet")))
    assert theme.said("Unlogged hours and hours") == "Hours off the sheet and time"
    assert theme.said("hourly, after_hours, culture.hours") == "hourly, after_hours, culture.hours"
    assert theme.said("two\u00a0unlogged\u00a0hours") == "two\u00a0hours off the sheet"
    assert PLAIN.said("Unlogged hours") == "Unlogged hours"


def test_what_is_said_twice_is_said_once():
    theme = Theme(words=(("churn", "customer churn"), ("a", "b c"), ("b", "d")))
    for text in ("Churn, b and a", "customer churn", "a b"):
        assert theme.said(theme.said(text)) == theme.said(text)
    for ours, theirs in NEUTRAL.words:
        assert NEUTRAL.said(NEUTRAL.said(ours)) == NEUTRAL.said(ours) == theirs


def test_neutral_words_reach_every_text_of_every_picture():
    every = pictures(about(NEUTRAL))
    assert len(every) > 12
    for found in every:
        said = [found.title, found.subtitle, found.alt, *found.columns]
        said += [cell for row in found.rows for cell in row]
        for data in found.data:
            said += [data.title, data.axis, *map(str, data.categories)]
            said += [row.name for row in data.series]
        said += [text for text, _ in texts(body_of(found, 9.0))[0]]
        for text in said:
            assert not ACCUSING.search(text), (found.name, text)


@pytest.mark.parametrize("width", ["image", 4.2])
def test_longer_words_neither_collide_nor_leave_the_picture(width):
    every = about(NEUTRAL)
    for found in pictures(every):
        figure = figure_of(found, every.foot()) if width == "image" else body_of(found, width)
        uncovered(figure, found.name)


def test_plain_pictures_are_left_as_they_are():
    assert pictures(about(PLAIN))[0].title == pictures(about(Theme(name="Acme")))[0].title


# --- colours -----------------------------------------------------------------------------------


def test_contrast_is_that_of_black_and_white_at_most():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("line", ["#ffcc00", "#001020", "#7fff00", "#ffffff", "#000000", "#cc79a7"])
def test_a_colour_has_forms_that_can_be_read_on_white_and_on_dark(line):
    colour = colour_of(line)
    assert colour.line == line
    assert contrast(colour.text, WHITE) >= 4.5
    assert contrast(colour.on_dark, DARK) >= 4.5
    assert readable(colour.text) == colour.text


def test_a_tint_is_paler_and_its_text_stays():
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    pale = tint(GOOD, 0.2)
    assert contrast(pale.line, WHITE) < contrast(GOOD.line, WHITE)
    assert pale.text == GOOD.text


def test_our_own_colours_are_told_apart_by_everybody():
    lines = [colour.line for colour in (GOOD, BAD, BASE, *CANDIDATES)]
    assert all(confused_by(one, other) == [] for one, other in combinations(lines, 2))


def test_red_and_green_are_the_same_to_some():
    assert confused_by("#2ca02c", "#d62728") == ["readers without green cones"]
    assert "everybody" in confused_by("#0072b2", "#0073b4")


def test_sides_have_the_clients_colours_and_then_ours_that_differ():
    theme = Theme(base="#003366", candidates=("#009e70",))
    colours = side_colours(theme, 4)
    assert [c.line for c in colours[:2]] == ["#003366", "#009e70"]
    assert colours[2:] == (CANDIDATES[0], CANDIDATES[2])
    assert side_colours(PLAIN, 3) == (BASE, *CANDIDATES[:2])
    assert [side.colour.line for side in about(theme).sides] == ["#003366", "#009e70", "#cc79a7"]
    assert len(about(theme).colours) == 3


def test_colours_that_mislead_are_remarked_on_and_others_are_not():
    assert remarks(about(PLAIN)) == []
    assert remarks(about(Theme(base="#333333", candidates=("#8fd2f7", "#009e73")))) == []
    said = remarks(about(Theme(base="#fffef0", candidates=("#0072b4", "#0d71b8"))))
    assert said[0].startswith("The colour of Generalist (#fffef0) can hardly be seen on white")
    assert any("taken for the blue of better (#0072b2) by everybody" in text for text in said)
    assert "(#0072b4) and Pods (#0d71b8) are the same to everybody" in said[-1]


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def recalled(monkeypatch, tmp_path):
    """Results that need no folder, and a pack of one kind that shows what it was given."""
    given = {}

    def maker(subject_, every, place):
        given.update(theme=subject_.theme, titles=[found.title for found in every])
        return [place / "made"]

    found = kept.comparison()
    monkeypatch.setattr(
        reporting, "told_again", lambda folder, wanted: Told(found, worlds.summary(found))
    )
    monkeypatch.setitem(reporting.PACK, "figures", maker)
    return given


def test_report_takes_a_theme_and_remarks_on_its_colours(recalled, tmp_path):
    file = tmp_path / "acme.yaml"
    file.write_text('theme: 1\ncolours: {base: "#0072b2"}\nwords: neutral\n', encoding="utf-8")
    answer = reporting.report_on(tmp_path, ["figures"], theme=file)
    assert recalled["theme"].base == "#0072b2"
    assert any(title.endswith("hours not on the time sheet") or "time sheet" in title
               for title in recalled["titles"])  # fmt: skip
    assert any("blue of better" in text for text in answer.remarks)


def test_report_refuses_a_theme_with_its_place_and_a_template_without_a_deck(recalled, tmp_path):
    file = tmp_path / "acme.yaml"
    file.write_text("theme: 1\naccent: blue\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"acme\.yaml:2:9: accent: 'blue' is not a colour"):
        reporting.report_on(tmp_path, ["figures"], theme=file)
    with pytest.raises(InputError, match=r"--template: x\.pptx is for a deck: with --pptx"):
        reporting.report_on(tmp_path, ["figures"], template="x.pptx")


def test_the_command_ends_with_2_and_one_sentence(tmp_path):
    file = tmp_path / "acme.yaml"
    file.write_text("theme: 1\nwords: rude\n", encoding="utf-8")
    arguments = ["report", str(tmp_path), "--figures", "--theme", str(file)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip().endswith(
        "acme.yaml:2:8: words: 'rude' is not allowed: neutral, or a mapping such as {hero: helper}"
    )
