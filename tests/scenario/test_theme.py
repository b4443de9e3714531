"""Theme files: what is read, what is refused and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.scenario.theme import NEUTRAL, PNG, Look, neutral, read_theme

WHOLE = """\
theme: 1
name: Acme
accent: "#0B5FA5"
colours: {base: "#7a7a7a", candidates: ["#1b998b", "#5f0f40"]}
logo: acme.png
words: {hero: helper, masking invoice: "work done for other teams"}
"""


@pytest.fixture
def themed(tmp_path):
    """Reads a theme of this text, which lies beside a logo."""
    (tmp_path / "acme.png").write_bytes(PNG + b"rest")
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")

    def read(text):
        (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
        return read_theme(tmp_path / "acme.yaml")

    return read


def test_everything_that_a_theme_says(themed):
    assert themed(WHOLE) == Look(
        "Acme",
        "#0b5fa5",
        "#7a7a7a",
        ("#1b998b", "#5f0f40"),
        PNG + b"rest",
        (("hero", "helper"), ("masking invoice", "work done for other teams")),
    )
    assert themed("theme: 1\n") == Look("", "", "", (), b"", ())


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("name: Acme\n", "", "theme: missing: 1"),
        ("theme: 2\n", "1:8", "theme: 2 is not allowed: 1"),
        ("theme: 1\nacent: x\n", "2:1", "acent: unknown key; did you mean accent?"),
        ("theme: 1\naccent: #0b5fa5\n", "2:1", "in quotes, since # begins a comment"),
        ("theme: 1\naccent: blue\n", "2:9", "accent: 'blue' is not a colour: # and six hex digits"),
        ("theme: 1\naccent: 123456\n", "2:9", "in quotes"),
        ("theme: 1\ncolours: red\n", "2:10", "colours: 'red' is not allowed: a mapping"),
        ("theme: 1\ncolours: {bas: a}\n", "2:11", "colours.bas: unknown key; did you mean base?"),
        ('theme: 1\ncolours: {candidates: ["#123"]}\n', "2:24", "colours.candidates.0: '#123'"),
        ("theme: 1\ncolours: {candidates: red}\n", "2:23", "candidates: 'red' is not allowed"),
        ("theme: 1\nlogo: nowhere.png\n", "2:7", "logo: there is no file nowhere.png"),
        ("theme: 1\nlogo: logo.svg\n", "2:7", "logo: logo.svg is not a PNG"),
        ("theme: 1\nwords: polite\n", "2:8", "words: 'polite' is not allowed: neutral, or"),
        ("theme: 1\nwords: {hero: 3}\n", "2:15", "words.hero: 3 is not allowed: a phrase"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_is_allowed(themed, text, place, message):
    with pytest.raises(InputError) as caught:
        themed(text)
    [fault] = caught.value.faults
    assert fault.place.endswith(place and f"acme.yaml:{place}")
    assert message in str(fault)


def test_all_faults_are_told_at_once(themed):
    with pytest.raises(InputError) as caught:
        themed("theme: 1\naccent: red\nlogo: none.png\nwords: rude\n")
    assert len(caught.value.faults) == 3


def test_no_file_and_a_logo_that_is_too_large(themed, tmp_path):
    with pytest.raises(InputError, match=r"no such file: a theme file, such as acme\.yaml"):
        read_theme(tmp_path / "nowhere.yaml")
    (tmp_path / "acme.png").write_bytes(PNG + bytes(1_000_000))
    with pytest.raises(InputError, match="1,000,008 bytes are too many: at most 1,000,000"):
        themed(WHOLE)


def test_neutral_words_name_no_culprit_and_no_illness(themed):
    assert themed("theme: 1\nwords: neutral\n").words == tuple(neutral().items())
    accusing = r"\b(hero\w*|mask\w*|burn\w*|hid\w*|unlogged|culprit|lazy|blame\w*|victim)\b"
    for ours, theirs in neutral().items():
        assert not re.search(accusing, theirs, re.IGNORECASE), ours
    assert NEUTRAL.read_text(encoding="utf-8").startswith("#")


def test_the_example_of_the_page_is_a_theme(themed):
    page = (Path(__file__).parents[2] / "docs" / "charts.md").read_text(encoding="utf-8")
    found = themed(page.split("```yaml\n")[1].split("```")[0])
    assert (found.name, found.candidates) == ("Acme", ("#8fd2f7", "#009e73"))
