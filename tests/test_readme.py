"""What the README tells people to do works, on a small scale: fewer worlds and years."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from docs.refresh import ROOT, first_result
from sim.cli import main

SMALL = ["--replications", "2", "--years", "1", "--workers", "1", "--quiet"]
SMALLER = {
    "sweep": ["--replications", "1", "--workers", "1"],
    "sensitivity": ["--replications", "2", "--samples", "8"],
    "threshold": ["--replications", "2"],
}
QUICK = {
    "new": ["--replications", "2", "--workers", "1", "--quiet"],
    "risks": ["--replications", "2", "--seats", "1", "--workers", "1", "--quiet"],
    "claims": ["--replications", "2", "--workers", "1", "--quiet"],
}
"""Commands that take neither years nor a study."""
SHORT = ["--set", "years=0.1", "--quiet"]
LIGHT = ["--set", "book.arr=2M", "--set", "team.size=2"]
"""For studies that vary neither."""
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"# (\S+\.yaml)\n")


class Block(NamedTuple):
    """A fenced block of a page: its language and its text."""

    language: str
    text: str


def blocks(page: str) -> list[Block]:
    return [Block(*found) for found in FENCE.findall((ROOT / page).read_text(encoding="utf-8"))]


def commands(page: str, word: str) -> list[list[str]]:
    """The lines of shell blocks that begin with a word, split as a shell does."""
    lines = [line for b in blocks(page) if b.language == "sh" for line in b.text.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith(word)]


def run(arguments: list[str]):
    small = SMALL if arguments[0] in ("run", "compare") else []
    if arguments[0] in QUICK and "--list" not in arguments:
        small = QUICK[arguments[0]]
    if arguments[0] in SMALLER:
        small = [*SMALLER[arguments[0]], *SHORT, *(LIGHT if "guesses" in arguments[1] else [])]
    result = CliRunner().invoke(main, [*arguments, *small], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result


def as_a_script(text: str) -> None:
    """Save a block as somebody would, and run it: with processes of its own."""
    Path("script.py").write_text(text, encoding="utf-8")
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "script.py"], env=there, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "p_better" in done.stdout


@pytest.fixture(params=["README.md", "scenarios/README.md"])
def page(request, tmp_path, monkeypatch):
    """A page, whose files are written into a folder beside the shipped scenarios."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    for block in blocks(request.param):
        if block.language == "yaml":
            name = NAMED.match(block.text)
            assert name, f"a YAML block without a name: {block.text}"
            Path(name[1]).write_text(block.text, encoding="utf-8")
    return request.param


def test_the_commands_work_in_their_order(page):
    for _, *arguments in commands(page, "reorg"):
        result = run(arguments)
        if "--json" in arguments:
            kept = first_result.kept(json.loads(result.stdout))
            assert "| Gross retention (GRR) |" in first_result.shown(kept)
        if "--out" in arguments and arguments[0] == "compare":
            out = Path(arguments[arguments.index("--out") + 1])
            assert (out / "report.html").exists()
    for block in blocks(page):
        if block.language == "python":
            text = block.text.replace("2 years", "1 years")
            assert "replications=20" in text
            as_a_script(text.replace("replications=20", "replications=2, workers=2"))


def test_every_language_of_a_block_is_known():
    known = {"sh", "yaml", "python"}
    assert {b.language for b in blocks("README.md")} == known


def test_the_two_commands_are_targets():
    named = [words[1] for words in commands("README.md", "make")]
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named == ["demo", "test"]
    assert all(f"\n{target}: $(READY)  ##" in text for target in named)


def test_the_first_result_is_of_the_shipped_demo():
    """A changed demo or default needs `make readme`."""
    from sim.experiment.worlds import Side
    from sim.scenario import load

    found = json.loads(first_result.FILE.read_text(encoding="utf-8"))
    for side, name in (("base", "generalist"), ("candidate", "specialised")):
        scenario = load(ROOT / f"scenarios/demo/{name}.yaml")
        assert (found[side]["name"], found[side]["digest"]) == (
            scenario.name,
            Side(scenario).digest,
        )


@pytest.mark.verify
def test_the_first_result_is_what_the_demo_gives(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    demo = [str(ROOT / f"scenarios/demo/{name}.yaml") for name in ("generalist", "specialised")]
    options = ["--replications", "30", "--quiet", "--json", "--out", "r"]
    result = CliRunner().invoke(main, ["compare", *demo, *options], catch_exceptions=False)
    found = json.loads(first_result.FILE.read_text(encoding="utf-8"))
    new = first_result.kept(json.loads(result.stdout))
    assert new["candidate"]["verdict"] == found["candidate"]["verdict"]
    for name, entry in new["measures"].items():
        kept = found["measures"][name]
        numbers = {key: x for key, x in entry.items() if isinstance(x, int | float)}
        stored = {key: kept[key] for key in numbers}
        assert numbers == pytest.approx(stored, rel=1e-9, abs=1e-12)
        assert entry.keys() == kept.keys()
