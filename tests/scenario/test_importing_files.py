"""The scenario and the book that an import writes, and what it never overwrites."""

from functools import partial

import pytest

from sim.app.importer import import_book
from sim.scenario.importing import SEGMENTS, read_export, write_scenario
from tests.scenario.exports import ACCOUNTS, DAY, faults, write_exports


@pytest.fixture
def exports(tmp_path):
    return partial(write_exports, tmp_path)


def test_the_files_that_are_written(exports, tmp_path):
    out = tmp_path / "new" / "ours.yaml"
    answer = import_book(*exports(), out=out, at=DAY, growth="20 %")
    assert answer.remarks[-1] == f"Next: reorg check {out}, then reorg run {out}"
    text = out.read_text(encoding="utf-8")
    for line in (
        "extends: standard",
        "start: 2024-06-30",
        '  file: "ours_book.csv"',
        "  growth: 0.2",
    ):
        assert f"\n{line}" in text
    assert (tmp_path / "new" / "ours_book.csv").read_text(encoding="utf-8").splitlines()[:2] == [
        "account,segment,arr,term,start,renewal,auto_renew,industry,country,plan,seats",
        "A-1,,120000,annual,2023-01-15,2025-05-31,no,EdTech,US,Pro,10",
    ]
    assert "150,500  <- used" in answer.text
    assert "162,500\n" in answer.text
    assert any("subscriptions that are trials (S-6)" in line for line in answer.remarks)
    assert answer.data["arr"] == {"latest": 150500, "sum": 162500}
    assert sorted(path.name for path in out.parent.iterdir()) == ["ours.yaml", "ours_book.csv"]


def test_the_same_import_writes_the_same_bytes(exports, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        import_book(*exports(), out=tmp_path / name / "x.yaml", at=DAY, growth=0)
    for file in ("x.yaml", "x_book.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_growth_is_never_inferred(exports, tmp_path):
    answer = import_book(*exports(), out=tmp_path / "x.yaml", at=DAY)
    assert answer.data["growth"] is None
    assert answer.remarks[-2].startswith("growth was not given: written as 0")
    assert "growth was not given" in (tmp_path / "x.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("growth", ["fast", "nan", -0.1, "900 %", float("inf")])
def test_growth_that_cannot_be(exports, tmp_path, growth):
    (line,) = faults(import_book, *exports(), out=tmp_path / "x.yaml", at=DAY, growth=growth)
    assert line.startswith("--growth: ")
    assert not (tmp_path / "x.yaml").exists()


def test_nothing_is_overwritten_unasked(exports, tmp_path):
    files, out = exports(), tmp_path / "x.yaml"
    out.write_text("mine", encoding="utf-8")
    assert faults(import_book, *files, out=out, at=DAY, growth=0) == [
        f"{out}: exists already: another name, or --force"
    ]
    assert out.read_text(encoding="utf-8") == "mine"
    import_book(*files, out=out, at=DAY, growth=0, force=True)
    assert "schema: 1" in out.read_text(encoding="utf-8")


def test_an_export_is_never_overwritten(exports):
    files = exports()
    lines = faults(import_book, *files, out=files[0], at=DAY, growth=0, force=True)
    assert lines == [f"{files[0]}: is one of the exports: another name for --out"]
    assert files[0].read_text(encoding="utf-8") == ACCOUNTS


def test_bad_input_leaves_what_was_there(exports, tmp_path):
    out = tmp_path / "x.yaml"
    import_book(*exports(), out=out, at=DAY, growth=0)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("x*")}
    faults(import_book, *exports(subscriptions=""), out=out, at=DAY, growth=0, force=True)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("x*")} == before


def test_a_folder_that_cannot_be_made(exports, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    book = read_export(*exports(), at=DAY)
    (line,) = faults(write_scenario, book, tmp_path / "file" / "x.yaml", growth=None)
    assert "cannot be written" in line


def test_an_awkward_name_stays_a_name(exports, tmp_path):
    from ruamel.yaml import YAML

    out = tmp_path / "x.yaml"
    name = 'a "b": \\ #c\n\u2028é😀'
    write_scenario(read_export(*exports(), at=DAY), out, growth=0.1, name=name)
    tree = YAML(typ="safe").load(out)
    assert tree["name"] == name
    assert {
        key: segment["min_arr"] for key, segment in tree["book"]["segments"].items()
    } == SEGMENTS
