"""The same promises kept by the model itself: a small company, half a year."""

import json

import pytest

from sim.experiment.comparison import compare
from sim.experiment.efficiency import measured
from sim.experiment.summary import summary
from sim.scenario import load


@pytest.fixture
def scenario(tmp_path):
    """A scenario file with the standard parent, read."""

    def make(name, structure="generalist", years="6 months", arr="2M", **keys):
        path = tmp_path / f"{name}.yaml"
        tree = {"schema": 1, "name": name, "extends": "standard", "years": years, **keys,
                "team": {"structure": structure, "size": 4}, "book": {"arr": arr}}  # fmt: skip
        path.write_text(json.dumps(tree))
        return load(path)

    return make


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_one_and_two_workers_give_the_same_bytes(scenario, tmp_path):
    base, other = scenario("Base"), scenario("Other", "specialised")
    texts = []
    for workers in (1, 2):
        found = compare(base, [other], 3, workers=workers, store=tmp_path / str(workers))
        texts.append(json.dumps(summary(found, ("segment", "role", "quarter")), allow_nan=False))
    assert texts[0] == texts[1]
    assert files(tmp_path / "1") == files(tmp_path / "2")


@pytest.mark.parametrize("structure", ["generalist", "specialised", "pods"])
def test_a_child_that_changes_nothing_differs_by_exactly_nothing(scenario, structure):
    base, child = scenario("Base", structure), scenario("Child", structure)
    measures = summary(compare(base, [child], 2, workers=1))["candidates"][0]["measures"]
    moved = {name: m["difference"] for name, m in measures.items() if m["difference"]}
    assert moved == {}


@pytest.mark.verify
def test_common_random_numbers_save_replications_on_every_headline_measure(scenario):
    base, other = (
        scenario(name, structure, years="2 years", arr="5M")
        for name, structure in (("Generalists", "generalist"), ("Specialists", "specialised"))
    )
    found = measured(base, other, 16, other_seed=2)
    assert len(found) >= 8
    assert {s.measure: s.times for s in found if not s.times > 1} == {}
