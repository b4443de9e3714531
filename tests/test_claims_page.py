"""The page of results of the claims ledger, from a run of a few rows."""

from __future__ import annotations

import json

import pytest

from docs import refresh
from docs.refresh import __main__, claims
from sim.app.claims import run_claims
from sim.base.version import MODEL_VERSION
from tests.experiment.fake import engine


@pytest.fixture
def pages(monkeypatch, tmp_path):
    """A place of its own for the run that is kept, and for what is made of it."""
    monkeypatch.setattr(claims, "FILE", tmp_path / "docs" / "claims_results.json")
    monkeypatch.setattr(refresh, "ROOT", tmp_path)
    monkeypatch.setattr(refresh, "PAGES", {})
    monkeypatch.setattr(refresh, "WITH_BLOCKS", ())
    (tmp_path / "docs").mkdir()
    return tmp_path


@pytest.fixture
def rows(tmp_path):
    made = engine()._replace(measures=("grr",))
    asked = ["Q8", "Q20", "Q5", "Q14"]
    found = run_claims(asked, out=tmp_path / "worlds", replications=3, workers=1, engine=made)
    return found.answer.data


def test_without_a_run_there_is_no_page(pages):
    assert refresh.stale() == []


def test_a_run_makes_the_page(pages, rows):
    (pages / "run.json").write_text(json.dumps(rows), encoding="utf-8")
    __main__.main([str(pages / "run.json")])
    page = (pages / claims.NAME).read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == ["Q5", "Q8.enterprise", "Q8.smb", "Q14", "Q20"]
    assert all(line.count(" | ") == 6 for line in lines)
    assert "n = 3" in lines[1]
    assert "0.93 to 0.97" in lines[1]
    assert "| not run |" in lines[3]
    assert f"model {MODEL_VERSION}" in page
    assert "](images/claims.svg)" in page
    picture = (pages / "docs/images/claims.svg").read_text(encoding="utf-8")
    assert f"model {MODEL_VERSION}" in picture
    assert refresh.stale() == []


def test_a_page_that_is_not_of_the_kept_run_is_out_of_date(pages, rows):
    claims.keep(rows)
    assert claims.NAME in refresh.write()
    claims.keep(rows[:2])
    assert claims.NAME in refresh.stale()
