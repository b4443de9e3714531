"""`reorg sweep` and `sim.sweep` with the model itself, on a tiny company."""

import json
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from click.testing import CliRunner

import sim
from docs.refresh import ROOT
from sim.cli import main
from sim.measures import compute

TINY = ["--set", "years=0.5", "--set", "book.growth=0.1"]
STUDY = f"""
study: 1
name: Tiny
base: {ROOT}/scenarios/generalist.yaml
candidates: [{ROOT}/scenarios/specialised.yaml]
vary:
  size: {{together: {{book.arr: [2M, 4M], team.size: [3, 4]}}}}
  mechanisms.burnout: [on, off]
measures: [arr_end, utilisation]
by: [role]
replications: 2
"""


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "tiny.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["sweep", *map(str, arguments)], catch_exceptions=False)


def test_it_says_the_size_first_and_the_table_after(study, tmp_path):
    result = run(study, *TINY, "--workers", 1, "--out", tmp_path / "out")
    assert result.exit_code == 0
    size = "4 points x 2 sides x 2 replications = 16 runs; 0 of them are there already"
    assert result.stderr.startswith(size)
    assert "Specialists less Generalists, by size, mechanisms.burnout" in result.stdout
    assert "2M, on" in result.stdout
    frame = pd.read_parquet(tmp_path / "out" / "sweep.parquet")
    assert frame["size"].unique().tolist() == [2e6, 4e6]
    assert frame["mechanisms.burnout"].unique().tolist() == [True, False]
    assert set(frame["by"]) == {"", "role"}
    points = pd.read_parquet(tmp_path / "out" / "points.parquet")
    assert points["team.size"].tolist() == [3, 3, 4, 4]


def test_workers_change_no_byte(study, tmp_path):
    for workers in (1, 2):
        run(study, *TINY, "--workers", workers, "--out", tmp_path / str(workers), "--quiet")
    for name in ("sweep.parquet", "points.parquet", "sweep.json"):
        one, two = ((tmp_path / str(n) / name).read_bytes() for n in (1, 2))
        assert one == two


def test_json_is_one_document_and_a_second_time_computes_nothing(study, tmp_path):
    first = run(study, *TINY, "--workers", 1, "--out", tmp_path / "out", "--json")
    found = json.loads(first.stdout)
    assert (found["runs"], found["computed"], found["there"]) == (16, 16, 0)
    assert found["scenarios"] == ["Generalists", "Specialists"]
    again = run(study, *TINY, "--workers", 1, "--out", tmp_path / "out", "--json", "--quiet")
    assert again.stderr == ""
    same = json.loads(again.stdout)
    assert (same["computed"], same["there"]) == (0, 16)
    assert same["summary"] == found["summary"]


def test_a_dry_run_starts_nothing(study, tmp_path):
    out = tmp_path / "out"
    result = run(study, *TINY, "--out", out, "--dry-run", "--no-timing")
    assert result.stdout == (
        "4 points x 2 sides x 2 replications = 16 runs; 0 of them are there already; "
        "no run was timed\n"
    )
    timed = json.loads(run(study, *TINY, "--out", out, "--dry-run", "--json").stdout)
    assert (timed["runs"], len(timed["seconds"])) == (16, 3)
    assert timed["estimate"] > 0
    assert not out.exists()


def test_wrong_input_is_a_sentence_and_exit_2(study, tmp_path):
    study.write_text(STUDY.replace("burnout: [on", "burnuot: [on"), encoding="utf-8")
    result = run(study, *TINY, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "did you mean mechanisms.burnout?" in result.stderr
    assert not (tmp_path / "out").exists()
    assert run(tmp_path / "none.yaml").stderr.startswith(f"{tmp_path}/none.yaml: no such file")
    assert "--no-timing goes with --dry-run" in run(study, "--no-timing").stderr


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(study, tmp_path):
    arguments = ["sweep", str(study), "--replications", "8", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "sim.cli", *arguments, "--out", str(tmp_path / "out")],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    values = tmp_path / "out" / "values"
    for _ in range(600):
        if values.is_dir() and any(values.iterdir()):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "of 64 runs are finished and kept in" in said
    assert "the same command goes on from there" in said
    assert not (tmp_path / "out" / "sweep.json").exists()


def test_from_python_it_is_a_frame(tmp_path):
    sets = {"years": "0.5", "book.arr": "3M", "team.size": "3"}
    base = sim.load(ROOT / "scenarios/generalist.yaml", sets)
    study = {
        "study": 1,
        "base": base,
        "vary": {"culture.hero_inclination": [0.2, 0.8]},
        "measures": ["hours_worked"],
    }
    frame = sim.sweep(study, 2, workers=1)
    assert frame.groupby("point")["value"].count().tolist() == [2, 2]
    plain = sim.simulate(
        sim.load(ROOT / "scenarios/generalist.yaml", {**sets, "culture.hero_inclination": "0.8"}), 1
    )

    expected = next(v for k, v in compute(plain).items() if tuple(k) == ("hours_worked", "", ""))
    assert frame.query("point == 1 and replication == 1")["value"].item() == expected


def test_shipped_studies_are_right(tmp_path):
    for file in sorted((ROOT / "scenarios/studies").glob("*.yaml")):
        result = run(file, "--out", tmp_path / "out", "--dry-run", "--no-timing", "--json")
        assert result.exit_code == 0, result.stderr
        assert f"= {json.loads(result.stdout)['runs']} runs" in file.read_text(encoding="utf-8")
