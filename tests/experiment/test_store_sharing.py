"""Two processes on one folder, and studies of thousands of scenarios."""

import json
import subprocess
from dataclasses import replace

import pytest

from sim.base.faults import InputError
from sim.experiment.store import Store, Variant, files, parts, reading, studies
from sim.experiment.store.contents import contents, made_of, ranges
from sim.experiment.worlds import Side, outcome_of
from sim.tables.results import Key
from tests.experiment import fake
from tests.experiment.folders import address, child, content, filled

WRITER = """
import sys
from sim.experiment.store import Store
from sim.experiment.worlds import Side, outcome_of
from tests.experiment import fake
out, mine = sys.argv[1], int(sys.argv[2])
sides = [Side(fake.scenario(f"S{n}", size=n)) for n in (6, 7)]
store = Store(out)
print("ready", flush=True)
sys.stdin.readline()
for i in range(mine, 24, 2):
    for side in sides:
        store.told.describe({"base": side.digest, "candidates": [i]}, [side], {})
        store.keep(side, i, outcome_of(fake.engine(), side.scenario, None, i))
        store.flush()
"""


def test_two_processes_that_extend_the_same_parts_lose_nothing(tmp_path):
    def begin(number):
        process = child(WRITER, tmp_path / "both", number, stdin=subprocess.PIPE)
        process.stdout.readline()
        return process

    both = [begin(0), begin(1)]
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
    for number in (0, 1):
        alone = child(WRITER, tmp_path / "one", number, stdin=subprocess.PIPE)
        alone.communicate("go\n", timeout=120)
    assert content(tmp_path / "both") == content(tmp_path / "one")
    manifest = json.loads((tmp_path / "both" / "manifest.json").read_text())
    assert len(manifest["experiments"]) == 2 * 24
    assert len(manifest["scenarios"]) == 2


def test_a_part_that_is_extended_while_it_is_read_gives_no_rows_of_others(tmp_path):
    side = Side(fake.scenario())
    outcomes = {i: outcome_of(fake.engine(), side.scenario, None, i) for i in range(10)}

    def write(numbers):
        store = Store(tmp_path)
        for i in numbers:
            store.keep(side, i, outcomes[i])
        store.flush()

    write([4, 5])
    store = Store(tmp_path)
    batches, shelf = store.batches(), store.values
    looked_up, overtaking = shelf.places, []

    def overtaken(key):
        places = looked_up(key)
        if not overtaking:
            overtaking.append(key)
            write([0, 1])
        return places

    shelf.places = overtaken
    key = parts.key_of(side.address, 0)
    found = shelf.read(key)
    assert overtaking == [key]
    assert sorted(found) == [0, 1, 4, 5]
    for i, rows in found.items():
        assert rows["value"].to_pylist()[0] == outcomes[i].values[Key("grr")]
    stale = iter([place for _, places in shelf.everything() for place in places.values()])
    write([2])
    with pytest.raises(InputError, match="was written while it was read: read it again"):
        list(reading._pieces(shelf, stale))
    assert sum(len(table) for table in batches) == 5 * 4


def test_without_a_lock_files_are_whole_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_locked", lambda folder: None)
    filled(tmp_path / "a", 12)
    monkeypatch.undo()
    filled(tmp_path / "b", 12)
    unlocked = {name: data for name, data in content(tmp_path / "b").items() if name != files.LOCK}
    assert content(tmp_path / "a") == unlocked


def variants(count, first=0):
    """Scenarios of a study: the size of a fake team."""
    return [
        Variant(Side(fake.scenario(f"S{n}", size=n + 2)), {"team.size": n + 2}, point=n)
        for n in range(first, first + count)
    ]


def test_a_study_keeps_its_bases_whole_and_the_rest_as_differences(tmp_path):
    base, study = Side(fake.scenario()), {"study": 1, "vary": {"team.size": [2, 101]}}
    store = Store(tmp_path, "values")
    store.told.describe_study("sizes", study, [base], variants(100), {"grr": "share/yr"}, "files")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert list(manifest["scenarios"]) == [base.digest]
    assert (tmp_path / "manifest.json").stat().st_size < 50_000
    recalled = store.told.recall_study("sizes", study, [base], "files")
    assert [v.address for v in recalled] == [v.address for v in variants(100)]
    assert [v.overrides["team.size"] for v in recalled] == list(range(2, 102))
    assert store.told.recall_study("sizes", study, [base], "other files") == []
    made = made_of(tmp_path, recalled[7].address.digest[:12])
    assert made["set"] == {"team.size": 9}
    assert made["base"] == base.digest
    assert made["resolved"]["team"]["size"] == base.scenario.team.size
    assert made_of(tmp_path, base.digest)["set"] == {}
    [told] = contents(tmp_path)["studies"]
    assert (told["name"], told["scenarios"]) == ("sizes", 100)
    assert [each["scenario"] for each in told["bases"]] == ["Base"]
    with pytest.raises(InputError, match=r"'zz' names no scenario: the beginning of a digest"):
        made_of(tmp_path, "zz")
    with pytest.raises(InputError, match="'' names 101 scenarios"):
        made_of(tmp_path, "")


def test_a_study_may_grow_in_any_order(tmp_path):
    base = Side(fake.scenario())
    for name, slices in (("a", [(0, 30)]), ("b", [(20, 10), (0, 15), (10, 15)])):
        for first, count in slices:
            store = Store(tmp_path / name)
            store.told.describe_study("s", {}, [base], variants(count, first), {})
        store.told.settle_study("s", {}, [base])
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_what_is_added_to_a_study_reads_nothing_of_what_is_there(tmp_path, monkeypatch):
    base, store = Side(fake.scenario()), Store(tmp_path)
    store.told.describe_study("s", {}, [base], variants(3), {})
    [path] = (tmp_path / "studies").iterdir()
    before = path.read_bytes()
    with monkeypatch.context() as changed:
        changed.setattr(studies, "read_variants", None)
        store.told.describe_study("s", {}, [base], variants(2, 2), {})
    after = path.read_bytes()
    assert after.startswith(before)
    assert len(after.splitlines()) == 5
    assert len(store.told.recall_study("s", {}, [base])) == 4
    store.told.settle_study("s", {}, [base])
    assert len(path.read_bytes().splitlines()) == 4


def test_a_line_that_a_killed_process_left_is_passed_over_and_goes(tmp_path):
    base, store = Side(fake.scenario()), Store(tmp_path)
    store.told.describe_study("s", {}, [base], variants(3), {})
    [path] = (tmp_path / "studies").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert [v.point for v in store.told.recall_study("s", {}, [base])] == [0, 1]
    store.told.describe_study("s", {}, [base], variants(1, 2), {})
    assert path.read_bytes() == whole


def test_a_scenario_stays_as_it_was_told_first(tmp_path):
    base, store = Side(fake.scenario()), Store(tmp_path)
    [one] = variants(1)
    for point in (7, 3):
        store.told.describe_study("s", {}, [base], [replace(one, point=point)], {})
    store.told.settle_study("s", {}, [base])
    assert [v.point for v in store.told.recall_study("s", {}, [base])] == [7]


def test_a_broken_list_of_a_study_is_one_sentence(tmp_path):
    base, store = Side(fake.scenario()), Store(tmp_path)
    store.told.describe_study("s", {}, [base], variants(3), {})
    [path] = (tmp_path / "studies").iterdir()
    path.write_bytes(path.read_bytes()[:-20] + b"\n")
    with pytest.raises(InputError, match="line 3 is broken: delete the file, and the study writes"):
        store.told.recall_study("s", {}, [base])


def test_contents_say_what_there_is_of_which_scenario(tmp_path):
    filled(tmp_path, 12)
    filled(tmp_path, 2, fake.scenario("Other"))
    found = contents(tmp_path)
    sides = {side["scenario"]: side for side in found["sides"]}
    assert sides["Base"]["ranges"] == [[0, 11]]
    assert (sides["Base"]["runs"], sides["Base"]["weekly"], sides["Base"]["tables"]) == (12, 12, 3)
    assert sides["Other"]["digest"] == address(name="Other").digest
    assert found["files"] == len(content(tmp_path))
    assert ranges([0, 1, 2, 5, 7, 8]) == [[0, 2], [5, 5], [7, 8]]
