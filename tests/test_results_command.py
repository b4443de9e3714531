"""`reorg results` on a folder that a run has filled, as people and scripts call it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sim.cli import main
from tests.experiment import fake
from tests.experiment.folders import address, content, filled


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of results under `results/`, in the current folder."""
    filled(tmp_path / "results" / "one", 12)
    filled(tmp_path / "results" / "one", 3, fake.scenario("Other"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reorg(*arguments):
    return CliRunner().invoke(main, ["results", *arguments], catch_exceptions=False)


def document(*arguments, code=0):
    result = reorg(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (code, "")
    return json.loads(result.stdout)


def test_list_finds_the_stores_under_results(here):
    filled(here / "elsewhere", 1)
    [found] = document("list")
    assert found["folder"] == "results/one"
    assert [(side["scenario"], side["runs"]) for side in found["sides"]] == [
        ("Base", 12),
        ("Other", 3),
    ]
    assert "results/one" in reorg("list").stdout
    assert [each["folder"] for each in document("list", "elsewhere", "results")] == [
        "elsewhere",
        "results/one",
    ]


def test_list_says_what_it_cannot_read_beside_what_it_can(here):
    (here / "results" / "new").mkdir()
    (here / "results" / "new" / "manifest.json").write_text('{"reorg": "9", "format": 9}')
    text = reorg("list").stdout
    assert "results/one" in text
    assert "results/new: was written by a newer reorg (store format 9" in " ".join(text.split())


def test_list_of_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert document("list") == []
    assert reorg("list").stdout.startswith("Nothing is stored under results/ yet")
    result = reorg("list", "nowhere")
    assert (result.exit_code, result.stderr) == (2, "nowhere: holds no results\n")


def test_show_says_what_is_there_and_what_made_it(here):
    digest = address().digest
    assert document("show", "results/one")["sides"][0]["ranges"] == [[0, 11]]
    text = reorg("show", "results/one").stdout
    assert "0 to 11" in text
    assert digest[:12] in text
    made = document("show", "results/one", "--scenario", digest[:9])
    assert made["resolved"]["team"]["size"] == 6
    assert digest in reorg("show", "results/one", "--scenario", digest[:9]).stdout


def test_export_writes_what_is_asked_for(here):
    found = document("export", "results/one", "--out", "x.csv", "--measure", "grr")
    assert found == {"file": "x.csv", "rows": 15}
    assert len((here / "x.csv").read_text().splitlines()) == 16
    both = document("export", "results/one", "--out", "x.parquet", "--by", "segment")
    assert both["rows"] == 15 * 5
    assert reorg("export", "results/one", "--out", "y.parquet").stdout == (
        "60 rows are in y.parquet.\n"
    )


def test_verify_says_no_with_exit_code_1(here):
    assert reorg("verify", "results/one").stdout == (
        f"results/one is whole: 15 runs in {len(content(here / 'results' / 'one'))} files.\n"
    )
    victim = sorted((here / "results" / "one" / "values").glob("*.parquet"))[0]
    victim.write_bytes(victim.read_bytes()[:-3])
    [broken] = document("verify", "results/one", code=1)["broken"]
    assert broken["file"] == f"values/{victim.name}"
    result = reorg("verify", "results/one")
    assert result.exit_code == 1
    assert f"values/{victim.name} is not whole, or was not written by reorg" in result.stdout


def test_prune_says_what_it_does_and_does_nothing_when_dry(here):
    store = here / "results" / "one"
    victim = sorted((store / "values").glob("*.parquet"))[0]
    victim.write_bytes(b"")
    before = content(store)
    dry = document("prune", "results/one", "--dry-run")
    assert content(store) == before
    assert "Would be removed: " in reorg("prune", "results/one", "--dry-run").stdout
    assert document("prune", "results/one")["removed"] == dry["removed"]
    assert reorg("prune", "results/one").stdout == "results/one holds nothing of no use.\n"
    assert reorg("verify", "results/one").exit_code == 0


def test_compact_leaves_fewer_files_and_the_same_values(here):
    reorg("export", "results/one", "--out", "before.csv")
    found = document("compact", "results/one")
    assert found["after"]["files"] < found["before"]["files"]
    reorg("export", "results/one", "--out", "after.csv")
    assert (here / "before.csv").read_bytes() == (here / "after.csv").read_bytes()
    assert "are now" in reorg("compact", "results/one").stdout


@pytest.mark.parametrize("name", ["show", "verify", "compact", "prune"])
def test_a_folder_without_results_is_one_sentence(here, name):
    (here / "empty").mkdir()
    result = reorg(name, "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "empty: holds no results: there is no manifest.json\n"
    assert list((here / "empty").iterdir()) == []


def test_list_and_show_say_what_they_leave_out(here):
    assert reorg("show", "results/one").stderr == ""
    victim = sorted((here / "results" / "one" / "values").glob("*.parquet"))[0]
    victim.write_bytes(victim.read_bytes()[:-3])
    for arguments in (["list"], ["show", "results/one"]):
        result = reorg(*arguments)
        assert result.exit_code == 0
        assert f"1 file broken and left out (values/{victim.name})" in " ".join(
            result.stderr.split()
        )
    assert json.loads(reorg("show", "results/one", "--json").stdout)["broken"] == [
        f"values/{victim.name}"
    ]
    refused = reorg("export", "results/one", "--out", "all.csv")
    assert refused.exit_code == 2
    assert f"values/{victim.name}: is broken" in refused.stderr
