"""The results folder: whole parts only, the same bytes every time, and no traceback."""

import json

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.replications import run
from sim.experiment.store import Store
from sim.experiment.store.packing import compact
from sim.experiment.store.parts import key_of
from sim.experiment.worlds import Side
from sim.tables.results import Key
from tests.experiment import fake
from tests.experiment.folders import content


def test_a_folder_has_the_same_bytes_for_one_and_two_workers(tmp_path):
    for workers in (1, 2):
        run(
            fake.scenario(), 5, workers=workers, store=tmp_path / str(workers), engine=fake.engine()
        )
    one, two = content(tmp_path / "1"), content(tmp_path / "2")
    assert one == two
    assert len([name for name in one if name.startswith("values/")]) == 1
    assert len([name for name in one if name.startswith("weekly/")]) == 1
    assert len([name for name in one if name.endswith("run.json")]) == 3


def test_what_comes_back_is_what_went_in(tmp_path):
    fresh, stored = (
        run(fake.scenario(), 4, workers=1, store=tmp_path, engine=fake.engine()) for _ in range(2)
    )
    assert list(fresh.values) == list(stored.values)
    for key in fresh.values:
        assert fresh.values[key].tobytes() == stored.values[key].tobytes()
    for name in fresh.weekly:
        assert fresh.weekly[name].tobytes() == stored.weekly[name].tobytes()
    for a, b in zip(fresh.runs, stored.runs, strict=True):
        assert (a.labels, a.names, a.days, a.provenance) == (
            b.labels,
            b.names,
            b.days,
            b.provenance,
        )
        for table, columns in a.tables.items():
            for name, column in columns.items():
                assert column.dtype == b[table][name].dtype
                np.testing.assert_array_equal(column, b[table][name])


@pytest.mark.parametrize("part", ["values", "weekly", "tables"])
@pytest.mark.parametrize("harm", ["cut", "empty", "alien", "another"])
def test_a_part_that_is_not_whole_is_computed_again(tmp_path, part, harm):
    scenario = fake.scenario(question=str(tmp_path))
    engine = fake.engine(fake.simulate_counted)
    out = tmp_path / "out"
    run(scenario, 13, workers=1, store=out, engine=engine)
    before = content(out)
    first = Side(scenario).address
    key = key_of(first, 0)
    place = out / part
    victim, other, lost = {
        "tables": (place / f"{key}-1" / "work.parquet", place / f"{key}-0" / "run.json", [1]),
    }.get(
        part,
        (place / f"{key}.parquet", place / f"{key_of(first, 1)}.parquet", list(range(10))),
    )
    victim.write_bytes(
        {
            "cut": victim.read_bytes()[:-9],
            "empty": b"",
            "alien": b"account,arr\n1,2\n",
            "another": other.read_bytes(),
        }[harm]
    )
    run(scenario, 13, workers=1, store=out, engine=engine)
    assert fake.calls(tmp_path) == sorted([*range(13), *lost])
    assert content(out) == before


def test_another_model_another_seed_or_another_scenario_is_another_part():
    scenario = fake.scenario()
    sides = [
        Side(scenario),
        Side(scenario, scenario),
        Side(fake.scenario(seed=2)),
        Side(fake.scenario(size=7)),
        Side(fake.scenario("Another")),
    ]
    keys = {key_of(side.address, block) for side in sides for block in (0, 1)}
    keys.add(key_of(Side(scenario).address, 0, "another model"))
    assert len(keys) == 11


def test_the_manifest_says_what_the_parts_are(tmp_path):
    run(fake.scenario("One"), 1, workers=1, store=tmp_path, engine=fake.engine())
    run(fake.scenario("Two"), 1, workers=1, store=tmp_path, engine=fake.engine())
    text = (tmp_path / "manifest.json").read_text()
    manifest = json.loads(text)
    one, two = Side(fake.scenario("One")).digest, Side(fake.scenario("Two")).digest
    assert set(manifest["scenarios"]) == {one, two}
    assert manifest["scenarios"][one]["name"] == "One"
    bases = [experiment["base"] for experiment in manifest["experiments"].values()]
    assert sorted(bases) == sorted([one, two])
    assert manifest["units"]["csm_turnover"] == "share/yr"
    assert {"reorg", "model", "packages"} <= set(manifest)
    assert str(tmp_path) not in text


def test_a_folder_opens_as_one_table(tmp_path):
    import pandas as pd

    result = run(fake.scenario(), 4, workers=1, store=tmp_path, engine=fake.engine())
    frame = pd.read_parquet(tmp_path / "values")
    grr = frame[(frame["measure"] == "grr") & (frame["by"] == "")].set_index("replication")["value"]
    assert grr.sort_index().tolist() == result.values[Key("grr")].tolist()
    weeks = pd.read_parquet(tmp_path / "weekly")
    assert len(weeks) == 4 * 2 * fake.WEEKS


def test_a_folder_with_packed_parts_is_one_dataset(tmp_path):
    from pyarrow import compute, dataset

    names = ("One", "Two")
    for name in names:
        run(fake.scenario(name), 11, workers=1, store=tmp_path, engine=fake.engine())
    compact(tmp_path)
    result = run(fake.scenario("Two"), 14, workers=1, store=tmp_path, engine=fake.engine())
    wanted = (compute.field("measure") == "grr") & (compute.field("by") == "")
    found = dataset.dataset(tmp_path / "values").to_table(
        filter=wanted & (compute.field("scenario") == "Two"), columns=["replication", "value"]
    )
    values = [row["value"] for row in sorted(found.to_pylist(), key=lambda r: r["replication"])]
    assert values == result.values[Key("grr")].tolist()


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="is a file: a folder is needed"):
        run(fake.scenario(), 1, workers=1, store=tmp_path / "out", engine=fake.engine())
    with pytest.raises(InputError, match="cannot be read: Not a directory"):
        run(fake.scenario(), 1, workers=1, store=tmp_path / "out" / "x", engine=fake.engine())
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "a web page"}', "\xff"])
def test_somebody_elses_manifest_is_left_alone(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text, "latin-1")
    with pytest.raises(InputError, match=r"manifest.json that was not written by reorg"):
        Store(tmp_path)
    assert (tmp_path / "manifest.json").read_text("latin-1") == text
