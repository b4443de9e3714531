"""Damaged files: whatever is done to a scenario file, it loads or is refused with a message."""

import random
from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.scenario import describe, digest, load, standing, warnings

GOOD = Path(__file__).with_name("good")
SOURCES = ("words.yaml", "child.yaml", "restructured.yaml")
FILES, ROUNDS = 500, 20
WORDS = (
    "null", "~", "-1", "0", "1e400", ".nan", "-.inf", "''", "[]", "{}", "[1, [2]]", "{a: {b: 1}}",
    "on", "8", "2 m", "10 weeks", "5 %", "1.2M", "9" * 400, "&x 1", "*x", "!!float x", "!!binary x",
    "standard", "generalist", "custom", "2026-02-30", "month 7", "\t", "\x00", "\ud7ff", "💥", "<<",
    "? x", "- x", "--- ", "...", "%TAG", "|", ">", "'", '"', "#", "@", "`", "rest", "default",
    "0x1F", "0o17", "1_000", "3 years", "-5 days", "a.b.c", "true", "{", "]", ": :",
)  # fmt: skip


def change_a_value(text, luck):
    lines = text.splitlines(keepends=True) or [""]
    at = luck.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {luck.choice(WORDS)}\n"
    return "".join(lines)


def change_an_inner_value(text, luck):
    places = [i for i, letter in enumerate(text) if letter == ":"] or [0]
    at = luck.choice(places) + 1
    end = min((i for i in (text.find(c, at) for c in ",}\n") if i > 0), default=len(text))
    return f"{text[:at]} {luck.choice(WORDS)}{text[end:]}"


def drop_a_letter(text, luck):
    at = luck.randrange(len(text))
    return text[:at] + text[at + 1 :]


def add_a_letter(text, luck):
    at = luck.randrange(len(text) + 1)
    return text[:at] + luck.choice(":{}[],&*!|>'\"%@`#\n\t -?.0a\x07\u2028") + text[at:]


def drop_a_line(text, luck):
    lines = text.splitlines(keepends=True) or [""]
    del lines[luck.randrange(len(lines))]
    return "".join(lines)


def repeat_a_line(text, luck):
    lines = text.splitlines(keepends=True) or [""]
    lines.insert(luck.randrange(len(lines)), luck.choice(lines))
    return "".join(lines)


def shift_a_line(text, luck):
    lines = text.splitlines(keepends=True) or [""]
    at = luck.randrange(len(lines))
    lines[at] = " " * luck.randrange(1, 7) + lines[at]
    return "".join(lines)


def cut_off(text, luck):
    return text[: luck.randrange(len(text))]


def swap_two_words(text, luck):
    words = [word.strip("{}[],:'\"") for word in text.split()] or [""]
    one, other = luck.choice(words), luck.choice(words)
    return text.replace(one, other, luck.randrange(1, 3)) if one else text


MUTATIONS = (
    change_a_value, change_an_inner_value, change_an_inner_value, drop_a_letter, add_a_letter,
    drop_a_line, repeat_a_line, shift_a_line, cut_off, swap_two_words,
)  # fmt: skip


@pytest.mark.parametrize("part", range(ROUNDS))
def test_a_damaged_file_loads_or_is_refused(part, tmp_path):
    for source in SOURCES:
        text = (GOOD / source).read_text(encoding="utf-8")
        (tmp_path / source).write_text(text, encoding="utf-8")
    luck = random.Random(part)
    for number in range(FILES // ROUNDS):
        text = (GOOD / luck.choice(SOURCES)).read_text(encoding="utf-8")
        for _ in range(luck.randrange(1, 5)):
            text = luck.choice(MUTATIONS)(text, luck) or "x"
        file = tmp_path / f"mutant-{number}.yaml"
        file.write_text(text, encoding="utf-8")
        live_or_say_why(file)


def live_or_say_why(file):
    """Load, and describe what was loaded; a refusal has a message that names the place."""
    scenario, faults = loaded(file)
    if scenario is None:
        assert faults
        assert all(fault.message and "\n" not in str(fault) for fault in faults)
        return
    assert describe(scenario)
    assert standing(scenario).heads >= 0
    warnings(scenario)
    digest(scenario)


def loaded(file):
    """The scenario in a file, or its faults."""
    try:
        return load(file), ()
    except InputError as error:
        return None, error.faults


def test_damaged_bytes(tmp_path):
    luck = random.Random(7)
    raw = (GOOD / "words.yaml").read_bytes()
    for number in range(60):
        damaged = bytearray(raw)
        for _ in range(luck.randrange(1, 6)):
            damaged[luck.randrange(len(damaged))] = luck.randrange(256)
        file = tmp_path / f"bytes-{number}.yaml"
        file.write_bytes(bytes(damaged))
        live_or_say_why(file)


def test_damaged_books(tmp_path):
    luck = random.Random(11)
    raw = (GOOD / "accounts.csv").read_bytes()
    scenario = tmp_path / "book.yaml"
    scenario.write_text("extends: standard\nbook: {file: book.csv}\n", encoding="utf-8")
    for _ in range(60):
        damaged = bytearray(raw)
        for _ in range(luck.randrange(1, 5)):
            damaged[luck.randrange(len(damaged))] = luck.choice(b',"\n\r-0a\x00\xff.;')
        (tmp_path / "book.csv").write_bytes(bytes(damaged))
        live_or_say_why(scenario)
