"""The folder of bad files: each is refused with the message beside it, word for word."""

from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.scenario import load

FOLDER = Path(__file__).with_name("bad")
EXPECTED = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(autouse=True)
def _in_the_folder(monkeypatch):
    monkeypatch.chdir(FOLDER)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_the_message_is_the_one_beside_the_file(expected):
    with pytest.raises(InputError) as caught:
        load(expected.with_suffix(".yaml").name)
    assert f"{caught.value}\n" == expected.read_text(encoding="utf-8")


def test_every_bad_file_has_its_message():
    parts_of_others = {"circle_other", "parent_with_a_fault"}
    files = {path.stem for path in FOLDER.glob("*.yaml")} - parts_of_others
    assert files == {path.stem for path in EXPECTED}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_no_wording_of_the_libraries_reaches_the_user(expected):
    text = expected.read_text(encoding="utf-8").lower()
    for word in ("input should", "pydantic", "validation error", "traceback", "type=", "ruamel"):
        assert word not in text


def test_a_file_that_is_not_there():
    with pytest.raises(InputError, match=r"nowhere\.yaml: no such file"):
        load("nowhere.yaml")


def test_a_folder():
    with pytest.raises(InputError, match="a folder"):
        load(".")


def test_a_file_that_is_too_large(tmp_path):
    file = tmp_path / "large.yaml"
    file.write_text("#" * 5_000_001, encoding="ascii")
    with pytest.raises(InputError, match="5,000,001 bytes are too many"):
        load(file)
