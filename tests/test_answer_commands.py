"""The commands about assumptions, from the study file to what is printed and written."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import sim
from sim.app.sensitivity import METHODS
from sim.cli import main
from sim.cli.sensitivity import METHODS as OFFERED

BASE = """\
schema: 1
name: Generalists
extends: standard
years: 1 years
book: {arr: 1M}
team: {structure: generalist, size: 2}
"""
CHILD = """\
schema: 1
name: Specialists
extends: base.yaml
team: {structure: specialised, size: 3}
"""
STUDY = """\
study: 1
name: Small
base: base.yaml
candidates: [child.yaml]
vary:
  book.arr: {from: 1M, to: 2M, points: 2, scale: log}
  mechanisms.contagion: [on, off]
samples: 2
replications: 2
measures: [contribution]
"""
SEEK = """\
study: 1
base: base.yaml
vary:
  team.size: {from: 1, to: 6}
replications: 2
measures: [grr]
targets: {hours_worked: {at_least: 1}}
"""
QUICK = ["--workers", "1", "--quiet"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("answers")
    for name, text in (("base", BASE), ("child", CHILD), ("study", STUDY), ("seek", SEEK)):
        (made / f"{name}.yaml").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def here(folder, monkeypatch):
    """One folder for all tests, so that what a test lived through is there for the next."""
    monkeypatch.chdir(folder)
    return folder


def reorg(*arguments):
    return CliRunner().invoke(main, [*arguments, *QUICK], catch_exceptions=False)


def document(*arguments):
    result = reorg(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_a_tornado_is_printed_and_written(here):
    result = reorg("sensitivity", "study.yaml", "--out", "r")
    assert result.exit_code == 0, result.stderr
    assert "book.arr" in result.stdout
    names = {path.name for path in (here / "r" / "charts").iterdir()}
    assert names == {"tornado-contribution.png", "tornado-contribution.svg"}
    kept = json.loads((here / "r" / "tornado-contribution.json").read_text("utf-8"))
    again = document("sensitivity", "study.yaml", "--out", "r")
    assert kept == again
    assert (again["measure"], again["unit"], again["candidate"]) == (
        "contribution", "money", "Specialists",
    )  # fmt: skip
    assert {row["factor"] for row in again["rows"]} == {"book.arr", "mechanisms.contagion"}
    assert set(again["provenance"]["scenarios"]) == {"Generalists", "Specialists"}


@pytest.mark.parametrize(
    ("method", "samples", "points"), [("morris", 2, 6), ("sobol", 8, 32), ("heat", 2, 4)]
)
def test_other_methods_answer_too(here, method, samples, points):
    found = document("sensitivity", "study.yaml", "--method", method, "--samples", str(samples),
                     "--out", "r")  # fmt: skip
    assert found["method"] == method
    counted = sum(map(len, found["mean"])) if method == "heat" else found["points"]
    assert counted == points


def test_the_base_alone_and_another_measure(here):
    found = document("sensitivity", "study.yaml", "--candidate", "0", "--measure", "utilisation",
                     "--out", "r")  # fmt: skip
    assert (found["measure"], found["candidate"]) == ("utilisation", None)


def test_a_threshold_has_the_shape_of_the_contract(here):
    found = document("threshold", "study.yaml", "--parameter", "book.arr", "--out", "t")
    assert {"parameter", "measure", "crossing", "direction", "points"} <= set(found)
    assert found["parameter"] == "book.arr"
    assert len(found["points"]) >= 9
    assert {"at", "mean", "lo", "hi", "n"} == set(found["points"][0])


def test_seek_finds_the_smallest_team_and_is_the_same_with_two_workers(here):
    one = document("seek", "seek.yaml", "--out", "one", "--by-mean")
    two = CliRunner().invoke(
        main,
        ["seek", "seek.yaml", "--out", "two", "--by-mean", "--workers", "2", "--quiet", "--json"],
    )
    assert one == json.loads(two.stdout)
    assert one["chosen"]["at"] == {"team.size": 1}
    assert one["confirmation"]["replications"] == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["threshold", "study.yaml"], "name one of book.arr, mechanisms.contagion"),
        (["threshold", "study.yaml", "--parameter", "mechanisms.contagion"], "is a list"),
        (["threshold", "study.yaml", "--parameter", "book.arr", "--target", "much"], "--target"),
        (["threshold", "study.yaml", "--parameter", "book.arr", "--target", "nan"], "finite"),
        (["threshold", "study.yaml", "--parameter", "book.arr", "--target=-inf"], "finite"),
        (["sensitivity", "study.yaml", "--method", "sobol"], "2 samples are too few"),
        (["sensitivity", "study.yaml", "--measure", "happiness"], "no measure 'happiness'"),
        (["sensitivity", "study.yaml", "--candidate", "2"], "there is no candidate 2"),
        (["sensitivity", "study.yaml", "--method", "losing"], "too few"),
        (["sensitivity", "study.yaml", "--method", "information"], "too few"),
        (["sensitivity", "seek.yaml", "--method", "information"], "nothing to decide"),
        (["sensitivity", "seek.yaml", "--method", "heat"], "a heat map has 2 factors"),
        (["seek", "study.yaml"], "name a target"),
        (["sensitivity", "missing.yaml"], "missing.yaml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said_before_anything_runs(here, arguments, sentence):
    result = reorg(*arguments, "--out", "untouched")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""
    assert not (here / "untouched").exists()


ARR = ["--parameter", "book.arr"]


@pytest.mark.parametrize(
    ("arguments", "about", "points", "then"),
    [
        (["sensitivity", "study.yaml"], "tornado", 5, ""),
        (["sensitivity", "study.yaml", "--method", "morris"], "morris", 30, ""),
        (["sensitivity", "study.yaml", "--method", "sobol", "--samples", "8"], "sobol", 32, ""),
        (["sensitivity", "study.yaml", "--method", "heat"], "heat", 4, ""),
        (["threshold", "study.yaml", *ARR], "first look", 9, "ever closer"),
        (["seek", "seek.yaml"], "bisection, at most", 14, "up to 4 settings"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_dry_run_says_how_large_it_is_and_starts_nothing(here, arguments, about, points, then):
    asked = [*arguments, "--dry-run", "--no-timing", "--out", "untouched"]
    plan = document(*asked)
    assert (plan["about"], plan["points"], plan["there"]) == (about, points, 0)
    assert plan["runs"] == points * len(plan["scenarios"]) * 2
    assert then in plan["then"]
    text = reorg(*asked).stdout
    assert text.startswith(f"{about}: {points} points x ")
    assert then in text
    assert not (here / "untouched").exists()


def test_a_dry_run_counts_what_is_there_and_times_what_is_not(here):
    document("sensitivity", "study.yaml", "--method", "heat", "--out", "r")
    again = reorg("sensitivity", "study.yaml", "--method", "heat", "--out", "r", "--dry-run")
    assert again.stdout.endswith("; all of them are there already\n")
    timed = document("sensitivity", "study.yaml", "--out", "fresh", "--dry-run")
    assert len(timed["seconds"]) == 3
    assert timed["estimate"] > 0
    assert not (here / "fresh").exists()
    refused = reorg("seek", "seek.yaml", "--no-timing")
    assert (refused.exit_code, "--no-timing goes with --dry-run" in refused.stderr) == (2, True)


def test_a_dry_run_refuses_what_the_run_would(here):
    result = reorg("threshold", "study.yaml", *ARR, "--target", "much", "--dry-run")
    assert result.exit_code == 2
    assert "--target" in result.stderr


def test_the_command_offers_what_there_is():
    assert list(OFFERED) == list(METHODS)


def test_python_gives_data_frames(here):
    rows = sim.sensitivity("study.yaml", workers=1, store="r")
    assert set(rows["factor"]) == {"book.arr", "mechanisms.contagion"}
    assert rows.attrs["answer"]["measure"] == "contribution"
    cells = sim.sensitivity("study.yaml", "heat", workers=1, store="r")
    assert len(cells) == 4
    assert {"book.arr", "mechanisms.contagion", "mean", "lo", "hi"} == set(cells.columns)
    found = sim.threshold("study.yaml", "book.arr", workers=1, store="t")
    assert {"estimate", "lo", "hi", "direction"} <= set(found.columns)
    tried = sim.seek("seek.yaml", sure=False, workers=1, store="one")
    assert tried.loc[tried["chosen"], "at.team.size"].tolist() == [1]
