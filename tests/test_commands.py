"""Commands on a small organisation, from the file to what is printed and what is written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

import sim
from sim.cli import main

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
TWICE = ["--replications", "2", "--workers", "1", "--quiet"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "child.yaml").write_text(CHILD, encoding="utf-8")
    (tmp_path / "same.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text("extends: base.yaml\nteem: {}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reorg(*arguments):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def document(*arguments):
    result = reorg(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_check_tells_the_story_the_difference_and_the_warnings(here):
    [found] = document("check", "child.yaml", "--set", "team.size=1")
    assert found["name"] == "Specialists"
    assert found["parent"] == "Generalists"
    assert {"path": "team.structure", "parent": "generalist", "here": "specialised"} in (
        found["differences"]
    )
    assert found["warnings"]
    text = reorg("check", "child.yaml", "--set", "team.size=1").stdout
    assert found["description"] in text
    assert "team.structure" in text
    told = " ".join(text.split())
    for each in found["warnings"]:
        assert each["message"] in told


def test_faults_of_all_files_come_at_once_and_nothing_is_written(here):
    result = reorg("compare", "wrong.yaml", "missing.yaml", "--out", "r")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "wrong.yaml:2:1: teem: " in result.stderr
    assert "missing.yaml" in result.stderr
    assert not (here / "r").exists()


def test_run_gives_measures_a_table_charts_and_a_report(here):
    result = reorg("run", "base.yaml", *TWICE, "--out", "r")
    assert result.exit_code == 0
    assert "Gross retention" in result.stdout
    assert (here / "r" / "report.html").exists()
    assert {path.suffix for path in (here / "r" / "charts").iterdir()} == {".png", ".svg"}
    found = document("run", "base.yaml", *TWICE, "--by", "segment")
    assert {"mean", "lo", "hi", "sd", "n", "unit", "better"} <= set(found["measures"]["grr"])
    assert "smb" in found["measures"]["grr"]["by"]["segment"]
    assert not (here / "results" / "run-base" / "report.html").exists()


def test_the_tables_of_every_run_are_kept_on_request(here):
    for keep, count in (("weekly", 3), ("tables", 4)):
        arguments = ["--replications", "4", "--workers", "1", "--keep", keep, "--out", keep]
        document("run", "base.yaml", *arguments, "--quiet")
        assert len(list((here / keep / "tables").iterdir())) == count


def test_compare_is_the_same_twice_and_with_two_workers(here):
    arguments = ["compare", "base.yaml", "child.yaml", "--replications", "2", "--quiet", "--json"]
    one, again, two = (
        reorg(*arguments, "--workers", workers, "--out", out).stdout
        for workers, out in (("1", "a"), ("1", "a"), ("2", "b"))
    )
    assert one == again == two
    [candidate] = json.loads(one)["candidates"]
    assert "Specialists" in candidate["verdict"]


def test_a_child_that_changes_nothing_compares_as_zero(here):
    found = document("compare", "base.yaml", "same.yaml", *TWICE)
    differences = [each["difference"] for each in found["candidates"][0]["measures"].values()]
    assert set(differences) <= {0.0, None}


def test_few_pairs_are_warned_of_on_stderr(here):
    few = ["base.yaml", "same.yaml", "--replications", "2", "--workers", "1", "--json"]
    result = reorg("compare", *few)
    assert "Only 2 paired worlds: intervals are wide" in result.stderr
    assert json.loads(result.stdout)
    assert "intervals are wide" not in reorg("compare", *few, "--quiet").stderr


def test_equal_headcount_scales_the_candidate(here):
    found = document("compare", "base.yaml", "child.yaml", *TWICE, "--equal", "headcount")
    assert found["provenance"]["equal"]["by"] == "headcount"


def test_worlds_that_are_no_pairs_are_refused(here):
    (here / "other.yaml").write_text("extends: base.yaml\nseed: 2\n", encoding="utf-8")
    result = reorg("compare", "base.yaml", "other.yaml", *TWICE)
    assert result.exit_code == 2
    assert "seed" in result.stderr


def test_schema_is_one_json_document():
    assert json.loads(reorg("schema").stdout)["title"] == "Reorg scenario"


def test_ctrl_c_keeps_what_is_finished(here):
    command = [sys.executable, "-m", "sim.cli", "run", "base.yaml", "--json", "--out", "r"]
    running = subprocess.Popen(
        [*command, "--replications", "5000", "--workers", "1"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    parts = here / "r" / "values"
    until = time.monotonic() + 60
    while not (parts.is_dir() and any(parts.iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == ""
    assert "kept in r; the same command goes on from there" in err
    assert any(parts.iterdir())


def test_python_gives_data_frames(here):
    base = sim.load("base.yaml", {"book.arr": "2M"})
    assert base.book.arr == 2_000_000
    assert "Generalists" in sim.describe(base)
    assert len(sim.simulate(base, 0).frame("work"))
    alone = sim.run(base, 2, workers=1, by=["segment"])
    assert {"measure", "by", "level", "mean", "lo", "hi"} <= set(alone.columns)
    assert set(alone["by"]) == {"", "segment"}
    pair = sim.compare(base, sim.load("same.yaml", {"book.arr": "2M"}), 2, workers=1)
    assert pair["difference"].dropna().eq(0).all()
    with pytest.raises(sim.InputError, match="teem"):
        sim.load("wrong.yaml")
