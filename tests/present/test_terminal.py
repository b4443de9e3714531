"""Tables for a terminal: width, colour and what they call better."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sim.base.version import MODEL_VERSION, VERSION
from sim.present import labels, terminal
from sim.present.checked import Checked, checked_text
from sim.present.reading import BETTER, SAME, UNCLEAR, WORSE, headline, judged_alone
from sim.present.subject import subject
from sim.scenario import describe, standing, warnings
from tests.present import worlds


def about(*effects, base=False):
    found = worlds.comparison(effects or (1.0,))
    found = found.base if base else found
    return subject(found, worlds.summary(found))


def line(text, start):
    return next(row for row in text.splitlines() if row.startswith(start))


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("base", [True, False])
def test_no_line_is_wider_than_the_terminal_and_none_is_coloured_unasked(width, base):
    text = terminal.of_subject(about(base=base), colour=False, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


def test_better_and_worse_are_coloured_and_what_is_unclear_is_not():
    text = terminal.of_subject(about(0.1), colour=True, width=100)
    assert "\x1b[32m" in line(text, "Gross retention")
    assert "\x1b[31m" in line(text, "Cost to serve ")
    assert not re.search(r"\x1b\[3[12]m", line(text, "Voluntary turnover"))


def test_without_colour_words_say_the_same():
    text = terminal.of_subject(about(0.1), colour=False, width=100)
    assert line(text, "Gross retention").endswith("better")
    assert line(text, "Cost to serve ").endswith("worse")
    assert line(text, "Voluntary turnover").endswith("unclear")


@pytest.mark.parametrize("clear", [0, 1, 2])
def test_several_clear_others_are_said_to_be_judged_one_by_one(clear):
    every = about(1.0).readings(0)
    base = next(r for r in every if r.kind in (BETTER, WORSE))
    others = [r for r in every if r not in headline(every)]
    quiet = [replace(r, difference=0.0, lo=-1.0, hi=1.0) for r in others[clear:]]
    loud = [replace(base, measure=r.measure, together=1) for r in others[:clear]]
    said = judged_alone([*headline(every), *loud, *quiet])
    lucky = max(1, round(0.05 * len(others)))
    assert (f"of {len(others)} such measures about {lucky} would" in said) == (clear > 1)
    assert bool(said) == (clear > 1)


def test_others_are_shown_where_they_differ_and_counted_where_they_do_not():
    found = about(0.1)
    text = terminal.of_subject(found, colour=False, width=100)
    every = found.readings(0)
    head = [r.measure for r in headline(every)]
    others = [r for r in every if r.measure not in head]
    clear = [r for r in others if r.kind not in (SAME, UNCLEAR)]
    assert "Others: each is judged alone" in text
    assert f"{len(others) - len(clear)} other measures do not clearly differ" in text
    for reading in others:
        label = labels.full_label(reading.measure)[:20]
        shown = any(row.startswith(label) for row in text.splitlines())
        assert shown == (reading in clear), label


def test_a_pipe_and_no_color_mean_no_colour(monkeypatch):
    class Screen:
        def isatty(self):
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert terminal.wants_colour(Screen())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.wants_colour(Screen())
    monkeypatch.delenv("NO_COLOR")
    Screen.isatty = lambda self: False
    assert not terminal.wants_colour(Screen())


def test_check_tells_story_standing_and_warnings():
    tree = worlds.scenario("Small team")
    found = Checked(
        "small.yaml",
        tree.name,
        "USD",
        describe(tree),
        "Standard",
        [("team.size", "7", "6")],
        standing(tree),
        warnings(tree),
    )
    text = checked_text(found, colour=False, width=90)
    assert max(map(len, text.splitlines())) <= 90
    assert re.search(r"team\.size +7 +\u2192 6", text)
    assert "Accounts a head" in text
    assert "Published ARR per CSM" in text
    assert line(text, "enterprise").split()[1] == "29"


def test_what_is_barely_beyond_luck_is_neither_coloured_nor_called_better():
    found = worlds.comparison((0.1,))
    told = worlds.summary(found)
    entry = told["candidates"][0]["measures"]["grr"]
    entry["lo"], entry["hi"] = 0.01 * entry["difference"], 1.99 * entry["difference"]
    text = terminal.of_subject(subject(found, told), colour=True, width=100)
    assert "barely" in line(text, "Gross retention")
    assert not re.search(r"\x1b\[3[12]m", line(text, "Gross retention"))


@pytest.mark.parametrize("width", [80, 100])
def test_columns_bear_the_names_of_the_scenarios_however_long(width):
    text = terminal.of_subject(about(1.0, -0.7, 0.15), colour=False, width=width)
    assert max(map(len, text.splitlines())) <= width
    heads = [row for row in text.splitlines() if row.endswith("Better in")]
    assert [row.split()[:2] for row in heads[:2]] == [
        ["Generalist", "Specialised"],
        ["Generalist", "Pods"],
    ]
    assert re.search(r"Hybrid by\n +segment,\n +Generalist +with a…", text)
    assert "Candidate" not in text


@pytest.mark.parametrize("base", [True, False])
def test_what_made_the_numbers_is_said(base):
    told = " ".join(terminal.of_subject(about(base=base), colour=False, width=100).split())
    assert told.endswith(f"Made with Reorg {VERSION}, model {MODEL_VERSION}, seed 1.")
