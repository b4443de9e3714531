"""Results told again from a folder: the same numbers, no world, and a no where they are stale."""

from __future__ import annotations

import json
import re
import shutil

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment import replications
from sim.experiment.comparison import compare
from sim.experiment.recalling import experiments_in, recall
from sim.experiment.replications import run
from sim.experiment.summary import summary
from sim.scenario import load

SMALL = {"years": "6 months", "book.arr": "2M", "team.size": 3}
POOLED = {**SMALL, "name": "Pooled", "team.structure": "pooled"}
WORLDS = 3


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a comparison and a run in it, and what the comparison gave."""
    folder = tmp_path_factory.mktemp("made")
    base = load("standard", SMALL)
    candidates = [load("standard", POOLED)]
    found = compare(base, candidates, WORLDS, workers=1, store=folder, equal="payroll")
    run(base, 2, workers=1, store=folder)
    return folder, found


@pytest.fixture
def copied(made, tmp_path):
    """The folder, to be spoilt."""
    shutil.copytree(made[0], tmp_path / "results")
    return tmp_path / "results"


def the_comparison(folder):
    return next(key for key, names in experiments_in(folder).items() if "/" in names)


def test_the_same_results_and_no_world(made, monkeypatch):
    folder, found = made
    monkeypatch.setattr(replications, "Crew", None)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    again, crossed = recall(folder, the_comparison(folder))
    assert not crossed
    assert json.dumps(summary(again)) == json.dumps(summary(found))
    assert again.provenance["equal"]["by"] == "payroll"
    for ours, theirs in zip((again.base, *again.candidates), (found.base, *found.candidates),
                            strict=True):  # fmt: skip
        assert ours.scenario == theirs.scenario
        assert ours.weekly.keys() == theirs.weekly.keys()
        assert all(np.array_equal(ours.weekly[n], theirs.weekly[n], equal_nan=True)
                   for n in ours.weekly)  # fmt: skip
        assert [r.replication for r in ours.runs] == [r.replication for r in theirs.runs]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_run_alone_with_all_worlds_that_there_are(made):
    folder, found = made
    key = next(key for key, names in experiments_in(folder).items() if "/" not in names)
    again = recall(folder, key).found
    assert len(again.replications) == WORLDS
    assert again.digest == found.base.digest


def test_of_several_one_must_be_named(made):
    with pytest.raises(InputError, match=r"holds 2 experiments, name one with --of: \w+ is "):
        recall(made[0])
    with pytest.raises(InputError, match="'zz' names 0 of 2 experiments"):
        recall(made[0], "zz")


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"holds no results: there is no manifest\.json"):
        recall(tmp_path)


def refused(folder, sentence):
    with pytest.raises(InputError) as caught:
        recall(folder, the_comparison(folder))
    text = str(caught.value)
    assert re.search(sentence, text), text
    assert "run it again" in text


def test_worlds_of_an_older_model_are_stale(copied, monkeypatch):
    monkeypatch.setattr("sim.experiment.recalling.MODEL_VERSION", "99")
    monkeypatch.setattr("sim.experiment.store.parts.MODEL_VERSION", "99")
    refused(copied, "is stale: its worlds are of model [0-9]+, this is 99")


def test_a_scenario_that_means_something_else_is_stale(copied):
    manifest = json.loads((copied / "manifest.json").read_text("utf-8"))
    for tree in manifest["scenarios"].values():
        del tree["culture"]["hero_inclination"]
        tree["culture"]["max_overtime"] = "3 hours"
    (copied / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    refused(copied, "is stale: .*Pooled.* other parameters in this version")


def test_worlds_without_a_measure_of_this_version_are_stale(copied, monkeypatch):
    def more():
        model = the_model()
        return model._replace(measures=(*model.measures, "brand_new"))

    the_model = replications.the_model
    monkeypatch.setattr(replications, "the_model", more)
    refused(copied, "is stale: its worlds were not asked for brand_new")


def test_no_worlds_at_all_are_stale(copied):
    shutil.rmtree(copied / "values")
    refused(copied, "is stale: it holds no whole world of every scenario")
