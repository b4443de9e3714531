"""What the page is told of scenarios: frames for its controls, and files opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.app.studio.frames import frame
from sim.app.studio.offers import LEVERS, offers
from sim.app.studio.opened import opened
from sim.app.studio.scenes import Place
from sim.base.faults import InputError
from sim.scenario import load

BASE = "schema: 1\nname: Ours\nextends: standard\nyears: 2\n"
CHILD = """schema: 1
name: Pool
extends: "ours.yaml" # today
timeline:
  reorg: {at: month 7, set: {team.structure: pooled}}
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A project of two files, one of which builds on the other."""
    (tmp_path / "ours.yaml").write_text(BASE, "utf-8")
    (tmp_path / "plans").mkdir()
    child = CHILD.replace("ours.yaml", "../ours.yaml")
    (tmp_path / "plans" / "pool.yaml").write_text(child, "utf-8")
    return Place(tmp_path, tmp_path / ".scratch")


def test_a_frame_has_names_extent_levers_and_changes_in_words(place: Place) -> None:
    """Everything that a control is built from, of this scenario and not of the defaults."""
    found = frame(load(place.within("plans/pool.yaml")))
    assert (found["start"], found["years"], found["currency"]) == ("2026-01-01", 2, "USD")
    assert found["segments"] == ["enterprise", "mid_market", "smb"]
    assert "renewal" in found["kinds"]
    assert found["roles"]["csm"]["title"] == "CSM"
    assert set(found["levers"]) == {path for path, _ in LEVERS}
    assert found["levers"]["leadership.support"] == {"value": 0.5, "words": "50 %"}
    [change] = found["changes"]
    assert change["head"] == "month 7, reorg: team.structure becomes pooled"
    assert change["lines"][0].startswith("Of the opening team would move")


def test_words_of_levers_are_choices() -> None:
    """A lever of words lists them; one of numbers has a range."""
    by_path = {lever["path"]: lever for lever in offers()["levers"]}
    assert "teamwork" in by_path["culture.recognition"]["choices"]
    assert by_path["culture.boundaries"]["choices"] == []
    assert by_path["culture.boundaries"]["high"] > by_path["culture.boundaries"]["low"]


def test_a_file_is_opened_with_what_builds_on_it(place: Place) -> None:
    """What it says itself, its parent in the project, its children."""
    above = opened("ours.yaml", place)
    assert above["says"] == {"name": "Ours", "years": 2}
    assert above["parent"] is None
    assert [child["file"] for child in above["children"]] == ["plans/pool.yaml"]
    assert above["children"][0]["says"]["timeline"]["reorg"]["at"] == "month 7"
    assert opened("plans/pool.yaml", place)["parent"] == "ours.yaml"


@pytest.mark.parametrize("path", ["../secret.yaml", "missing.yaml", "/etc/passwd"])
def test_nothing_outside_is_opened(place: Place, path: str) -> None:
    """A path out of the project, or to nothing, is one sentence."""
    with pytest.raises(InputError):
        opened(path, place)
