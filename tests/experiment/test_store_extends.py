"""Extending, packing and exporting: equal content, equal bytes, in whatever steps it was made."""

import random

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment import keeping
from sim.experiment.replications import run
from sim.experiment.store import Store, folder
from sim.experiment.store.exporting import export
from sim.experiment.store.packing import compact
from sim.experiment.worlds import Side, outcome_of
from sim.tables.results import Key
from tests.experiment import fake
from tests.experiment.folders import address, content, filled


@pytest.mark.parametrize("steps", [(10, 30), (3, 4, 17, 30), (29, 30)])
def test_extended_is_the_same_as_straight(tmp_path, steps):
    for step in steps:
        filled(tmp_path / "steps", step)
    filled(tmp_path / "straight", 30)
    assert content(tmp_path / "steps") == content(tmp_path / "straight")


def test_the_order_in_which_worlds_come_leaves_no_trace(tmp_path):
    side, engine = Side(fake.scenario()), fake.engine()
    orders = [list(range(25)), random.Random(1).sample(range(25), 25)]
    for name, order in zip("ab", orders, strict=True):
        store = Store(tmp_path / name)
        for i in order:
            store.keep(side, i, outcome_of(engine, side.scenario, None, i))
        store.flush()
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_slow_worlds_are_saved_as_they_come_and_quick_ones_by_the_part(tmp_path, monkeypatch):
    side, engine = Side(fake.scenario()), fake.engine()
    outcomes = [outcome_of(engine, side.scenario, None, i) for i in range(12)]
    quick = Store(tmp_path / "quick")
    for i, outcome in enumerate(outcomes):
        quick.keep(side, i, outcome)
    assert Store(tmp_path / "quick").missing(side, range(12)) == [10, 11]
    assert quick.missing(side, range(12)) == []
    assert quick.find(side, 11) is outcomes[11]
    monkeypatch.setattr(folder, "UNSAVED_SECONDS", 0.0)
    slow = Store(tmp_path / "slow")
    slow.keep(side, 0, outcomes[0])
    assert Store(tmp_path / "slow").missing(side, range(2)) == [1]


def test_what_is_kept_decides_what_is_missing(tmp_path):
    side = Side(fake.scenario())
    run(side.scenario, 5, workers=1, store=tmp_path, engine=fake.engine(), keep="values")
    assert not (tmp_path / "weekly").exists()
    assert not (tmp_path / "tables").exists()
    whole = Store(tmp_path / "other", "values")
    whole.keep(side, 0, outcome_of(fake.engine(), side.scenario, None, 0))
    whole.flush()
    assert sorted(p.name for p in (tmp_path / "other").iterdir()) == [".lock", "values"]
    missing = {level: Store(tmp_path, level).missing(side, range(6)) for level in keeping.KEEPS}
    assert missing == {"values": [5], "weekly": list(range(6)), "tables": list(range(6))}
    filled(tmp_path, 5)
    assert Store(tmp_path, "tables").missing(side, range(6)) == [3, 4, 5]
    result = run(side.scenario, 5, workers=1, store=tmp_path, engine=fake.engine(), keep="tables")
    assert len(result.runs) == keeping.KEPT_RUNS
    store = Store(tmp_path, "tables")
    assert store.missing(side, range(6)) == [5]
    again = fake.simulate(side.scenario, 4)
    kept = store.tables(side, 4).run(side.scenario, 4)
    np.testing.assert_array_equal(kept["weekly_roles"]["backlog"], again["weekly_roles"]["backlog"])
    with pytest.raises(InputError, match="keep: 'all' is not allowed: values, weekly, tables"):
        Store(tmp_path, "all")


def test_worlds_that_lack_a_measure_are_computed_again(tmp_path):
    scenario = fake.scenario(question=str(tmp_path))
    counted = fake.engine(fake.simulate_counted)
    out = tmp_path / "out"
    run(scenario, 4, workers=1, store=out, engine=counted)
    wanted = ("grr", "csm_turnover")
    run(scenario, 4, workers=1, store=out, engine=counted._replace(measures=wanted))
    assert len(fake.calls(tmp_path)) == 4
    newer = counted._replace(compute=compute_more, measures=(*wanted, "nrr"))
    result = run(scenario, 4, workers=1, store=out, engine=newer)
    assert len(fake.calls(tmp_path)) == 8
    assert result.values[Key("nrr")].tolist() == [1.0] * 4
    run(scenario, 4, workers=1, store=out, engine=newer)
    assert len(fake.calls(tmp_path)) == 8


def compute_more(run, by=()):
    """The fake measures, and one that a later version has."""
    return {**fake.compute(run, by), Key("nrr"): 1.0}


def test_packed_parts_are_found_extended_and_packed_again_to_the_same_bytes(tmp_path):
    names = ("One", "Two", "Three")
    for name in names:
        filled(tmp_path / "a", 13, fake.scenario(name))
    compact(tmp_path / "a")
    assert [p.name for p in (tmp_path / "a" / "values").iterdir()] == ["packed"]
    for name in names:
        store = Store(tmp_path / "a")
        assert store.missing(Side(fake.scenario(name)), range(20)) == list(range(13, 20))
    packed = run(fake.scenario("Two"), 17, workers=1, store=tmp_path / "a", engine=fake.engine())
    fresh = run(fake.scenario("Two"), 17, workers=1, engine=fake.engine())
    for key, values in fresh.values.items():
        assert packed.values[key].tobytes() == values.tobytes()
    assert rows(tmp_path / "a") == [("One", 13), ("Three", 13), ("Two", 17)]
    compact(tmp_path / "a")
    for name in reversed(names):
        filled(tmp_path / "b", 17 if name == "Two" else 13, fake.scenario(name))
    compact(tmp_path / "b")
    a, b = content(tmp_path / "a"), content(tmp_path / "b")
    assert a == b
    compact(tmp_path / "b")
    assert content(tmp_path / "b") == b


def rows(folder):
    """Worlds by scenario, as batches give them; each once."""
    found = {}
    for table in Store(folder).batches(["grr"]):
        for name, i in zip(
            table["scenario"].to_pylist(), table["replication"].to_pylist(), strict=True
        ):
            found.setdefault(name, []).append(i)
    assert all(sorted(set(numbers)) == sorted(numbers) for numbers in found.values())
    return sorted((name, len(numbers)) for name, numbers in found.items())


def test_a_large_pack_is_several_files_and_row_groups(tmp_path, monkeypatch):
    from sim.experiment.store import packing, parts

    filled(tmp_path, 60)
    before = everything(tmp_path)
    monkeypatch.setattr(parts, "GROUP_ROWS", 100)
    monkeypatch.setattr(packing, "FILE_ROWS", 200)
    compact(tmp_path)
    assert len(list((tmp_path / "values" / "packed").iterdir())) == 2
    assert everything(tmp_path) == before
    assert Store(tmp_path).find(address(), 59).values[Key("utilisation")] > 0


def everything(folder):
    """All rows as text, in which NaN equals NaN."""
    tables = Store(folder).batches(by=("", "segment", "quarter"))
    return [str(row) for table in tables for row in table.to_pylist()]


def test_a_pack_that_was_killed_counts_no_world_twice(tmp_path):
    filled(tmp_path, 25)
    singles = content(tmp_path / "values")
    compact(tmp_path)
    done = content(tmp_path)
    for name, data in singles.items():
        (tmp_path / "values" / name).write_bytes(data)
    assert rows(tmp_path) == [("Base", 25)]
    compact(tmp_path)
    assert content(tmp_path) == done


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_an_export_is_the_same_however_the_parts_lie(tmp_path, ending):
    import pandas as pd

    store, out = tmp_path / "store", [tmp_path / f"{i}.{ending}" for i in range(2)]
    for name in ("Two", "One"):
        filled(store, 12, fake.scenario(name))
    assert export(store, out[0], ["grr", "renewal_churn"], ["segment"]) == 2 * 12 * 3
    compact(store)
    export(store, out[1], ["grr", "renewal_churn"], ["segment"])
    assert out[0].read_bytes() == out[1].read_bytes()
    frame = pd.read_csv(out[0]) if ending == "csv" else pd.read_parquet(out[0])
    one = frame[
        (frame["scenario"] == "One") & (frame["measure"] == "grr") & (frame["by"] != "segment")
    ]
    result = run(fake.scenario("One"), 12, workers=1, store=store, engine=fake.engine())
    assert one["value"].tolist() == result.values[Key("grr")].tolist()
    assert frame["value"].isna().sum() == 12


def test_an_export_that_cannot_be_is_refused(tmp_path):
    filled(tmp_path / "store", 2)
    with pytest.raises(InputError, match=r"ends in neither of \.parquet, \.csv"):
        export(tmp_path / "store", tmp_path / "x.xls")
    with pytest.raises(InputError, match="--measure: 'gr' is not stored: grr, csm_turnover"):
        export(tmp_path / "store", tmp_path / "x.csv", ["gr"])
    (tmp_path / "x.csv").mkdir()
    (tmp_path / "x.csv" / "mine").write_text("mine")
    with pytest.raises(InputError, match="cannot be written"):
        export(tmp_path / "store", tmp_path / "x.csv")
    assert content(tmp_path / "x.csv") == {"mine": b"mine"}
    assert not list(tmp_path.glob(".*"))


def test_batches_are_of_the_sides_that_are_asked_for(tmp_path):
    for name in ("One", "Two"):
        filled(tmp_path, 3, fake.scenario(name))
    found = list(Store(tmp_path).batches(sides=[address(name="Two")]))
    assert {name for table in found for name in table["scenario"].to_pylist()} == {"Two"}
