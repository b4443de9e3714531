"""Studies whose levels name book files: what is in a file counts, and where the study lies."""

import json

import pandas as pd
import pytest

from sim.experiment.store.swept import SWEEP
from sim.experiment.sweeps.loading import load_study
from sim.experiment.sweeps.sweep import sweep
from sim.experiment.worlds import Engine
from sim.tables.results import Key
from tests.experiment import fake

STUDY = """
study: 1
base: base.yaml
{vary}
replications: 1
measures: [grr]
"""
LISTED = "vary: {book.file: [b.csv, c.csv]}"
ROWS = "design: file\nfile: points.csv"


def book_of(run, by=()):
    """The ARR of the book, under the name of a measure."""
    return {Key("grr"): sum(account.arr for account in run.scenario.book.accounts)}


def book(path, arr):
    path.write_text(f"account,segment,arr\nOne,smb,{arr}\nTwo,mid_market,5000\n")


@pytest.fixture(params=[LISTED, ROWS])
def study(tmp_path, request):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "base.yaml").write_text("extends: standard\nname: Base\nyears: 1\n")
    (folder / "study.yaml").write_text(STUDY.format(vary=request.param))
    (folder / "points.csv").write_text("book.file\nb.csv\nc.csv\n")
    book(folder / "b.csv", 10_000)
    book(folder / "c.csv", 20_000)
    return folder / "study.yaml"


def swept(study, out):
    engine = Engine(fake.simulate, book_of, fake.weekly)
    found = sweep(load_study(study), out, workers=1, engine=engine)
    return pd.read_parquet(out / "sweep.parquet")["value"].tolist(), found.computed


def test_an_edited_book_is_lived_through_again(study, tmp_path):
    out = tmp_path / "out"
    assert swept(study, out) == ([15_000, 25_000], 2)
    assert swept(study, out) == ([15_000, 25_000], 0)
    book(study.parent / "b.csv", 90_000)
    assert swept(study, out) == ([95_000, 25_000], 1)
    (out / SWEEP).unlink()
    book(study.parent / "c.csv", 70_000)
    assert swept(study, out) == ([95_000, 75_000], 1)
    book(study.parent / "b.csv", 10_000)
    assert swept(study, out) == ([15_000, 75_000], 0)


def test_the_study_says_what_is_in_its_files(study, tmp_path):
    swept(study, tmp_path / "out")
    files = json.loads((tmp_path / "out" / SWEEP).read_text("utf-8"))["study"]["files"]
    assert list(files) == ["b.csv", "c.csv"]
    assert all(len(digest) == 64 for digest in files.values())
