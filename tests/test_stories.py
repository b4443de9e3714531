"""Every shipped scenario can be checked and lives; every story says what it asks and whence."""

from __future__ import annotations

import json
import math
import re
import shlex

import pytest
from click.testing import CliRunner

from docs.refresh import ROOT
from sim.claims.table import claims
from sim.cli import main
from sim.experiment.comparison import prepared
from sim.experiment.interaction import two_by_two
from sim.measures import HEADLINE
from sim.measures.compute import compute
from sim.organisation import simulate
from sim.scenario import load
from sim.tables.results import Key

STORIES = ROOT / "scenarios" / "stories"
README = ROOT / "scenarios" / "README.md"


def is_scenario(path):
    return "\nstudy: " not in f"\n{path.read_text(encoding='utf-8')}"


SHIPPED = sorted(filter(is_scenario, (ROOT / "scenarios").rglob("*.yaml")))
TOLD = [path for path in SHIPPED if path.parent == STORIES]
SMALL = {"book.arr": "1M", "team.size": "4"}
"""Years stay where something is dated: what happens in them is a part of the story."""
COMMAND = re.compile(r"`(reorg compare [^`]+)`")


def tiny(path):
    """The scenario with a small company, for half a year if nothing in it has a date."""
    found = load(path)
    dated = found.timeline or found.people.roster
    drawn = {} if found.book.file else SMALL
    return load(path, {**drawn, **({} if dated else {"years": "0.5 years"})})


def name(path):
    return path.relative_to(ROOT / "scenarios").as_posix()


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_it_is_right_and_tells_its_story(path):
    result = CliRunner().invoke(main, ["check", str(path)], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert load(path).name in result.stdout
    assert "{'" not in result.stdout


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_it_lives(path):
    values = compute(simulate(tiny(path), 0))
    assert [each for each in HEADLINE if math.isinf(values[Key(each)])] == []
    assert values[Key("cost_to_serve")] > 0
    assert values[Key("arr_end")] > 0


@pytest.mark.parametrize("path", TOLD, ids=name)
def test_a_story_asks_expects_and_names_its_claims(path):
    found = load(path)
    assert found.question
    assert found.hypothesis
    comment = path.read_text(encoding="utf-8").partition("schema:")[0]
    words = " ".join(line.lstrip("# ") for line in comment.splitlines())
    assert re.search(r"\bS[0-3]\b|1d", words)
    named = re.findall(r"\b[QMX]\d+\b", words)
    assert named
    assert [each for each in named if each not in claims()] == []


def commands():
    """Commands of the table of stories and of the comments in their files."""
    found = COMMAND.findall(README.read_text(encoding="utf-8"))
    return [shlex.split(each)[2:] for each in found]


def test_the_table_of_stories_has_every_file_once_as_a_candidate_or_base():
    page = README.read_text(encoding="utf-8")
    missing = [path.name for path in STORIES.glob("*.yaml") if path.name not in page]
    assert missing == []
    assert len(commands()) >= 15


@pytest.mark.parametrize("words", commands(), ids=lambda words: words[1].removesuffix(".yaml"))
def test_the_commands_compare_what_can_be_compared(words, monkeypatch):
    monkeypatch.chdir(STORIES)
    files = [word for word in words if word.endswith(".yaml")]
    sets = dict(word.split("=") for word in words if "=" in word)
    base, *candidates = [load(file, sets) for file in files]
    prepared(base, candidates, "payroll" if "payroll" in words else None)
    if "--interaction" in words:
        two_by_two(base, candidates)


def test_structure_and_culture_print_their_interaction(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cells = ("structure_without_culture", "culture_without_structure", "structure_and_culture")
    files = [str(STORIES / f"{cell}.yaml") for cell in ("dumping_ground", *cells)]
    options = ["--interaction", "--replications", "2", "--years", "0.25", "--workers", "1"]
    sets = [word for key, value in SMALL.items() for word in ("--set", f"{key}={value}")]
    arguments = ["compare", *files, *options, *sets, "--quiet", "--json"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)["interaction"]
    assert found["both"] == "Structure and culture"
    assert found["words"].startswith("Contribution: Structure alone")
    hours = found["measures"]["unlogged_hours"]
    assert hours["effects"]["interaction"]["mean"] == pytest.approx(
        hours["both"] - hours["first"] - hours["second"] + hours["base"]
    )
    base, one, other, both = files
    wrong = ["compare", base, both, one, other, "--interaction", "--quiet"]
    refused = CliRunner().invoke(main, wrong)
    assert refused.exit_code == 2
    assert "the order is the base, one change, the other, both" in refused.stderr
